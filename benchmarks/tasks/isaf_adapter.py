"""The product's accounts of one press release as one row of the corpus: day, province, numbers, sort of event and whom it was aimed at.

* A release tells of one operation and often tells it twice: of each group of people the largest number in any account of its news counts, groups and
  "additional" people add up, people in all count where they are more, "the leader" only where nobody else is told. Those whom bombs killed and
  forces' own dead are not in ``killed``, civilians only where nobody else is told to be.
* "Several" and the like are 3, "numerous" and "a group of" 4 in the corpus, a leader one of those counted: its own conventions, in the crosswalk.
* The corpus's province is the event's; where no account tells one, the first that the release names.
* The corpus's day is the event's, "overnight" the evening before, of "the past 24 hours" the last, the release's own where it tells none. Two
  stretches of days, November 2010 and February and March 2011, stand a day early in the corpus, "today" on the day before the release: ``day`` is
  the day told, which is what is measured; ``by_its_clock`` follows the corpus there and says how much that explains.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

CROSSWALK = Path(__file__).with_name("isaf_crosswalk.csv")
EVENTS = ("killing", "arrest", "air-strike", "drone-strike")
HARM = ("killing", "arrest", "air-strike", "drone-strike", "armed-attack", "armed-clash", "shelling")
STRIKES = ("air-strike", "drone-strike")
ATTACKS = ("remote-explosive", "suicide-attack", "bombing")
FORCES = ("soldiers", "police", "security-forces", "peacekeepers", "officials")
BYSTANDERS = ("civilians", "children", "women")
DEFINITE = re.compile(r"the\b", re.IGNORECASE)
FURTHER = re.compile(r"\b(?:additional|another|more|other)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operation:
    """One row in the corpus's terms."""

    day: str | None
    by_its_clock: str | None
    province: str | None
    killed: int
    captured: int
    leaders_killed: int
    leaders_captured: int
    airstrike: bool
    event: str
    groups: frozenset[str]


@lru_cache(maxsize=4)
def crosswalk(table: str) -> dict[str, str]:
    """One table of the crosswalk."""
    with CROSSWALK.open(encoding="utf-8", newline="") as lines:
        return {row["from"]: row["to"] for row in csv.DictReader(lines) if row["table"] == table}


def gold_of(record: Json) -> Operation:
    """The record's own row."""
    gold = record["gold"]
    targets = frozenset(g for told in gold["target_group"] for g in told.split(";") if g)
    event = ";".join(gold["event_type"])
    return Operation(
        gold["start_date"], gold["start_date"], gold["province"][0] or None, gold["min_killed"], gold["min_captured"], gold["min_leaders_killed"],
        gold["min_leaders_captured"], gold["airstrike"], event, targets,
    )  # fmt: skip


def coded(accounts: Sequence[Json], issued: date | None, named: Sequence[str] = ()) -> Operation:
    """The row that the product's accounts of a release of that day make, ``named`` the provinces it names."""
    told = [a for a in accounts if a["stance"] in ("stated", "alleged", "claimed") and a["currency"] != "future"]
    ordered = sorted(accounts, key=lambda a: (a["currency"] != "new", a not in told, a["kind"] not in EVENTS, a["kind"] not in HARM))
    killed, captured = _people(told, "killed"), _people(told, "detained")
    strike = any(a["kind"] in STRIKES for a in told)
    dead, held = _sum(killed), _sum(captured)
    day = _day(ordered, issued)
    return Operation(
        day, day and _shifted(day), _province(ordered, named), dead, held, killed.get("leaders", 0), captured.get("leaders", 0), strike,
        _event(dead, held, strike), frozenset(_groups(accounts)),
    )  # fmt: skip


def _people(accounts: Sequence[Json], status: str) -> dict[str, int]:
    """Of each group the largest number, what is told of "additional" people apart."""
    news = [a for a in accounts if a["currency"] == "new"] or accounts
    told = [t for a in news if a["kind"] not in ATTACKS for t in a["tolls"] if t["status"] == status and t["group"] not in FORCES]
    fresh = [t for t in told if not DEFINITE.match(t["as_written"]) or least(t) > 1] or told
    found: dict[str, int] = defaultdict(int)
    for toll in fresh:
        group = f"further {toll['group']}" if FURTHER.search(toll["as_written"]) else toll["group"]
        found[group] = max(found[group], least(toll))
    if set(found) - {*BYSTANDERS, "total"}:
        found = defaultdict(int, {g: n for g, n in found.items() if g not in BYSTANDERS})
    return dict(found)


def least(toll: Json) -> int:
    """The least number the toll can mean, in the corpus's conventions."""
    if toll["best"] is not None:
        return int(toll["best"])
    words = toll["as_written"].lower()
    told = (int(n) for word, n in crosswalk("least").items() if re.search(rf"\b{word}\b", words))
    return next(told, toll["low"] if toll["low"] is not None else toll["high"])


def _sum(people: Mapping[str, int]) -> int:
    return max(people.get("total", 0), sum(n for g, n in people.items() if g != "total"))


def _day(accounts: Sequence[Json], issued: date | None) -> str | None:
    """The day of the first account that tells one, else the release's own."""
    when = next((a["when"] for a in accounts if a["when"] and a["when"]["earliest"]), None)
    if when is None:
        return None if issued is None else issued.isoformat()
    words = " ".join(s["quote"].lower() for s in when["spans"])
    told = date.fromisoformat(when["latest"] if "hours" in words and when["latest"] else when["earliest"])
    return (told - timedelta(days=1) if issued == told and "overnight" in words else told).isoformat()


def _shifted(day: str) -> str:
    """The day as the corpus has it: a day early in the two stretches of its table where its clock was wrong."""
    wrong = any(first <= day <= last for first, last in crosswalk("day early").items())
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if wrong else day


def _province(accounts: Sequence[Json], named: Sequence[str]) -> str | None:
    """The province of the first account that tells one, else the first that the release names."""
    told = [a["where"]["admin1"] for a in accounts if a["where"] and a["where"]["admin1"]]
    found = next(iter([*told, *named]), None)
    return None if found is None else crosswalk("province").get(found.lower(), found.lower())


def _event(dead: int, held: int, strike: bool) -> str:
    if strike and not held:
        return "airstrike"
    if dead and held:
        return "captureandkill"
    return "insurgentskilled" if dead else "detention" if held else ""


def _groups(accounts: Sequence[Json]) -> Iterator[str]:
    for account in accounts:
        for party in account["parties"]:
            named = party["name"].lower()
            yield from (to for word, to in crosswalk("group").items() if re.search(rf"\b{word}\b", named))
