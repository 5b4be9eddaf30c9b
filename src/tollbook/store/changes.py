"""What came into a ledger since it was last looked at, as merging needs to know it: which reports' accounts may be others now."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tollbook.store.ledger import Ledger
from tollbook.store.schema import Account, Coding, Copy, Link, Report, Tombstone

MOST_LINKS = 10_000
"""Reports that further links are followed to before it is cheaper to begin anew."""


class Seen(msgspec.Struct, frozen=True):
    """How far a ledger was read: the rows of each log, and its last number or instant."""

    codings: int
    coding: int
    links: int
    link: datetime | None
    copies: int
    copy: datetime | None
    tombstones: int
    tombstone: datetime | None


def seen_now(ledger: Ledger) -> Seen:
    """How far one would read it now."""
    with ledger.reading() as conn:
        codings, coding = conn.execute(select(func.count(), func.max(Coding.n)).select_from(Coding)).one()
        logs = [conn.execute(select(func.count(), func.max(log.at)).select_from(log)).one() for log in (Link, Copy, Tombstone)]
    return Seen(codings, coding or 0, *(part for log in logs for part in log))


def changed_since(ledger: Ledger, before: Seen, now: Seen) -> frozenset[str] | None:
    """The ids of the reports whose accounts, links or copies may have changed; ``None`` where that cannot be told, and all must be read."""
    questions = (
        (select(Report.id).join(Coding, Coding.report == Report.n).where(Coding.n > before.coding), now.codings - before.codings),
        (select(Report.id).join(Link, Link.report == Report.n).where(_later(Link.at, before.link)), now.links - before.links),
        (select(Report.id).join(Copy, Copy.report == Report.n).where(_later(Copy.at, before.copy)), now.copies - before.copies),
        (select(Tombstone.what).where(_later(Tombstone.at, before.tombstone)), now.tombstones - before.tombstones),
    )
    found: list[list[str]] = []
    with ledger.reading() as conn:
        for question, grown in questions:
            rows = list(conn.execute(question).scalars()) if grown else []
            # Rows may bear an earlier instant, or become visible late: then their number is not what was added.
            if len(rows) < grown:
                return None
            found.append(rows)
        codings, links, copies, gone = found
        linked = _linked(conn, set(links))
        return None if linked is None else frozenset((*codings, *linked, *copies, *_withdrawn(conn, gone)))


def _later(at: InstrumentedAttribute[datetime], since: datetime | None) -> ColumnElement[bool]:
    # Rows of the very last instant are read again, so that none is missed that was added in it.
    return at.is_not(None) if since is None else at >= since


def _linked(conn: Connection, reports: set[str]) -> set[str] | None:
    """The reports, and all from which links lead to them."""
    found, last = set(reports), reports
    while last:
        if len(found) > MOST_LINKS:
            return None
        ends = select(Report.n).where(Report.id.in_(last)).scalar_subquery()
        last = set(conn.execute(select(Report.id).join(Link, Link.report == Report.n).where(Link.other.in_(ends))).scalars()) - found
        found |= last
    return found


def _withdrawn(conn: Connection, gone: list[str]) -> set[str]:
    """The reports that were withdrawn, or whose document or accounts were."""
    if not gone:
        return set()
    whole = select(Report.id).where(or_(Report.id.in_(gone), Report.document.in_(gone)))
    parts = select(Report.id).join(Coding, Coding.report == Report.n).join(Account, Account.coding == Coding.n).where(Account.id.in_(gone))
    return {*conn.execute(whole).scalars(), *conn.execute(parts).scalars()}
