"""The product's accounts of one incident as one row of the corpus: its numbers, its type of perpetrator, its country, month and point.

* An incident is all the text tells of one event: numbers of a status are added up over its accounts, planned, denied and supposed ones left out.
* A theme counts its own people. Numbers of its groups are added up; where there is none, people in all count, else those of any group that is
  not plainly another theme's (fighters, forces of a state). Who died in captivity was kidnapped.
* Where a deed says what befell a victim of the theme and no number is told, one is counted, and of more than one ("several") the least.
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

Json = Mapping[str, Any]

CROSSWALK = Path(__file__).with_name("insecurity_insight_crosswalk.csv")
STATUSES = {"killed": "killed", "injured": "injured", "kidnapped": "abducted", "arrested": "detained"}
"""The corpus's counts and the product's statuses."""
DEEDS = {"killed": ("killing",), "injured": (), "abducted": ("abduction", "hostage-taking"), "detained": ("arrest",)}
THEMES = {
    "aidWorkerKIKA": ("aid-workers", "health-workers", "workers", "drivers", "members", "security-forces"),
    "education": ("students", "teachers", "children", "workers"),
    "protection": ("displaced", "aid-workers", "health-workers", "workers", "drivers"),
}
"""Whom the tables of the corpus count, by theme."""
FORCES = ("soldiers", "security-forces", "police", "peacekeepers", "militiamen", "mercenaries", "militants", "attackers", "criminals", "suspects")
DOERS = ("perpetrator", "actor", "side_a")
DONE_TO = ("victim", "target", "detainee")
NOBODY = "No Information"
REST = "Other"
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
    return sum(_of_account(a, status, theme) for a in accounts)


def _of_account(account: Json, status: str, theme: str) -> int:
    told = [t for t in account["tolls"] if t["status"] == status]
    own = [t for t in told if t["group"] in THEMES[theme]]
    total = [t for t in told if t["group"] == "total"]
    rest = [t for t in told if t["group"] not in FORCES]
    chosen = own or total or rest
    if not told and account["kind"] in DEEDS[status]:
        return int(any(p["role"] in DONE_TO for p in account["parties"]))
    return sum(map(figure, chosen))


def figure(toll: Json) -> int:
    """The number a reader would repeat: best, else low, else high."""
    return int(next(n for n in (toll["best"], toll["low"], toll["high"]) if n is not None))


def _perpetrator(accounts: Sequence[Json], country: str | None) -> str:
    by_deed = (crosswalk().get(("deed", a["kind"], "any")) for a in accounts)
    return next(_types(accounts, country), None) or next((t for t in by_deed if t is not None), NOBODY)


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
    if UNKNOWN.search(party["name"]) and not ARMED.search(party["name"]):
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
