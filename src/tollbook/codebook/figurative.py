"""Words by which a report is known to speak of violence in figures of speech."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class FigurativeWords(msgspec.Struct, frozen=True):
    """``sport``: lemmas of games; ``least``: how many different ones make a report one on a game."""

    least: int
    sport: frozenset[str]


@lru_cache(maxsize=8)
def load_figurative(lang: str) -> FigurativeWords:
    """The language's table; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/figurative.yml", FigurativeWords)
