"""What a look-up reads and what a taking does stays the same however many reports there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks.tasks.ledger_made import VERSIONS, entry
from tollbook.store import database
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.lookups import Wanted
from tollbook.store.project import make_project

REPORTS = 600
DAY = date(2024, 1, 15)
ALL: dict[str, Wanted] = {
    "all": {},
    "page": {"after": (7, 0)},
    "report": {"report": "0" * 16},
    "account": {"account": "0" * 16},
    "days": {"days": (DAY, DAY)},
    "box": {"box": (0.0, 0.0, 1.0, 1.0)},
    "box and days": {"box": (0.0, 0.0, 1.0, 1.0), "days": (DAY, DAY)},
    "words": {"text": "killed"},
    "words and days": {"text": "killed", "days": (DAY, DAY)},
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of many reports."""
    with hurried(tmp_path_factory.mktemp("full")) as ledger:
        for n in range(REPORTS):
            ledger.take(entry(n).entry)
        yield ledger


@contextmanager
def hurried(folder: Path) -> Iterator[Ledger]:
    """A new ledger that does not wait for the disk."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.fsync", lambda _: None)
        patched.setattr(database, "PRAGMAS", (*database.PRAGMAS, "synchronous=OFF"))
        with open_ledger(make_project(folder / "project"), create=True) as ledger:
            yield ledger


@contextmanager
def watched(ledger: Ledger) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run meanwhile, each with what is bound to it."""
    seen: list[tuple[str, Any]] = []

    def see(_conn: object, _cursor: object, statement: str, bound: Any, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append((statement, bound))

    with ledger.reading() as conn:
        engine = conn.engine
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", see)


def test_taking_asks_no_more_of_a_full_ledger(full: Ledger, tmp_path: Path) -> None:
    given = entry(REPORTS).entry
    with hurried(tmp_path) as empty, watched(empty) as first:
        empty.take(given)
    with watched(full) as last:
        full.take(given)
    assert [statement for statement, _ in last] == [statement for statement, _ in first]
    assert len(first) <= 10


def test_the_file_grows_evenly(full: Ledger, tmp_path: Path) -> None:
    with hurried(tmp_path) as half:
        for n in range(REPORTS // 2):
            half.take(entry(n).entry)
        pages = pages_of(half)
    assert pages_of(full) / pages == pytest.approx(2, rel=0.1)


def pages_of(ledger: Ledger) -> int:
    with ledger.reading() as conn:
        return int(conn.exec_driver_sql("PRAGMA page_count").scalar_one())


@pytest.mark.parametrize("name", ALL)
def test_no_lookup_of_accounts_reads_a_whole_table(full: Ledger, name: str) -> None:
    with watched(full) as seen:
        full.accounts(**ALL[name])
    assert scans_of(full, seen[0]) == (["SCAN codings USING COVERING INDEX ix_codings_report_at"] if name == "all" else [])


def test_no_other_lookup_reads_a_whole_table(full: Ledger) -> None:
    made = entry(7)
    with watched(full) as seen:
        full.has(made.entry.original.sha256)
        full.has(made.entry.original.sha256, "html made 1")
        full.coded(made.report, VERSIONS.id)
        full.report(made.report)
        full.reports(after=9)
        full.at_url("https://outlet7.example/7")
        full.knows_url("https://outlet7.example/7")
        full.copies(made.report)
        full.links(made.report)
        assert made.report in full.near(made.entry.bands)
    assert len(seen) == 10
    assert [scan for one in seen for scan in scans_of(full, one)] == []


def scans_of(ledger: Ledger, told: tuple[str, Any]) -> list[str]:
    """The tables and indexes that SQLite would read from end to end."""
    statement, bound = told
    with ledger.reading() as conn:
        plan = [str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound)]
    assert plan
    return [line for line in plan if line.startswith("SCAN") and "VIRTUAL TABLE" not in line and line != "SCAN CONSTANT ROW"]
