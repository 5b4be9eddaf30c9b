"""Reports that tell one incident of gun violence each: whose reports end up together, and how many were killed and hurt in each incident."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.baselines import alone, same_day_and_place, same_words
from benchmarks.coref import Scores, score
from benchmarks.merging import Coded, code_texts, day_of, groups_of, incidents_of, merged, wrong_pairs
from benchmarks.task import Json, MissingDataError, Result, Row, hash_of, records
from tollbook.model.incident import Incident
from tollbook.read.text import Issue

STATUSES = {"killed": "num_killed", "injured": "num_injured"}
_HEADS = ("MUC", "B3", "CEAF-e", "CoNLL", "pairs P", "pairs R", "pairs F")


@dataclass(frozen=True, slots=True)
class Judged:
    """A corpus as the product merged it: by gold incident the product's, and the incidents' own numbers."""

    gold: Mapping[str, str]
    found: Mapping[str, str]
    incidents: Mapping[str, Incident | None]
    numbers: Mapping[str, Mapping[str, int]]


def measure_documents(task: str, folder: Path, split: str) -> Result:
    """The scores of the product's incidents and of three baselines; texts without a gold incident of known numbers are left out."""
    rows = [r for r in records(folder, split) if r.get("gold")]
    if not rows:
        raise MissingDataError(f"{folder} holds no report with a gold incident in {split}.jsonl")
    started = time.perf_counter()
    coded = code_texts((r["id"], r["text"], Issue(title=r.get("title"), url=r.get("url"), published=day_of(r.get("dct")))) for r in rows)
    judged, others = judge(rows, coded)
    rate = round(len(rows) / (time.perf_counter() - started), 1)
    titles = {r["id"]: r.get("title") or "" for r in rows}
    table = (*_rows({"product": score(judged.gold, judged.found), **others}), *_number_rows(judged))
    return Result(task, split, len(rows), _metrics(judged, others), rate, hash_of([folder / f"{split}.jsonl"]), table, tuple(_errors(judged, titles)))


def judge(rows: Sequence[Json], coded: Sequence[Coded]) -> tuple[Judged, dict[str, Scores]]:
    """What the product makes of the texts, and the scores of the baselines."""
    told = merged(coded)
    gold, found = {r["id"]: str(r["incident"]) for r in rows}, groups_of(coded, told)
    numbers = {str(r["incident"]): {s: int(r["gold"][name]) for s, name in STATUSES.items()} for r in rows}
    ways = {"singletons": alone, "same day and city": same_day_and_place, "text similarity": same_words}
    return Judged(gold, found, incidents_of(gold, found, told), numbers), {name: score(gold, way(coded)) for name, way in ways.items()}


def number_of(incident: Incident | None, status: str) -> int:
    """The incident's total as the corpus writes it, which knows no unknown: 0 where nobody tells any."""
    lines = () if incident is None else incident.tolls
    return next((line.toll.figure for line in lines if line.status == status and line.group == "total"), 0)


def _right(judged: Judged, status: str) -> float:
    hits = sum(number_of(judged.incidents[g], status) == n[status] for g, n in judged.numbers.items())
    return hits / len(judged.numbers)


def _metrics(judged: Judged, others: Mapping[str, Scores]) -> dict[str, float]:
    ours = score(judged.gold, judged.found)
    found: dict[str, float] = {
        "conll": ours.conll, "muc_f": ours.muc.f, "b3_f": ours.b_cubed.f, "ceafe_f": ours.ceaf_e.f,
        "pairs_precision": ours.pairs.precision, "pairs_recall": ours.pairs.recall,
        **{f"{status}_exact": _right(judged, status) for status in STATUSES},
        **{f"conll_{name.replace(' ', '_')}": s.conll for name, s in others.items()},
    }  # fmt: skip
    return {name: round(100 * value, 2) for name, value in found.items()} | {"incidents": len(judged.numbers)}


def _rows(scores: Mapping[str, Scores]) -> Iterator[Row]:
    yield ("", *_HEADS)
    for name, s in scores.items():
        values = (s.muc.f, s.b_cubed.f, s.ceaf_e.f, s.conll, s.pairs.precision, s.pairs.recall, s.pairs.f)
        yield (name, *(f"{100 * v:.1f}" for v in values))


def _number_rows(judged: Judged) -> Iterator[Row]:
    for status in STATUSES:
        untold = sum(n[status] == 0 for n in judged.numbers.values()) / len(judged.numbers)
        yield (f"{status} exact", f"{100 * _right(judged, status):.1f}", "all 0", f"{100 * untold:.1f}", "", "", "", "")


def _errors(judged: Judged, titles: Mapping[str, str]) -> Iterator[str]:
    """Pairs merged wrongly, pairs missed, wrong numbers."""
    wrong, missed = wrong_pairs(judged.gold, judged.found)
    yield from (f"merged: {titles[a]!r} + {titles[b]!r}" for a, b in wrong)
    yield from (f"apart: {titles[a]!r} + {titles[b]!r} ({judged.gold[a]})" for a, b in missed)
    for status in STATUSES:
        for group, numbers in judged.numbers.items():
            incident = judged.incidents[group]
            if number_of(incident, status) != numbers[status]:
                first = next(titles[id_] for id_, g in judged.gold.items() if g == group)
                yield f"{status}: {numbers[status]}, not {number_of(incident, status)}: {first!r} ({group})"
