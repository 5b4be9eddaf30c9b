from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.floors import check
from benchmarks.scoreboard import scoreboard
from benchmarks.task import Result, hash_of
from benchmarks.tasks.speed import WORDS, _reports

RESULT = Result("gold", "dev", 2, {"right": 8, "wrong": 1}, 1.5, "abcd", versions={"tollbook": "0"})


def floors(folder: Path, **entry: object) -> Path:
    path = folder / "floors.json"
    path.write_text(json.dumps({"gold": {"dev": {"data": "abcd", **entry}}}))
    return path


def saved(folder: Path) -> list[Path]:
    path = folder / "result.txt"
    path.write_text(f"some table\n{RESULT.line()}\n")
    return [path]


def test_floors_that_hold_are_silent(tmp_path: Path) -> None:
    assert check(saved(tmp_path), floors(tmp_path, at_least={"right": 8}, at_most={"wrong": 1})) == []


def test_each_broken_floor_is_a_line(tmp_path: Path) -> None:
    lines = check(saved(tmp_path), floors(tmp_path, at_least={"right": 9}, at_most={"wrong": 0}))
    assert lines == ["gold/dev: right 8 is below 9", "gold/dev: wrong 1 is above 0"]


def test_a_floor_of_other_data_is_broken(tmp_path: Path) -> None:
    assert check(saved(tmp_path), floors(tmp_path, data="ffff")) == ["gold/dev: measured on data abcd, the floor on ffff"]


def test_the_scoreboard_has_a_row_a_split() -> None:
    board = scoreboard([json.loads(RESULT.line())])
    assert "| dev | 2 | 8 | 1 | 1.5 | `abcd` |" in board
    assert "## gold" in board


@pytest.mark.parametrize(
    ("task", "lacking"),
    [("gold", "holds no gold reports"), ("speed", "holds no gold reports"), ("nonsense", "there is no task 'nonsense'")],
)
def test_what_is_lacking_is_one_line(task: str, lacking: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([task, str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert lacking in told
    assert told.count("\n") == 1


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold", str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_a_text_without_its_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "oda.json").write_text(json.dumps({"accounts": [], "text_file": "oda.txt"}))
    assert main(["gold", str(tmp_path)]) == 2
    assert "oda.txt is lacking" in capsys.readouterr().err


def test_reports_have_about_400_words() -> None:
    texts = ["word " * 950, "other " * 300]
    assert [len(r.split()) for r in _reports(texts)] == [WORDS] * 3


def test_the_data_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("x")
    two.write_text("y")
    before = hash_of([two, one])
    assert before == hash_of([one, two])
    two.write_text("z")
    assert hash_of([one, two]) != before
