"""The gazetteer's commands: adding, finding, and why a name was taken for a place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tollbook.cli.gazetteer import app


@pytest.fixture
def home(gazetteer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path))
    shutil.copy(gazetteer_file, tmp_path / "gazetteer.sqlite")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_places_of_ones_own_are_added_and_found(home: Path) -> None:
    table = home / "own.csv"
    table.write_text("name,lat,lon,country\nTinkounda,13.2,-4.1,MLI\nFar,999,0,MLI\n", encoding="utf-8")
    code, told = run("add", str(table))
    assert code == 0 and "1 places added" in told and f"{table}:3: " in told
    assert run("find", "Tinkounda")[1].startswith("own:tinkounda@")


def test_places_near_another_come_first(home: Path) -> None:
    code, told = run("find", "Santiago", "--near", "Manila")
    assert code == 0 and "PHL" in told.splitlines()[0] and told.splitlines()[0].endswith(" km")


def test_a_name_nobody_bears_brings_those_alike_in_the_country(home: Path) -> None:
    code, told = run("find", "Bandiagarra", "--country", "mli")
    assert code == 0 and "Bandiagara" in told
    assert run("find", "Qzzxwvk")[0] == 1


def test_what_cannot_be_added_is_told_in_one_line(home: Path) -> None:
    code, told = run("add", str(home / "nowhere.txt"))
    assert code == 2 and told.count("\n") == 1 and "no such file" in told


def test_why_shows_what_speaks_for_each_place(home: Path) -> None:
    report = home / "report.txt"
    report.write_text("Police in Paris, Texas, found a body.", encoding="utf-8")
    code, told = run("why", str(report), "Paris")
    best, second = told.splitlines()[1:3]
    assert code == 0 and best.startswith(" *") and "USA" in best and "within +8.0" in best and "within -8.0" in second
