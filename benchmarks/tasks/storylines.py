"""Forty invented events told by many outlets over days, from raw text: split events, events mixed up, and the toll as it stood each day."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.merging import Coded, code_texts, merged, table
from benchmarks.task import Result, Row, hash_of
from benchmarks.tasks.storylines_read import STATUSES, Asked, Event, Told, read_stories
from tollbook.merge.facts import lead_of
from tollbook.merge.totals import TOTAL
from tollbook.model.account import Account
from tollbook.model.incident import Incident
from tollbook.model.toll import Toll
from tollbook.read.text import Issue

HOMES = ("storylines", "../benchmarks/sets/storylines")
OWN = Path(__file__).parent.parent / "sets" / "storylines"
OTHER = "other"
"""How the name of what is told beside the gold's events begins."""

Tells = Mapping[str, str]
"""By account the gold event it tells, or a name of its own for what is none of the gold's."""


@dataclass(frozen=True, slots=True)
class Point:
    """A toll on a day: what the gold asks, and what the ledger said at the end of that day; ``None`` where it said nothing."""

    event: str
    status: str
    day: date
    asked: Asked
    ours: Toll | None

    @property
    def right(self) -> bool:
        """True where each end that the gold asks for is what it may be."""
        if self.ours is None:
            return False
        ends = ((self.asked.best, self.ours.figure), (self.asked.low, self.ours.low), (self.asked.high, self.ours.high))
        return all(not asked or end in asked for asked, end in ends)


@dataclass(frozen=True, slots=True)
class Run:
    """What was coded and merged: the accounts that tell events, by report the events coded, the incidents at the end, the tolls day by day."""

    events: Sequence[Event]
    reports: Sequence[Told]
    tells: Tells
    coded: Mapping[str, frozenset[str]]
    incidents: Sequence[Incident]
    points: Sequence[Point]


def measure(folder: Path, split: str) -> Result:
    """The scores of one half."""
    events, reports, files = read_stories(folder, split)
    started = time.perf_counter()
    coded = code_texts((r.id, r.text, Issue(source=r.outlet, published=r.published)) for r in reports)
    rate = round(len(reports) / (time.perf_counter() - started), 1)
    by_report = {told.id: dict(telling(told, one)) for told, one in zip(reports, coded, strict=True)}
    tells = {account: event for accounts in by_report.values() for account, event in accounts.items()}
    events_of = {id_: frozenset(accounts.values()) for id_, accounts in by_report.items()}
    run = Run(events, reports, tells, events_of, merged(coded).incidents, tuple(points(events, reports, coded, tells)))
    return Result("storylines", split, len(reports), metrics(run), rate, hash_of(files), tuple(_rows(run)), tuple(_errors(run)))


def telling(told: Told, coded: Coded) -> Iterator[tuple[str, str]]:
    """The accounts that tell an event of the gold, and those with dead that tell another.

    Of the accounts in an event's passages these are the one that would lead a report, and all that give a number of dead.
    """
    held: dict[str, list[Account]] = defaultdict(list)
    for account in coded.accounts:
        passage = told.told_at([s.start for s in account.trigger])
        held[passage.event or f"{OTHER} {told.id} {passage.start}"].append(account)
    for event, accounts in held.items():
        lead = None if event.startswith(OTHER) else lead_of(accounts, table())
        yield from ((a.id, event) for a in accounts if a is lead or any(t.value.status == "killed" for t in a.tolls))


def points(events: Sequence[Event], reports: Sequence[Told], coded: Sequence[Coded], tells: Tells) -> Iterator[Point]:
    """The tolls the gold knows, each beside that of the incident which holds most of the event's accounts published by then."""
    for day in sorted({day for e in events for days in e.tolls.values() for day in days}):
        known = [one for told, one in zip(reports, coded, strict=True) if told.published <= day]
        home = homes(merged(known).incidents, tells)
        for event in events:
            for status, days in event.tolls.items():
                if day in days:
                    yield Point(event.id, status, day, days[day], toll_of(home.get(event.id), status))


