"""Releases in the ledger: each is recorded with all its rows, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select

from tollbook.model.ledger import Reason
from tollbook.model.release import Held, MadeOf, Release, ReleaseRow
from tollbook.store import schema, writing
from tollbook.store.failures import LedgerError
from tollbook.store.ledger import Ledger
from tollbook.store.lookups import newest

_ROWS = 1_000
"""Rows written at once."""


class NameTakenError(LedgerError):
    """There is a release of the name."""

    def __init__(self, name: str, taken: str) -> None:
        told = "" if taken == name else f" (as '{taken}': names that differ in capitals alone are one)"
        super().__init__(f"there is a release '{name}' already{told}; a release never changes: choose another name")


def record(ledger: Ledger, release: Release, rows: Sequence[ReleaseRow], put: Callable[[], None]) -> None:
    """Records a release and its rows, then calls ``put``, which puts its files in place: all is done when this returns, nothing where it raises.

    NameTakenError where the name was used before.
    """
    with ledger.writing() as conn:
        taken = conn.execute(select(schema.Release.name).where(func.lower(schema.Release.name) == release.name.lower())).scalar()
        if taken is not None:
            raise NameTakenError(release.name, taken)
        if not writing.add(conn, "releases", msgspec.to_builtins(release) | {"at": release.at}):
            raise NameTakenError(release.name, release.name)
        number = conn.execute(select(schema.Release.n).where(schema.Release.name == release.name)).scalar_one()
        table = schema.Base.metadata.tables["release_rows"]
        for first in range(0, len(rows), _ROWS):
            conn.execute(table.insert(), [_row(number, row) for row in rows[first : first + _ROWS]])
        put()


def releases(ledger: Ledger) -> tuple[Release, ...]:
    """All releases, in the order they were made."""
    columns = (schema.Release.name, schema.Release.sha256, schema.Release.manifest, schema.Release.by, schema.Release.at)
    with ledger.reading() as conn:
        return tuple(Release(**row) for row in conn.execute(select(*columns).order_by(schema.Release.n)).mappings())


def release_rows(ledger: Ledger, name: str) -> tuple[ReleaseRow, ...]:
    """The incidents as the release of that name found them, by id; empty where there is none."""
    chosen = select(schema.ReleaseRow.incident, schema.ReleaseRow.held, schema.ReleaseRow.line, schema.ReleaseRow.made_of)
    asked = chosen.join(schema.Release, schema.ReleaseRow.release == schema.Release.n).where(schema.Release.name == name)
    with ledger.reading() as conn:
        return tuple(_of(dict(row)) for row in conn.execute(asked.order_by(schema.ReleaseRow.incident)).mappings())


def codings_in_force(ledger: Ledger, as_of: datetime) -> dict[str, tuple[str, dict[str, str]]]:
    """The newest coding of each report as of the time: its id and what made it, by the report's id."""
    chosen = select(schema.Report.id.label("report"), schema.Coding.id, schema.Coding.versions)
    joined = chosen.join(schema.Report, schema.Coding.report == schema.Report.n)
    with ledger.reading() as conn:
        return {row.report: (row.id, row.versions) for row in conn.execute(joined.where(newest(as_of)).order_by(schema.Coding.n))}


def withdrawn_between(ledger: Ledger, after: datetime, until: datetime) -> dict[str, Reason]:
    """What was withdrawn after the one moment and by the other, by id, with the reason's code."""
    chosen = select(schema.Tombstone.what, schema.Tombstone.reason).where(schema.Tombstone.at > after, schema.Tombstone.at <= until)
    with ledger.reading() as conn:
        return {row.what: Reason(row.reason) for row in conn.execute(chosen.order_by(schema.Tombstone.at, schema.Tombstone.id))}


def reports_came(ledger: Ledger) -> dict[str, tuple[str, datetime]]:
    """The document each report was first found in, and when that came into the ledger, by the report's id."""
    with ledger.reading() as conn:
        return {row.id: (row.document, row.at) for row in conn.execute(select(schema.Report.id, schema.Report.document, schema.Report.at))}


def _row(release: int, row: ReleaseRow) -> dict[str, Any]:
    return {"release": release, "incident": row.incident, "held": row.held.value, "line": row.line, "made_of": msgspec.to_builtins(row.made_of)}


def _of(row: dict[str, Any]) -> ReleaseRow:
    return ReleaseRow(row["incident"], Held(row["held"]), row["line"], msgspec.convert(row["made_of"], MadeOf))
