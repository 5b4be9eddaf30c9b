"""Reports of one event become one incident; an analyst's word outranks the machine's and can be taken back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from tollbook.cli.main import app

FIRST = """Gunmen killed five farmers in the village of Sirba near Djibo in Burkina Faso on Monday night, the governor said.

The attackers came on motorcycles and burned two granaries before leaving, residents told reporters by telephone."""
SECOND = """The number of farmers killed when gunmen attacked Sirba village near Djibo in Burkina Faso on Monday has risen to seven, a doctor said.

The attackers had come on motorcycles at night and burned granaries, residents said. Two of the wounded died on Wednesday."""
OTHER = "Police in Nairobi arrested three men on Tuesday over the theft of cattle, a spokesman said."


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, gazetteer_file: Path) -> Path:
    """A project with three reports."""
    folder = tmp_path_factory.mktemp("incidents")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
        run("init", str(folder / "p"))
        for name, text, day in (("a", FIRST, "2024-05-14"), ("b", SECOND, "2024-05-16"), ("c", OTHER, "2024-05-16")):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            place = ("--project", str(folder / "p"), "--jobs", "1")
            run("add", str(folder / f"{name}.txt"), "--published", day, "--source", f"Outlet {name}", *place)
    return folder / "p"


Json = dict[str, Any]


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, f"{words}: {result.output}"
    return result.output


def attacks(project: Path) -> list[Json]:
    lines = run("incidents", "--json", "--project", str(project)).splitlines()
    return [i for i in map(json.loads, lines) if i["where"] and i["where"]["said"]["value"]["country"] == "BFA" and killed(i)]


def killed(incident: Json) -> list[Json]:
    return [line for line in incident["tolls"] if line["status"] == "killed"]


def test_two_reports_of_one_attack_are_one_incident_with_a_risen_toll(told: Path) -> None:
    (attack,) = attacks(told)
    assert attack["independent"] == 2
    assert {line["toll"]["best"] for line in killed(attack)} == {7}
    history = run("history", attack["id"], "--project", str(told))
    assert re.search(r"2024-05-16\s+killed total: 5 → 7", history), history


def test_what_was_known_before_is_told_as_it_was(told: Path) -> None:
    assert run("incidents", "--as-of", "2020-01-01", "--project", str(told)) == ""


def test_why_tells_what_speaks_for_one_event(told: Path) -> None:
    (attack,) = attacks(told)
    assert "same-day" in run("why", attack["id"], "--project", str(told))


def test_an_account_can_be_split_off_and_the_split_undone(told: Path) -> None:
    (attack,) = attacks(told)
    before = run("incidents", "--all", "--json", "--project", str(told))
    made = run("split", attack["accounts"][-1], "--why", "another village of that name", "--by", "amina", "--project", str(told))
    assert len(attacks(told)) == 2
    for decision in re.findall(r"^decision (\w+):", made, re.MULTILINE):
        run("undo", decision, "--why", "it is the same village", "--by", "amina", "--project", str(told))
    assert run("incidents", "--all", "--json", "--project", str(told)) == before
    history = run("history", attack["id"], "--project", str(told))
    assert "by amina: not-same: " in history
    assert "(another village of that name)" in history
    assert "by amina: undoes " in history


def test_incidents_can_be_merged_and_the_ids_lead_on(told: Path) -> None:
    everything = [json.loads(line) for line in run("incidents", "--all", "--json", "--project", str(told)).splitlines()]
    (attack,) = attacks(told)
    other = next(i for i in everything if i["id"] != attack["id"])
    made = run("merge", attack["id"], other["id"], "--why", "to see it done", "--project", str(told))
    after = [json.loads(line) for line in run("incidents", attack["id"], other["id"], "--json", "--project", str(told)).splitlines()]
    assert after[0]["id"] == after[1]["id"]
    run("undo", re.findall(r"^decision (\w+):", made, re.MULTILINE)[0], "--why", "seen", "--project", str(told))


def test_an_unknown_id_is_told_in_one_line(told: Path) -> None:
    result = CliRunner().invoke(app, ["history", "inc-000000000000", "--project", str(told)])
    assert "there is no incident 'inc-000000000000'" in str(result.exception)


def test_an_incident_is_packed_with_its_originals(told: Path, tmp_path: Path) -> None:
    (attack,) = attacks(told)
    assert "reports 2, documents 2" in run("export-case", attack["id"], "-o", str(tmp_path / "case.zip"), "--project", str(told))
    with ZipFile(tmp_path / "case.zip") as packed:
        originals = [packed.read(n) for n in packed.namelist() if n.startswith("originals/")]
    assert sorted(originals) == sorted([FIRST.encode(), SECOND.encode()])


def test_a_withdrawn_report_no_longer_counts(told: Path) -> None:
    (attack,) = attacks(told)
    report = attack["accounts"][-1].split("-")[0]
    assert "is withdrawn" in run("withdraw", report, "--why", "retracted", "--project", str(told))
    (left,) = attacks(told)
    assert report not in {a.split("-")[0] for a in left["accounts"]}
    assert attack["independent"] == left["independent"] + 1
