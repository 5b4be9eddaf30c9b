"""The merger's shelf as a file beside the ledger: derived, and made anew where it is lost, of another version or out of step."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tollbook.merge.block import Key
from tollbook.merge.facts import Facts
from tollbook.merge.ruling import Verdicts
from tollbook.merge.shelf import NO_VERDICTS, MemoryShelf, Unit
from tollbook.merge.siblings import united
from tollbook.model.decision import Decision
from tollbook.model.incident import Incident

BUSY_SECONDS = 30.0
_TABLES = """
CREATE TABLE notes (name TEXT PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE units (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, members BLOB NOT NULL);
CREATE INDEX units_report ON units (report);
CREATE TABLE accounts (id TEXT PRIMARY KEY, unit INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (key BLOB, unit INTEGER, PRIMARY KEY (key, unit)) WITHOUT ROWID;
CREATE TABLE ties (a INTEGER, b INTEGER, odds REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE incidents (id TEXT PRIMARY KEY, units BLOB NOT NULL, told BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE homes (unit INTEGER PRIMARY KEY, incident TEXT NOT NULL);
"""
_ENCODE = msgspec.msgpack.encode
_MEMBERS = msgspec.msgpack.Decoder(tuple[Facts, ...])
_INCIDENT = msgspec.msgpack.Decoder(Incident)
_IDS = msgspec.msgpack.Decoder(tuple[str, ...])
_SAID = msgspec.msgpack.Decoder(tuple[tuple[tuple[str, str, Decision], ...], tuple[tuple[str, str, str], ...]])


class FileShelf:
    """See ``merge.shelf.Shelf``; changes are for good after ``commit`` alone. sqlite3.Error tells that the file is of no use."""

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        self._known: dict[str, Unit] = {}
        self.verdicts = NO_VERDICTS

    def begin(self) -> None:
        """Lets nobody else change the shelf until ``commit`` or ``close``."""
        self._conn.execute("BEGIN IMMEDIATE")
        held = self.note("verdicts")
        pairs, right = ((), ()) if held is None else _SAID.decode(held)
        self.verdicts = Verdicts({(a, b): decision for a, b, decision in pairs}, right)

    def commit(self) -> None:
        """Keeps all that was changed."""
        self.write("verdicts", said(self.verdicts))
        self._conn.execute("COMMIT")

    def close(self) -> None:
        """Lets go of the file, and of what was changed and not kept."""
        self._conn.close()

    def note(self, name: str) -> bytes | None:
        """What was written under the name."""
        found: bytes | None = self._one("SELECT told FROM notes WHERE name = ?", name)
        return found

    def write(self, name: str, told: bytes) -> None:
        """Writes a note."""
        self._conn.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, told))

    def unit(self, id_: str) -> Unit:
        """See ``Shelf``."""
        if id_ not in self._known:
            told = self._one("SELECT members FROM units WHERE n = ?", number(id_))
            if told is None:
                raise KeyError(id_)
            members = _MEMBERS.decode(told)
            self._known[id_] = Unit(members, united(members))
        return self._known[id_]

    def has(self, id_: str) -> bool:
        """See ``Shelf``."""
        return self._one("SELECT 1 FROM units WHERE n = ?", number(id_)) is not None

    def units_of(self, report: str) -> Collection[str]:
        """See ``Shelf``."""
        return self._all("SELECT id FROM units WHERE report = ?", report)

    def holder(self, account: str) -> str | None:
        """See ``Shelf``."""
        found: str | None = self._one("SELECT u.id FROM accounts a JOIN units u ON u.n = a.unit WHERE a.id = ?", account)
        return found

    def put(self, unit: Unit) -> None:
        """See ``Shelf``."""
        self._conn.execute("INSERT INTO units VALUES (?, ?, ?, ?)", unit_row(unit))
        self._conn.executemany("INSERT INTO accounts VALUES (?, ?)", [(f.id, number(unit.id)) for f in unit.members])
        self._known[unit.id] = unit

    def drop(self, id_: str) -> None:
        """See ``Shelf``."""
        self._conn.executemany("DELETE FROM accounts WHERE id = ?", [(f.id,) for f in self.unit(id_).members])
        self._conn.execute("DELETE FROM units WHERE n = ?", (number(id_),))
        del self._known[id_]

    def block(self, key: Key) -> Collection[str]:
        """See ``Shelf``."""
        return self._all("SELECT u.id FROM blocks b JOIN units u ON u.n = b.unit WHERE b.key = ?", digest(key))

    def size(self, key: Key) -> int:
        """See ``Shelf``."""
        return int(self._one("SELECT count(*) FROM blocks WHERE key = ?", digest(key)))

    def enter(self, key: Key, id_: str) -> None:
        """See ``Shelf``."""
        self._conn.execute("INSERT INTO blocks VALUES (?, ?)", (digest(key), number(id_)))

    def leave(self, key: Key, id_: str) -> None:
        """See ``Shelf``."""
        self._conn.execute("DELETE FROM blocks WHERE key = ? AND unit = ?", (digest(key), number(id_)))

    def ties(self, id_: str) -> Mapping[str, float]:
        """See ``Shelf``."""
        return dict(self._conn.execute("SELECT u.id, t.odds FROM ties t JOIN units u ON u.n = t.b WHERE t.a = ?", (number(id_),)).fetchall())

    def tie(self, a: str, b: str, odds: float | None) -> None:
        """See ``Shelf``."""
        for ends in ((number(a), number(b)), (number(b), number(a))):
            if odds is None:
                self._conn.execute("DELETE FROM ties WHERE a = ? AND b = ?", ends)
            else:
                self._conn.execute("INSERT OR REPLACE INTO ties VALUES (?, ?, ?)", (*ends, odds))

    def home(self, id_: str) -> str | None:
        """See ``Shelf``."""
        found: str | None = self._one("SELECT incident FROM homes WHERE unit = ?", number(id_))
        return found

    def cluster(self, incident: str) -> tuple[str, ...]:
        """See ``Shelf``."""
        told = self._one("SELECT units FROM incidents WHERE id = ?", incident)
        return () if told is None else _IDS.decode(told)

    def settle(self, incident: Incident, units: tuple[str, ...]) -> None:
        """See ``Shelf``."""
        self._conn.execute("INSERT INTO incidents VALUES (?, ?, ?)", (incident.id, _ENCODE(units), _ENCODE(incident)))
        self._conn.executemany("INSERT INTO homes VALUES (?, ?)", [(number(id_), incident.id) for id_ in units])

    def unsettle(self, incident: str) -> None:
        """See ``Shelf``."""
        self._conn.executemany("DELETE FROM homes WHERE unit = ?", [(number(id_),) for id_ in self.cluster(incident)])
        self._conn.execute("DELETE FROM incidents WHERE id = ?", (incident,))

    def incidents(self) -> Iterator[Incident]:
        """See ``Shelf``."""
        return (_INCIDENT.decode(told) for (told,) in self._conn.execute("SELECT told FROM incidents ORDER BY id"))

    def _one(self, question: str, asked: object) -> Any:
        found = self._conn.execute(question, (asked,)).fetchone()
        return None if found is None else found[0]

    def _all(self, question: str, asked: object) -> list[str]:
        return [found for (found,) in self._conn.execute(question, (asked,))]


def write_shelf(path: Path, held: MemoryShelf, notes: Mapping[str, bytes]) -> None:
    """Writes a shelf as a file in the place of any that is there, which stays as it is until the new one is whole."""
    for left in path.parent.glob(f"{path.name}.*"):
        left.unlink(missing_ok=True)
    begun = path.with_name(f"{path.name}.{os.getpid()}")
    conn = sqlite3.connect(begun, isolation_level=None)
    try:
        conn.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072; {_TABLES} BEGIN;")
        _fill(conn, held)
        conn.executemany("INSERT INTO notes VALUES (?, ?)", [*notes.items(), ("verdicts", said(held.verdicts))])
        conn.execute("COMMIT")
        conn.close()
        # The file before its journal: a journal without its file undoes nothing, and must not meet another one.
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        begun.replace(path)
    finally:
        conn.close()
        begun.unlink(missing_ok=True)


def _fill(conn: sqlite3.Connection, held: MemoryShelf) -> None:
    add = conn.executemany
    add("INSERT INTO units VALUES (?, ?, ?, ?)", map(unit_row, held.units.values()))
    add("INSERT INTO accounts VALUES (?, ?)", ((f.id, number(u.id)) for u in held.units.values() for f in u.members))
    # In the order of the index, which is filled many times as fast thus.
    blocks = sorted((digest(key), units) for key, units in held.blocks.items())
    add("INSERT INTO blocks VALUES (?, ?)", ((key, n) for key, units in blocks for n in sorted(map(number, units))))
    add("INSERT INTO ties VALUES (?, ?, ?)", ((number(a), number(b), odds) for a, others in held.odds.items() for b, odds in others.items()))
    settled = held.settled.items()
    add("INSERT INTO incidents VALUES (?, ?, ?)", ((id_, _ENCODE(units), _ENCODE(incident)) for id_, (incident, units) in settled))
    add("INSERT INTO homes VALUES (?, ?)", ((number(unit), id_) for id_, (_, units) in settled for unit in units))


def unit_row(unit: Unit) -> tuple[int, str, str, bytes]:
    """The unit's row."""
    return number(unit.id), unit.id, unit.told.report, _ENCODE(unit.members)


def said(verdicts: Verdicts) -> bytes:
    """Verdicts as a note."""
    return _ENCODE((tuple((a, b, decision) for (a, b), decision in verdicts.pairs.items()), verdicts.right))


def number(id_: str) -> int:
    """A number that stands for a unit: 63 bits of the hash of its id."""
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest()) >> 1


def digest(key: Key) -> bytes:
    """What stands for the key of a block: 96 bits of its hash."""
    return hashlib.blake2b(repr(key).encode(), digest_size=12).digest()
