"""Questions to the ledger, as statements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    Text,
    and_,
    cast,
    column,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import aliased

from tollbook.store.indexes import day_number
from tollbook.store.schema import Account, Capture, Coding, Copy, Decision, Extraction, Link, Near, Report, Tombstone
from tollbook.store.words import asked_for, fts_query, ts_query

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees; west may be greater than east where the box spans the 180th meridian."""
Days = tuple[date, date]
MOST = 1_000


class Wanted(TypedDict, total=False):
    """Which accounts are asked for; what is not named does not matter.

    ``as_of``: as known then. ``report``, ``account``: by id. ``days``: whose range of days meets this one, both ends in it. ``box``: whose
    place lies in it. ``text``: whose report holds all these words, and phrases in double quotes. ``limit``: at most so many (1,000).
    ``after``: those that follow the account of this (number, ordinal).
    """

    as_of: datetime | None
    report: str | None
    account: str | None
    days: Days | None
    box: Box | None
    text: str | None
    limit: int
    after: tuple[int, int] | None


def accounts_wanted(wanted: Wanted, dialect: str) -> Select[*tuple[Any, ...]]:
    """The newest coding's accounts of each report as of the time asked, in the order reports came in and tell them."""
    conditions = [newest(wanted.get("as_of")), standing(wanted.get("as_of"))]
    if (report := wanted.get("report")) is not None:
        conditions.append(Report.id == report)
    if (account := wanted.get("account")) is not None:
        conditions.append(Account.id == account)
    if (after := wanted.get("after")) is not None:
        conditions += [Coding.report >= after[0], tuple_(Coding.report, Account.ordinal) > after]
    conditions += _indexed(wanted, dialect)
    # The unary plus keeps SQLite from reading all accounts first where no condition narrows them down: by report it can stop early.
    free = dialect == "sqlite" and all(wanted.get(name) is None for name in ("account", "days", "box"))
    coding = literal_column("+codings.n") if free else Coding.n
    joined = select(Account.n).join_from(Report, Coding, Coding.report == Report.n).join(Account, Account.coding == coding)
    # By the codings' number of the report and not the reports' own, which is the same: theirs is the index that has the order.
    numbers = joined.where(*conditions).order_by(Coding.report, Account.ordinal).limit(wanted.get("limit", MOST))
    # Whole rows are read of the chosen alone, or the lines of all would be sorted.
    chosen = select(
        Account.id, Report.id.label("report"), Report.n.label("number"), Account.ordinal, Account.wire, Coding.id.label("coding"), Coding.at
    )
    whole = chosen.join_from(Account, Coding, Account.coding == Coding.n).join(Report, Coding.report == Report.n)
    return whole.where(Account.n.in_(numbers)).order_by(Report.n, Account.ordinal)


def account_at(place: int) -> Select[*tuple[Any, ...]]:
    """The account that came in at that place, counted from 1; no row where there are fewer."""
    return select(Account.n).order_by(Account.n).offset(max(0, place - 1)).limit(1)


def report_wanted(report: str) -> Select[*tuple[Any, ...]]:
    """The report of that id."""
    return _REPORTS.where(Report.id == report)


def reports_after(number: int, limit: int) -> Select[*tuple[Any, ...]]:
    """The reports that came in after that number, in their order."""
    return _REPORTS.where(Report.n > number).order_by(Report.n).limit(limit)


def reports_at(url: str) -> Select[*tuple[Any, ...]]:
    """The reports whose address that is, in the order they came in."""
    return _REPORTS.where(Report.url == url).order_by(Report.n)


def known_at(url: str) -> Select[*tuple[Any, ...]]:
    """Whether a document was fetched from there or tells that as its address."""
    return select(or_(exists().where(Capture.url == url), exists().where(Report.url == url)))


def extraction_wanted(document: str, extraction: str) -> Select[*tuple[Any, ...]]:
    """The row of an extraction."""
    return select(Extraction.__table__).where(Extraction.document == document, Extraction.id == extraction)


def copies_wanted(report: str) -> Select[*tuple[Any, ...]]:
    """The copies of the report of that id, as they came in."""
    return all_copies().with_only_columns(Copy.document, Copy.extraction, Copy.title, Copy.source, Copy.url, Copy.at).where(Report.id == report)


def all_copies() -> Select[*tuple[Any, ...]]:
    """All copies with the id of the report they are of, as they came in."""
    chosen = select(Report.id.label("of"), Copy.document, Copy.extraction, Copy.title, Copy.source, Copy.url, Copy.at)
    return chosen.join_from(Copy, Report, Copy.report == Report.n).order_by(Copy.at, Copy.document)


def links_wanted(report: str) -> Select[*tuple[Any, ...]]:
    """The links from and to the report of that id, as they came in."""
    named = aliased(Report)
    number = select(named.n).where(named.id == report).scalar_subquery()
    return all_links().where(or_(Link.report == number, Link.other == number))


def all_links() -> Select[*tuple[Any, ...]]:
    """All links, as they came in."""
    other = aliased(Report)
    chosen = select(Report.id.label("report"), other.id.label("other"), Link.how, Link.score, Link.at)
    joined = chosen.join_from(Link, Report, Link.report == Report.n).join(other, Link.other == other.n)
    return joined.order_by(Link.at, Link.report, Link.other)


