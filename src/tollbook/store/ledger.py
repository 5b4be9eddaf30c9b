"""The ledger's door: what was read goes in, what was known at a time comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self, Unpack

from sqlalchemy import Connection, Engine, exists, func, select

from tollbook.model.decision import Decision
from tollbook.model.document import Extraction as ReadExtraction
from tollbook.model.document import Refused
from tollbook.model.ledger import Coded, Copy, Entry, How, Link, Reason, StoredAccount, StoredReport, Taken
from tollbook.store import blobs, lookups, rows, writing
from tollbook.store.database import READING, bring_up_to_date, connect
from tollbook.store.failures import LedgerError, plainly
from tollbook.store.lookups import Wanted, accounts_wanted
from tollbook.store.project import Project
from tollbook.store.schema import Base, Coding, Document, Extraction


class Ledger:
    """An open ledger; close it, or use it in a ``with``.

    Every method raises LedgerError, one line, where the disk or the database fails; what was committed before stays.
    """

    def __init__(self, project: Project, engine: Engine) -> None:
        self.project = project
        self._engine = engine
        self._dialect = engine.dialect.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def take(self, entry: Entry) -> Taken:
        """What of the entry was new; all of it is on the disk when this returns, and none of it where it raises.

        UnstorableError where the entry holds what cannot be kept: others can be taken all the same.
        """
        document = entry.original.sha256
        with plainly(str(self.project.originals)):
            blobs.keep(self.project.originals, document, entry.original.raw)
        with self.writing() as conn:
            return writing.write(conn, entry, document)

    def recode(self, report: str, coded: Coded) -> int | None:
        """How many accounts a further coding of the report brought; ``None`` where those versions had coded it before."""
        with self.writing() as conn:
            return writing.add_coding(conn, report, coded)

    def quarantine(self, refused: Refused, at: datetime) -> bool:
        """True where the refusal is new: the same input refused again for the same reason is not."""
        row = rows.quarantine_row(refused, at)
        with self.writing() as conn:
            return writing.add(conn, "quarantine", row)

    def revise(self, what: str, reason: Reason, *, by: str, at: datetime, note: str | None = None) -> bool:
        """True where the log of changes has a new line: that and why what is known of an incident, report or account changed."""
        return self._noted("revisions", rows.note_row(what, reason, by, at, note))

    def withdraw(self, what: str, reason: Reason, *, by: str, at: datetime, note: str | None = None) -> bool:
        """True where the document, report or account of that id is withdrawn now: it stays, and no longer counts after ``at``."""
        return self._noted("tombstones", rows.note_row(what, reason, by, at, note))

    def decide(self, decision: Decision) -> bool:
        """True where the judgement is new: the same one twice is one."""
        return self._noted("decisions", rows.decision_row(decision))

    def decisions(self, as_of: datetime | None = None) -> tuple[Decision, ...]:
        """All judgements as of the time, undone ones too, oldest first."""
        with self.reading() as conn:
            return tuple(rows.decision_of(dict(row)) for row in conn.execute(lookups.decisions_wanted(as_of)).mappings())

    def link(self, link: Link) -> bool:
        """True where the link is new; LedgerError where one of its reports is not there."""
        with self.writing() as conn:
            return writing.add_link(conn, link)

    def has(self, document: str, by: str | None = None) -> bool:
        """True where the document is there, and with ``by`` where that reader's extraction of it is."""
        found = exists().where(Document.sha256 == document) if by is None else exists().where(Extraction.document == document, Extraction.by == by)
        with self.reading() as conn:
            return bool(conn.execute(select(found)).scalar())

    def coded(self, report: str, versions: str) -> bool:
        """True where those versions, by their id, have coded the report."""
        with self.reading() as conn:
            return bool(conn.execute(select(exists().where(Coding.id == rows.coding_id(report, versions)))).scalar())

    def report(self, report: str) -> StoredReport | None:
        """The report of that id; ``None`` where there is none."""
        with self.reading() as conn:
            row = conn.execute(lookups.report_wanted(report)).mappings().one_or_none()
        return None if row is None else StoredReport(**row)

    def reports(self, after: int = 0, limit: int = lookups.MOST) -> tuple[StoredReport, ...]:
        """The reports that came in after that number, in the order they came, at most so many."""
        with self.reading() as conn:
            return tuple(StoredReport(**row) for row in conn.execute(lookups.reports_after(after, limit)).mappings())

    def at_url(self, url: str) -> tuple[StoredReport, ...]:
        """The reports at that address, in the order they came in: the versions of one page."""
        with self.reading() as conn:
            return tuple(StoredReport(**row) for row in conn.execute(lookups.reports_at(url)).mappings())

    def knows_url(self, url: str) -> bool:
        """True where something from that address is there."""
        with self.reading() as conn:
            return bool(conn.execute(lookups.known_at(url)).scalar())

    def extraction(self, document: str, extraction: str) -> ReadExtraction | None:
        """The extraction of that document and id, as its reader gave it; ``None`` where there is none."""
        with self.reading() as conn:
            row = conn.execute(lookups.extraction_wanted(document, extraction)).mappings().one_or_none()
        return None if row is None else rows.extraction_of(dict(row))

    def accounts(self, **wanted: Unpack[Wanted]) -> tuple[StoredAccount, ...]:
        """The accounts asked for, of each report's newest coding as of the time, in the order reports came in and tell them; see ``Wanted``."""
        with self.reading() as conn:
            return tuple(StoredAccount(**row) for row in conn.execute(accounts_wanted(wanted, self._dialect)).mappings())

    def has_accounts(self, least: int) -> bool:
        """True where so many accounts are there, those of earlier codings and withdrawn ones counted."""
        with self.reading() as conn:
            return conn.execute(lookups.account_at(least)).first() is not None

    def each_account(self, **wanted: Unpack[Wanted]) -> Iterator[StoredAccount]:
        """All the accounts asked for and not the first alone, in the same order; ``limit`` is how many are read at once."""
        while page := self.accounts(**wanted):
            yield from page
            wanted["after"] = page[-1].number, page[-1].ordinal

    def each_report(self) -> Iterator[StoredReport]:
        """All reports in the order they came in."""
        last = 0
        while page := self.reports(last):
            yield from page
            last = page[-1].number

    def copies(self, report: str) -> tuple[Copy, ...]:
        """The further documents in which the report's text was found word for word, as they came in."""
        with self.reading() as conn:
            return tuple(Copy(**row) for row in conn.execute(lookups.copies_wanted(report)).mappings())

    def links(self, report: str) -> tuple[Link, ...]:
        """The links from and to the report."""
        with self.reading() as conn:
            return tuple(Link(**{**row, "how": How(row["how"])}) for row in conn.execute(lookups.links_wanted(report)).mappings())

    def every_copy(self) -> dict[str, list[Copy]]:
        """All copies by the id of their report, as they came in."""
        found: dict[str, list[Copy]] = {}
        with self.reading() as conn:
            for row in conn.execute(lookups.all_copies()).mappings():
                found.setdefault(row["of"], []).append(Copy(**{name: value for name, value in row.items() if name != "of"}))
        return found

    def every_link(self) -> tuple[Link, ...]:
        """All links, as they came in."""
        with self.reading() as conn:
            return tuple(Link(**{**row, "how": How(row["how"])}) for row in conn.execute(lookups.all_links()).mappings())

    def near(self, bands: tuple[int, ...], limit: int = 100) -> tuple[str, ...]:
        """The ids of reports that share a band with these, earliest first; empty without bands."""
        if not bands:
            return ()
        with self.reading() as conn:
            return tuple(conn.execute(lookups.near_wanted(rows.band_words(bands), self._dialect, limit)).scalars())

    def original(self, document: str) -> bytes:
        """The document's bytes; LedgerError where they are missing or were changed."""
        with plainly(str(self.project.originals)):
            return blobs.get(self.project.originals, document)

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.reading() as conn:
            return {name: conn.execute(select(func.count()).select_from(table)).scalar_one() for name, table in Base.metadata.tables.items()}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger and waits for nobody."""
        one_state = {} if self._dialect == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        with plainly(self.project.place), self._engine.connect().execution_options(**READING, **one_state) as conn:
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose rows all are in the ledger at its end, and none where it raises."""
        with plainly(self.project.place), self._engine.begin() as conn:
            yield conn

    def _noted(self, table: str, row: rows.Row) -> bool:
        with self.writing() as conn:
            return writing.add(conn, table, row)


def open_ledger(project: Project, *, create: bool = False) -> Ledger:
    """The project's ledger, its tables brought up to date; LedgerError where there is none (unless ``create``), or it is a newer version's."""
    if project.ledger_url is None and not create and not project.database.is_file():
        raise LedgerError(f"{project.database}: the ledger is missing; restore it from a backup")
    engine = connect(project)
    try:
        with plainly(project.place):
            bring_up_to_date(engine, project.place, create)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(project, engine)
