"""Sums over the incidents of a brief, each counted once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.export.count import Part, Question, count
from tollbook.export.rows import Exportable
from tollbook.model.toll import Toll

STATUSES = ("killed", "injured", "abducted")


@dataclass(frozen=True, slots=True)
class Sum:
    """How many over all events: from low to high (``None`` where a source leaves it open), by how many events.

    ``unknown`` events give no number, and ``aside`` are totals over many events, which are not added.
    """

    status: str
    low: int
    best: int
    high: int | None
    events: int
    unknown: int
    aside: int


def sums_of(items: Sequence[Exportable], let_out: Collection[str], span: tuple[date | None, date | None]) -> tuple[Sum, ...]:
    """The sums of the statuses that any event tells, over the incidents whose ids are ``let_out``; ``span`` are the days asked for."""
    return tuple(s for status in STATUSES if (s := _sum(items, let_out, status, span)).events or s.aside)


def _parts(items: Sequence[Exportable], let_out: Collection[str]) -> list[Exportable]:
    return [i for i in items if i.incident.id in let_out]


def _sum(items: Sequence[Exportable], let_out: Collection[str], status: str, span: tuple[date | None, date | None]) -> Sum:
    answer = count(_parts(items, let_out), Question(status, since=span[0], until=span[1]))
    return Sum(status, answer.low, answer.best, answer.high, len(answer.parts), len(answer.silent), len(answer.aside))


def tolls_by_day(items: Sequence[Exportable], let_out: Collection[str]) -> Mapping[str, Sequence[tuple[date, Toll]]]:
    """The tolls that are added, by status, each with the middle of its event's days; those of unknown day are left out."""
    held = _parts(items, let_out)
    return {s: [(day, p.toll) for p in count(held, Question(s)).parts if (day := _middle(p)) is not None] for s in STATUSES}


def _middle(part: Part) -> date | None:
    if part.incident.when is None:
        return None
    when = part.incident.when.value
    return when.earliest + timedelta((when.latest - when.earliest).days // 2)
