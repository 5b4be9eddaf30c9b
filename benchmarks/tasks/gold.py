"""Whole reports against gold accounts: NAME.txt is a report, NAME.json its gold coding."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coding import code_report, coder
from benchmarks.task import MissingDataError, Result, Row, hash_of
from benchmarks.tasks.gold_judge import Json, Verdict
from benchmarks.tasks.gold_score import Score, score

HOMES = ("gold", "../gold")
_HEADS = ("report", "facts", "right", "partial", "missed", "wrong", "never", "spurious", "bad quotes", "no evidence")


def gold_files(folder: Path) -> dict[Path, Json]:
    """The folder's gold codings by file; MissingDataError where there is none."""
    found = {p: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}
    golds = {p: g for p, g in found.items() if isinstance(g, dict) and "accounts" in g}
    if not golds:
        raise MissingDataError(f"{folder} holds no gold reports (NAME.json with its accounts beside NAME.txt)")
    return golds


def text_of(path: Path, gold: Json) -> str:
    """The gold's report; MissingDataError where its file is lacking."""
    if gold.get("text"):
        return str(gold["text"])
    file = path.parent / str(gold.get("text_file", f"{path.stem}.txt"))
    if not file.is_file():
        raise MissingDataError(f"{file} is lacking: {path.name} is its gold coding")
    return file.read_text(encoding="utf-8")


def measure(folder: Path, split: str) -> Result:
    """The score of every gold report in the folder, which is one split as a whole."""
    golds = gold_files(folder)
    texts = {p: text_of(p, g) for p, g in golds.items()}
    coder()
    started = time.perf_counter()
    coded = {p: code_report(texts[p], g.get("published")) for p, g in golds.items()}
    took = time.perf_counter() - started
    scores = {p.stem: score(g, coded[p], texts[p]) for p, g in golds.items()}
    files = [*golds, *(p.parent / g["text_file"] for p, g in golds.items() if "text_file" in g)]
    return Result(
        "gold", split, len(golds), _metrics(scores), round(len(golds) / took, 2), hash_of(files), tuple(_rows(scores)), tuple(_errors(scores))
    )


def counts(told: Score) -> tuple[int, ...]:
    """The score's numbers in the order of the table."""
    verdicts = (told.count(v) for v in (Verdict.RIGHT, Verdict.PARTIAL, Verdict.MISSED, Verdict.WRONG))
    return (len(told.facts), *verdicts, len(told.never), told.spurious, told.bad_quotes, told.bare_values)


def _rows(scores: dict[str, Score]) -> Iterator[Row]:
    yield _HEADS
    for name, told in scores.items():
        yield (name, *map(str, counts(told)))
    yield ("all", *map(str, _totals(scores)))


def _totals(scores: dict[str, Score]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*map(counts, scores.values()), strict=True)))


def _metrics(scores: dict[str, Score]) -> dict[str, float]:
    names = ("facts", "right", "partial", "missed", "wrong", "never", "spurious", "bad_quotes", "no_evidence")
    totals: dict[str, float] = dict(zip(names, _totals(scores), strict=True))
    return {**totals, "right_share": round(totals["right"] / max(1, totals["facts"]), 4)}


def _errors(scores: dict[str, Score]) -> Iterator[str]:
    """Broken never-rules, then wrong facts, then missed ones."""
    yield from (f"{name}: NEVER {why}" for name, told in scores.items() for why in told.never)
    for verdict in (Verdict.WRONG, Verdict.MISSED, Verdict.PARTIAL):
        for name, told in scores.items():
            yield from (f"{name}: {f.account} {f.name} {verdict.name.lower()}" for f in told.facts if f.verdict is verdict)
