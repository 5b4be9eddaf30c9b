"""What a ledger of a hundred thousand reports costs: taking one more at the end against at the start, and looking things up.

The reports are made up by a generator with a fixed seed, so no folder of texts is needed. TOLLBOOK_BENCH_REPORTS sets another number of reports,
TOLLBOOK_BENCH_LEDGER the address of an empty PostgreSQL database in the place of SQLite.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.task import Result
from benchmarks.tasks.ledger_made import FIRST_DAY, Made, digest_of_recipe, entry
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import make_project

HOMES = ()
"""None, so that a run of all tasks leaves it out: it takes half an hour. Ask for it by name, with any folder."""
REPORTS = 100_000
SHARE = 10
"""Start and end are the first and the last of so many parts."""
ASKED = 200
"""Look-ups of each kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of a look-up: the middle and the slowest tenth by the clock, and the slowest tenth of this process's core."""

    middle: float
    slow: float
    slow_core: float


def measure(folder: Path, split: str) -> Result:
    """Milliseconds a report at the start and the end with their ratio, and the middle and slowest tenth of each kind of look-up."""
    reports = int(os.environ.get("TOLLBOOK_BENCH_REPORTS", REPORTS))
    with tempfile.TemporaryDirectory() as made:
        project = make_project(Path(made) / "project", os.environ.get("TOLLBOOK_BENCH_LEDGER"))
        with open_ledger(project, create=True) as ledger:
            parts = _filled(ledger, reports)
            spent = sum(clock for clock, _ in parts)
            asked = {name: _timed(ask) for name, ask in _questions(ledger, reports).items()}
            size = project.database.stat().st_size / reports if project.database.exists() else 0.0
    (start, start_core), (end, end_core) = parts[0], parts[-1]
    one = reports / SHARE / 1000
    metrics = {
        "ratio": round(end / start, 3), "ratio_core": round(end_core / start_core, 3),
        "start_ms": round(start / one, 3), "end_ms": round(end / one, 3),
        "bytes_a_report": round(size), **{f"{name}_ms": round(a.middle, 2) for name, a in asked.items()},
        "slowest_ms": round(max(a.slow for a in asked.values()), 2), "slowest_core_ms": round(max(a.slow_core for a in asked.values()), 2),
    }  # fmt: skip
    table = (
        ("look-up", "median ms", "slowest tenth ms", "of a core"),
        *((name, f"{a.middle:.2f}", f"{a.slow:.2f}", f"{a.slow_core:.2f}") for name, a in asked.items()),
        *((f"taking part {n}", f"{clock / one:.3f}", "", f"{core / one:.3f}") for n, (clock, core) in enumerate(parts, 1)),
    )
    return Result("ledger", split, reports, metrics, round(reports / spent, 1), digest_of_recipe(), table)


def _filled(ledger: Ledger, reports: int) -> list[tuple[float, float]]:
    """Takes the reports; seconds of the clock and of the core for each part, without what making them up costs."""
    parts = []
    for part in range(SHARE):
        clock = core = 0.0
        for n in range(part * reports // SHARE, (part + 1) * reports // SHARE):
            made = entry(n)
            clock_before, core_before = time.perf_counter(), time.process_time()
            ledger.take(made.entry)
            clock += time.perf_counter() - clock_before
            core += time.process_time() - core_before
        parts.append((clock, core))
    return parts


def _questions(ledger: Ledger, reports: int) -> dict[str, Callable[[int], object]]:
    """What is asked, by name; each takes the number of the question."""

    def of(n: int) -> Made:
        return entry(n * 7919 % reports)

    def days(n: int) -> tuple[date, date]:
        day = FIRST_DAY + timedelta(days=n * 7)
        return day, day + timedelta(days=1)

    def box(n: int) -> tuple[float, float, float, float]:
        lat, lon = of(n).point
        return lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5

    return {
        "report": lambda n: ledger.report(of(n).report),
        "account": lambda n: ledger.accounts(account=f"{of(n).report}-00000000"),
        "of_report": lambda n: ledger.accounts(report=of(n).report),
        "days": lambda n: ledger.accounts(days=days(n), limit=100),
        "box": lambda n: ledger.accounts(box=box(n), limit=100),
        "box_and_days": lambda n: ledger.accounts(box=box(n), days=(days(n)[0], days(n)[0] + timedelta(days=60)), limit=100),
        "rare_words": lambda n: ledger.accounts(text=of(n).rare, limit=100),
        "common_words": lambda n: ledger.accounts(text=of(n).common, limit=100),
        "near": lambda n: ledger.near(of(n).entry.bands),
        "coded": lambda n: ledger.coded(of(n).report, "0" * 16),
        "first_page": lambda n: ledger.accounts(limit=100),
    }


def _timed(ask: Callable[[int], object]) -> Asked:
    """How long the question took, asked many times; making it up is part of it, and a small one."""
    clock, core = [], []
    for n in range(ASKED):
        clock_before, core_before = time.perf_counter(), time.process_time()
        ask(n)
        clock.append((time.perf_counter() - clock_before) * 1000)
        core.append((time.process_time() - core_before) * 1000)
    return Asked(statistics.median(clock), statistics.quantiles(clock, n=10)[-1], statistics.quantiles(core, n=10)[-1])