def decisions_wanted(as_of: datetime | None) -> Select[*tuple[Any, ...]]:
    """The judgements made by then, oldest first."""
    chosen = select(Decision.__table__).order_by(Decision.at, Decision.id)
    return chosen if as_of is None else chosen.where(Decision.at <= as_of)


def near_wanted(bands: list[str], dialect: str, limit: int) -> Select[*tuple[Any, ...]]:
    """The ids of the reports that share a band, in the order they came in."""
    if dialect == "postgresql":
        found = select(Near.report).where(Near.bands.op("?|")(cast(bands, ARRAY(Text())))).offset(0)
    else:
        found = select(_BANDS.c.rowid).where(literal_column("near_bands").bool_op("MATCH")(" OR ".join(f'"{b}"' for b in bands)))
    return select(Report.id).where(Report.n.in_(found)).order_by(Report.n).limit(limit)


def newest(as_of: datetime | None) -> ColumnElement[bool]:
    """That no coding of the same report came later, as of the time."""
    later = aliased(Coding)
    after = exists().where(later.report == Coding.report, tuple_(later.at, later.n) > tuple_(Coding.at, Coding.n))
    return ~after if as_of is None else and_(Coding.at <= as_of, ~after.where(later.at <= as_of))


def standing(as_of: datetime | None) -> ColumnElement[bool]:
    """That neither the account nor its report or document had been withdrawn, as of the time."""
    gone = exists().where(or_(Tombstone.what == Report.id, Tombstone.what == Account.id, Tombstone.what == Report.document))
    return ~gone if as_of is None else ~gone.where(Tombstone.at <= as_of)


def _indexed(wanted: Wanted, dialect: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if (box := wanted.get("box")) is not None:
        found.append(_in_box(box, dialect))
    if (days := wanted.get("days")) is not None:
        # A place narrows down more than days do; two lists cost more than one and a look at each row.
        found.append(and_(Account.earliest <= days[1], Account.latest >= days[0]) if found else _in_days(days, dialect))
    if (words := wanted.get("text")) is not None:
        found.append(_with_words(words, dialect))
    return found


def _in_days(days: Days, dialect: str) -> ColumnElement[bool]:
    first, last = days
    if dialect == "postgresql":
        # Written as the index is: what is bound as a parameter is another expression to the planner.
        told = func.daterange(_OF_INDEX.earliest, _OF_INDEX.latest, literal_column("'[]'"))
        return _fenced(_OF_INDEX.earliest.is_not(None), told.bool_op("&&")(func.daterange(first, last, "[]")))
    found = select(_DAYS.c.n).where(_DAYS.c.earliest <= day_number(last), _DAYS.c.latest >= day_number(first))
    return Account.n.in_(found)


def _in_box(box: Box, dialect: str) -> ColumnElement[bool]:
    west, south, east, north = box
    if west > east:
        return or_(_in_box((west, south, 180.0, north), dialect), _in_box((-180.0, south, east, north), dialect))
    if dialect == "postgresql":
        point, corners = func.point(_OF_INDEX.lon, _OF_INDEX.lat), func.box(func.point(west, south), func.point(east, north))
        return _fenced(_OF_INDEX.lat.is_not(None), point.bool_op("<@")(corners))
    near = select(_PLACES.c.n).where(_PLACES.c.lon_high >= west, _PLACES.c.lon_low <= east, _PLACES.c.lat_high >= south, _PLACES.c.lat_low <= north)
    # The index rounds to single precision, outwards.
    return and_(Account.n.in_(near), Account.lon.between(west, east), Account.lat.between(south, north))


def _fenced(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an account is among those of the conditions, as a question of its own (the offset keeps it one), which an index answers."""
    return Account.n.in_(select(_OF_INDEX.n).where(*conditions).offset(0))


def _with_words(query: str, dialect: str) -> ColumnElement[bool]:
    phrases = asked_for(query)
    if not phrases:
        return false()
    if dialect == "postgresql":
        held = select(_WORDS.c.n).where(_WORDS.c.words.bool_op("@@")(cast(ts_query(phrases), TSQUERY))).offset(0).subquery()
        # Fenced too, and then put in order, so that the rest can stop early.
        return Coding.report.in_(select(held.c.n).order_by(held.c.n).offset(0))
    return Coding.report.in_(select(_WORDS.c.rowid).where(literal_column("report_words").bool_op("MATCH")(fts_query(phrases))))


_OF_INDEX = aliased(Account)
_REPORTS = select(
    Report.n.label("number"), Report.id, Extraction.text, Report.title, Report.source, Report.url, Report.published, Report.lang, Report.country,
    Report.document, Report.extraction, Report.at,
).join(Extraction, and_(Extraction.document == Report.document, Extraction.id == Report.extraction))  # fmt: skip
_BANDS = table("near_bands", column("rowid", Integer()))
_DAYS = table("account_days", column("n", Integer()), column("earliest", Integer()), column("latest", Integer()))
_PLACES = table("account_places", column("n", Integer()), *(column(c, Float()) for c in ("lat_low", "lat_high", "lon_low", "lon_high")))
_WORDS = table("report_words", column("n", Integer()), column("rowid", Integer()), column("words"))
