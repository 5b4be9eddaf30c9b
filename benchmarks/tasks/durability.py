"""`tollbook add` over short reports, killed at random moments, on SQLite and on PostgreSQL: what is lost, half there or different in the end."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from benchmarks.durability import WORDS, Trial, killed, new_project, new_projects, unbroken, write_reports
from benchmarks.task import Result, Row, hash_of
from tests.postgres import NoPostgresError, server

HOMES = ()
OWN = WORDS.parent
REPORTS, KILLS, SEED = 500, 200, 20_261_124
"""How many reports and kills; TOLLBOOK_KILLS in the environment makes a shorter run."""
HEADING = ("ledger", "kills", "ledgers filled", "faults", "seconds")


def measure(folder: Path, split: str) -> Result:
    """Faults after each kill and at the end of each ledger; the folder holds the words of the reports."""
    kills = int(os.environ.get("TOLLBOOK_KILLS", KILLS))
    trials: dict[str, Trial] = {}
    rows: list[Row] = [HEADING]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as home, ExitStack() as held:
        file = write_reports(Path(home), REPORTS)
        for name, url in _ledgers(held):
            started = time.perf_counter()
            place = Path(home) / name
            wanted = unbroken(file, new_project(place / "whole", url, "whole"))
            trial = trials[name] = killed(file, new_projects(place, url), wanted, kills, SEED)
            rows.append((name, str(trial.kills), str(trial.filled), str(len(trial.faults)), f"{time.perf_counter() - started:.0f}"))
    metrics: dict[str, float] = {f"{name}_{what}": n for name, t in trials.items() for what, n in (("kills", t.kills), ("faults", len(t.faults)))}
    errors = tuple(f"{name}: {fault}" for name, t in trials.items() for fault in t.faults)
    n = sum(t.kills for t in trials.values())
    return Result("durability", split, n, metrics, n / (time.perf_counter() - began), hash_of([folder / WORDS.name]), tuple(rows), errors)


def _ledgers(held: ExitStack) -> Iterator[tuple[str, str | None]]:
    """The databases there are: a pattern for the address of a schema of its own, ``None`` for SQLite."""
    yield "sqlite", None
    try:
        address = held.enter_context(server())
    except NoPostgresError:
        return
    yield "postgresql", f"{address}{'&' if '?' in address else '?'}options={quote('-csearch_path=killed_')}{{}}"
