"""The words that speak for and against a report's telling of events of conflict."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class GateFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/gate.yml``; ``words`` holds words by their weight in steps of ``step``, apart by blanks.

    ``window`` words that follow each other are weighed together; from ``least`` on they are relevant, and so are texts of fewer words than ``short``.
    """

    window: int
    short: int
    least: float
    step: float
    words: dict[int, str]


class GateWords(msgspec.Struct, frozen=True):
    """The same, with a weight for each word; a word that is not among them weighs nothing."""

    window: int
    short: int
    least: float
    weights: Mapping[str, float]


@lru_cache(maxsize=4)
def load_gate(lang: str) -> GateWords:
    """The language's weights; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/gate.yml", GateFile)
    weights = {word: steps * table.step for steps, words in table.words.items() for word in words.split()}
    return GateWords(table.window, table.short, table.least, weights)
