"""Rows into the ledger: each once, none ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, TextClause, select, text
from sqlalchemy.dialects import postgresql, sqlite

from tollbook.model.ledger import Coded, Entry, Link, Taken
from tollbook.store import rows
from tollbook.store.failures import LedgerError
from tollbook.store.schema import Base, Report
from tollbook.store.words import indexed, ts_vector, words_of


def add(conn: Connection, table: str, row: Mapping[str, Any]) -> bool:
    """True where the row was new; False where one of its key is there already."""
    return conn.execute(_insert(conn.dialect.name, table), row).first() is not None


def write(conn: Connection, entry: Entry, document: str) -> Taken:
    """Everything an entry holds, as rows, and what of it was new; UnstorableError where something in it cannot be kept."""
    new_document = add(conn, "documents", rows.document_row(entry, document))
    new_capture = add(conn, "captures", rows.capture_row(entry, document))
    if entry.extraction is None:
        return Taken(new_document, new_capture)
    lang = entry.report.lang if entry.report else entry.extraction.told.lang
    new_extraction = add(conn, "extractions", rows.extraction_row(entry.extraction, document, lang, entry.capture))
    number, new_report, copy = _report(conn, entry, document)
    told = None
    if entry.report is not None and entry.accounts is not None and entry.versions is not None:
        told = _coding(conn, entry.report.id, number, Coded(entry.accounts, entry.versions, entry.capture.at))
    return Taken(new_document, new_capture, new_extraction, new_report, copy, told is not None, told or 0)


def add_coding(conn: Connection, report: str, coded: Coded) -> int | None:
    """How many accounts a new coding brought; None where these versions had coded the report before; LedgerError where it is not there."""
    number = conn.execute(select(Report.n).where(Report.id == report)).scalar()
    if number is None:
        raise LedgerError(f"there is no report {report} to code")
    return _coding(conn, report, number, coded)


def add_link(conn: Connection, link: Link) -> bool:
    """True where the link is new; LedgerError where one of its reports is not there."""
    known = {row.id: row.n for row in conn.execute(select(Report.id, Report.n).where(Report.id.in_((link.report, link.other))))}
    for name in (link.report, link.other):
        if name not in known:
            raise LedgerError(f"there is no report {name} to link")
    ends = {"report": known[link.report], "other": known[link.other]}
    return add(conn, "links", {**ends, "how": link.how.value, "score": link.score, "at": link.at})


def _report(conn: Connection, entry: Entry, document: str) -> tuple[int, bool, bool]:
    """The report's number, whether it is new, and whether it is a known one found in a new document; 0 where the entry has none."""
    if entry.report is None or entry.extraction is None:
        return 0, False, False
    row = rows.report_row(entry.report, entry.extraction, document, entry.capture)
    number = _numbered(conn, "reports", row)
    if number is not None:
        _index(conn, number, entry)
        return number, True, False
    known = conn.execute(select(Report.n, Report.document).where(Report.id == row["id"])).one()
    copy = {name: row[name] for name in ("document", "extraction", "title", "source", "url", "at")}
    return known.n, False, known.document != document and add(conn, "copies", {"report": known.n, **copy})


def _index(conn: Connection, number: int, entry: Entry) -> None:
    """Makes a new report findable by its words and by what it is like."""
    assert entry.report is not None
    words = indexed([*words_of(entry.report.title or ""), *words_of(entry.report.text)])
    postgres = conn.dialect.name == "postgresql"
    conn.execute(_words_in(postgres), {"n": number, "words": ts_vector(words) if postgres else " ".join(words)})
    if not entry.bands:
        return
    bands = rows.band_words(entry.bands)
    add(conn, "nears", {"report": number, "bands": bands, "at": entry.capture.at})
    if not postgres:
        conn.execute(_BANDS, {"n": number, "bands": " ".join(bands)})


def _coding(conn: Connection, report: str, number: int, coded: Coded) -> int | None:
    coding = _numbered(conn, "codings", rows.coding_row(report, number, coded))
    if coding is None:
        return None
    if coded.accounts:
        conn.execute(Base.metadata.tables["accounts"].insert(), [rows.account_row(line, coding, n) for n, line in enumerate(coded.accounts)])
    return len(coded.accounts)


def _numbered(conn: Connection, table: str, row: Mapping[str, Any]) -> int | None:
    """The number the database gave a new row; None where one of its key is there already."""
    found: int | None = conn.execute(_insert(conn.dialect.name, table), row).scalar()
    return found


@cache
def _insert(dialect: str, table: str) -> Insert:
    """Adds a row unless one of its key is there, and gives back the first column of its primary key where it did."""
    made: Table = Base.metadata.tables[table]
    unless: Insert = postgresql.insert(made).on_conflict_do_nothing() if dialect == "postgresql" else sqlite.insert(made).on_conflict_do_nothing()
    return unless.returning(next(iter(made.primary_key)))


def _words_in(postgres: bool) -> TextClause:
    return _TO_POSTGRES if postgres else _TO_SQLITE


_TO_SQLITE = text("INSERT INTO report_words (rowid, words) VALUES (:n, :words)")
_TO_POSTGRES = text("INSERT INTO report_words (n, words) VALUES (:n, CAST(:words AS tsvector))")
_BANDS = text("INSERT INTO near_bands (rowid, bands) VALUES (:n, :bands)")
