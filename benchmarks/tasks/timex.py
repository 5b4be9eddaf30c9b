"""Time expressions in the schema of TempEval-3: extents and TIMEX3 values, beside other libraries on the same texts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.peers.time import run_peers
from benchmarks.task import Json, Result, Row, hash_of, records
from benchmarks.tasks.timex_found import timexes, whole_times
from benchmarks.tasks.timex_score import MEASURES, Tally, matches, tally
from tollbook.codebook.times import load_times
from tollbook.model.parse import Parse
from tollbook.model.report import Report
from tollbook.parse import load_parser
from tollbook.read.text import Issue, read_text

HOMES = ("tempeval3",)
WARM_UP = 5
_HEADS = ("system", "strict F1", "relaxed F1", "type F1", "value F1", "docs/s")


def measure(folder: Path, split: str) -> Result:
    """Strict, relaxed, type and value F1 on the folder's split; documents a second without their parsing."""
    texts = list(records(folder, split))
    found, rate = found_in(texts)
    told = tally(zip((t["timexes"] for t in texts), found, strict=True))
    metrics = {f"{m}_f1": told.f1(m) for m in MEASURES}
    rows = (_HEADS, _row("tollbook (parsing not timed)", told, rate), *_peer_rows(texts))
    name = "timex" if folder.resolve().name in HOMES else f"timex-{folder.resolve().name}"
    return Result(name, split, len(texts), metrics, rate, hash_of([folder / f"{split}.jsonl"]), rows, tuple(errors(texts, found)))


def _peer_rows(texts: Sequence[Json]) -> Iterator[Row]:
    for peer in run_peers(texts):
        if peer.lacking is not None:
            yield (f"{peer.name}: {peer.lacking}", *("-" for _ in _HEADS[1:]))
        else:
            yield _row(peer.name, tally(zip((t["timexes"] for t in texts), peer.found, strict=True)), peer.docs_per_s)


def _row(name: str, told: Tally, rate: float) -> Row:
    return (name, *(f"{told.f1(m):.1f}" for m in MEASURES), f"{rate:.1f}")


def issued(record: Json) -> Report:
    """The record's report, published on its document creation time."""
    dct = str(record.get("dct") or "")[:10]
    return read_text(record["text"], Issue(title=record.get("title"), published=date.fromisoformat(dct) if dct else None))


def found_in(texts: Sequence[Json], *, whole: bool = False) -> tuple[list[list[dict[str, Any]]], float]:
    """What Tollbook finds in each text (``whole``: ranges as one), and how many texts a second it takes once they are parsed."""
    reports = [issued(t) for t in texts]
    parses = list(load_parser("en").parse_all(reports))
    return timed(reports, parses, whole=whole)


def timed(reports: Sequence[Report], parses: Sequence[Parse], *, whole: bool = False) -> tuple[list[list[dict[str, Any]]], float]:
    """What Tollbook finds in parsed reports, and how many reports a second of one core."""
    words, find = load_times("en"), whole_times if whole else timexes
    for report, parse in list(zip(reports, parses, strict=True))[:WARM_UP]:
        find(parse, report, words)
    started = time.process_time()
    found = [find(parse, report, words) for report, parse in zip(reports, parses, strict=True)]
    return found, round(len(reports) / max(time.process_time() - started, 1e-6), 1)


def errors(texts: Sequence[Json], found: Sequence[list[dict[str, Any]]]) -> Iterator[str]:
    """Gold expressions missed or told another value, then what was found beside the gold."""
    for record, ours in zip(texts, found, strict=True):
        free: list[Mapping[str, Any]] = list(ours)
        for wanted, got in matches(record["timexes"], ours):
            if got is not None:
                free.remove(got)
            if got is None or got["value"] != wanted["value"]:
                yield f"{record['id']} {record['dct']}: {_quote(record, wanted)} | {'missed' if got is None else _quote(record, got)}"
        yield from (f"{record['id']}: nothing | {_quote(record, extra)}" for extra in free)


def _quote(record: Json, timex: Mapping[str, Any]) -> str:
    return f"{record['text'][timex['start'] : timex['end']]!r} {timex['type']} {timex['value']}"
