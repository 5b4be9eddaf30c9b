"""Press releases of ISAF, coded by hand: day, province, killed and captured, and what else of the corpus's fields the product tells."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.coding import code_report, coder, places_named
from benchmarks.task import Result, Row, hash_of, records
from benchmarks.tasks.isaf_adapter import Json, Operation, coded, gold_of
from benchmarks.tasks.isaf_dates import issued

HOMES = ("isaf",)
_HEADS = ("field", "right", "percent", "told")


@dataclass(frozen=True, slots=True)
class Judged:
    """One release, its own row and the product's."""

    text: str
    gold: Operation
    ours: Operation


Value = Callable[[Operation], object]
FIELDS: dict[str, Value] = {
    "date": lambda o: o.day,
    "date_by_its_clock": lambda o: o.by_its_clock,
    "province": lambda o: o.province,
    "killed": lambda o: o.killed,
    "captured": lambda o: o.captured,
    "killq": lambda o: o.killed > 0,
    "captureq": lambda o: o.captured > 0,
    "leaders_killed": lambda o: o.leaders_killed,
    "leaders_captured": lambda o: o.leaders_captured,
    "airstrike": lambda o: o.airstrike,
    "event_type": lambda o: o.event,
    "target_group": lambda o: o.groups,
}
"""What is compared; raids on a house and whether a shot was fired are nothing the product codes."""


def measure(folder: Path, split: str) -> Result:
    """The percentage of releases whose field is right, for each field."""
    rows = list(records(folder, split))
    coder()
    started = time.perf_counter()
    days = issued([r["text"] for r in rows])
    judged = [judged_of(r, coded(*_read(r["text"], day))) for r, day in zip(rows, days, strict=True)]
    took = time.perf_counter() - started
    data = hash_of([folder / f"{split}.jsonl"])
    rate = round(len(rows) / took, 1)
    return Result("isaf", split, len(rows), metrics(judged), rate, data, tuple(_rows(judged)), tuple(_errors(judged)))


def _read(text: str, day: date | None) -> tuple[Sequence[Json], date | None, Sequence[str]]:
    """The release's accounts, its day and the provinces it names."""
    issued_on = day.isoformat() if day else None
    return code_report(text, issued_on), day, [place.admin1 for _, place in places_named(text, issued_on) if place.admin1]


def judged_of(record: Json, ours: Operation) -> Judged:
    """The record's own row beside ours."""
    return Judged(record["text"], gold_of(record), ours)


def metrics(judged: Sequence[Judged]) -> dict[str, float]:
    """By field the percentage that is right of all releases; of the days told also how many are right, and within one day."""
    found = {name: round(100 * _right(judged, value) / max(1, len(judged)), 1) for name, value in FIELDS.items()}
    off = [abs(_day(j.ours.day) - _day(j.gold.day)) for j in judged if j.ours.day and j.gold.day]
    of_told = {"date_of_told": off.count(0), "date_within_1": sum(d < 2 for d in off)}
    found["date_told"] = round(100 * len(off) / max(1, len(judged)), 1)
    return found | {name: round(100 * n / max(1, len(off)), 1) for name, n in of_told.items()}


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _right(judged: Sequence[Judged], value: Value) -> int:
    return sum(value(j.ours) == value(j.gold) for j in judged)


def _rows(judged: Sequence[Judged]) -> Iterator[Row]:
    yield _HEADS
    for name, value in FIELDS.items():
        right = _right(judged, value)
        told = sum(value(j.ours) is not None for j in judged)
        yield (name, str(right), f"{100 * right / max(1, len(judged)):.1f}", str(told))


def _errors(judged: Sequence[Judged]) -> Iterator[str]:
    """Field by field, what the corpus has and what was coded."""
    for name, value in FIELDS.items():
        wrong = (j for j in judged if value(j.ours) != value(j.gold))
        yield from (f"{name}: {value(j.gold)}, not {value(j.ours)}: {j.text[-200:]!r}" for j in wrong)
