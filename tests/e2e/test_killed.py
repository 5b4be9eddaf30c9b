"""`tollbook add` killed at random moments loses nothing, leaves nothing half there, and ends where an unbroken run does."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.durability import killed, new_project, new_projects, unbroken, write_reports


def test_a_killed_run_loses_nothing(tmp_path: Path, gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    file = write_reports(tmp_path, 40)
    wanted = unbroken(file, new_project(tmp_path / "whole", None, "whole"))
    trial = killed(file, new_projects(tmp_path, None), wanted, kills=4, seed=7)
    assert trial.faults == []
    assert trial.kills == 4
