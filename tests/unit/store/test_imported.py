"""Rows of other datasets are kept once, the newest of an event in force, and never among the ledger's accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.unit.store.samples import LATER, NOW, entry, imported_row
from tollbook.model.ledger import Reason
from tollbook.store.imported import imported, keep
from tollbook.store.ledger import Ledger

FILE = replace(entry(raw=b"event_id_cnty,event_date\n"), extraction=None, report=None, accounts=None, versions=None)
ONE = imported_row(FILE.original.sha256)


def test_a_row_comes_back_as_it_was_kept_and_once(ledger: Ledger) -> None:
    assert keep(ledger, FILE, [ONE, replace(ONE, ref="MLI2")]) == 2
    assert keep(ledger, FILE, [ONE]) == 0
    assert list(imported(ledger)) == [ONE, replace(ONE, ref="MLI2")]
    assert ledger.original(FILE.original.sha256) == FILE.original.raw
    assert ledger.accounts() == ()


def test_a_later_row_of_the_same_event_replaces_the_earlier(ledger: Ledger) -> None:
    later = replace(ONE, wire='{"id": "another"}', at=LATER)
    keep(ledger, FILE, [ONE])
    keep(ledger, FILE, [later])
    assert list(imported(ledger)) == [later]
    assert list(imported(ledger, as_of=NOW)) == [ONE]
    assert list(imported(ledger, as_of=NOW - timedelta(1))) == []


def test_rows_are_found_by_their_days(ledger: Ledger) -> None:
    keep(ledger, FILE, [ONE, replace(ONE, ref="MLI2", earliest=None, latest=None)])
    assert list(imported(ledger, days=(date(2024, 1, 15), date(2024, 1, 20)))) == [ONE]
    assert list(imported(ledger, days=(date(2024, 1, 16), date(2024, 1, 20)))) == []


def test_a_withdrawn_file_takes_its_rows_with_it(ledger: Ledger) -> None:
    keep(ledger, FILE, [ONE])
    ledger.withdraw(ONE.document, Reason.SOURCE_WITHDRAWN, by="amina", at=LATER)
    assert list(imported(ledger)) == []
    assert list(imported(ledger, as_of=NOW)) == [ONE]
    assert list(imported(ledger, as_of=LATER)) == []


def test_more_rows_than_a_page(ledger: Ledger) -> None:
    keep(ledger, FILE, [replace(ONE, ref=f"MLI{n}") for n in range(2_001)])
    assert [one.ref for one in imported(ledger)] == [f"MLI{n}" for n in range(2_001)]
