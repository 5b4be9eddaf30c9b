"""Reads the project's own storylines: reports, which event each of their passages tells, and the tolls as they should stand day by day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from benchmarks.task import Json, MissingDataError

MARK = re.compile(r"\[([EN]\d\d|-)\] ?")
STATUSES = ("killed", "injured", "abducted")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an end of a toll may be; an empty tuple asks nothing."""

    best: tuple[int | None, ...] = ()
    low: tuple[int | None, ...] = ()
    high: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A gold event: its day, country, and by status and day the toll that is known at the end of it."""

    id: str
    day: date
    country: str
    tolls: Mapping[str, Mapping[date, Asked]]


@dataclass(frozen=True, slots=True)
class Passage:
    """From where on in a report which event is told; ``None`` where the passage tells none of the gold's."""

    start: int
    event: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the set: its text without marks, and its passages in order, the first of which begins it."""

    id: str
    outlet: str
    published: date
    text: str
    passages: tuple[Passage, ...]

    def told_at(self, starts: Sequence[int]) -> Passage:
        """The passage of the first of these characters, the headline of a round-up only where all are in it."""
        held = [next(p for p in reversed(self.passages) if p.start <= start) for start in starts]
        return next((p for p in held if p.event or p.start), held[0])

    @property
    def events(self) -> tuple[str, ...]:
        """The gold events it tells, in its order."""
        return tuple(dict.fromkeys(p.event for p in self.passages if p.event))


def read_stories(folder: Path, split: str) -> tuple[list[Event], list[Told], list[Path]]:
    """The events and reports of one half, and the files they stand in; MissingDataError where there are none."""
    events: list[Event] = []
    reports: list[Told] = []
    files: list[Path] = []
    for path in sorted(folder.glob("*.yml")):
        story: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
        if story["half"] == split:
            files.append(path)
            events.extend(_event(id_, told) for id_, told in story["events"].items())
            reports.extend(_report(f"{path.stem} {n}", told) for n, told in enumerate(story["reports"], 1))
    if not files:
        raise MissingDataError(f"{folder} holds no storylines of the half '{split}'")
    return events, reports, files


def _event(id_: str, told: Json) -> Event:
    tolls = {s: {day: _asked(toll) for day, toll in told[s].items()} for s in STATUSES if s in told}
    return Event(id_, told["day"], told["country"], tolls)


def _asked(toll: Json | int) -> Asked:
    return Asked(best=(toll,)) if isinstance(toll, int) else Asked(*(_any(toll.get(end, ())) for end in ("best", "low", "high")))


def _any(value: int | Sequence[int | None] | None) -> tuple[int | None, ...]:
    return (value,) if value is None or isinstance(value, int) else tuple(value)


def _report(id_: str, told: Json) -> Told:
    text, passages = unmarked(told["text"].strip() + "\n", told.get("tells"))
    return Told(id_, told["outlet"], told["published"], text, passages)


def unmarked(text: str, tells: str | None) -> tuple[str, tuple[Passage, ...]]:
    """The text without marks and its passages; what stands before the first mark tells ``tells``, and after [-] none up to the next mark."""
    pieces = list(_pieces(text, tells))
    starts = [sum(len(p) for p, _ in pieces[:n]) for n in range(len(pieces))]
    return "".join(p for p, _ in pieces), tuple(Passage(s, event) for s, (_, event) in zip(starts, pieces, strict=True))


def _pieces(text: str, tells: str | None) -> Iterator[tuple[str, str | None]]:
    head, *marked = MARK.split(text)
    yield head, tells
    for mark, piece in zip(marked[::2], marked[1::2], strict=True):
        yield piece, None if mark == "-" else mark
