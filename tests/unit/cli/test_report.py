"""tollbook report, as a user runs it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.unit.cli.commands import run
from tollbook.cli.choose import Wanted
from tollbook.cli.report import title_of


def first_id(project: Path) -> str:
    return str(json.loads(run("incidents", "--all", "--json", "--project", str(project))[1])["id"])


def test_a_brief_of_one_incident_and_of_all_is_written_and_logged(project: Path, tmp_path: Path) -> None:
    page, selection = tmp_path / "one.html", tmp_path / "all.html"
    found = first_id(project)
    assert run("report", found, "-o", str(page), "--project", str(project))[0] == 0
    assert run("report", "--all", "--country", "mli", "--from", "2024-01", "-o", str(selection), "--project", str(project))[0] == 0
    assert "<h1>Killing" in page.read_text(encoding="utf-8")
    assert "<h1>Reported incidents in Mali, since 1 January 2024</h1>" in selection.read_text(encoding="utf-8")
    losses = json.loads((tmp_path / "one.html.losses.json").read_text(encoding="utf-8"))
    assert (losses["format"], losses["rows"]) == ("report.html", 1)
    one, every = [json.loads(line) for line in (project / "exports.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (one["format"], one["profile"], one["filter"]["incident"], one["sha256"]) == ("report.html", "public", found, losses["sha256"])
    assert (every["filter"]["country"], every["filter"]["incident"], every["rows"]) == ("MLI", None, 1)


def test_without_a_file_the_page_goes_to_the_terminal(project: Path) -> None:
    code, told = run("report", "--from", "2030-01-01", "--project", str(project))
    assert code == 0
    assert "No incident fits what was asked for." in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "brief.docx"), "brief.docx: a brief is HTML or PDF; name a file that ends with .html or .pdf"),
        (("inc-0",), "there is no incident 'inc-0' in this ledger; tollbook incidents lists those there are"),
        (("--profile", "internal"), "this project opens nothing to the profile 'internal'"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(project: Path, words: tuple[str, ...], told: str) -> None:
    code, said = run("report", *words, "--project", str(project))
    assert code == 2
    assert said.startswith(told)
    assert not (project / "exports.jsonl").exists()


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(), "Reported incidents"),
        (Wanted(kind="killing", country="MLI"), "Killing in Mali"),
        (Wanted(until=date(2024, 2, 29)), "Reported incidents, up to 29 February 2024"),
        (Wanted(date(2024, 1, 1), date(2024, 2, 29)), "Reported incidents, 1 January 2024 to 29 February 2024"),
    ],
)
def test_a_selection_is_called_by_its_filter(wanted: Wanted, told: str) -> None:
    assert title_of(wanted) == told
