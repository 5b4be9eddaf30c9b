"""Incident records of Insecurity Insight: numbers, perpetrator, country, month and place coded from a description of one to three sentences.

The record's date is the incident's own and is never given to the product as the day of publication: the month must come from the text. The same
holds for the country, and for who did it: a text that names none leaves it open, and many of the corpus's types stand in no text. So perpetrator,
country, month and point are judged where they are told; ``*_told`` is how often, ``perpetrator_all`` the share of all records.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coding import code_report, coder
from benchmarks.task import Result, Row, hash_of, records
from benchmarks.tasks.insecurity_insight_adapter import NOBODY, REST, STATUSES, Incident, Json, coded, gold_of, theme_of
from benchmarks.tasks.toponyms_score import Named, distance

HOMES = ("insecurity_insight",)
NEAR_KM = 25.0
FINE = "(2)"
"""How the corpus begins the precision of places known within 25 km."""
_HEADS = ("field", "told", "right", "share")


@dataclass(frozen=True, slots=True)
class Judged:
    """One record, its own row and the product's; ``fine`` where the corpus knows the place within 25 km."""

    text: str
    gold: Incident
    ours: Incident
    fine: bool


Judge = Callable[[Judged], bool | None]


def measure(folder: Path, split: str) -> Result:
    """The share of right values by field, and how often the field is told at all."""
    rows = list(records(folder, split))
    coder()
    started = time.perf_counter()
    judged = [judged_of(r, code_report(r["text"], None)) for r in rows]
    took = time.perf_counter() - started
    data = hash_of([folder / f"{split}.jsonl"])
    rate = round(len(rows) / took, 1)
    return Result("insecurity_insight", split, len(rows), metrics(judged), rate, data, tuple(_rows(judged)), tuple(_errors(judged)))


def judged_of(record: Json, accounts: Sequence[Json]) -> Judged:
    """The record beside what the product's accounts of its text make of it."""
    fine = str(record["geo_precision"]).startswith(FINE)
    return Judged(record["text"], gold_of(record), coded(accounts, theme_of(record)), fine)


def _count(name: str) -> Judge:
    return lambda j: j.ours.counts[name] == j.gold.counts[name]


def _type(judged: Judged) -> bool | None:
    untold = judged.gold.perpetrator == REST or judged.ours.perpetrator == NOBODY
    return None if untold else judged.ours.perpetrator == judged.gold.perpetrator


def _near(judged: Judged) -> bool | None:
    if not judged.fine or judged.ours.point is None or judged.gold.point is None:
        return None
    return distance(Named(0, 1, "", *judged.gold.point), Named(0, 1, "", *judged.ours.point)) <= NEAR_KM


FIELDS: dict[str, Judge] = {
    **{name: _count(name) for name in STATUSES},
    "perpetrator": _type,
    "perpetrator_all": lambda j: j.ours.perpetrator == j.gold.perpetrator,
    "country": lambda j: None if j.ours.country is None else j.ours.country == j.gold.country,
    "month": lambda j: None if j.ours.month is None else j.ours.month == j.gold.month,
    "near_25km": _near,
}
"""What is judged of a record, ``None`` where it is not: ``perpetrator`` leaves out the corpus's rest class, armies and groups alike."""


def metrics(judged: Sequence[Judged]) -> dict[str, float]:
    """By field the share that is right of those told, and the share of records where it is told."""
    found: dict[str, float] = {}
    for name, judge in FIELDS.items():
        told = [v for v in map(judge, judged) if v is not None]
        found[name] = round(sum(told) / max(1, len(told)), 4)
        if len(told) < len(judged):
            found[f"{name}_told"] = round(len(told) / max(1, len(judged)), 4)
    off = [abs(j.ours.counts[n] - j.gold.counts[n]) for j in judged for n in STATUSES]
    return found | {"mean_error": round(sum(off) / max(1, len(off)), 3)}


def _rows(judged: Sequence[Judged]) -> Iterator[Row]:
    yield _HEADS
    for name, judge in FIELDS.items():
        told = [v for v in map(judge, judged) if v is not None]
        yield (name, str(len(told)), str(sum(told)), f"{sum(told) / max(1, len(told)):.3f}")


def _errors(judged: Sequence[Judged]) -> Iterator[str]:
    """Field by field, what the corpus has and what was coded."""
    for name, judge in FIELDS.items():
        yield from (f"{name}: {_shown(j.gold, name)}, not {_shown(j.ours, name)}: {j.text[:160]!r}" for j in judged if judge(j) is False)


def _shown(row: Incident, name: str) -> object:
    if name in row.counts:
        return row.counts[name]
    return getattr(row, {"near_25km": "point", "perpetrator_all": "perpetrator"}.get(name, name))
