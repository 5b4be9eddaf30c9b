"""Translates the coded accounts of a report into the fields of HRDsAttack, which codes one main violation a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.tasks.hrdsattack_names import victims_of
from benchmarks.tasks.hrdsattack_terms import ACTING, OTHER, STANCES, TERMS, Json, violations_of

T = TypeVar("T")

TITLE = 5
"""How often a place named in the title counts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a coding or an annotation says of a report in the corpus's terms: numbers, ISO 3166-1 alpha-3; ``None`` where it says nothing."""

    year: int | None
    month: int | None
    day: int | None
    city: str | None
    country: str | None
    violations: frozenset[str]
    perpetrator: str | None
    victims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What else than its accounts a report tells: its day, its text, and the countries of the places named in its title and in all of it."""

    published: str
    text: str
    titled: Sequence[str] = ()
    named: Sequence[str] = ()


def read_accounts(accounts: Sequence[Json], source: Source) -> Told:
    """The fields of a report's coding: time and town of its main violation, the country and perpetrator told most, all violations and victims."""
    harms = [a for a in accounts if a["stance"] in STANCES and a["currency"] != "future" and violations_of(a)]
    dated = dated_of(harms)
    month, day = _month_and_day(dated)
    violations = frozenset(v for a in harms for v in violations_of(a)) or frozenset({"unknown"})
    return Told(
        _year(dated, harms, source), month, day, _city(main_of(harms)), _country(accounts, source), violations,
        _perpetrator(harms), tuple(victims_of(accounts, source.text)),
    )  # fmt: skip


def main_of(harms: Sequence[Json]) -> Json | None:
    """The first harm to people that has a day and a place, else the first harm to people, else the first of all."""
    core = [a for a in harms if violations_of(a) != {OTHER}]
    placed = [a for a in core if a["when"] and a["where"]]
    return next(iter([*placed, *core, *harms]), None)


def dated_of(harms: Sequence[Json]) -> Json | None:
    """The harm whose time is the main violation's: the first one dated, arrests and abductions before others; a trial's day is no violation's."""
    dated = [a for a in harms if a["when"] and a["kind"] not in TERMS.trials]
    core = [a for a in dated if violations_of(a) != {OTHER}]
    held = [a for a in core if TERMS.violations.get(a["kind"]) in TERMS.held]
    return next(iter([*held, *core, *dated]), None)


def _year(dated: Json | None, harms: Sequence[Json], source: Source) -> int | None:
    """The year of the main violation's time, else that of publication where harm to anybody is told."""
    when = dated["when"] if dated else None
    if when is not None and when["earliest"][:4] == when["latest"][:4]:
        return int(when["earliest"][:4])
    return int(source.published[:4]) if source.published and harms else None


def _month_and_day(main: Json | None) -> tuple[int | None, int | None]:
    """Month and day as far as the time told of the main violation lies in one."""
    when = main["when"] if main else None
    if when is None:
        return None, None
    first, last = when["earliest"], when["latest"]
    return int(first[5:7]) if first[:7] == last[:7] else None, int(first[8:]) if first == last else None


def _city(main: Json | None) -> str | None:
    where = main["where"] if main else None
    return where["name"] if where and where["precision"] in ("exact", "near", "unresolved") else None


def _country(accounts: Sequence[Json], source: Source) -> str | None:
    """The country told most: by places of accounts twice, by their parties and each name of a place once, in the title five times."""
    places = [a["where"]["country"] for a in accounts if a["where"]]
    parties = [p["country"] for a in accounts for p in a["parties"]]
    told: Iterable[str | None] = (*places, *places, *parties, *source.named, *(c for c in source.titled for _ in range(TITLE - 1)))
    return _most([TERMS.part_of.get(c, c) for c in told if c])


def _most(told: Sequence[T | None]) -> T | None:
    ranked = Counter(t for t in told if t is not None).most_common(1)
    return ranked[0][0] if ranked else None


def _perpetrator(harms: Sequence[Json]) -> str | None:
    """The type that most harms are laid to; killings and abductions weigh twice, for an arrest may be of those who did them."""
    told = []
    for account in harms:
        told += [_sort_of(account)] * (1 if TERMS.violations.get(account["kind"]) in ("arbitrary detention", OTHER) else 2)
    return _most(told)


def _sort_of(account: Json) -> str | None:
    who = next((p["kind"] for p in account["parties"] if p["role"] in ACTING), None)
    if who is None:
        return "state actor" if account["kind"] in TERMS.lawful else None
    return TERMS.sorts.get(who, "other non-state actors")
