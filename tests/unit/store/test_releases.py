"""A release is recorded whole or not at all, and its name is used once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.store.samples import FIRST, LATER, NOW, RELEASE, ROW, SECOND, TEXT, entry, wire
from tollbook.model.ledger import Coded, Reason
from tollbook.model.release import Held
from tollbook.store.failures import LedgerError
from tollbook.store.ledger import Ledger
from tollbook.store.releases import NameTakenError, codings_in_force, record, release_rows, releases, reports_came, withdrawn_between


def test_a_release_comes_back_as_it_was_recorded(ledger: Ledger) -> None:
    other = replace(ROW, incident="inc-000000000002", held=Held.GATE, line=None)
    put: list[str] = []
    record(ledger, RELEASE, [other, ROW], lambda: put.append("files"))
    assert put == ["files"]
    assert releases(ledger) == (RELEASE,)
    assert release_rows(ledger, RELEASE.name) == (ROW, other)
    assert release_rows(ledger, "another") == ()


@pytest.mark.parametrize("name", ["2024-w01", "2024-W01"])
def test_a_name_is_used_once(ledger: Ledger, name: str) -> None:
    record(ledger, RELEASE, [ROW], lambda: None)
    with pytest.raises(NameTakenError, match="choose another name"):
        record(ledger, replace(RELEASE, name=name), [], lambda: pytest.fail("its files were put in place"))
    assert release_rows(ledger, RELEASE.name) == (ROW,)


def test_files_that_cannot_be_put_in_place_leave_no_release(ledger: Ledger) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(LedgerError, match="the disk is full"):
        record(ledger, RELEASE, [ROW], full)
    assert releases(ledger) == ()
    record(ledger, RELEASE, [ROW], lambda: None)
    assert releases(ledger) == (RELEASE,)


def test_the_coding_in_force_is_told_as_of_a_time(ledger: Ledger) -> None:
    ledger.take(entry())
    (report,) = ledger.reports()
    ledger.recode(report.id, Coded((wire(report.id, TEXT),), SECOND, LATER))
    early, late = codings_in_force(ledger, NOW), codings_in_force(ledger, LATER)
    assert early[report.id][1]["tollbook"] == FIRST.tollbook
    assert late[report.id][1]["tollbook"] == SECOND.tollbook
    assert early[report.id][0] != late[report.id][0]
    assert reports_came(ledger) == {report.id: (report.document, NOW)}


def test_withdrawals_are_told_between_two_moments(ledger: Ledger) -> None:
    ledger.withdraw("x", Reason.SOURCE_WITHDRAWN, by="amina", at=LATER)
    assert withdrawn_between(ledger, NOW, LATER) == {"x": Reason.SOURCE_WITHDRAWN}
    assert withdrawn_between(ledger, LATER, LATER + timedelta(1)) == {}
    assert withdrawn_between(ledger, NOW, LATER - timedelta(1)) == {}
