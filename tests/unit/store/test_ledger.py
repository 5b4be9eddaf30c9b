"""The ledger on both databases: each row once, none changed, and what was known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from tests.unit.store.samples import DAY, FIRST, LATER, NOW, RELEASE, ROW, SECOND, TEXT, entry, imported_row, wire
from tollbook.model.decision import Decision, Maker, Mark, Verdict
from tollbook.model.document import Original, Refused
from tollbook.model.ledger import Entry, How, Link, Reason, Taken
from tollbook.model.span import Span
from tollbook.store.failures import LedgerError, UnstorableError
from tollbook.store.imported import keep
from tollbook.store.ledger import Ledger
from tollbook.store.releases import record
from tollbook.store.schema import TABLES

OTHER = "Two drivers were abducted in Gao.\n\nNobody has claimed it."


def filled(ledger: Ledger) -> dict[str, int]:
    return {name: n for name, n in ledger.counts().items() if n}


def decision(why: str = "one day, one place") -> Decision:
    marks = tuple(Mark(f"{n * 16}-00000001", n * 16, "armed-attack", (Span(0, 4),)) for n in "ab")
    return Decision(Verdict.SAME, marks, Maker.ANALYST, "analyst", NOW, why)


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


def test_no_row_can_be_changed_or_deleted(ledger: Ledger) -> None:
    ledger.take(entry())
    ledger.take(entry(raw=b"another"))
    ledger.take(entry(OTHER))
    first, second = (r.id for r in ledger.reports())
    ledger.link(Link(second, first, How.VERSION, 1.0, NOW))
    ledger.quarantine(Refused("a", "b"), NOW)
    ledger.revise("x", Reason.DUPLICATE, by="analyst", at=NOW)
    ledger.withdraw("x", Reason.DUPLICATE, by="analyst", at=NOW)
    ledger.decide(decision())
    record(ledger, RELEASE, [ROW], lambda: None)
    keep(ledger, entry(), [imported_row(entry().original.sha256)])
    before = ledger.counts()
    assert all(before[table] for table in TABLES)
    for table in TABLES:
        column = {"accounts": "wire", "release_rows": "held"}.get(table, "at")
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(LedgerError, match="never changed or deleted"), ledger.writing() as conn:
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


def test_judgements_come_out_as_they_went_in(ledger: Ledger) -> None:
    first = decision()
    second = Decision(Verdict.UNDONE, (), Maker.MACHINE, "merge 1.0", LATER, "the days differ", undoes=first.id)
    right = replace(first, verdict=Verdict.RIGHT, about=first.about[:1], field="tolls", at=LATER + timedelta(days=1))
    for made in (right, second, first):
        assert ledger.decide(made)
        assert not ledger.decide(made)
    assert ledger.decisions() == (first, second, right)
    assert ledger.decisions(as_of=LATER) == (first, second)
    assert ledger.decisions(as_of=NOW - timedelta(days=1)) == ()
