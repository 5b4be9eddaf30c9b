"""The one SQLite file a gazetteer is: its tables, and how rows get in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.codebook.gazetteer.keys import (
    is_latin,
    joined_key,
    key_number,
    normal_key,
    skeleton_key,
)

FORMAT = 4
JOINED, SKELETON = 0, 1
TABLES = """
CREATE TABLE place(pid INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, country TEXT, code TEXT,
  population INTEGER NOT NULL, radius_km REAL, source INTEGER NOT NULL, modified TEXT, ref TEXT);
CREATE TABLE name(key TEXT NOT NULL, pid INTEGER NOT NULL, first INTEGER NOT NULL, PRIMARY KEY(key, pid)) WITHOUT ROWID;
CREATE TABLE loose(number INTEGER NOT NULL, tier INTEGER NOT NULL, pid INTEGER NOT NULL, PRIMARY KEY(number, tier, pid)) WITHOUT ROWID;
CREATE TABLE admin1(country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, pid INTEGER, PRIMARY KEY(country, code)) WITHOUT ROWID;
CREATE TABLE demonym(word TEXT NOT NULL, country TEXT NOT NULL, region INTEGER, PRIMARY KEY(word, country)) WITHOUT ROWID;
CREATE TABLE country(iso3 TEXT PRIMARY KEY, iso2 TEXT NOT NULL, pid INTEGER NOT NULL, capital INTEGER) WITHOUT ROWID;
CREATE INDEX name_pid ON name(pid);
CREATE INDEX place_country ON place(country);
CREATE TABLE source(id INTEGER PRIMARY KEY, file TEXT NOT NULL, vintage TEXT NOT NULL, licence TEXT NOT NULL, rows INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place on its way into the file; ``code`` is the source's own first-level code, ``ref`` an id where it is no GeoNames number."""

    pid: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    code: str | None
    population: int
    source: int
    radius_km: float | None = None
    modified: str | None = None
    ref: str | None = None


def add_place(db: sqlite3.Connection, row: PlaceRow, names: Iterable[str]) -> None:
    """Writes the place and its names, replacing an older row with the same number."""
    values = (row.pid, row.name, row.kind, row.lat, row.lon, row.country, row.code, row.population, row.radius_km, row.source, row.modified, row.ref)
    db.execute("INSERT OR REPLACE INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", values)
    add_names(db, row.pid, row.name, names)


def add_names(db: sqlite3.Connection, pid: int, first: str, names: Iterable[str]) -> None:
    """Writes the keys of a place's first and other names; what is there already stays."""
    main = normal_key(first)
    keys = {main} | {normal_key(n) for n in names}
    keys.discard("")
    db.executemany("INSERT OR IGNORE INTO name VALUES(?,?,?)", [(k, pid, int(k == main)) for k in sorted(keys)])
    db.executemany("INSERT OR IGNORE INTO loose VALUES(?,?,?)", sorted(loose_rows(keys, pid)))


def loose_rows(keys: Iterable[str], pid: int) -> list[tuple[int, int, int]]:
    """The joined and skeleton keys of a place that say more than its normal keys do."""
    joined = {joined_key(k) for k in keys if " " in k}
    skeletons = {skeleton_key(k) for k in keys}
    rows = [(key_number(k), JOINED, pid) for k in joined]
    rows += [(key_number(k), SKELETON, pid) for k in skeletons if len(k) >= 4]
    return rows


def useful_names(names: Iterable[str]) -> list[str]:
    """The alternate names a news text may use: Latin script, capitalised, no airport codes and machine transliterations."""
    return [n for n in names if len(n) >= 3 and n[0].isupper() and is_latin(n) and not (n.isupper() and len(n) <= 4)]
