"""A gazetteer of an older format: rebuilt where nothing was added to it, refused with its remedy where something was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tollbook.codebook.gazetteer import open_gazetteer
from tollbook.errors import DataFileError


def aged(source: Path, target: Path, added: str | None) -> Path:
    shutil.copy(source, target)
    with closing(sqlite3.connect(target)) as db, db:
        db.execute("PRAGMA user_version=1")
        if added is not None:
            db.execute("UPDATE source SET file=? WHERE id=(SELECT max(id) FROM source)", (added,))
    return target


def test_an_old_core_is_built_anew(gazetteer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.codebook.gazetteer.build.build_core", lambda target: shutil.copy(gazetteer_file, target))
    told: list[str] = []
    opened = open_gazetteer(aged(gazetteer_file, tmp_path / "g.sqlite", None), told.append)
    assert opened.lookup("Bamako")
    assert len(told) == 1


def test_what_a_user_added_is_not_thrown_away(gazetteer_file: Path, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="run: tollbook gazetteer build"):
        open_gazetteer(aged(gazetteer_file, tmp_path / "g.sqlite", "ML.txt"))
