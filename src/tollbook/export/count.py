"""How many were killed, hurt or held over a time and place: each event once, with the range that the sources leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.exporting import load_ged_groups
from tollbook.codebook.kinds import load_kinds
from tollbook.export.event import PATIENTS
from tollbook.export.rows import Exportable
from tollbook.model.account import Account
from tollbook.model.incident import Incident
from tollbook.model.place import PlacePrecision
from tollbook.model.time import When
from tollbook.model.toll import Toll

TOTAL, CIVILIANS = "total", "civilians"
SAID = ("speech", "accord", "diplomacy")
"""Families of kinds that speak of harm done elsewhere: its numbers belong to the event it was done in."""
TOLD_AGAIN = ("sentence", "investigation")
WIDE = (None, PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
LONG = 27
"""More days between the ends than this, over a region or more, are a total over many events and no event."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: a status, a group (total or one of the codebook's; civilians are all who bear no arms), and the days, both included."""

    status: str = "killed"
    group: str = TOTAL
    since: date | None = None
    until: date | None = None

    def holds(self, when: When | None) -> bool:
        """True where every day the event can have happened lies in the span."""
        if when is None:
            return self.since is None and self.until is None
        return (self.since is None or when.earliest >= self.since) and (self.until is None or when.latest <= self.until)

    def middle(self, when: When | None) -> bool:
        """True where the middle of its days lies in the span."""
        if when is None:
            return self.holds(None)
        day = when.earliest + timedelta((when.latest - when.earliest).days // 2)
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Part:
    """An event with its number and what of that counts: ``sure`` where it lies in the span, ``likely`` where its middle does."""

    incident: Incident
    toll: Toll
    sure: bool
    likely: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The sums and what they are made of: ``high`` is ``None`` where a source leaves it open.

    ``low`` counts what is sure, ``best`` the number to repeat of each likely event (its lowest where nobody gives one). ``silent`` are events
    of which nobody gives the number: they are not counted as 0. ``aside`` are totals over long times and wide places, which hold events counted here.
    """

    low: int
    best: int
    high: int | None
    parts: tuple[Part, ...]
    silent: tuple[Incident, ...]
    aside: tuple[Part, ...]

    @property
    def open(self) -> int:
        """How many events have no highest number."""
        return sum(p.toll.high is None for p in self.parts)


def count(items: Sequence[Exportable], question: Question) -> Answer:
    """The answer over incidents that may lie in the span: each incident is one event, however many reports tell it."""
    parts: list[Part] = []
    aside: list[Part] = []
    silent: list[Incident] = []
    for item in items:
        incident = item.incident
        if load_kinds()[incident.kind.value].family in SAID or incident.kind.value in TOLD_AGAIN:
            continue
        toll = toll_of(item, question)
        if toll is None:
            silent.append(incident)
            continue
        when = incident.when.value if incident.when is not None else None
        part = Part(incident, toll, question.holds(when), question.middle(when))
        (aside if is_total(incident) else parts).append(part)
    highs = [p.toll.high for p in parts]
    return Answer(
        sum(p.toll.low or 0 for p in parts if p.sure), sum(_best(p.toll) for p in parts if p.likely),
        None if None in highs else sum(n for n in highs if n is not None), tuple(parts), tuple(silent), tuple(aside),
    )  # fmt: skip


def _best(toll: Toll) -> int:
    """The number to repeat, the lowest where nobody gives one, 0 where only an upper end is told."""
    return next((n for n in (toll.best, toll.low) if n is not None), 0)


def is_total(incident: Incident) -> bool:
    """True for what is told over weeks and a region or more: a sum over events."""
    if incident.when is None:
        return False
    when, place = incident.when.value, incident.where.value if incident.where is not None else None
    return (when.latest - when.earliest).days > LONG and (place.precision if place is not None else None) in WIDE


def toll_of(item: Exportable, question: Question) -> Toll | None:
    """The event's toll of the status and group; ``None`` where nobody gives one."""
    lines = {line.group: line.toll for line in item.incident.tolls if line.status == question.status}
    if question.group != CIVILIANS:
        return lines.get(question.group)
    total = lines.get(TOTAL)
    told = [t for account in item.accounts if (t := _civilians(account, question.status)) is not None]
    if told:
        return _within(told, total)
    victims = [load_actor_kinds()[c.party.kind].battle for c in item.incident.cast if c.role in PATIENTS]
    return total if victims and not any(victims) and not lines.keys() & _armed() else None


def _armed() -> frozenset[str]:
    return frozenset(group for group, sort in load_ged_groups().items() if sort != CIVILIANS)


def _civilians(account: Account, status: str) -> Toll | None:
    """The sum of an account's groups that bear no arms; ``None`` where it names none. Two accounts may name the same people by other words."""
    held = [r.value for r in account.tolls if r.value.status == status]
    parts = [t.toll for t in held if load_ged_groups().get(t.group) == CIVILIANS]
    whole = next((t.toll for t in held if t.group == CIVILIANS), None)
    if not parts:
        return None
    # "Five civilians, among them two teachers": the whole holds the others where they do not go beyond it.
    return whole if whole is not None and whole.figure >= sum(p.figure for p in parts) - whole.figure else _added(parts)


def _added(parts: Sequence[Toll]) -> Toll:
    bests, highs = [p.best for p in parts], [p.high for p in parts]
    best = None if None in bests else sum(n or 0 for n in bests)
    high = None if None in highs else sum(n or 0 for n in highs)
    return Toll(sum(p.low or 0 for p in parts), best, high)


def _within(told: Sequence[Toll], total: Toll | None) -> Toll:
    """The range of what accounts give, the highest number the one to repeat, never above the event's own total."""
    most = total.high if total is not None else None
    low = min(t.low or 0 for t in told)
    best = max(_best(t) for t in told)
    highs = [t.high for t in told]
    high = None if None in highs else max(n for n in highs if n is not None)
    if most is not None:
        low, best, high = min(low, most), min(best, most), most if high is None else min(max(high, best), most)
    return Toll(low, best, high)
