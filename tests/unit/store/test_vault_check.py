"""The check tells where the vault does not hold what the ledger says is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.samples import NOW, entry
from tollbook.model.document import Original, Told
from tollbook.model.ledger import UNDISCLOSED, Reason, Truth
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import make_project
from tollbook.store.vault import PASSPHRASE, open_vault
from tollbook.store.verify import Fault, verify

TEXTS = ("Two drivers were abducted in Gao.", "A bridge near Ansongo was blown up.")
HIDDEN = tuple(Original(UNDISCLOSED, text.encode(), None, Told(source=UNDISCLOSED)) for text in TEXTS)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger with one open document and two of undisclosed sources, the first of which stands in the vault; the passphrase is set."""
    monkeypatch.setenv(PASSPHRASE, "correct horse battery")
    with open_ledger(make_project(tmp_path / "project"), create=True) as opened:
        opened.take(entry())
        for text, hidden in zip(TEXTS, HIDDEN, strict=True):
            opened.take(replace(entry(text), original=hidden))
        open_vault(opened.project).keep(Truth(HIDDEN[0].sha256, "amina.eml", Told()))
        yield opened


def faults(ledger: Ledger) -> list[str]:
    return [found.told for found in verify(ledger) if isinstance(found, Fault)]


def test_with_the_passphrase_the_missing_source_is_named(ledger: Ledger) -> None:
    assert faults(ledger) == [f"{ledger.project.vault}: it does not hold the true source of document {HIDDEN[1].sha256}"]
    open_vault(ledger.project).keep(Truth(HIDDEN[1].sha256, "b.eml", Told()))
    assert faults(ledger) == []


def test_a_withdrawn_documents_source_may_be_missing(ledger: Ledger) -> None:
    ledger.withdraw(HIDDEN[1].sha256, Reason.SOURCE_WITHDRAWN, by="analyst", at=NOW)
    assert faults(ledger) == []


def test_without_the_passphrase_sources_are_counted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSPHRASE)
    (found,) = faults(ledger)
    assert found == f"{ledger.project.vault}: it holds no more than 1 of the true sources of 2 undisclosed documents; restore it from a backup"


def test_without_the_passphrase_a_missing_or_changed_vault_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSPHRASE)
    path = ledger.project.vault
    held = path.read_bytes()
    for at, told in ((0, "this is no vault"), (20, "its beginning was changed"), (-1, "record 1 was changed")):
        changed = bytearray(held)
        changed[at] ^= 1
        path.write_bytes(changed)
        (found,) = faults(ledger)
        assert found.startswith(f"{path}: {told}")
    path.unlink()
    (found,) = faults(ledger)
    assert found.startswith(f"{path}: the vault is missing, and with it the true sources of 2 undisclosed documents")
    assert not path.exists()


def test_a_wrong_passphrase_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE, "another horse")
    assert faults(ledger) == [f"{ledger.project.vault}: the passphrase is wrong"]
