"""What `tollbook code` does when a text cannot be coded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.model.account import Account
from tollbook.pipeline import Coder


def test_a_text_that_cannot_be_coded_does_not_cost_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = Coder.code_parse

    def failing(self: Coder, report: Any, parse: Any) -> tuple[Account, ...]:
        if "fault" in report.text:
            raise IndexError("here")
        return code(self, report, parse)

    monkeypatch.setattr(Coder, "code_parse", failing)
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_text("A fault.", encoding="utf-8")
    good.write_text("Gunmen killed two farmers near Kano on Monday.", encoding="utf-8")
    told = CliRunner().invoke(app, ["code", str(bad), str(good), "--json"])
    assert told.exit_code == 1
    assert "bad.txt: could not be coded (IndexError: here)" in told.output and '"kind": "killing"' in told.output
