"""tollbook code as a user runs it: good files, bad files, standard input."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.errors import TollbookError

TEXT = "Gunmen killed two farmers near Kano on Monday, police said. Nobody has claimed the attack."
FRENCH = "Des hommes armés ont tué deux agriculteurs près de Kano lundi, a indiqué la police, qui n'a donné aucun autre détail.".encode()
BAD = {
    "broken.txt": (b"\xef\xbb\xbfcaf\xe9 attack", "is not UTF-8 text as its mark says; save the file as UTF-8"),
    "empty.txt": (b"", "it holds no text"),
    "blank.txt": (b" \n\n", "it holds no text"),
    "nul.txt": (b"a\0b", "which holds no text that can be read"),
    "large.txt": (b"a" * 500_001, "more than 500,000 characters of text; split it"),
    "french.txt": (FRENCH, "it is written in 'fr', which is not coded yet; coded: en"),
}


@pytest.fixture
def runner(gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    for name, (raw, _) in BAD.items():
        Path(name).write_bytes(raw)
    return CliRunner()


def test_a_report_is_shown_as_a_block(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "good.txt", "--published", "2024-03-14"])
    assert result.exit_code == 0
    for words in ("two farmers", "2024-03-11", "Kano", "nobody has claimed it", "police", "killed"):
        assert words in result.stdout


def test_json_lines_hold_one_account_each(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "good.txt", "--published", "2024-03-14", "--json", "--source", "The Plain Courier", "--title", "Two killed"])
    (account,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert account["report"]["source"] == "The Plain Courier"
    assert account["report"]["title"] == "Two killed"
    assert account["when"]["earliest"] == "2024-03-11"
    assert account["claims"][0]["stance"] == "none"


def test_why_names_the_rules(runner: CliRunner) -> None:
    shown = runner.invoke(app, ["why", "good.txt", "--published", "2024-03-14"]).stdout
    assert "time.weekday" in shown
    assert "deed.kill" in shown
    assert shown == runner.invoke(app, ["code", "good.txt", "--published", "2024-03-14", "--why"]).stdout


def test_why_tells_what_spoke_for_the_place(runner: CliRunner) -> None:
    shown = runner.invoke(app, ["code", "good.txt", "--published", "2024-03-14", "--why"]).stdout
    assert "population +" in shown
    assert "population +" not in runner.invoke(app, ["code", "good.txt", "--published", "2024-03-14"]).stdout


def test_standard_input_is_read(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "-", "--json"], input=TEXT)
    assert json.loads(result.stdout)["when"] is None
    assert json.loads(result.stdout)["open"][0]["reason"] == "needs a publication date"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line_and_the_rest_goes_on(name: str, runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", name, "good.txt", "missing.txt", "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["kind"] == "armed-attack"
    first, second = result.stderr.splitlines()
    assert first.startswith(f"error: {name}: ")
    assert BAD[name][1] in first
    assert second == "error: missing.txt: No such file or directory"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--published", "tomorrow"], "'tomorrow' is not a date; write it as YYYY-MM-DD"),
        (["--published", "2024-02-30"], "'2024-02-30' is not a date"),
        (["--lang", "xx"], "language 'xx' is not supported yet; supported: en"),
        (["--country", "ZZ"], "'ZZ' is no country code"),
    ],
)
def test_a_bad_option_is_told_with_its_remedy(option: list[str], words: str, runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "good.txt", *option])
    assert isinstance(result.exception, TollbookError)
    assert words in str(result.exception)


BREAD = "Mix the flour with water and salt, let the dough rest in a warm kitchen and fold it twice. Bake the loaf until it is golden. " * 3


def test_the_gate_passes_over_what_tells_of_no_conflict(runner: CliRunner) -> None:
    Path("bread.txt").write_text(BREAD, encoding="utf-8")
    plain = runner.invoke(app, ["code", "good.txt", "bread.txt", "--json"])
    gated = runner.invoke(app, ["code", "good.txt", "bread.txt", "empty.txt", "--json", "--gate"])
    assert gated.stdout == plain.stdout
    assert gated.stderr.splitlines()[1:] == ["passed over 1 of 2 reports, whose words tell of no conflict"]
    assert gated.exit_code == 1
    assert plain.stderr == ""


def test_the_gate_tells_that_it_passed_over_all(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "-", "--gate"], input=BREAD)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "passed over 1 of 1 reports, whose words tell of no conflict\n"


def test_a_report_with_no_event_says_so(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "-"], input="The library opens at nine. Bring your card.")
    assert result.exit_code == 0
    assert result.stdout.strip() == "No event is told in this report."


def test_the_country_breaks_ties_and_does_not_overrule_the_text(runner: CliRunner) -> None:
    text = "Gunmen killed two farmers in Tripoli on Monday."
    there = json.loads(runner.invoke(app, ["code", "-", "--json", "--country", "LBN"], input=text).stdout)
    assert there["where"]["country"] == "LBN"
    told = json.loads(runner.invoke(app, ["code", "-", "--json", "--country", "LBN"], input=text.replace("Tripoli", "Tripoli, Libya")).stdout)
    assert told["where"]["country"] == "LBY"


def test_old_characters_are_read_and_the_trial_is_noted(runner: CliRunner) -> None:
    Path("old.txt").write_bytes(TEXT.replace("police", "Café owner André").encode("cp1252"))
    result = runner.invoke(app, ["code", "old.txt", "--published", "2024-03-14"])
    assert result.exit_code == 0
    assert "André" in result.stdout
    assert result.stderr.startswith("note: old.txt: read as ")


def test_web_pages_and_what_lies_in_archives_are_coded(runner: CliRunner) -> None:
    head = "<meta property='article:published_time' content='2024-03-14T10:00:00Z'>"
    page = f"<html><head>{head}</head><body><article><p>{TEXT}</p></article></body></html>"
    with ZipFile("all.zip", "w") as packed:
        packed.writestr("page.html", page)
        packed.writestr("note.txt", TEXT)
    result = runner.invoke(app, ["code", "all.zip", "--json"])
    assert result.exit_code == 0, result.stderr
    accounts = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["when"] and a["when"]["earliest"] for a in accounts] == ["2024-03-11", None]
