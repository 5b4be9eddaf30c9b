"""The check finds every change of an original, a text, a quote and an id, and nothing where all is well."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.samples import LATER, NOW, TEXT, entry, wire
from tollbook.model.ledger import Reason
from tollbook.store import blobs
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project
from tollbook.store.verify import Fault, verify
from tollbook.store.verify_quotes import account_faults

OTHER = "Two drivers were abducted in Gao."


def faults(ledger: Ledger) -> list[str]:
    return [found.told for found in verify(ledger) if isinstance(found, Fault)]


@pytest.fixture
def forged(tmp_path: Path) -> Callable[[str], list[str]]:
    """The faults found after a statement that a forger would run, the triggers taken out of its way."""
    project = make_project(tmp_path / "project")
    with open_ledger(project, create=True) as ledger:
        ledger.take(entry())
        ledger.take(entry(OTHER))

    def after(statement: str) -> list[str]:
        with closing(sqlite3.connect(project.database)) as db:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {name}")
            assert db.execute(statement).rowcount == 1
            db.commit()
        with open_ledger(project) as ledger:
            return faults(ledger)

    return after


def test_a_whole_ledger_has_no_faults(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.take(entry(raw=b"another page"))
    ledger.take(entry(OTHER, at=LATER))
    assert faults(ledger) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda path: path.unlink(), "the original is missing"),
        (lambda path: path.write_bytes(b"x"), "the original has 1 bytes and had"),
        (lambda path: path.write_bytes(path.read_bytes().swapcase()), "the original was changed, its hash is another"),
        (lambda path: path.with_name("ef" * 32).write_bytes(b"x"), "no document of the ledger, and not what its name says"),
    ],
)
def test_changed_originals(ledger: Ledger, change: Callable[[Path], object], told: str) -> None:
    ledger.take(entry())
    path = blobs.path_of(ledger.project.originals, entry().original.sha256)
    path.chmod(0o644)
    change(path)
    (found,) = faults(ledger)
    assert told in found
    assert str(ledger.project.originals) in found


def test_an_original_nobody_refers_to_is_harmless(ledger: Ledger) -> None:
    blobs.keep(ledger.project.originals, entry().original.sha256, entry().original.raw)
    assert faults(ledger) == []


def test_a_withdrawn_documents_original_may_be_gone(ledger: Ledger) -> None:
    ledger.take(entry())
    document = entry().original.sha256
    blobs.path_of(ledger.project.originals, document).unlink()
    ledger.withdraw(document, Reason.SOURCE_WITHDRAWN, by="analyst", at=NOW)
    assert faults(ledger) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE captures SET url = 'https://elsewhere.example' WHERE rowid = 1",
            "capture .*: it was changed",
        ),
        ("UPDATE extractions SET text = replace(text, 'Two', 'Ten') WHERE text LIKE 'Two%'", "its text was changed"),
        ("UPDATE extractions SET by = 'text 9' WHERE text LIKE 'Two%'", "it is not what its id says"),
        ("UPDATE codings SET versions = replace(versions, '1.0', '9.0') WHERE n = 1", "coding .*: it is not what its id says"),
        ("UPDATE accounts SET wire = replace(wire, '\"Five\"', '\"Nine\"') WHERE n = 1", "“Nine” does not stand at 0-4, “Five” does"),
        ("UPDATE codings SET report = 2 WHERE n = 1", "its line names report"),
    ],
)
def test_forged_rows(forged: Callable[[str], list[str]], statement: str, told: str) -> None:
    found = forged(statement)
    assert found
    assert any(re.search(told, line) for line in found), found
    assert all("\n" not in line for line in found)


def test_quotes_of_every_part_are_checked() -> None:
    good = wire("r", TEXT, parties=[{"name": "gunmen", "spans": [{"start": 62, "end": 68, "quote": TEXT[62:68]}]}])
    assert list(account_faults(good, "r", TEXT)) == []
    bad = wire("r", TEXT, parties=[{"name": "gunmen", "spans": [{"start": 999, "end": 1005, "quote": "gunmen"}]}])
    assert list(account_faults(bad, "r", TEXT)) == ["“gunmen” does not stand at 999-1005, “” does"]
    assert next(account_faults("{", "r", TEXT)).startswith("its line is no JSON")


def test_an_account_with_a_wrong_quote_is_found_in_the_ledger(project: Project) -> None:
    with open_ledger(project, create=True) as ledger:
        given = entry()
        assert given.report is not None
        wrong = wire(given.report.id, "Four")
        ledger.take(replace(given, accounts=(wrong,)))
        (found,) = faults(ledger)
    assert found == f"account {given.report.id}-00000001 of report {given.report.id}: “Four” does not stand at 0-4, “Five” does"
