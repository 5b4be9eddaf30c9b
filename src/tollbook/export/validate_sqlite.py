"""Whether an SQLite file holds the plain table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from tollbook.export.validate_rules import plain_rules
from tollbook.export.validate_tables import Problem, Table, problems_of

MAGIC = b"SQLite format 3\0"


def sqlite_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with the table incidents, its rows numbered as lines of a table with a header; the file is never run, only read."""
    if not raw.startswith(MAGIC):
        yield Problem(1, None, "it is no SQLite file")
        return
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.deserialize(raw)
            db.execute("PRAGMA trusted_schema = OFF")
            found = db.execute("SELECT * FROM incidents")
            header = tuple(str(told[0]).lower() for told in found.description)
            rows = found.fetchall()
        except sqlite3.Error as error:
            yield Problem(1, None, f"there is no table incidents to read: {error}")
            return
    cells = ((n, {name: "" if cell is None else str(cell) for name, cell in zip(header, row, strict=True)}) for n, row in enumerate(rows, 2))
    yield from problems_of(Table(header, tuple(cells)), "csv", plain_rules)
