"""How many reports of 400 words one core codes in a second, and how much memory it takes."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.coding import code_reports
from benchmarks.task import MissingDataError, Result, hash_of, records
from benchmarks.tasks.gold import gold_files, text_of

HOMES = ("hrdsattack", "gold", "../gold")
WORDS = 400
REPORTS, WARM_UP = 60, 20
PUBLISHED = "2024-01-15"


def measure(folder: Path, split: str) -> Result:
    """Throughput and peak memory on texts of about 400 words made of the folder's."""
    texts, files = _texts(folder, split)
    reports = list(islice(_reports(texts), REPORTS + WARM_UP))
    if len(reports) <= WARM_UP:
        raise MissingDataError(f"{folder} holds too little text: {(WARM_UP + 1) * WORDS} words are needed")
    _one_core()
    code_reports(reports[:WARM_UP], PUBLISHED)
    timed = reports[WARM_UP:]
    words = sum(len(t.split()) for t in timed)
    started, clock = time.process_time(), time.perf_counter()
    accounts = code_reports(timed, PUBLISHED)
    # Time of the core and not of the clock: what else the machine does is no speed of this program.
    took, waited = time.process_time() - started, time.perf_counter() - clock
    rate = round(words / WORDS / took, 2)
    peak = round(_peak_mb())
    table = (
        ("reports", "words", "accounts", "core seconds", "clock seconds", "reports/s of a core", "peak MB"),
        tuple(map(str, (len(timed), words, accounts, round(took, 1), round(waited, 1), rate, peak))),
    )
    return Result("speed", split, len(timed), {"accounts": accounts, "peak_mb": peak}, rate, hash_of(files), table)


def _texts(folder: Path, split: str) -> tuple[list[str], list[Path]]:
    """The texts of a gold folder or of a split's JSON lines."""
    if any(folder.glob("*.jsonl")):
        return [str(r["text"]) for r in records(folder, split) if r.get("text")], [folder / f"{split}.jsonl"]
    golds = gold_files(folder)
    return [text_of(p, g) for p, g in golds.items()] * (1 + (REPORTS + WARM_UP) // len(golds)), list(golds)


def _reports(texts: Iterable[str]) -> Iterator[str]:
    """Reports of about 400 words: paragraphs of the texts in order, cut where one is too long."""
    held: list[str] = []
    count = 0
    for paragraph in (p for text in texts for p in text.split("\n") if p.strip()):
        words = paragraph.split()
        while count + len(words) >= WORDS:
            yield "\n\n".join([*held, " ".join(words[: WORDS - count])])
            words, held, count = words[WORDS - count :], [], 0
        if words:
            held.append(" ".join(words))
            count += len(words)


def _one_core() -> None:
    """Keeps the run to one core where the system can, and the sums to one thread."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024