def homes(incidents: Iterable[Incident], tells: Tells) -> dict[str, Incident]:
    """By event the incident that holds most of its accounts, the earliest of equals; events told by none are absent."""
    held = ((event, n, i) for i in incidents for event, n in Counter(tells[a] for a in i.accounts if a in tells).items())
    found: dict[str, tuple[int, Incident]] = {}
    for event, n, incident in held:
        if event not in found or n > found[event][0]:
            found[event] = n, incident
    return {event: incident for event, (_, incident) in found.items()}


def toll_of(incident: Incident | None, status: str) -> Toll | None:
    """The incident's total of a status; ``None`` where it has none."""
    lines = incident.tolls if incident else ()
    return next((line.toll for line in lines if line.status == status and line.group == TOTAL), None)


def split_events(run: Run) -> dict[str, int]:
    """The gold events that are in more than one incident, and in how many."""
    held = Counter(e for i in run.incidents for e in {run.tells[a] for a in i.accounts if a in run.tells})
    return {e.id: held[e.id] for e in run.events if held[e.id] > 1}


def mixed(run: Run) -> list[tuple[Incident, tuple[str, ...]]]:
    """The incidents that tell an event of the gold and another, with the events they tell."""
    found = [(i, tuple(sorted({run.tells[a] for a in i.accounts if a in run.tells}))) for i in run.incidents]
    return [(i, told) for i, told in found if len(told) > 1 and not told[0].startswith(OTHER)]


def untold(run: Run) -> list[tuple[str, str]]:
    """The reports and the gold events they tell of which nothing was coded."""
    return [(r.id, event) for r in run.reports for event in r.events if event not in run.coded[r.id]]


def metrics(run: Run) -> dict[str, float]:
    """Shares in percent: events in more than one incident, incidents that mix events, tolls that stood right at the end of a day."""
    home = homes(run.incidents, run.tells)
    told = [e for e in run.events if e.id in home]
    ours = [i for i in run.incidents if any(e.id in {run.tells.get(a) for a in i.accounts} for e in run.events)]
    extra = sum(n - 1 for n in split_events(run).values())
    right = {s: share(sum(p.right for p in run.points if p.status == s), sum(p.status == s for p in run.points)) for s in STATUSES}
    return {
        "events": len(run.events), "missed": len(run.events) - len(told), "untold": len(untold(run)), "incidents": len(ours),
        "duplicates": share(len(split_events(run)), len(told)), "extra_incidents": share(extra, len(told)),
        "false_merges": share(len(mixed(run)), len(ours)),
        "tolls": sum(p.status == "killed" for p in run.points), "tolls_right": right["killed"], "injured_right": right["injured"],
        "days_right": share(sum(day_right(e, home[e.id]) for e in told), len(run.events)),
    }  # fmt: skip


def day_right(event: Event, incident: Incident) -> bool:
    """True where the incident's days hold the event's, and are no more than three."""
    when = incident.when.value if incident.when else None
    return when is not None and when.earliest <= event.day <= when.latest and (when.latest - when.earliest).days <= 2


def share(part: int, whole: int) -> float:
    """In percent; 100 of nothing is 100."""
    return round(100 * part / whole, 1) if whole else 100.0


def _rows(run: Run) -> Iterator[Row]:
    yield ("event", "reports", "coded", "incidents", "tolls", "right")
    held = split_events(run)
    home = homes(run.incidents, run.tells)
    for event in run.events:
        of = [p for p in run.points if p.event == event.id and p.status == "killed"]
        mine = [r.id for r in run.reports if event.id in r.events]
        coded = sum(event.id in run.coded[id_] for id_ in mine)
        numbers = (len(mine), coded, held.get(event.id, int(event.id in home)), len(of), sum(p.right for p in of))
        yield (event.id, *map(str, numbers))


def _errors(run: Run) -> Iterator[str]:
    for incident, told in mixed(run):
        yield f"mixed: {incident.id} tells {', '.join(told)}"
    for event, n in split_events(run).items():
        yield f"split: {event} is in {n} incidents"
    for point in run.points:
        if not point.right:
            yield f"toll: {point.event} {point.status} on {point.day}: {_end(point)}"
    yield from (f"not told: {event} in {report}" for report, event in untold(run))


def _end(point: Point) -> str:
    ours = point.ours
    told = f"{ours.low}/{ours.best}/{ours.high}" if ours else "nothing"
    return f"{told}, not low {point.asked.low} best {point.asked.best} high {point.asked.high}"
