"""What goes wrong with the disk or the server is one clear line, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from tests.postgres import schema
from tests.unit.store.samples import entry
from tollbook.store import blobs, database
from tollbook.store.failures import LedgerError, plainly
from tollbook.store.ledger import open_ledger
from tollbook.store.project import Project, ProjectError, make_project

NOBODY = 65_534
OTHER = "Two drivers were abducted in Gao."


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project with one report in a file."""
    project = make_project(tmp_path / "project")
    with open_ledger(project, create=True) as ledger:
        ledger.take(entry())
    return project


def reports_in(project: Project) -> int:
    with open_ledger(project) as ledger:
        return ledger.counts()["reports"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user without rights, where the tests run as root, whom no right stops."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_full_disk_for_the_ledger(small: Project) -> None:
    with open_ledger(small) as ledger:
        with ledger.reading() as conn:
            pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
            conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(LedgerError, match=r"ledger\.sqlite: the disk is full; make room and run the command again"):
            ledger.take(entry(OTHER * 2_000))
    assert reports_in(small) == 1
    with open_ledger(small) as ledger:
        assert ledger.take(entry(OTHER * 2_000)).report


@pytest.mark.parametrize("fails", ["write", "fsync"])
def test_a_full_disk_for_the_originals(small: Project, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    other = entry(OTHER)
    with open_ledger(small) as ledger:
        with monkeypatch.context() as patched:
            patched.setattr(os, fails, full)
            with pytest.raises(LedgerError, match="originals: the disk is full"):
                ledger.take(other)
        assert not ledger.has(other.original.sha256)
        assert [p.name for p in small.originals.rglob("*") if p.is_file()] == [entry().original.sha256]
        assert ledger.take(other).report


def test_a_folder_that_may_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(tempfile.mkdtemp(prefix="tollbook-test-"))
    try:
        project = make_project(folder / "project")
        with open_ledger(project, create=True) as ledger:
            ledger.take(entry())
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with as_nobody():
            with pytest.raises(LedgerError, match=r"cannot be (written|opened); check"), open_ledger(project) as ledger:
                ledger.take(entry(OTHER))
            with pytest.raises(LedgerError, match="no right to write there"), plainly("originals"):
                blobs.keep(project.originals, "ab" * 32, b"x")
            with pytest.raises(ProjectError, match="no right to write there"):
                make_project(folder / "another")
        assert reports_in(project) == 1
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        shutil.rmtree(folder)


def test_another_program_holds_the_ledger(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(small.database, isolation_level=None)) as other, open_ledger(small) as ledger:
        other.execute("BEGIN IMMEDIATE")
        assert ledger.counts()["reports"] == 1
        with pytest.raises(LedgerError, match="another program holds the ledger; wait for it to end"):
            ledger.take(entry(OTHER))
        other.execute("ROLLBACK")
        assert ledger.take(entry(OTHER)).report


def test_a_damaged_ledger(small: Project) -> None:
    with closing(sqlite3.connect(small.database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with small.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_960)
    with pytest.raises(LedgerError, match=r"the ledger is damaged; restore it from a backup"), open_ledger(small) as ledger:
        ledger.take(entry(OTHER))


def test_no_server_there(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", "postgresql://nobody@127.0.0.1:1/ledger")
    with pytest.raises(LedgerError, match=r"127\.0\.0\.1:1/ledger: the server does not answer .*; check that it runs") as told:
        open_ledger(project, create=True)
    assert "\n" not in str(told.value)


def test_no_such_database(postgres: str, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", make_url(postgres).set(database="elsewhere").render_as_string())
    with pytest.raises(LedgerError, match=r"elsewhere: the server refuses .*\"elsewhere\" does not exist.*createdb"):
        open_ledger(project, create=True)


def test_a_server_that_goes_away_costs_one_entry(postgres: str, tmp_path: Path) -> None:
    with schema(postgres) as address, open_ledger(make_project(tmp_path / "project", address), create=True) as ledger:
        ledger.take(entry())
        with pytest.raises(LedgerError), ledger.writing() as conn:
            conn.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert ledger.take(entry(OTHER)).report
        assert ledger.counts()["reports"] == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EROFS, "Read-only"), "x: the disk is read-only; choose another folder"),
        (OSError(errno.EIO, "Input/output error"), "x: Input/output error"),
    ],
)
def test_what_the_system_says(error: OSError, told: str) -> None:
    with pytest.raises(LedgerError) as found, plainly("x"):
        raise error
    assert str(found.value) == told
