"""The words by which a language tells penalties, motives and weapons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.patterns import compile_pattern


class DetailRule(msgspec.Struct, frozen=True):
    """One rule by its id, with sentences and the values it reads from them; ``kinds`` are those whose deeds it serves, all where empty.

    ``pattern`` are the words that lead to a motive and ``keep`` says whether they belong to its value; ``barred`` is a set of words of which the
    motive's head is none. Rules without a pattern are told apart by their ids alone.
    """

    id: str
    examples: dict[str, str]
    counter: list[str] = msgspec.field(name="not")
    pattern: str | None = None
    keep: bool = True
    kinds: tuple[str, ...] = ()
    barred: str | None = None


class DetailsFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/details.yml``."""

    words: dict[str, list[str]]
    penalties: dict[str, list[str]]
    terms: list[DetailRule]
    motives: list[DetailRule]
    instruments: list[DetailRule]


class DetailWords(msgspec.Struct, frozen=True):
    """A language's rules for further values of a deed: motive rules with their compiled patterns, all rules by id, and word sets."""

    motives: tuple[tuple[DetailRule, re.Pattern[str]], ...]
    rules: Mapping[str, DetailRule]
    words: Mapping[str, frozenset[str]]
    penalties: Mapping[str, str]


@lru_cache(maxsize=8)
def load_details(lang: str) -> DetailWords:
    """The language's rules for penalties, motives and weapons; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/details.yml", DetailsFile)
    motives = tuple((r, compile_pattern(rf"(?<!\w)(?:{r.pattern})(?!\w)", table.words)) for r in table.motives if r.pattern)
    return DetailWords(
        motives,
        {r.id: r for r in (*table.terms, *table.motives, *table.instruments)},
        {name: frozenset(entries) for name, entries in table.words.items()},
        {word: what for what, entries in table.penalties.items() for word in entries},
    )
