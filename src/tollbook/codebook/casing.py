"""Which words keep their capital in a text that is written in capitals throughout."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.gazetteer.tables import load_countries


class CasingWords(msgspec.Struct, frozen=True):
    """``proper`` words keep it, ``dated`` ones beside a number; names follow ``titles``."""

    proper: frozenset[str]
    dated: frozenset[str]
    titles: frozenset[str]


class Casing(msgspec.Struct, frozen=True):
    """The table with the ``names`` of countries, their people and their capitals, word by word."""

    words: CasingWords
    names: frozenset[tuple[str, ...]]

    @property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max(map(len, self.names))


@lru_cache(maxsize=8)
def load_casing(lang: str) -> Casing:
    """The language's table with the names; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/casing.yml", CasingWords)
    told = {tuple(name.lower().split()) for c in load_countries() for name in (c.name, *c.aliases, *c.demonyms, c.capital) if len(name) > 2}
    return Casing(table, frozenset((*((w,) for w in table.proper), *(name for name in told if name))))
