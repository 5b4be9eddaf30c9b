"""What the coding stage reads off data: when an event is news and what a perfect tense tells."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class CodingTable(msgspec.Struct, frozen=True):
    """The table of data/codebook/coding.yml; the file says what each entry is for."""

    news_days: int
    casualty_rules: frozenset[str]
    finding_rules: frozenset[str]
    told_apart: frozenset[str]
    narrative_days: int
    at_scene: frozenset[str]
    setting_reach: int
    generic: frozenset[str]
    articles: frozenset[str]


@lru_cache(maxsize=1)
def load_coding() -> CodingTable:
    """The table; DataFileError where the file does not fit its shape."""
    return load_table("codebook/coding.yml", CodingTable)
