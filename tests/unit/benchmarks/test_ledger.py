"""The ledger's benchmark runs, and finds what it asks for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.tasks import ledger as task
from benchmarks.tasks.ledger_made import entry
from tollbook.store.ledger import open_ledger
from tollbook.store.project import make_project


def test_it_measures_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLLBOOK_BENCH_REPORTS", "20")
    monkeypatch.setattr(task, "ASKED", 3)
    found = task.measure(tmp_path, "dev")
    assert found.n == 20
    assert {"ratio", "ratio_core", "start_ms", "end_ms", "slowest_ms", "report_ms", "days_ms", "box_ms", "rare_words_ms"} <= found.metrics.keys()
    assert all(value > 0 for value in found.metrics.values())


def test_a_made_report_is_found_by_all_that_is_asked(tmp_path: Path) -> None:
    with open_ledger(make_project(tmp_path / "project"), create=True) as ledger:
        made = [entry(n) for n in range(10)]
        for one in made:
            ledger.take(one.entry)
        one, (lat, lon) = made[7], made[7].point
        assert one.entry.report is not None
        assert one.entry.report.published is not None
        day = one.entry.report.published
        for asked in (
            ledger.accounts(report=one.report),
            ledger.accounts(text=one.rare),
            ledger.accounts(box=(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5)),
            ledger.accounts(days=(day, day + timedelta(days=1))),
        ):
            assert one.report in {account.report for account in asked}
        assert made[9].entry.bands[0] in made[0].entry.bands
        assert made[9].report in ledger.near(made[0].entry.bands)
