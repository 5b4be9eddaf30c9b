"""The product's accounts of one press release as one row of the corpus: day, province, numbers, sort of event and whom it was aimed at.

* A release tells of one operation and often tells it twice: of each group of people the largest number in any account counts, groups add up, and
  people in all count where they are more. Forces and civilians count in ``killed`` only where nobody else is told to be.
* "Several" and the like are 3, "numerous" and "a group of" 4 in the corpus, a leader one of those counted: its own conventions, in the crosswalk.
* The release's day, the one printed over its text, is its day of publication; the corpus's day is the event's, "overnight" the evening before.
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
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})[a-z]*\.? (?P<day>\d\d?)(?:[.,]? +(?P<year>20\d\d))?\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b2?0(?P<year>[01]\d)-\d\d-[A-Z]{1,2}\W\d+")
HARM = ("killing", "arrest", "air-strike", "drone-strike", "armed-attack", "armed-clash", "shelling")
STRIKES = ("air-strike", "drone-strike")
BYSTANDERS = ("soldiers", "police", "security-forces", "peacekeepers", "civilians", "children", "women")


@dataclass(frozen=True, slots=True)
class Operation:
    """One row in the corpus's terms."""

    day: str | None
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


def published(text: str) -> str | None:
    """The day printed over the release, its year from the release's number where need be; ``None`` where it bears none."""
    number = _NUMBER.search(text)
    year = 2000 + int(number["year"]) if number is not None else None
    for match in _DAY.finditer(text):
        told = int(match["year"]) if match["year"] else year
        if told is not None:
            try:
                return date(told, MONTHS.index(match["month"].lower()[:3]) + 1, int(match["day"])).isoformat()
            except ValueError:
                continue
    return None


def gold_of(record: Json) -> Operation:
    """The record's own row."""
    gold = record["gold"]
    targets = frozenset(g for told in gold["target_group"] for g in told.split(";") if g)
    event = ";".join(gold["event_type"])
    return Operation(
        gold["start_date"], gold["province"][0] or None, gold["min_killed"], gold["min_captured"], gold["min_leaders_killed"],
        gold["min_leaders_captured"], gold["airstrike"], event, targets,
    )  # fmt: skip


def coded(accounts: Sequence[Json], text: str) -> Operation:
    """The row that the product's accounts of the release make."""
    told = [a for a in accounts if a["stance"] in ("stated", "alleged", "claimed") and a["currency"] != "future"]
    main = [a for a in told if a["kind"] in HARM] or told
    killed, captured = _people(told, "killed"), _people(told, "detained")
    strike = any(a["kind"] in STRIKES for a in told)
    dead, held = _sum(killed), _sum(captured)
    return Operation(
        _day(main, text), _province(main), dead, held, killed.get("leaders", 0), captured.get("leaders", 0), strike, _event(dead, held, strike),
        frozenset(_groups(accounts)),
    )  # fmt: skip


def _people(accounts: Sequence[Json], status: str) -> dict[str, int]:
    """Of each group the largest number."""
    found: dict[str, int] = defaultdict(int)
    for account in accounts:
        for toll in account["tolls"]:
            if toll["status"] == status:
                found[toll["group"]] = max(found[toll["group"]], least(toll))
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


def _day(accounts: Sequence[Json], text: str) -> str | None:
    when = next((a["when"] for a in accounts if a["when"] and a["when"]["earliest"]), None)
    if when is None:
        return None
    quotes = {s["quote"].lower() for s in when["spans"]}
    early = when["earliest"]
    if any("overnight" in q for q in quotes) and early == published(text):
        early = (date.fromisoformat(early) - timedelta(days=1)).isoformat()
    return str(early)


def _province(accounts: Sequence[Json]) -> str | None:
    named = (a["where"]["admin1"] for a in accounts if a["where"] and a["where"]["admin1"])
    found = next(named, None)
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
