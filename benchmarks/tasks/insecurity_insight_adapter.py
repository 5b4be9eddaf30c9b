"""The product's accounts of one incident as one row of the corpus: its numbers, its type of perpetrator, its country, month and point.

* An incident is all the text tells of one event: numbers of a status are added up over its accounts, planned, denied and supposed ones left out.
* A theme counts its own people. Numbers of its groups are added up; where there is none, people of no plain group count. In camps everybody lives
  there; at schools "nine people" are not said to be pupils. Who died in captivity was kidnapped.
* Whoever was beaten or stabbed is injured. Where a deed says what befell people of the theme and no toll is told, those named as its victims are
  counted as written ("two nurses"), one where no number stands before them.
* The perpetrator is the first one told of whose kind the crosswalk knows; both sides of a clash are ``Multiple``. Of somebody who is "unidentified"
  and not even armed there is no information. Where none is told, the deed may say the type by the corpus's own definitions: those who kidnap are
  no state, those who arrest are one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tollbook.codebook.counts import load_counts
from tollbook.find.counts_numbers import value

Json = Mapping[str, Any]

CROSSWALK = Path(__file__).with_name("insecurity_insight_crosswalk.csv")
STATUSES = {"killed": "killed", "injured": "injured", "kidnapped": "abducted", "arrested": "detained"}
"""The corpus's counts and the product's statuses."""
DEEDS = {"killed": ("killing",), "injured": ("assault",), "abducted": ("abduction", "hostage-taking"), "detained": ("arrest",)}
STAFF = ("aid-workers", "health-workers", "workers", "drivers")
LOOSE = ("men", "women", "children", "others", "members", "nationals", "leaders", "officials")
EVERYBODY = ("civilians", "residents", "students", "teachers", "journalists", "clergy", "activists", "traders", "passengers", "hostages", "detainees")
THEMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "aidWorkerKIKA": ((*STAFF, "members", "security-forces"), ("total",), LOOSE),
    "education": (("students", "teachers", "children", "workers"), LOOSE),
    "protection": (("displaced", *STAFF), ("total",), (*LOOSE, *EVERYBODY)),
}
"""Whom the tables of the corpus count, by theme: the first of these sets of groups that the text gives a number of."""
DOERS = ("perpetrator", "actor", "side_a")
DONE_TO = ("victim", "target", "detainee")
PEOPLE = ("civilians", "aid-workers", "health-workers", "journalists", "ngo", "international-organisation", "religious", "other")
NOBODY = "No Information"
REST = "Other"
UNIDENTIFIED = "unidentified-armed-group"
UNKNOWN = re.compile(r"\b(?:un(?:identified|known|named|specified))\b", re.IGNORECASE)
ARMED = re.compile(r"\b(?:armed|arms|gun\w*|militants?|fighters?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Incident:
    """One row in the corpus's terms; ``None`` where the text or the coding does not say."""

    counts: Mapping[str, int]
    perpetrator: str
    country: str | None
    month: str | None
    point: tuple[float, float] | None


@lru_cache(maxsize=1)
def crosswalk() -> dict[tuple[str, str, str], str]:
    """The crosswalk's values by table, term and relation."""
    with CROSSWALK.open(encoding="utf-8", newline="") as lines:
        return {(row["table"], row["from"], row["relation"]): row["to"] for row in csv.DictReader(lines)}


def theme_of(record: Json) -> str:
    """The table of the corpus that the record is from."""
    return str(record["source"]).rsplit("/", 1)[-1]


def gold_of(record: Json) -> Incident:
    """The record's own row: what its theme counts of national and foreign, men and women together."""
    split = ("International", "National", "Male", "Female")
    totals = {k: v or 0 for k, v in record["counts"].items() if not k.startswith(split)}
    counts = {name: sum(v for k, v in totals.items() if k.endswith(f" {name.title()}")) for name in STATUSES}
    kind = crosswalk().get(("type", str(record["perp_type"]), ""), str(record["perp_type"]))
    located = None not in (record["lat"], record["lon"])
    return Incident(counts, kind, record["iso3"], record["date"][:7], (float(record["lat"]), float(record["lon"])) if located else None)


