"""The ledger's tables are what the models say, on both databases, and of this version or an older one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tests.unit.store.samples import entry
from tollbook.store import database
from tollbook.store.failures import LedgerError
from tollbook.store.indexes import DERIVED
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project
from tollbook.store.schema import TABLES, Base

NEXT = f'''"""One more column."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "ledger9", "{database.HEAD}"

def upgrade():
    op.add_column("captures", sa.Column("weather", sa.Text()))
'''


def test_models_and_migrations_agree(ledger: Ledger) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not str(name).startswith(DERIVED)

    with ledger.reading() as conn:
        options = {"compare_type": True, "include_object": ours}
        assert compare_metadata(MigrationContext.configure(conn, opts=options), Base.metadata) == []


def test_every_table_of_the_models_is_one_whose_rows_are_kept(ledger: Ledger) -> None:
    with ledger.reading() as conn:
        if conn.dialect.name == "postgresql":
            stated = "SELECT event_object_table FROM information_schema.triggers WHERE event_manipulation IN ('UPDATE', 'DELETE')"
        else:
            stated = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%'"
        found = conn.execute(text(stated)).scalars().all()
    assert {name: found.count(name) for name in TABLES} == dict.fromkeys(TABLES, 2)


def test_the_head_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(database.STEPS))
    assert ScriptDirectory.from_config(config).get_heads() == [database.HEAD]


def test_opening_again_changes_nothing(project: Project) -> None:
    with open_ledger(project, create=True) as ledger:
        ledger.take(entry())
    with open_ledger(project) as ledger:
        assert ledger.counts()["reports"] == 1


def test_an_older_ledger_is_brought_up_to_date(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(project, create=True) as ledger:
        ledger.take(entry())
    steps = tmp_path / "steps"
    shutil.copytree(database.STEPS, steps)
    (steps / "versions" / "next_step.py").write_text(NEXT, encoding="utf-8")
    monkeypatch.setattr(database, "STEPS", steps)
    monkeypatch.setattr(database, "HEAD", "ledger9")
    with open_ledger(project) as ledger, ledger.reading() as conn:
        assert conn.execute(text("SELECT weather FROM captures")).scalars().all() == [None]
    monkeypatch.undo()
    with pytest.raises(LedgerError, match=r"made by a newer Tollbook \(ledger9\); update Tollbook"):
        open_ledger(project)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(project, create=True) as ledger:
        ledger.take(entry())
    steps = tmp_path / "steps"
    shutil.copytree(database.STEPS, steps)
    (steps / "versions" / "next_step.py").write_text(NEXT + '    op.execute("SELECT 1 FROM nowhere")\n', encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(database, "STEPS", steps)
        patched.setattr(database, "HEAD", "ledger9")
        with pytest.raises(LedgerError, match="nowhere"):
            open_ledger(project)
    with open_ledger(project) as ledger, ledger.reading() as conn:
        assert ledger.counts()["reports"] == 1
        columns = {column["name"] for column in inspect(conn).get_columns("captures")}
        assert "weather" not in columns


def test_a_database_without_a_ledger_is_refused(project: Project) -> None:
    if project.ledger_url is None:
        sqlite3.connect(project.database).close()
    with pytest.raises(LedgerError, match=r"there is no ledger in it; run: tollbook init"):
        open_ledger(project)


def test_another_programs_database_is_left_alone(project: Project) -> None:
    with open_ledger(project, create=True) as ledger, ledger.writing() as conn:
        conn.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(LedgerError, match=r"it holds other tables and no ledger; run: tollbook init"):
        open_ledger(project, create=True)


def test_a_missing_ledger_is_not_made_anew(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    with pytest.raises(LedgerError, match=r"ledger.sqlite: the ledger is missing; restore it from a backup"):
        open_ledger(project)
    assert not project.database.exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    project.database.write_bytes(b"This is a letter and no database. " * 100)
    with pytest.raises(LedgerError, match="this is no ledger"):
        open_ledger(project)
    assert project.database.read_bytes().startswith(b"This is a letter")


def test_the_file_waits_for_the_disk(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    with open_ledger(project, create=True) as ledger, ledger.writing() as conn:
        pragmas = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with closing(sqlite3.connect(project.database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
