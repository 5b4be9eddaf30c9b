"""In which second-level region a place lies, as GeoNames country files tell; the core gazetteer does not know it of towns."""

from __future__ import annotations

import sqlite3

_TABLES = """CREATE TABLE IF NOT EXISTS second_level(country TEXT NOT NULL, code TEXT NOT NULL, second TEXT NOT NULL, pid INTEGER NOT NULL,
PRIMARY KEY(country, code, second)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS within_second(pid INTEGER PRIMARY KEY, country TEXT NOT NULL, code TEXT NOT NULL, second TEXT NOT NULL)"""
_FIND = "SELECT s.pid FROM within_second w JOIN second_level s USING(country, code, second) WHERE w.pid=?"


def make_tables(db: sqlite3.Connection) -> None:
    """Adds the tables to a gazetteer that has none yet."""
    for statement in _TABLES.split(";"):
        db.execute(statement)


def note_region(db: sqlite3.Connection, pid: int, codes: tuple[str, str, str]) -> None:
    """Says that the place is the second-level region of these codes (country, first level, second level)."""
    db.execute("INSERT OR REPLACE INTO second_level VALUES(?,?,?,?)", (*codes, pid))


def note_place(db: sqlite3.Connection, pid: int, codes: tuple[str, str, str]) -> None:
    """Says that the place lies in the second-level region of these codes."""
    db.execute("INSERT OR REPLACE INTO within_second VALUES(?,?,?,?)", (pid, *codes))


def region_of(db: sqlite3.Connection, pid: int) -> int | None:
    """The number of the second-level region the place lies in; ``None`` where no file that was added tells it."""
    try:
        found = db.execute(_FIND, (pid,)).fetchone()
    except sqlite3.OperationalError:
        return None
    return int(found[0]) if found else None
