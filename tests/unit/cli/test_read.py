"""What `tollbook read` shows, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from tests.files import PAGE, TEXT, letter, zipped
from tollbook.cli.main import app


def test_a_document_is_shown_with_its_day_and_how_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(letter())
    told = CliRunner().invoke(app, ["read", str(path)])
    assert told.exit_code == 0
    day = "published  2024-05-03T23:30:00+03:00, as the letter's head tells"
    for line in ("title  Market attacked in Kolwe", day, "author  Situation Desk", "language  en"):
        assert line in told.stdout
    assert "1]/p[2]  Soldiers opened fire" in told.stdout


def test_what_is_refused_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.html": PAGE, "../b.txt": b"x", "c.pdf": b"%PDF-1.4"}))
    told = CliRunner().invoke(app, ["read", str(path), str(tmp_path / "none.txt"), "--json"])
    assert told.exit_code == 1
    (line,) = map(json.loads, told.stdout.splitlines())
    assert line["name"] == f"{path.as_posix()}!/a.html" and line["published"] is None and line["lang"] == "en"
    assert [line["text"][a["start"] : a["end"]].strip() for a in line["anchors"]] == ["Market attacked in Kolwe", *TEXT]
    for place, reason in (("../b.txt", "leads out of the archive"), ("c.pdf", "no whole PDF file"), ("none.txt", "no such file")):
        assert any(f"{place}: " in one and reason in one for one in told.stderr.splitlines()), place


@pytest.mark.parametrize(("command", "address"), [("code", "https://courier.example/a"), ("code", "file:///a.txt"), ("read", "file:///a.txt")])
def test_an_address_is_no_file_and_it_is_said_what_takes_it(command: str, address: str) -> None:
    told = CliRunner().invoke(app, [command, address])
    assert told.exit_code == 1
    assert f"{address}: it is an address, and only files are read here" in told.stderr


def test_a_page_is_fetched_and_shown(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(PAGE, content_type="text/html")
    address = httpserver.url_for("/a")
    told = CliRunner().invoke(app, ["read", address, "--allow-host", httpserver.host])
    assert told.exit_code == 0, told.stderr
    assert "Soldiers opened fire" in told.stdout
    refused = CliRunner().invoke(app, ["read", address])
    assert refused.exit_code == 1
    assert "inside this machine or its network" in refused.stderr


def test_columns_of_a_table_can_be_named_and_words_that_steer_a_terminal_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"what,day\n\x1b[2JTwo men died,3 May 2024\n")
    told = CliRunner().invoke(app, ["read", str(path), "--column", "text=what", "--column", "published=day"])
    assert told.exit_code == 0
    assert "published  2024-05-03, as the table's column tells" in told.stdout
    assert "[2JTwo men died" in told.stdout and "\x1b[2J" not in told.stdout
