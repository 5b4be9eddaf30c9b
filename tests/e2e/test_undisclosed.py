"""A source that must be protected stands in the vault and in no other file of the project, whatever became of its documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.errors import TollbookError

TEXT = "Gunmen killed two farmers near Kano on Monday, police said. Nobody has claimed the attack."


@pytest.fixture
def project(tmp_path: Path, gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    monkeypatch.setenv("TOLLBOOK_VAULT_PASSPHRASE", "nine green herons walk")
    assert CliRunner().invoke(app, ["init", str(tmp_path / "p")]).exit_code == 0
    return tmp_path / "p"


def add(project: Path, *words: str) -> str:
    return CliRunner().invoke(app, ["add", "--undisclosed", *words, "--jobs", "1", "--project", str(project), "--operator", "desk"]).output


def files_that_hold(project: Path, words: str) -> list[str]:
    return [p.name for p in project.rglob("*") if p.is_file() and words.encode() in p.read_bytes()]


def test_neither_name_nor_address_nor_failure_tells_the_source(project: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/zebrafinch").respond_with_data(TEXT, content_type="text/plain")
    secret = project.parent / "from-okapi-cell.txt"
    secret.write_text(TEXT.replace("two", "three"), encoding="utf-8")
    allowed = ("--allow-host", httpserver.host)
    told = add(project, str(secret), httpserver.url_for("/zebrafinch"), httpserver.url_for("/zebrafinch-gone"), *allowed, "--published", "2024-03-14")
    assert "2 new" in told
    assert "1 quarantined" in told
    for words in ("okapi", "zebrafinch"):
        assert files_that_hold(project, words) == []
        assert words not in told
    shown = CliRunner().invoke(app, ["vault", "--project", str(project)]).output
    assert "from-okapi-cell.txt" in shown
    assert "zebrafinch" in shown


@pytest.mark.parametrize("option", ["--source", "--title"])
def test_what_would_be_kept_in_the_open_is_refused(project: Path, option: str) -> None:
    result = CliRunner().invoke(app, ["add", "--undisclosed", option, "Okapi", "x.txt", "--project", str(project)])
    assert isinstance(result.exception, TollbookError)
    assert "would be kept in the open" in str(result.exception)
