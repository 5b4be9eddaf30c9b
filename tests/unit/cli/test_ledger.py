"""tollbook init, verify and export-case, as a user runs them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.unit.store.samples import NOW, entry
from tollbook.cli.main import app
from tollbook.errors import TollbookError
from tollbook.model.document import Told
from tollbook.model.ledger import Truth
from tollbook.store import blobs
from tollbook.store.ledger import open_ledger
from tollbook.store.project import Project, open_project
from tollbook.store.vault import PASSPHRASE, open_vault


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one report, made by the command."""
    made = CliRunner().invoke(app, ["init", str(tmp_path / "project")])
    assert made.exit_code == 0
    assert "a new project; its ledger is" in made.output
    found = open_project(tmp_path / "project")
    with open_ledger(found) as ledger:
        ledger.take(entry())
    return found


def run(*words: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, list(words))
    if isinstance(told.exception, TollbookError):
        return 2, str(told.exception)
    return told.exit_code, told.output


def test_init_leaves_nothing_where_the_ledger_cannot_be_made(tmp_path: Path) -> None:
    code, told = run("init", str(tmp_path), "--ledger", "postgresql://nobody@127.0.0.1:1/x")
    assert code == 2
    assert "the server does not answer" in told
    assert run("init", str(tmp_path))[0] == 0


def test_init_makes_a_project_once(project: Project) -> None:
    assert run("init", str(project.folder)) == (2, f"{project.folder} is a project already")


def test_verify_says_that_all_is_well(project: Project) -> None:
    assert run("verify", "--project", str(project.folder)) == (0, "documents 1, texts 1, accounts 1; all as they were put in\n")


def test_verify_tells_each_fault_and_fails(project: Project) -> None:
    path = blobs.path_of(project.originals, entry().original.sha256)
    path.unlink()
    code, told = run("verify", "--project", str(project.folder))
    assert code == 1
    assert told.splitlines() == [f"{path}: the original is missing", "documents 1, texts 1, accounts 1; faults 1"]


def test_commands_need_a_project(tmp_path: Path) -> None:
    for words in (("verify",), ("export-case", "x", "-o", str(tmp_path / "x.zip"))):
        code, told = run(*words, "--project", str(tmp_path))
        assert code == 2
        assert "make one with: tollbook init FOLDER" in told


def test_a_case_is_packed(project: Project, tmp_path: Path) -> None:
    given = entry(at=NOW)
    assert given.report is not None
    target = tmp_path / "case.zip"
    words = ("export-case", given.report.id, "-o", str(target), "--project", str(project.folder))
    assert run(*words) == (0, f"{target}: reports 1, documents 1, accounts 1\n")
    with zipfile.ZipFile(target) as archive:
        assert archive.read(f"originals/{given.original.sha256}") == given.original.raw
    assert run(*words) == (2, f"{target} is there already; choose another name")


def test_the_vault_tells_who_knows_its_passphrase(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    where = ("--project", str(project.folder))
    assert run("vault", *where) == (2, f"{project.folder} has no vault: nothing was taken in with --undisclosed")
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    opened = open_vault(project)
    opened.keep(Truth("a" * 64, "amina.eml", Told(source="Amina")))
    opened.keep(Truth("b" * 64, "other.eml", Told()))
    code, told = run("vault", "a" * 64, *where)
    assert code == 0
    assert [json.loads(line)["name"] for line in told.splitlines()] == ["amina.eml"]
    assert len(run("vault", *where)[1].splitlines()) == 2
    assert run("vault", "c" * 64, *where) == (1, f"the vault tells nothing of a document {'c' * 64}; without a hash all are shown\n")
    monkeypatch.setenv(PASSPHRASE, "wrong horse")
    assert run("vault", *where) == (2, f"{project.vault}: the passphrase is wrong")
