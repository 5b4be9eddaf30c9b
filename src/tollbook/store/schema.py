"""The ledger's tables; migrations/ makes them, and a test holds the two against each other.

Every row tells when it became known (``at``) or hangs on one that does. What is looked up by place, day or words has an index beside the
tables (``indexes``), made from them alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tollbook.store.columns import DATA, NUMBER, Instant

SHA = String(64)
SLUG = String(64)
ID = String(32)
CODE = String(8)


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), datetime: Instant(), date: Date(), Any: DATA}  # noqa: RUF012 - SQLAlchemy's own way of naming them


class Document(Base):
    """One document's bytes, which lie under their SHA-256 in the folder of originals; ``media`` is as declared and may lie."""

    __tablename__ = "documents"
    sha256: Mapped[str] = mapped_column(SHA, primary_key=True)
    size: Mapped[int] = mapped_column(NUMBER)
    media: Mapped[str | None]
    at: Mapped[datetime]


class Capture(Base):
    """How a document was come by; ``captured_at`` is when an archive says it was fetched, ``at`` when it came into the ledger."""

    __tablename__ = "captures"
    __table_args__ = (Index("ix_captures_url", "url", postgresql_using="hash"),)
    id: Mapped[str] = mapped_column(SHA, primary_key=True)
    document: Mapped[str] = mapped_column(SHA, ForeignKey("documents.sha256"), index=True)
    name: Mapped[str]
    url: Mapped[str | None]
    headers: Mapped[Any]
    within: Mapped[str | None] = mapped_column(SHA)
    captured_at: Mapped[datetime | None]
    method: Mapped[str] = mapped_column(SLUG)
    operator: Mapped[str]
    tool: Mapped[str]
    at: Mapped[datetime]


class Extraction(Base):
    """The text a reader took out of a document; ``anchors`` are rows of start, end, unit and place."""

    __tablename__ = "extractions"
    document: Mapped[str] = mapped_column(SHA, ForeignKey("documents.sha256"), primary_key=True)
    id: Mapped[str] = mapped_column(SHA, primary_key=True)
    by: Mapped[str]
    text: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(SHA)
    anchors: Mapped[Any]
    told: Mapped[Any]
    shape: Mapped[str] = mapped_column(SLUG)
    captions: Mapped[Any]
    notes: Mapped[Any]
    lang: Mapped[str | None] = mapped_column(CODE)
    at: Mapped[datetime]


class Report(Base):
    """A text with its day of publication, as first found; ``n`` orders reports as they came in."""

    __tablename__ = "reports"
    __table_args__ = (
        ForeignKeyConstraint(["document", "extraction"], ["extractions.document", "extractions.id"]),
        Index("ix_reports_url", "url", postgresql_using="hash"),
    )
    n: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    document: Mapped[str] = mapped_column(SHA)
    extraction: Mapped[str] = mapped_column(SHA)
    title: Mapped[str | None]
    source: Mapped[str | None]
    url: Mapped[str | None]
    published: Mapped[date | None]
    lang: Mapped[str] = mapped_column(CODE)
    country: Mapped[str | None] = mapped_column(CODE)
    at: Mapped[datetime]


class Copy(Base):
    """A further document in which a report's text was found word for word."""

    __tablename__ = "copies"
    __table_args__ = (ForeignKeyConstraint(["document", "extraction"], ["extractions.document", "extractions.id"]),)
    report: Mapped[int] = mapped_column(NUMBER, ForeignKey("reports.n"), primary_key=True)
    document: Mapped[str] = mapped_column(SHA, primary_key=True)
    extraction: Mapped[str] = mapped_column(SHA, primary_key=True)
    title: Mapped[str | None]
    source: Mapped[str | None]
    url: Mapped[str | None]
    at: Mapped[datetime]


class Coding(Base):
    """One coding of a report, by the versions that made it; the newest is in force."""

    __tablename__ = "codings"
    __table_args__ = (Index("ix_codings_report_at", "report", "at", "n"),)
    n: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    report: Mapped[int] = mapped_column(NUMBER, ForeignKey("reports.n"))
    versions_id: Mapped[str] = mapped_column(ID)
    versions: Mapped[Any]
    at: Mapped[datetime]