def coded(accounts: Sequence[Json], theme: str) -> Incident:
    """The row that the product's accounts of the record's text make."""
    told = [a for a in accounts if a["stance"] in ("stated", "alleged", "claimed") and a["currency"] != "future"]
    counts = {name: _counted(told, status, theme) for name, status in STATUSES.items()}
    places = [a["where"] for a in told if a["where"]]
    country = next((w["country"] for w in places if w["country"]), None)
    return Incident(counts, _perpetrator(told, country), country, _month(told), _point(places))


def _counted(accounts: Sequence[Json], status: str, theme: str) -> int:
    told = [n for n in (_told(a, status, theme) for a in accounts) if n is not None]
    return sum(told) if told else max((_named(a, status) for a in accounts), default=0)


def _told(account: Json, status: str, theme: str) -> int | None:
    """What the account's tolls say of the theme's people, who are no more than all; ``None`` where it tells no toll."""
    told = [t for t in account["tolls"] if t["status"] == status]
    everybody = [figure(t) for t in told if t["group"] == "total"]
    for groups in THEMES[theme]:
        chosen = [t for t in told if t["group"] in groups]
        if chosen:
            return min((sum(map(figure, chosen)), *everybody))
    return 0 if told else None


def _named(account: Json, status: str) -> int:
    """How many are named as those the deed befell; of the beaten who died nobody is injured."""
    if account["kind"] not in DEEDS[status] or (status == "injured" and any(t["status"] == "killed" for t in account["tolls"])):
        return 0
    return sum(_as_named(p) for p in account["parties"] if p["role"] in DONE_TO and p["kind"] in PEOPLE)


def _as_named(party: Json) -> int:
    """The number before the people named."""
    quote = next((s["quote"] for s in party["spans"]), "") or party["name"]
    first = quote.lower().split(" ", 1)[0]
    words = load_counts("en")
    return int(value(first, words)) if first in words.numbers or first.isdigit() else 1


def figure(toll: Json) -> int:
    """The number a reader would repeat: best, else low, else high."""
    return int(next(n for n in (toll["best"], toll["low"], toll["high"]) if n is not None))


def _perpetrator(accounts: Sequence[Json], country: str | None) -> str:
    by_deed = (crosswalk().get(("deed", a["kind"], "any")) for a in accounts)
    told = [*_types(accounts, country)]
    return next((t for t in told if t != NOBODY), None) or next(iter(told), None) or next((t for t in by_deed if t is not None), NOBODY)


def _types(accounts: Iterable[Json], country: str | None) -> Iterator[str]:
    for account in accounts:
        if len({p["role"] for p in account["parties"]} & {"side_a", "side_b"}) > 1:
            yield "Multiple"
        for party in account["parties"]:
            found = _type(party, country) if party["role"] in DOERS else None
            if found is not None:
                yield found


def _type(party: Json, country: str | None) -> str | None:
    """The corpus's type of a party, ``None`` where its kind has none."""
    if party["kind"] == UNIDENTIFIED and UNKNOWN.search(party["name"]) and not ARMED.search(party["name"]):
        return NOBODY
    relation = "foreign" if _is_foreign(party["country"], country) else "home"
    return next((t for r in ("any", relation) for t in (crosswalk().get(("party", party["kind"], r)),) if t is not None), None)


def _is_foreign(own: str | None, country: str | None) -> bool:
    """True for a force of another country than the event's or its ruler's; where no country is told, for forces known to fight abroad."""
    if own is None or country is None:
        return ("abroad", own or "", "") in crosswalk()
    return own not in (country, crosswalk().get(("ruler", country, "")))


def _month(accounts: Iterable[Json]) -> str | None:
    for when in (a["when"] for a in accounts if a["when"]):
        first, last = when["earliest"], when["latest"]
        if first and last and first[:7] == last[:7]:
            return str(first[:7])
    return None


def _point(places: Iterable[Json]) -> tuple[float, float] | None:
    """The first place that is as narrow as a town."""
    fine = (w for w in places if w["lat"] is not None and w["precision"] in ("exact", "near"))
    return next(((float(w["lat"]), float(w["lon"])) for w in fine), None)
