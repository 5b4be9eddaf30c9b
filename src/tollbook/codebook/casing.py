"""Which words keep their capital in a text that is written in capitals throughout."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from tollbook.codebook.actors import load_register
from tollbook.codebook.files import load_table
from tollbook.codebook.gazetteer.tables import load_countries


class CasingWords(msgspec.Struct, frozen=True):
    """``proper`` words keep it, ``dated`` ones beside a number; names follow ``titles``; ``particles`` and ``links`` are small inside names too.

    ``articles`` open names of places and take a capital before one; ``words`` are no acronyms though a register has them.
    """

    proper: frozenset[str]
    dated: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]
    words: frozenset[str]


class Casing(msgspec.Struct, frozen=True):
    """The table with the ``names`` of countries, their people, their capitals and known actors, word by word.

    ``peoples`` are words like "kenyan", behind which no name goes on; ``acronyms`` stay as they are.
    """

    words: CasingWords
    names: frozenset[tuple[str, ...]]
    peoples: frozenset[str]
    acronyms: frozenset[str]
    longest: int


@lru_cache(maxsize=8)
def load_casing(lang: str) -> Casing:
    """The language's table with the names; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/casing.yml", CasingWords)
    countries, register = load_countries(), load_register().values()
    told = {name for c in countries for name in (c.name, *c.aliases, *c.demonyms, c.capital) if len(name) > 2 and not name.isupper()}
    told |= {name for e in register for name in (e.name, *e.aliases) if " " in name}
    parts = {p for p in map(_parts, told) if p} | {(w,) for w in table.proper}
    acronyms = frozenset(a.lower() for e in register for a in e.acronyms if a.isalpha()) - table.words
    peoples = frozenset(d.lower() for c in countries for d in c.demonyms)
    return Casing(table, frozenset(parts), peoples, acronyms, max(map(len, parts)))


def _parts(name: str) -> tuple[str, ...]:
    """The name's words as a text in capitals has them: small, without accents and endings."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return tuple(w.split("'")[0] for w in plain.replace("-", " ").replace("’", "'").split())
