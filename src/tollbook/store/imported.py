"""Rows of other people's datasets in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from tollbook.model.document import Anchor, Unit
from tollbook.model.imported import Imported
from tollbook.model.ledger import Entry
from tollbook.model.span import Span
from tollbook.store import schema, writing
from tollbook.store.ledger import Ledger

_ROWS = 1_000
"""Rows written, or read, at once."""
_TOLD = ("dataset", "ref", "document", "row", "text", "anchors", "wire", "earliest", "latest", "country", "at")


def keep(ledger: Ledger, entry: Entry, found: Iterable[Imported]) -> int:
    """How many of the rows were new; their file is kept like any other document. Rows are written by the thousand: a run cut off goes on anew."""
    ledger.take(entry)
    new, rest = 0, iter(found)
    while batch := list(islice(rest, _ROWS)):
        with ledger.writing() as conn:
            new += sum(writing.add(conn, "imported", _row(one)) for one in batch)
    return new


def imported(ledger: Ledger, as_of: datetime | None = None, days: tuple[date, date] | None = None) -> Iterator[Imported]:
    """The rows in force as of the time, those of a time to come and those withdrawn left out, in the order they came; ``days`` bounds theirs."""
    last = 0
    while True:
        with ledger.reading() as conn:
            page = list(conn.execute(_wanted(as_of, days, last)).mappings())
        for row in page:
            yield imported_of(dict(row))
        if len(page) < _ROWS:
            return
        last = page[-1]["n"]


def is_imported(ledger: Ledger, given: str) -> bool:
    """True where a row of that id is there, in force or not."""
    with ledger.reading() as conn:
        return bool(conn.execute(select(exists().where(schema.Imported.id == given))).scalar())


def _wanted(as_of: datetime | None, days: tuple[date, date] | None, after: int) -> Select[*tuple[Any, ...]]:
    table, later = schema.Imported, aliased(schema.Imported)
    newer = and_(later.dataset == table.dataset, later.ref == table.ref, later.n > table.n)
    gone = or_(schema.Tombstone.what == table.id, schema.Tombstone.what == table.document)
    if as_of is not None:
        newer, gone = and_(newer, later.at <= as_of), and_(gone, schema.Tombstone.at <= as_of)
    asked = select(table.n, *(getattr(table, name) for name in _TOLD)).where(table.n > after, ~exists().where(newer), ~exists().where(gone))
    if as_of is not None:
        asked = asked.where(table.at <= as_of)
    if days is not None:
        asked = asked.where(table.earliest <= days[1], table.latest >= days[0])
    return asked.order_by(table.n).limit(_ROWS)


def _row(one: Imported) -> dict[str, Any]:
    held = {name: getattr(one, name) for name in _TOLD}
    return {"id": one.id, **held, "anchors": [[a.span.start, a.span.end, a.at] for a in one.anchors]}


def imported_of(row: dict[str, Any]) -> Imported:
    """The row as it was kept."""
    anchors = tuple(Anchor(Span(start, end), Unit.ROW, at) for start, end, at in row["anchors"])
    return Imported(**{name: row[name] for name in _TOLD} | {"anchors": anchors})
