"""The rules by which a language tells time, and the calendar's feasts and seasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.needed import Needs, needed
from tollbook.codebook.patterns import compile_pattern, expand

Value = str | int | bool
Examples = dict[str, dict[str, Value]]


class AtomRule(msgspec.Struct, frozen=True):
    """One small expression: ``type`` says what it may join with, ``kind`` what it needs to become an interval, ``gives`` what it means.

    ``needs`` names the trigger classes a sentence must hold; ``guard`` a condition on the grammar; without ``alone`` it counts only joined.
    """

    id: str
    type: str
    kind: str
    pattern: str
    needs: tuple[str, ...]
    examples: Examples
    counter: list[str] = msgspec.field(name="not")
    gives: dict[str, Value] = {}
    guard: str | None = None
    alone: bool = True


class JoinRule(msgspec.Struct, frozen=True):
    """Two neighbours that make one expression; ``keep`` says how their meanings merge, ``between`` what may stand between them."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    between: str
    keep: str
    type: str
    examples: Examples
    counter: list[str] = msgspec.field(name="not")
    before: str | None = None
    same: bool = False
    night: bool = False


class TimesFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/times.yml``."""

    tables: dict[str, dict[str, int | str]]
    pieces: dict[str, str]
    leads: dict[str, str]
    atoms: list[AtomRule]
    joins: list[JoinRule]
    verbs: dict[str, list[str]]
    triggers: dict[str, list[str]]


class AtomPattern(msgspec.Struct, frozen=True):
    """An atom rule ready to match; ``classes`` are the trigger classes and ``needs`` the strings a text must hold for it to match at all."""

    rule: AtomRule
    pattern: re.Pattern[str]
    classes: frozenset[str]
    needs: Needs


class JoinPattern(msgspec.Struct, frozen=True):
    """A join rule ready to match: ``between`` the whole gap, ``before`` the text that ends where the left neighbour starts."""

    rule: JoinRule
    between: re.Pattern[str]
    before: re.Pattern[str] | None


class TimeWords(msgspec.Struct, frozen=True):
    """A language's time rules: ``tables`` turn words into numbers, ``triggers`` name the classes of a word, ``leads`` end where a time starts."""

    atoms: tuple[AtomPattern, ...]
    joins: tuple[JoinPattern, ...]
    tables: Mapping[str, Mapping[str, int | str]]
    leads: Mapping[str, re.Pattern[str]]
    verbs: Mapping[str, frozenset[str]]
    triggers: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def load_times(lang: str) -> TimeWords:
    """The language's time rules; DataFileError where the file does not fit its shape, KeyError where a pattern names an unknown piece."""
    table = load_table(f"lexicon/{lang}/times.yml", TimesFile)
    words: dict[str, list[str] | str] = {name: list(entries) for name, entries in table.tables.items()} | table.pieces
    return TimeWords(
        tuple(_atom(r, words) for r in table.atoms),
        tuple(JoinPattern(r, compile_pattern(r.between, words), _ending(r.before, words)) for r in table.joins),
        table.tables,
        {n: compile_pattern(rf"(?<!\w){p} (?:{table.leads['filler']} )*$", words) for n, p in table.leads.items() if n != "filler"},
        {name: frozenset(entries) for name, entries in table.verbs.items()},
        _triggers(table),
    )


def _atom(rule: AtomRule, words: Mapping[str, list[str] | str]) -> AtomPattern:
    pattern = compile_pattern(rf"(?<!\w)(?:{rule.pattern})(?!\w)", words)
    return AtomPattern(rule, pattern, frozenset(rule.needs), needed(pattern.pattern))


def _ending(pattern: str | None, words: Mapping[str, list[str] | str]) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(rf"(?<!\w)(?:{expand(pattern, words)})$", re.IGNORECASE)


def _triggers(table: TimesFile) -> dict[str, frozenset[str]]:
    """Each first word of a table's entries, and each word listed as a trigger, with the classes it stands for."""
    found: dict[str, set[str]] = {}
    for name, entries in [*table.tables.items(), *table.triggers.items()]:
        for entry in entries:
            found.setdefault(entry.split(" ")[0].split("'")[0], set()).add(name)
    for month in table.tables["shortmonth"]:
        found.setdefault(month, set()).add("month")
    for day in table.tables["weekday"]:
        found.setdefault(day + "s", set()).add("weekdays")
    return {word: frozenset(classes) for word, classes in found.items()}


class Feast(msgspec.Struct, frozen=True):
    """A feast by its fixed month and day, its (month, weekday, number), its offset from Easter or its first days.

    It is ``days`` long and ``tolerance`` days unsure each way.
    """

    name: str
    days: int = 1
    tolerance: int = 0
    fixed: tuple[int, int] | None = None
    nth: tuple[int, int, int] | None = None
    easter: int | None = None
    starts: tuple[date, ...] = ()


class Season(msgspec.Struct, frozen=True):
    """A season by its first month north and south of the equator; three months long where nothing else is said.

    ``awaited`` is for how many days after its end its figures are still ahead.
    """

    north: int
    south: int
    months: int = 3
    awaited: int = 0


class Calendar(msgspec.Struct, frozen=True):
    """Feasts and seasons by slug; ``month_first`` are the countries (ISO 3166-1 alpha-3) that write 5/3 for the third of May."""

    feasts: Mapping[str, Feast]
    seasons: Mapping[str, Season]
    month_first: frozenset[str]


@lru_cache(maxsize=1)
def load_calendar() -> Calendar:
    """The calendar's feasts and seasons, the same for all languages; DataFileError where a file does not fit its shape."""
    return Calendar(load_table("calendar/feasts.yml", dict[str, Feast]), load_table("calendar/seasons.yml", dict[str, Season]), _month_first())


def _month_first() -> frozenset[str]:
    return frozenset(load_table("calendar/orders.yml", dict[str, list[str]])["month_first"])
