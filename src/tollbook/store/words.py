"""Words as the ledger's index of texts holds them, the same on both databases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

INDEXED = 250_000
"""Bytes of a text that are indexed: forty thousand words, and never more than PostgreSQL's megabyte for one text."""
LONGEST = 60
"""Characters of a word that count."""
_POSITIONS, _LAST = 255, 16_383
"""As many places of one word, and no further into the text, as PostgreSQL keeps."""
_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


def words_of(text: str) -> list[str]:
    """The words of the text in order: letters and digits, in small letters without accents, long ones cut."""
    plain = text.lower() if text.isascii() else _folded(text)
    return [w[:LONGEST] for w in _WORD.findall(plain)]


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def indexed(words: Iterable[str]) -> list[str]:
    """The first words, up to what is indexed of one text."""
    kept, size = [], 0
    for word in words:
        size += len(word.encode()) + 1
        if size > INDEXED:
            break
        kept.append(word)
    return kept


def asked_for(query: str) -> list[list[str]]:
    """What a text must hold to answer the query: words, and phrases where it has double quotes; empty where it names no word."""
    return [words for m in _PHRASE.finditer(query) if (words := words_of(m[1] if m[1] is not None else m[2]))]


def fts_query(phrases: Iterable[Iterable[str]]) -> str:
    """The phrases in the language of SQLite's FTS5."""
    return " ".join('"' + " ".join(words) + '"' for words in phrases)


def ts_query(phrases: Iterable[Iterable[str]]) -> str:
    """The phrases in the language of PostgreSQL's text search."""
    return " & ".join("(" + " <-> ".join(f"'{w}'" for w in words) + ")" for words in phrases)


def ts_vector(words: Iterable[str]) -> str:
    """The words with their places, as PostgreSQL writes a text it has taken apart."""
    places: dict[str, list[int]] = {}
    for n, word in enumerate(words, 1):
        places.setdefault(word, []).append(min(n, _LAST))
    return " ".join(_lexemes(places))


def _lexemes(places: dict[str, list[int]]) -> Iterator[str]:
    for word, at in places.items():
        yield f"'{word}':{','.join(map(str, at[:_POSITIONS]))}"
