"""The check finds every change of a release's files and of an imported row, and nothing where all is well."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.samples import RELEASE, ROW, entry, imported_row, wire
from tests.unit.store.test_verify import faults
from tollbook.store.imported import keep
from tollbook.store.ledger import open_ledger
from tollbook.store.project import Project, make_project
from tollbook.store.releases import record

BODY = b"id\ninc-000000000001\n"
MANIFEST = json.dumps({"files": {"incidents.csv": {"sha256": hashlib.sha256(BODY).hexdigest()}}})
MADE = replace(RELEASE, manifest=MANIFEST, sha256=hashlib.sha256(MANIFEST.encode()).hexdigest())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a release and an imported row."""
    made = make_project(tmp_path / "project")
    folder = made.releases / MADE.name
    folder.mkdir(parents=True)
    (folder / "incidents.csv").write_bytes(BODY)
    (folder / "manifest.json").write_text(MANIFEST, encoding="utf-8")
    with open_ledger(made, create=True) as ledger:
        record(ledger, MADE, [ROW], lambda: None)
        row = imported_row(entry().original.sha256)
        keep(ledger, entry(), [replace(row, wire=wire("r", row.text))])
    return made


def found(project: Project) -> list[str]:
    with open_ledger(project) as ledger:
        return faults(ledger)


def test_what_is_as_it_was_put_in_has_no_faults(project: Project) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "incidents.csv").write_bytes(b"x"), "incidents.csv: a file of the release was changed, its hash is another"),
        (lambda folder: (folder / "incidents.csv").unlink(), "incidents.csv: a file of the release is missing"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"{}"), "manifest.json: a file of the release was changed, its hash is another"),
    ],
)
def test_a_file_of_a_release_that_was_touched_is_told(project: Project, change: Callable[[Path], object], told: str) -> None:
    change(project.releases / MADE.name)
    (fault,) = found(project)
    assert fault.endswith(told)


def test_a_release_whose_folder_lies_elsewhere_is_no_fault(project: Project) -> None:
    (project.releases / MADE.name).rename(project.folder / "given-away")
    assert found(project) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE releases SET manifest = '{}'", "release 2024-W01: its manifest was changed, its hash is another"),
        ("UPDATE imported SET ref = 'MLI2'", "it is not what its id says"),
        ("UPDATE imported SET text = upper(text)", "“even” does not stand at 0-4, “EVEN” does"),
    ],
)
def test_a_row_that_was_touched_is_told(project: Project, statement: str, told: str) -> None:
    with closing(sqlite3.connect(project.database)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        assert db.execute(statement).rowcount == 1
        db.commit()
    (fault,) = found(project)
    assert fault.endswith(told)
