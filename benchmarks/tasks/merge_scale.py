"""What merging a hundred thousand accounts costs: a whole replay, and one report more on a shelf that holds the others.

The accounts are made up by a generator with a fixed seed, so no folder of texts is needed. TOLLBOOK_BENCH_ACCOUNTS sets another number of them.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.merging import table
from benchmarks.task import Result
from benchmarks.tasks.merge_made import digest_of_recipe, filings
from tollbook.merge.extend import extend, merged
from tollbook.merge.facts import Filed
from tollbook.merge.replay import replay
from tollbook.merge.shelf import MemoryShelf

HOMES = ()
"""None, so that a run of all tasks leaves it out: it takes a quarter of an hour. Ask for it by name, with any folder."""
ACCOUNTS = 100_000
ADDED = 200
"""Reports that come in one by one."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the core and by the clock."""

    core: float
    clock: float


def measure(folder: Path, split: str) -> Result:
    """Seconds and peak memory of a replay, milliseconds of one report more, and whether both ways gave the same incidents."""
    held = list(filings(int(os.environ.get("TOLLBOOK_BENCH_ACCOUNTS", ACCOUNTS))))
    accounts = [f for report in held for f in report]
    start = time.process_time(), time.perf_counter()
    whole = replay(accounts, (), table())
    cost = since(start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    random.Random(0).shuffle(held)  # noqa: S311 - no secret, and the same everywhere
    shelf = MemoryShelf()
    filled, *added = [add(shelf, part) for part in (held[:-ADDED], *([report] for report in held[-ADDED:]))]
    metrics = {
        "core_s": round(cost.core, 1), "clock_s": round(cost.clock, 1), "peak_mb": round(peak), "incidents": len(whole.incidents),
        "filled_core_s": round(filled.core, 1), **_milliseconds("added_core_ms", [a.core for a in added]),
        **_milliseconds("added_clock_ms", [a.clock for a in added]), "same": float(merged(shelf) == whole),
    }  # fmt: skip
    return Result("merge_scale", split, len(accounts), metrics, round(len(held) / cost.clock, 1), digest_of_recipe())


def add(shelf: MemoryShelf, reports: Sequence[Sequence[Filed]]) -> Cost:
    """What it cost to bring the shelf up to date with these reports."""
    start = time.process_time(), time.perf_counter()
    extend(shelf, {report[0].report.id: report for report in reports}, (), table())
    return since(start)


def since(start: tuple[float, float]) -> Cost:
    """What was spent since then."""
    return Cost(time.process_time() - start[0], time.perf_counter() - start[1])


def _milliseconds(name: str, seconds: Sequence[float]) -> dict[str, float]:
    slow = statistics.quantiles(seconds, n=10)[-1]
    return {f"{name}_middle": round(1000 * statistics.median(seconds), 1), f"{name}_slow": round(1000 * slow, 1)}
