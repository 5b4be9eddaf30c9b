"""What a shelf tells of a ledger is what a replay tells, whatever came in since and whatever became of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.intake.conftest import START, Clock
from tests.unit.intake.test_incidents import MARK, PAGE, REWRITTEN, Coder, came
from tests.unit.intake.test_take import WIRE
from tollbook.codebook.merging import load_merging
from tollbook.intake import incidents as module
from tollbook.intake import kept
from tollbook.intake.filings import filed_in
from tollbook.intake.incidents import Word, apart, told_in
from tollbook.intake.take import Desk, Stamp
from tollbook.merge.replay import replay
from tollbook.merge.shelf import MemoryShelf
from tollbook.model.ledger import How, Link, Reason
from tollbook.store.ledger import Ledger
from tollbook.store.shelf import write_shelf

TEXTS = tuple(f"Gunmen attacked Dorra, said elder Number{n}.\n\n{part}" for n, part in enumerate((*WIRE.split("\n\n"), *REWRITTEN.split("\n\n"))))


@pytest.fixture
def coding(ledger: Ledger, clock: Clock) -> Desk:
    return Desk(ledger, Coder(), Stamp("amina", "tollbook 0", clock))


@pytest.fixture(autouse=True)
def keeps_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_FROM", 0)


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were made anew."""
    found: list[Path] = []

    def write(path: Path, held: MemoryShelf, notes: Mapping[str, bytes]) -> None:
        found.append(path)
        write_shelf(path, held, notes)

    monkeypatch.setattr(kept, "write_shelf", write)
    return found


def agree(ledger: Ledger) -> None:
    filed, decisions = tuple(filed_in(ledger)), ledger.decisions()
    told = told_in(ledger)
    assert repr(told.merged) == repr(replay(filed, decisions, load_merging("en")))
    assert {account: told.filed[account] for incident in told.merged.incidents for account in incident.accounts} == {f.account.id: f for f in filed}


def test_what_comes_in_is_added(coding: Desk, ledger: Ledger, made_anew: list[Path]) -> None:
    for n, text in enumerate(TEXTS):
        came(coding, (text, f"{PAGE}{n}", f"Herald {n}"))
        agree(ledger)
    came(coding, (WIRE, PAGE, "Wire"))
    came(coding, (MARK + WIRE, f"{PAGE}copy", "Daily"))
    agree(ledger)
    one, *_, last = (r.id for r in ledger.reports())
    ledger.link(Link(last, one, How.SYNDICATED, 1.0, START + timedelta(days=2)))
    agree(ledger)
    for part in apart(told_in(ledger), told_in(ledger).merged.incidents[0].accounts[0], Word("amina", "two attacks", START)):
        ledger.decide(part)
    agree(ledger)
    ledger.withdraw(one, Reason.SOURCE_WITHDRAWN, by="amina", at=START + timedelta(days=3))
    agree(ledger)
    assert len(made_anew) == 1


@pytest.mark.parametrize("spoilt", [b"", b"no shelf at all" * 1000])
def test_a_spoilt_file_harms_nothing(coding: Desk, ledger: Ledger, made_anew: list[Path], spoilt: bytes) -> None:
    came(coding, (WIRE, PAGE, "Herald"))
    agree(ledger)
    (ledger.project.folder / kept.SHELF).write_bytes(spoilt)
    came(coding, (REWRITTEN, f"{PAGE}0", "Daily"))
    agree(ledger)
    assert len(made_anew) == 2


def test_another_version_makes_it_anew(coding: Desk, ledger: Ledger, made_anew: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    came(coding, (WIRE, PAGE, "Herald"))
    agree(ledger)
    monkeypatch.setattr(kept, "version", lambda: "another")
    agree(ledger)
    agree(ledger)
    assert len(made_anew) == 2


def test_a_run_that_was_stopped_leaves_no_half_of_it(coding: Desk, ledger: Ledger, made_anew: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    came(coding, (WIRE, PAGE, "Herald"))
    agree(ledger)
    came(coding, (REWRITTEN, f"{PAGE}0", "Daily"))
    with monkeypatch.context() as stopped:
        stopped.setattr(kept, "merged", lambda shelf: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            told_in(ledger)
    agree(ledger)
    assert len(made_anew) == 1


def test_a_shelf_that_cannot_be_written_costs_time_alone(coding: Desk, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(kept, "write_shelf", full)
    came(coding, (WIRE, PAGE, "Herald"))
    agree(ledger)
    assert not Path(ledger.project.folder / kept.SHELF).exists()


def test_what_was_known_on_a_day_stays_as_it_was(coding: Desk, ledger: Ledger) -> None:
    for n, text in enumerate(TEXTS[:3]):
        came(coding, (text, f"{PAGE}{n}", f"Herald {n}"))
    then = max(r.at for r in ledger.reports())
    before = told_in(ledger, then)
    assert before.merged == told_in(ledger).merged
    came(coding, (WIRE, PAGE, "Wire"), (MARK + TEXTS[0], f"{PAGE}copy", "Daily"))
    ledger.withdraw(ledger.reports()[0].id, Reason.SOURCE_WITHDRAWN, by="amina", at=then + timedelta(days=3))
    assert repr(told_in(ledger, then).merged) == repr(before.merged)
    assert told_in(ledger).merged != before.merged
