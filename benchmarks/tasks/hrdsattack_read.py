"""Translates the coded accounts of a report into the fields of HRDsAttack, which codes one main violation a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

Json = Mapping[str, Any]
T = TypeVar("T")

OTHER = "other"
STANCES = ("stated", "alleged", "claimed")
ACTING = ("perpetrator", "actor", "side_a")
SUFFERING = ("victim", "detainee", "target")
CAPITAL = re.compile(r"(?:[A-ZÀ-Þ]|(?:al|el)-[A-ZÀ-Þ])[\w'’.-]*")


class Terms(msgspec.Struct, frozen=True):
    """The shape of the corpus's ``terms.yml``; the file says what each list is."""

    violations: dict[str, str]
    by_toll: dict[str, str]
    by_word: tuple[tuple[str, str, str], ...]
    sorts: dict[str, str]
    part_of: dict[str, str]
    named: dict[str, str]
    nothing: frozenset[str]
    months: tuple[str, ...]
    no_persons: frozenset[str]
    lawful: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]


FILE = Path(__file__).parents[1] / "sets" / "hrdsattack" / "terms.yml"
TERMS = msgspec.convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), Terms)


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


def read_accounts(accounts: Sequence[Json], published: str) -> Told:
    """The fields of a report's coding: day and town of its main violation, the year, country, perpetrator told most, all violations and victims."""
    harms = [a for a in accounts if a["stance"] in STANCES and a["currency"] != "future" and violations_of(a)]
    main = main_of(harms)
    month, day = _month_and_day(main)
    year = _year(harms, published)
    violations = frozenset(v for a in harms for v in violations_of(a)) or frozenset({"unknown"})
    return Told(year, month, day, _city(main), _country(accounts), violations, _perpetrator(harms), tuple(_victims(harms, accounts)))


def violations_of(account: Json) -> frozenset[str]:
    """The violations that an account tells, by its kind, its tolls and the words for it."""
    kind, words = account["kind"], " ".join(t["quote"] for t in account["trigger"])
    found = {TERMS.by_toll[t["status"]] for t in account["tolls"] if t["status"] in TERMS.by_toll and t["best"] != 0}
    special = next((violation for of, word, violation in TERMS.by_word if kind == of and word in words.lower()), None)
    own = special or TERMS.violations.get(kind)
    return frozenset(found | {own} if own else found)


def main_of(harms: Sequence[Json]) -> Json | None:
    """The first harm to people that has a day and a place, else the first harm to people, else the first of all."""
    core = [a for a in harms if violations_of(a) != {OTHER}]
    placed = [a for a in core if a["when"] and a["where"]]
    return next(iter([*placed, *core, *harms]), None)


def _year(harms: Sequence[Json], published: str) -> int | None:
    """The year most harms to people are told to lie in, else the year of publication."""
    whens = [a["when"] for a in harms if a["when"] and violations_of(a) != {OTHER}]
    told = _most([int(w["earliest"][:4]) for w in whens if w["earliest"][:4] == w["latest"][:4]])
    return told or (int(published[:4]) if published else None)


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


def _country(accounts: Sequence[Json]) -> str | None:
    """The country that most of the places and parties of the report's accounts lie in, a place as much as two parties; the first of several."""
    places = [a["where"]["country"] for a in accounts if a["where"]]
    parties = [p["country"] for a in accounts for p in a["parties"]]
    return _most([TERMS.part_of.get(c, c) for c in (*places, *places, *parties)])


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


def _victims(harms: Sequence[Json], accounts: Sequence[Json]) -> Iterator[str]:
    """The names of persons who suffer, and of those whose release is told or asked for, each in its fullest form once."""
    freed = [a for a in accounts if a["kind"] == "release"]
    parties = [p for a in (*harms, *freed) for p in a["parties"] if p["role"] in SUFFERING and not p["register"]]
    persons = [p for p in parties if p["kind"] not in TERMS.no_persons and not p["kind"].startswith("object")]
    names = list(dict.fromkeys(n for p in persons if (n := person_in(p["name"])) is not None and (" " in n or _can_be_name(n, p["kind"]))))
    yield from (n for n in names if not any(n != other and n in other for other in names))


def _can_be_name(word: str, kind: str) -> bool:
    """False for one word that names people of a sort ("Christians"): the coding knows what they are, or they are many."""
    return kind == "other" and not word.endswith("s")


def person_in(name: str) -> str | None:
    """The own name at the end of a party's phrase ("journalist Ana Doe"): two words or more, or one that is all; ``None`` where it has none."""
    words = name.replace(",", " , ").split()
    run: list[str] = []
    for word in reversed(words):
        if not (CAPITAL.fullmatch(word) or (run and word.lower() in TERMS.particles)):
            break
        run.insert(0, word)
    while run and run[0].lower().strip(".") in TERMS.titles | TERMS.particles:
        run = run[1:]
    own = re.sub(r"['’]s?$", "", " ".join(run))
    return None if not own or (len(run) == 1 and len(words) > 1) else own
