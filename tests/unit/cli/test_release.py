"""tollbook release, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.commands import run
from tests.unit.intake.test_release import told
from tollbook.store.ledger import open_ledger
from tollbook.store.project import open_project


def test_a_release_is_made_listed_and_compared(project: Path) -> None:
    words = ("--all", "--by", "amina", "--project", str(project))
    code, said = run("release", "make", "w1", *words)
    assert (code, said.split(": ")[0], "1 incidents of 1 reports" in said) == (0, str(project / "releases" / "w1"), True)
    with open_ledger(open_project(project)) as ledger:
        ledger.take(told(7, 1))
    assert run("release", "make", "w2", "--format", "acled", *words)[0] == 0
    assert sorted(p.name for p in (project / "releases" / "w2").iterdir())[2] == "incidents.acled.csv.losses.json"
    code, said = run("release", "list", "--project", str(project))
    assert [line.split("  ")[0] for line in said.splitlines()] == ["w1", "w2"]
    held = json.loads(run("release", "list", "--json", "--project", str(project))[1].splitlines()[0])
    assert (held["name"], held["by"], held["manifest"]["counts"]["incidents"]) == ("w1", "amina", 1)
    code, said = run("release", "diff", "w1", "w2", "--project", str(project))
    assert (code, said.splitlines()[0]) == (0, "w1 → w2: 1 → 2 incidents; 1 added, 0 changed, 0 withdrawn, 0 merged, 0 split, 1 unchanged")
    code, said = run("release", "diff", "w1", "w2", "--format", "json", "--project", str(project))
    assert (code, json.loads(said)["counts"]["added"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        (("make", "../w1"), "cannot name a release"),
        (("make", "w1", "--format", "word"), "there is no format 'word'"),
        (("make", "w1", "--profile", "internal"), "opens nothing to the profile"),
        (("diff", "w1", "w2"), "there is no release 'w1'; releases: none yet"),
        (("diff", "w1", "w2", "--format", "xml"), "formats: text, json"),
    ],
)
def test_what_cannot_be_done_is_told(project: Path, words: tuple[str, ...], told_of: str) -> None:
    code, said = run("release", *words, "--project", str(project))
    assert code == 2
    assert told_of in said
    assert run("release", "list", "--project", str(project))[1] == "no release yet; make one with: tollbook release make NAME\n"
