"""What is asked of the ledger, on both databases: by id, day, place and words, and as of a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

import pytest

from tests.unit.store.samples import LATER, NOW, SECOND, TEXT, entry, wire
from tollbook.model.ledger import Coded, Reason
from tollbook.store.failures import LedgerError
from tollbook.store.ledger import Ledger

OTHER = "Two drivers were abducted in Gao.\n\nNobody has claimed it."


def test_recoding_adds_and_as_of_tells_what_was_known(ledger: Ledger) -> None:
    ledger.take(entry())
    report = ledger.reports()[0].id
    newer = tuple(wire(report, TEXT, kind=kind, id=f"{report}-0000000{n}") for n, kind in enumerate(("bombing", "abduction"), 2))
    assert ledger.recode(report, Coded(newer, SECOND, LATER)) == 2
    assert ledger.recode(report, Coded(newer, SECOND, LATER)) is None
    assert [a.wire for a in ledger.accounts()] == list(newer)
    assert [a.id[-1] for a in ledger.accounts(as_of=LATER - timedelta(seconds=1))] == ["1"]
    assert ledger.accounts(as_of=NOW - timedelta(microseconds=1)) == ()
    assert len(ledger.accounts(as_of=NOW)) == 1
    assert ledger.counts()["accounts"] == 3
    with pytest.raises(LedgerError, match="there is no report 0000"):
        ledger.recode("0" * 16, Coded((), SECOND, LATER))


def test_a_coding_without_events_replaces_one_with(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.recode(ledger.reports()[0].id, Coded((), SECOND, LATER))
    assert ledger.accounts() == ()
    assert len(ledger.accounts(as_of=NOW)) == 1


@pytest.mark.parametrize("what", ["account", "report", "document"])
def test_what_is_withdrawn_counts_no_longer_but_did(ledger: Ledger, what: str) -> None:
    ledger.take(entry())
    ledger.take(entry(OTHER))
    report = ledger.reports()[0]
    gone = {"account": f"{report.id}-00000001", "report": report.id, "document": report.document}[what]
    assert ledger.withdraw(gone, Reason.SOURCE_WITHDRAWN, by="analyst", at=LATER)
    assert [a.number for a in ledger.accounts()] == [2]
    assert [a.number for a in ledger.accounts(as_of=LATER - timedelta(days=1))] == [1, 2]
    assert ledger.report(report.id) == report


def test_instants_are_one_whatever_their_zone(ledger: Ledger) -> None:
    kabul = timezone(timedelta(hours=4, minutes=30))
    ledger.take(entry(at=NOW.astimezone(kabul)))
    assert ledger.reports()[0].at == NOW
    assert ledger.reports()[0].at.tzinfo is UTC
    assert ledger.accounts(as_of=NOW.astimezone(kabul)) != ()
    assert ledger.accounts(as_of=(NOW - timedelta(hours=1)).astimezone(kabul)) == ()


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((date(2024, 1, 1), date(2024, 1, 13)), 0),
        ((date(2024, 1, 1), date(2024, 1, 14)), 1),
        ((date(2024, 1, 15), date(2024, 1, 15)), 1),
        ((date(2024, 1, 16), date(2024, 12, 31)), 0),
    ],
)
def test_accounts_by_day(ledger: Ledger, days: tuple[date, date], found: int) -> None:
    ledger.take(entry())
    undated = entry(OTHER)
    ledger.take(replace(undated, accounts=(wire("x", OTHER, when=None),)))
    assert len(ledger.accounts(days=days)) == found
    assert len(ledger.accounts(days=days, box=(-180.0, -90.0, 180.0, 90.0))) == found


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ((-5.0, 14.0, -4.0, 15.0), 1),
        ((-4.1, 14.53, -4.1, 14.53), 1),
        ((-4.0999999, 14.0, -4.0, 15.0), 0),
        ((170.0, 14.0, -4.0, 15.0), 1),
        ((170.0, 14.0, -170.0, 15.0), 0),
        ((-5.0, 15.0, -4.0, 16.0), 0),
    ],
)
def test_accounts_by_place(ledger: Ledger, box: tuple[float, float, float, float], found: int) -> None:
    ledger.take(entry())
    nowhere = entry(OTHER)
    ledger.take(replace(nowhere, accounts=(wire("x", OTHER, where=None),)))
    assert len(ledger.accounts(box=box)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("killed", 1),
        ("KILLED villagers", 1),
        ("severe", 1),
        ("Sévaré", 0),
        ("sevare", 1),
        ("killed abducted", 0),
        ('"were killed"', 1),
        ('"killed were"', 0),
        ("attack", 1),
        ("were", 2),
        ("", 0),
        ("!!!", 0),
        ("a'b\" OR 1=1", 0),
        ("kill", 0),
        ("courier's", 0),
    ],
)
def test_accounts_by_words(ledger: Ledger, query: str, found: int) -> None:
    ledger.take(entry(TEXT + " A severe wound."))
    second = entry(OTHER)
    assert second.report is not None
    ledger.take(replace(second, report=replace(second.report, title=None)))
    assert len(ledger.accounts(text=query)) == found + (query == "Sévaré")


def test_accounts_by_id_and_in_pages(ledger: Ledger) -> None:
    for n in range(5):
        given = entry(f"Report {n}. {TEXT}")
        assert given.report is not None
        lines = tuple(wire(given.report.id, f"Report {n}", id=f"{given.report.id}-{k:08x}") for k in range(2))
        ledger.take(replace(given, accounts=lines))
    first, second = ledger.accounts(limit=3), ledger.accounts(limit=100, after=(2, 0))
    assert [(a.number, a.ordinal) for a in (*first, *second)] == [(n, k) for n in range(1, 6) for k in range(2)]
    assert ledger.accounts(account=second[-1].id) == second[-1:]
    assert ledger.accounts(report=second[-1].report) == second[-2:]
    assert [r.number for r in ledger.reports(after=3)] == [4, 5]
    assert [r.number for r in ledger.reports(limit=2)] == [1, 2]
    assert tuple(ledger.each_account(limit=3)) == ledger.accounts()
    assert [a.ordinal for a in ledger.each_account(limit=1, after=(3, 0))] == [1, 0, 1, 0, 1]
    assert tuple(ledger.each_report()) == ledger.reports()


def test_near_copies_share_a_band(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.take(entry(OTHER, bands=(8, 2**63 - 1)))
    first, second = (r.id for r in ledger.reports())
    assert ledger.near((8,)) == (first, second)
    assert ledger.near((2**63 - 1, 77)) == (second,)
    assert ledger.near((77,)) == ()
    assert ledger.near(()) == ()
    assert ledger.near((8,), limit=1) == (first,)


def test_a_huge_text_is_kept_and_found_by_its_beginning(ledger: Ledger) -> None:
    words = " ".join(f"w{n:x}" for n in range(80_000))
    ledger.take(entry(f"Beginning {words} ending"))
    assert len(ledger.accounts(text="beginning w1f4")) == 1
    assert ledger.accounts(text="ending") == ()
    ledger.take(entry(f"Another {chr(0x10330)}{'ab' * 100_000}"))
    assert len(ledger.accounts(text="another")) == 1
