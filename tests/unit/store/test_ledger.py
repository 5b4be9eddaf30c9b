"""The ledger on both databases: each row once, none changed, and what was known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.unit.store.samples import DAY, FIRST, LATER, NOW, SECOND, TEXT, entry, wire
from tollbook.model.document import Original, Refused
from tollbook.model.ledger import Coded, Entry, How, Link, Reason, Taken
from tollbook.store.failures import LedgerError, UnstorableError
from tollbook.store.ledger import Ledger
from tollbook.store.schema import TABLES

OTHER = "Two drivers were abducted in Gao.\n\nNobody has claimed it."


def filled(ledger: Ledger) -> dict[str, int]:
    return {name: n for name, n in ledger.counts().items() if n}


def test_an_entry_is_new_once(ledger: Ledger) -> None:
    assert ledger.take(entry()) == Taken(True, True, True, True, False, True, 1)
    before = filled(ledger)
    again = ledger.take(entry(at=LATER))
    assert again == Taken()
    assert not again
    assert filled(ledger) == before


def test_what_went_in_comes_out(ledger: Ledger) -> None:
    given = entry()
    ledger.take(given)
    assert given.report is not None
    assert given.extraction is not None
    found = ledger.report(given.report.id)
    assert found is not None
    assert (found.text, found.title, found.source, found.url) == (TEXT, "Attack on a village", "Mopti Courier", "https://courier.example/1")
    assert (found.published, found.lang, found.country, found.at) == (DAY, "en", None, NOW)
    assert ledger.extraction(found.document, found.extraction) == given.extraction
    assert ledger.original(found.document) == given.original.raw
    (account,) = ledger.accounts()
    assert given.accounts == (account.wire,)
    assert (account.report, account.ordinal, account.at) == (found.id, 0, NOW)
    assert ledger.report("0" * 16) is None
    assert ledger.extraction(found.document, "0" * 64) is None


def test_parts_may_be_missing_and_come_later(ledger: Ledger) -> None:
    whole = entry()
    assert ledger.take(Entry(whole.original, whole.capture)) == Taken(document=True, capture=True)
    assert not ledger.has(whole.original.sha256, "text 1")
    assert ledger.take(replace(whole, accounts=None)) == Taken(extraction=True, report=True)
    assert ledger.accounts() == ()
    assert ledger.take(replace(whole, accounts=())) == Taken(coding=True)
    assert ledger.has(whole.original.sha256, "text 1")
    assert whole.report is not None
    assert ledger.coded(whole.report.id, FIRST.id)
    assert not ledger.coded(whole.report.id, SECOND.id)


def test_a_text_in_another_document_is_a_copy(ledger: Ledger) -> None:
    first, second = entry(), entry(raw=b"<p>the same words, another page</p>", at=LATER)
    ledger.take(first)
    assert ledger.take(second) == Taken(document=True, capture=True, extraction=True, copy=True)
    assert ledger.take(second) == Taken()
    assert first.report is not None
    (copy,) = ledger.copies(first.report.id)
    assert (copy.document, copy.source, copy.at) == (second.original.sha256, "Mopti Courier", LATER)


def test_a_new_address_of_a_document_is_a_new_capture(ledger: Ledger) -> None:
    ledger.take(entry())
    moved = entry()
    moved = replace(moved, original=replace(moved.original, name="elsewhere.txt"))
    assert ledger.take(moved) == Taken(capture=True)


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


def test_near_copies_share_a_band(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.take(entry(OTHER, bands=(8, 2**63 - 1)))
    first, second = (r.id for r in ledger.reports())
    assert ledger.near((8,)) == (first, second)
    assert ledger.near((2**63 - 1, 77)) == (second,)
    assert ledger.near((77,)) == ()
    assert ledger.near(()) == ()
    assert ledger.near((8,), limit=1) == (first,)


def test_links(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.take(entry(OTHER))
    first, second = (r.id for r in ledger.reports())
    link = Link(second, first, How.SYNDICATED, 0.75, NOW)
    assert ledger.link(link)
    assert not ledger.link(replace(link, at=LATER))
    assert ledger.links(first) == (link,)
    assert ledger.links(second) == (link,)
    with pytest.raises(LedgerError, match="no report feed"):
        ledger.link(replace(link, other="feed"))


def test_what_was_refused_is_told_once(ledger: Ledger) -> None:
    refused = Refused("bomb.zip", "it would unpack to 4 GB; unpack it yourself", "a" * 64)
    assert ledger.quarantine(refused, NOW)
    assert not ledger.quarantine(refused, LATER)
    assert ledger.quarantine(replace(refused, reason="another"), LATER)


def test_revisions_are_a_log(ledger: Ledger) -> None:
    assert ledger.revise("x", Reason.TOLL_UPDATE, by="analyst", at=NOW, note="five, not six")
    assert not ledger.revise("x", Reason.TOLL_UPDATE, by="analyst", at=NOW, note="five, not six")
    assert ledger.revise("x", Reason.TOLL_UPDATE, by="analyst", at=LATER, note="five, not six")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_or_deleted(ledger: Ledger, table: str) -> None:
    ledger.take(entry())
    ledger.take(entry(raw=b"another"))
    ledger.take(entry(OTHER))
    first, second = (r.id for r in ledger.reports())
    ledger.link(Link(second, first, How.VERSION, 1.0, NOW))
    ledger.quarantine(Refused("a", "b"), NOW)
    ledger.revise("x", Reason.DUPLICATE, by="analyst", at=NOW)
    ledger.withdraw("x", Reason.DUPLICATE, by="analyst", at=NOW)
    before = ledger.counts()
    if not before[table]:
        pytest.skip(f"nothing in {table} yet")
    column = "sha256" if table == "documents" else "at" if table != "accounts" else "wire"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with pytest.raises((LedgerError, DBAPIError), match="never changed or deleted"), ledger.writing() as conn:
            conn.execute(text(statement))
    assert ledger.counts() == before


def test_what_fails_midway_leaves_nothing(ledger: Ledger) -> None:
    given = entry()
    assert given.accounts is not None
    with pytest.raises(UnstorableError, match="no line in the wire format"):
        ledger.take(replace(given, accounts=(*given.accounts, "{}")))
    assert filled(ledger) == {}
    assert ledger.accounts(text="killed") == ()
    assert ledger.take(given).accounts == 1


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_texts_no_database_keeps_are_refused_and_names_mended(ledger: Ledger, bad: str) -> None:
    given = entry()
    assert given.extraction is not None
    unfit = replace(given.extraction, text=f"Five{bad} were killed.")
    with pytest.raises(UnstorableError, match=r"the text holds .* at character 4"):
        ledger.take(replace(given, extraction=unfit, report=None, accounts=None))
    assert filled(ledger) == {}
    odd = Original(f"a{bad}.txt", given.original.raw, told=replace(given.original.told, title=bad), headers=(("x", bad),))
    ledger.take(replace(given, original=odd, extraction=replace(given.extraction, notes=(bad,))))
    assert filled(ledger)["captures"] == 1


def test_an_account_may_not_end_before_it_begins(ledger: Ledger) -> None:
    when = {"earliest": "2024-01-15", "latest": "2024-01-14", "spans": []}
    with pytest.raises(UnstorableError, match="ends before it begins"):
        ledger.take(replace(entry(), accounts=(wire("x", TEXT, when=when),)))


def test_a_huge_text_is_kept_and_found_by_its_beginning(ledger: Ledger) -> None:
    words = " ".join(f"w{n:x}" for n in range(80_000))
    ledger.take(entry(f"Beginning {words} ending"))
    assert len(ledger.accounts(text="beginning w1f4")) == 1
    assert ledger.accounts(text="ending") == ()
    ledger.take(entry(f"Another {chr(0x10330)}{'ab' * 100_000}"))
    assert len(ledger.accounts(text="another")) == 1


def test_times_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        entry(at=datetime(2024, 1, 1))  # noqa: DTZ001 - the point of the test


def test_entries_are_whole() -> None:
    given = entry()
    assert given.extraction is not None
    with pytest.raises(ValueError, match="its extraction's"):
        replace(given, extraction=replace(given.extraction, text="Other words."))
    with pytest.raises(ValueError, match="needs the extraction"):
        replace(given, extraction=None)
    with pytest.raises(ValueError, match="versions"):
        replace(given, versions=None)
