"""Which reports are worth parsing: those in which some words that stand together speak for an event of conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from tollbook.codebook.gate import GateWords
from tollbook.model.report import Report

_WORD = re.compile(r"[^\W\d_]{2,}")


def is_relevant(report: Report, gate: GateWords) -> bool:
    """False only where the report is long enough to tell and none of its passages speaks for an event of conflict."""
    words = list(words_in(report))
    return len(words) < gate.short or weigh(words, gate) >= gate.least


def words_in(report: Report) -> Iterator[str]:
    """The words of the title the user gave and of the text, in small letters; numbers and single letters are none."""
    return (m.group() for m in _WORD.finditer(f"{report.title or ''}\n{report.text}".lower()))


def weigh(words: list[str], gate: GateWords) -> float:
    """The weight of the passage that speaks most for an event; of all the words, where they are one passage."""
    sums = [0.0, *accumulate(gate.weights.get(word, 0.0) for word in words)]
    width = min(gate.window, len(words))
    return max(after - before for before, after in zip(sums, sums[width:], strict=False))
