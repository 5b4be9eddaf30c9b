"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.export.made import JNIM, VILLAGERS, Said, filed
from tests.unit.store.samples import DAY, TEXT, entry
from tollbook.export.wire import to_line
from tollbook.store.ledger import open_ledger
from tollbook.store.project import make_project


@pytest.fixture
def project(tmp_path: Path, gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one event."""
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    made = make_project(tmp_path / "project")
    told = filed(Said(kind="killing", parties=(JNIM, VILLAGERS), published=DAY, text=TEXT))
    with open_ledger(made, create=True) as ledger:
        ledger.take(entry(accounts=(to_line(told.account, told.report),)))
    return made.folder
