"""The benchmark of merging runs, and its made-up accounts are as many as asked, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.tasks import merge_scale as task
from benchmarks.tasks.merge_made import filings


def test_it_measures_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLLBOOK_BENCH_ACCOUNTS", "60")
    monkeypatch.setattr(task, "ADDED", 5)
    found = task.measure(tmp_path, "dev")
    assert found.n >= 60
    assert found.metrics["same"] == 1
    assert 5 < found.metrics["incidents"] < 60
    assert {"core_s", "peak_mb", "added_core_ms_middle", "added_clock_ms_slow"} <= found.metrics.keys()


def test_made_up_accounts_are_the_same_each_time() -> None:
    first, second = list(filings(40)), list(filings(40))
    assert first == second
    assert 40 <= sum(map(len, first)) <= 41
    assert any(len(report) == 2 for report in first)
