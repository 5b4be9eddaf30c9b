"""Which reports of an event are copies of another: one wire text at many outlets is one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.merge.facts import Facts
from tollbook.merge.words import likeness

COPY = 0.85
"""From this likeness of their telling words on two passages are one text."""


def originals_of(facts: Sequence[Facts]) -> Mapping[str, str]:
    """For each report the earliest one whose text it copies, else itself; ``facts`` are in order of publication."""
    found: dict[str, str] = {}
    firsts: list[Facts] = []
    for f in facts:
        if f.report in found:
            continue
        first = next((g for g in firsts if likeness(f.words, g.words) >= COPY), None)
        found[f.report] = first.report if first else f.report
        if first is None:
            firsts.append(f)
    return found
