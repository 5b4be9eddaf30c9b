"""tollbook export, validate and count, as a user runs them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.unit.cli.commands import run
from tollbook.cli.count import first_day, last_day
from tollbook.export.formats import FORMATS
from tollbook.export.validate import CHECKS


@pytest.mark.parametrize("name", [n for n in FORMATS if n in CHECKS])
def test_every_format_passes_its_validator(project: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"out{FORMATS[name].suffix}"
    code, told = run("export", "--format", name, "--all", "-o", str(target), "--project", str(project))
    rows = 2 if name == "hapi" else 1
    assert (code, told.split(" of ")[0]) == (0, f"rows {rows}")
    assert run("validate", str(target), "--as", name) == (0, f"{target}: all as {name} asks for\n")
    losses = json.loads(target.with_name(target.name + ".losses.json").read_text(encoding="utf-8"))
    assert (losses["format"], losses["profile"], losses["rows"]) == (name, "public", rows)
    assert ("source_scale" in losses["always_blank"]) is (name == "acled")


@pytest.mark.parametrize("name", ["csv", "acled", "ged"])
def test_tables_load_in_a_database(project: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out.csv"
    run("export", "--format", name, "--all", "-o", str(target), "--project", str(project))
    with duckdb.connect() as db:
        found = db.read_csv(str(target)).fetchall()
    assert len(found) == 1


def test_a_war_zone_is_a_matter_of_the_rows(project: Path) -> None:
    code, told = run("export", "--format", "acled", "--war-zone", "--all", "--project", str(project))
    assert (code, told.splitlines()[1].startswith("TB")) == (0, True)
    assert json.loads((project / "exports.jsonl").read_text(encoding="utf-8"))["filter"]["war_zone"] is True


def test_every_export_is_logged(project: Path, tmp_path: Path) -> None:
    run("export", "--format", "csv", "--all", "--country", "mli", "-o", str(tmp_path / "a.csv"), "--project", str(project))
    run("export", "--format", "jsonl", "--from", "2030-01-01", "--project", str(project))
    first, second = [json.loads(line) for line in (project / "exports.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (first["format"], first["rows"], first["profile"], first["filter"]["country"]) == ("csv", 1, "public", "MLI")
    assert len(first["sha256"]) == 64
    assert (second["rows"], second["filter"]["from"]) == (0, "2030-01-01")


def test_internal_is_closed_until_the_project_opens_it(project: Path) -> None:
    words = ("export", "--format", "jsonl", "--all", "--profile", "internal", "--project", str(project))
    code, told = run(*words)
    assert code == 2
    assert "this project opens nothing to the profile 'internal'" in told
    (project / "release.toml").write_text("[internal]\ncoordinates = true\n", encoding="utf-8")
    code, told = run(*words)
    assert code == 0
    assert json.loads(told.splitlines()[0])["where"]["lat"] == 14.53127


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[internal]\nnames = true\n", "names leave only where two people approve it"),
        ("[internal]\nnames = true\napproved_by = ['A. B.', 'a. b. ']\n", "names leave only where two people approve it"),
        ("[public]\nnames = true\n", "the profile public opens nothing but names listed in 'publish'"),
        ("[internal]\nname = true\n", "there is no setting 'name'"),
        ("[internal]\nnames = 1\n", "'names' must be true or false"),
        ("[partners]\n", "there is no profile 'partners'"),
        ("[internal\n", "mend the line or take it out"),
        ("internal = 1\n", "'internal' is no table"),
        ("[internal]\npublish = 'x'\n", "'publish' must be a list of names"),
    ],
)
def test_a_wrong_release_file_lets_nothing_out(project: Path, text: str, told: str) -> None:
    (project / "release.toml").write_text(text, encoding="utf-8")
    profile = "public" if "[public]" in text else "internal"
    code, found = run("export", "--format", "csv", "--all", "--profile", profile, "--project", str(project))
    assert code == 2
    assert told in found
    assert not (project / "exports.jsonl").exists()


def test_unknown_names_are_told(project: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "shp", "--project", str(project))[1].startswith("there is no format 'shp'; formats: csv")
    told = run("export", "--format", "csv", "--profile", "all", "--project", str(project))[1]
    assert told == "there is no profile 'all'; profiles: public, internal"
    assert run("export", "--format", "csv", "--war-zone", "--project", str(project))[1].startswith("--war-zone says how many")
    missing = tmp_path / "no" / "a.csv"
    assert run("export", "--format", "csv", "-o", str(missing), "--project", str(project))[0] == 2
    assert run("validate", str(missing), "--as", "csv")[0] == 2


def test_validate_tells_the_first_problems_and_fails(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("#date\n" + "x\n" * 30, encoding="utf-8")
    code, told = run("validate", str(target), "--as", "hxl")
    assert code == 1
    assert told.splitlines()[0] == f"{target}: line 2, column #date: 'x' is no day; write it as YYYY-MM-DD"
    assert told.splitlines()[-1].endswith("there are more; --all tells them")
    assert len(run("validate", str(target), "--as", "hxl", "--all")[1].splitlines()) == 30


def test_count_tells_the_sum_and_what_it_is_made_of(project: Path) -> None:
    words = ("count", "--country", "MLI", "--from", "2024-03", "--to", "2024-03", "--project", str(project))
    code, told = run(*words)
    assert code == 0
    assert told.splitlines()[0] == "killed: low 5, best 5, high 5; events 1"
    found = json.loads(run(*words, "--group", "civilians", "--json")[1])
    assert (found["low"], found["best"], found["high"], len(found["incidents"])) == (5, 5, 5, 1)
    assert json.loads(run("count", "--to", "2024-02", "--json", "--project", str(project))[1])["incidents"] == []
    assert run("count", "--status", "dead", "--project", str(project))[0] == 2


def test_months_are_days() -> None:
    assert (first_day("2024-02"), last_day("2024-02"), last_day("2023-12")) == (date(2024, 2, 1), date(2024, 2, 29), date(2023, 12, 31))
    assert (first_day("2024-02-05"), last_day("2024-02-05"), last_day(None)) == (date(2024, 2, 5), date(2024, 2, 5), None)


def test_regions_get_the_p_codes_of_a_table(project: Path, tmp_path: Path) -> None:
    table = tmp_path / "pcodes.csv"
    table.write_text("Location,Admin Level,P-Code,Name,Parent P-Code\nMLI,1,XX05,Mopti,MLI\n", encoding="utf-8")
    code, told = run("export", "--format", "hapi", "--all", "--pcodes", str(table), "--project", str(project))
    assert code == 0
    assert "Mopti,,XX05,Mopti,,,1," in told
    assert json.loads((project / "exports.jsonl").read_text(encoding="utf-8"))["filter"]["pcodes"] == "pcodes.csv"
    code, told = run("export", "--format", "ged", "--pcodes", str(table), "--project", str(project))
    assert (code, told[:7]) == (2, "--pcode")
