"""The plain table as an SQLite file, with tolls, sources and the meaning of columns in tables beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from tollbook.codebook.exporting import load_columns
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event
from tollbook.export.plain import plain_row
from tollbook.export.tables import Written

TYPES = {"int": "INTEGER", "number": "REAL", "lat": "REAL", "lon": "REAL"}
BESIDE = """
CREATE TABLE tolls (incident TEXT NOT NULL REFERENCES incidents(id), status TEXT NOT NULL, who TEXT NOT NULL,
  low INTEGER, best INTEGER, high INTEGER);
CREATE TABLE sources (incident TEXT NOT NULL REFERENCES incidents(id), outlet TEXT, published TEXT, copy INTEGER NOT NULL, title TEXT, url TEXT);
CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT NOT NULL, meaning TEXT NOT NULL);
"""


def write_sqlite(events: Sequence[Event], atlas: Atlas) -> Written:
    """A database with the tables incidents, tolls, sources and columns; unknown numbers are NULL."""
    columns = load_columns("csv")
    defined = ", ".join(f'"{c.name}" {TYPES.get(c.type, "TEXT")}{" PRIMARY KEY" if c.name == "id" else ""}' for c in columns)
    marks = ", ".join("?" * len(columns))
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE TABLE incidents ({defined})")
        db.executescript(BESIDE)
        rows = [plain_row(e) for e in events]
        # The names of columns are the project's own.
        db.executemany(f"INSERT INTO incidents VALUES ({marks})", [[row.get(c.name) or None for c in columns] for row in rows])  # noqa: S608
        tolls = [(e.id, g.status, g.group, g.toll.low, g.toll.best, g.toll.high) for e in events for g in e.tolls]
        db.executemany("INSERT INTO tolls VALUES (?, ?, ?, ?, ?, ?)", tolls)
        sources = [(e.id, t.outlet, t.published.isoformat() if t.published else None, t.copy, t.title, t.url) for e in events for t in e.tellers]
        db.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", sources)
        db.executemany("INSERT INTO columns VALUES (?, ?, ?)", [(c.name, c.type, c.means) for c in columns])
        db.commit()
        return Written(db.serialize(), len(events))