class Account(Base):
    """One account of a coding: its line in the wire format, and what of it is looked up or counted."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("coding", "ordinal"),)
    n: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    coding: Mapped[int] = mapped_column(NUMBER, ForeignKey("codings.n"))
    ordinal: Mapped[int]
    id: Mapped[str] = mapped_column(ID, index=True)
    wire: Mapped[str]
    kind: Mapped[str] = mapped_column(SLUG)
    currency: Mapped[str] = mapped_column(SLUG)
    stance: Mapped[str] = mapped_column(SLUG)
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    country: Mapped[str | None] = mapped_column(CODE)
    killed_low: Mapped[int | None]
    killed_best: Mapped[int | None]
    killed_high: Mapped[int | None]


class Decision(Base):
    """A judgement of a machine or an analyst: ``about`` names the accounts judged, ``field`` the one of their fields that it is about."""

    __tablename__ = "decisions"
    id: Mapped[str] = mapped_column(SHA, primary_key=True)
    verdict: Mapped[str] = mapped_column(SLUG)
    about: Mapped[Any]
    maker: Mapped[str] = mapped_column(SLUG)
    by: Mapped[str]
    why: Mapped[str]
    field: Mapped[str | None] = mapped_column(SLUG)
    undoes: Mapped[str | None] = mapped_column(SHA)
    at: Mapped[datetime]


class Noted:
    """A line of a log: of what, by which reason, in whose words, by whom."""

    id: Mapped[str] = mapped_column(SHA, primary_key=True)
    what: Mapped[str] = mapped_column(SLUG, index=True)
    reason: Mapped[str] = mapped_column(SLUG)
    note: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]


class Revision(Noted, Base):
    """That and why something known changed."""

    __tablename__ = "revisions"


class Tombstone(Noted, Base):
    """What no longer counts: a document, a report or an account, by its id; it stays in the ledger and is not shown after ``at``."""

    __tablename__ = "tombstones"


class Quarantined(Base):
    """What was not read, and why."""

    __tablename__ = "quarantine"
    id: Mapped[str] = mapped_column(SHA, primary_key=True)
    name: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(SHA)
    reason: Mapped[str]
    at: Mapped[datetime]


class Link(Base):
    """That two reports tell the same text: ``report`` came in later than ``other``."""

    __tablename__ = "links"
    report: Mapped[int] = mapped_column(NUMBER, ForeignKey("reports.n"), primary_key=True)
    other: Mapped[int] = mapped_column(NUMBER, ForeignKey("reports.n"), primary_key=True, index=True)
    how: Mapped[str] = mapped_column(SLUG, primary_key=True)
    score: Mapped[float]
    at: Mapped[datetime]


class Near(Base):
    """The hashes, in hexadecimal, by which near-duplicates of a report's text are found."""

    __tablename__ = "nears"
    report: Mapped[int] = mapped_column(NUMBER, ForeignKey("reports.n"), primary_key=True)
    bands: Mapped[Any]
    at: Mapped[datetime]


class Release(Base):
    """A dataset that was given out: ``manifest`` is the file of that name, ``sha256`` its hash."""

    __tablename__ = "releases"
    n: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    name: Mapped[str] = mapped_column(SLUG, unique=True)
    sha256: Mapped[str] = mapped_column(SHA)
    manifest: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class ReleaseRow(Base):
    """An incident as a release found it: ``line`` is how it was given out, ``None`` where ``held`` says that it was not."""

    __tablename__ = "release_rows"
    release: Mapped[int] = mapped_column(NUMBER, ForeignKey("releases.n"), primary_key=True, autoincrement=False)
    incident: Mapped[str] = mapped_column(ID, primary_key=True)
    held: Mapped[str] = mapped_column(SLUG)
    line: Mapped[str | None]
    made_of: Mapped[Any]


class Imported(Base):
    """A row of another dataset: its cells as text, an account of them in the wire format; the newest of a ``ref`` is in force."""

    __tablename__ = "imported"
    __table_args__ = (Index("ix_imported_dataset_ref", "dataset", "ref", "n"),)
    n: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    dataset: Mapped[str] = mapped_column(SLUG)
    ref: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(SHA, ForeignKey("documents.sha256"))
    row: Mapped[int] = mapped_column(NUMBER)
    text: Mapped[str]
    anchors: Mapped[Any]
    wire: Mapped[str]
    earliest: Mapped[date | None] = mapped_column(index=True)
    latest: Mapped[date | None]
    country: Mapped[str | None] = mapped_column(CODE)
    at: Mapped[datetime]


TABLES = tuple(Base.metadata.tables)
"""The names of all tables, none of which is ever changed but by adding rows."""
