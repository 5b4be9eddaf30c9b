"""tollbook import, and what shows and counts the imported, as a user runs them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.commands import run
from tests.unit.intake.datasets import ACLED, GED, table
from tests.unit.intake.test_release import told
from tollbook.export.formats import FORMATS
from tollbook.export.validate import CHECKS
from tollbook.store.ledger import open_ledger
from tollbook.store.project import make_project

HERE = {**ACLED, "event_date": "2024-03-05"}
"""The project's one event."""
ELSEWHERE = {**ACLED, "event_id_cnty": "MLI90002", "event_date": "2024-03-20", "actor1": "Issa Camara's men", "notes": "Issa Camara's men came."}


@pytest.fixture
def project(tmp_path: Path, gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one event."""
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    made = make_project(tmp_path / "project")
    with open_ledger(made, create=True) as ledger:
        ledger.take(told(5))
    return made.folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_bytes(table("acled", HERE, ELSEWHERE))
    return path


def at(project: Path) -> tuple[str, str]:
    return "--project", str(project)


def test_a_file_is_taken_in_and_its_event_shown_beside_the_incident(project: Path, file: Path) -> None:
    assert run("import", str(file), *at(project)) == (0, "events.csv: 2 rows as ACLED: 2 new\n")
    assert run("import", str(file), "--as", "acled", *at(project)) == (0, "events.csv: 2 rows as ACLED: 2 known\n")
    (incident,) = [json.loads(line)["id"] for line in run("incidents", "--all", "--json", *at(project))[1].splitlines()]
    for command in ("incidents", "history", "why"):
        code, said = run(command, incident, *at(project))
        assert (code, "also in ACLED MLI90001 (linked: same-day, " in said, "MLI90002" in said) == (0, True, False)
    assert "MLI9" not in run("history", incident, "--as-of", "2024-05-01", *at(project))[1]
    assert "also in" not in run("incidents", "--all", *at(project))[1]


def test_rows_and_files_that_cannot_be_read_are_told(project: Path, tmp_path: Path, file: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(table("acled", {**HERE, "fatalities": "many"}, more=("colour",)))
    code, said = run("import", str(bad), str(tmp_path / "none.csv"), str(file), *at(project))
    assert code == 1
    assert "quarantined: bad.csv: row 1: column 'fatalities' holds 'many'" in said
    assert "bad.csv: columns that ACLED does not have are kept and not read: colour" in said
    assert "none.csv: No such file or directory; check the name" in said
    assert "events.csv: 2 rows as ACLED: 2 new" in said


@pytest.mark.parametrize("name", [n for n in FORMATS if n in CHECKS])
def test_exports_hold_imported_events_only_where_asked(project: Path, tmp_path: Path, file: Path, name: str) -> None:
    run("import", str(file), *at(project))
    words = ("export", "--format", name, "--all", *at(project))
    without, target = tmp_path / "without", tmp_path / "with"
    run(*words, "-o", str(without))
    code, said = run(*words, "--with-imported", "-o", str(target))
    assert code == 0
    assert "imported events among these: 1, of ACLED; the terms of use of those apply" in said
    assert "imported events left out, since they may be incidents here: 1" in said
    assert run("validate", str(target), "--as", name)[0] == 0
    assert b"Camara" not in target.read_bytes()
    assert not any(mark in without.read_bytes() for mark in (b"ACLED,", b"imp-", b"IMP"))
    assert json.loads((project / "exports.jsonl").read_text(encoding="utf-8").splitlines()[-1])["filter"]["with_imported"] is True


def test_imported_rows_are_marked(project: Path, tmp_path: Path, file: Path) -> None:
    run("import", str(file), *at(project))
    for name in ("csv", "acled", "jsonl"):
        run("export", "--format", name, "--all", "--with-imported", "-o", str(tmp_path / name), *at(project))
    plain = list(csv.DictReader((tmp_path / "csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["id"][:4], row["imported_from"], row["sources"]) for row in plain] == [("inc-", "", "Mopti Courier"), ("imp-", "ACLED", "ACLED")]
    rows = list(csv.DictReader((tmp_path / "acled").read_text(encoding="utf-8").splitlines()))
    assert [(row["event_id_cnty"][:2], row["tags"]) for row in rows] == [("TB", ""), ("IM", "imported from ACLED")]
    assert [json.loads(line)["imported"] for line in (tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()] == [None, "ACLED"]


def test_counts_hold_imported_events_only_where_asked_and_each_once(project: Path, tmp_path: Path, file: Path) -> None:
    other = tmp_path / "ged.csv"
    other.write_bytes(table("ged", GED, {**GED, "id": "900002", "date_start": "2024-03-20", "date_end": "2024-03-20"}))
    run("import", str(file), str(other), *at(project))
    assert run("count", *at(project))[1].startswith("killed: low 5, best 5, high 5; events 1\n")
    said = run("count", "--with-imported", *at(project))[1]
    assert "killed: low 10, best 10, high 10; events 2\n" in said
    assert "killed 5  imported from ACLED" in said
    assert "left out, since they may be incidents here: 3" in said


def test_an_imported_row_can_be_withdrawn(project: Path, file: Path) -> None:
    run("import", str(file), *at(project))
    (incident,) = [json.loads(line)["id"] for line in run("incidents", "--all", "--json", *at(project))[1].splitlines()]
    row = run("incidents", incident, *at(project))[1].rpartition("[")[2].rstrip("]\n")
    code, said = run("withdraw", row, "--why", "their correction", *at(project))
    assert (code, said) == (0, f"{row} is withdrawn\n")
    assert "also in" not in run("incidents", incident, *at(project))[1]
