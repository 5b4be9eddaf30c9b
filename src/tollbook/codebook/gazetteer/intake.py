"""What every importer shares: rows go in one by one, saved in batches, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tollbook.codebook.gazetteer.keys import key_number, normal_key
from tollbook.codebook.gazetteer.schema import PlaceRow, add_names, add_place

BATCH = 20_000
FOREIGN = -(10**12)
"""Numbers of places that are no GeoNames rows lie below this."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one file brought: rows written, rows that were there already, rows of no use here, and a line for each row that is broken."""

    added: int
    known: int
    unused: int
    broken: tuple[str, ...]


def silent(_: str) -> None:
    """Says nothing of the progress."""


def foreign_number(ref: str) -> int:
    """The number of a place of another source than GeoNames."""
    return FOREIGN - key_number(ref)


@dataclass(slots=True)
class Intake:
    """One file on its way into a gazetteer; ``licence`` is kept with every row of it."""

    db: sqlite3.Connection
    path: Path
    licence: str
    tell: Callable[[str], None] = silent
    added: int = 0
    known: int = 0
    unused: int = 0
    read: int = 0
    vintage: str = ""
    broken: list[str] = field(default_factory=list)
    source: int = 0

    def __post_init__(self) -> None:
        self.source = 1 + self.db.execute("SELECT max(id) FROM source").fetchone()[0]

    def countries(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 codes by alpha-2 and alpha-3 code and by name, in lower case."""
        rows = self.db.execute("SELECT c.iso2, c.iso3, p.name FROM country c JOIN place p USING(pid)").fetchall()
        return {told.lower(): iso3 for iso2, iso3, name in rows for told in (iso2, iso3, name)}

    def place(self, row: PlaceRow, names: Iterable[str]) -> None:
        """Writes one place unless the same or a newer row is there."""
        self.vintage = max(self.vintage, row.modified or "")
        old = self.db.execute("SELECT modified FROM place WHERE pid=?", (row.pid,)).fetchone()
        if old is not None and old[0] is not None and old[0] >= (row.modified or ""):
            self.known += 1
            return
        self._begin()
        add_place(self.db, row, names)
        self.added += 1
        if row.kind == "admin1" and row.country and row.code:
            self.db.execute("INSERT OR IGNORE INTO admin1 VALUES(?,?,?,?)", (row.country, row.code, row.name, row.pid))

    def names(self, pid: int, names: Iterable[str]) -> None:
        """Gives a place that is there already more names."""
        self.known += 1
        add_names(self.db, pid, "", names)

    def region(self, country: str, level: str, name: str) -> int | None:
        """The number of the first- or second-level region of that name in a country; ``None`` where there is none, or several."""
        found = self.db.execute(
            "SELECT p.pid FROM name n JOIN place p USING(pid) WHERE n.key=? AND p.country=? AND p.kind=?", (normal_key(name), country, level)
        ).fetchall()
        return int(found[0][0]) if len(found) == 1 else None

    def step(self, number: int) -> None:
        """Saves and tells the progress now and then."""
        self.read += 1
        if number % BATCH == 0:
            self._note()
            self.db.commit()
            self.tell(f"{self.path.name}: {number:,} rows read")

    def fault(self, number: int | str, why: str) -> None:
        """Notes a broken row as "FILE:LINE: why"."""
        self.broken.append(f"{self.path}:{number}: {why}")

    def done(self) -> Added:
        """What the file brought, the source noted with its vintage and licence."""
        self._note()
        self.db.commit()
        return Added(self.added, self.known, self.unused, tuple(self.broken))

    def _begin(self) -> None:
        if not self.added:
            self.db.execute("INSERT OR REPLACE INTO source VALUES(?,?,?,?,?)", (self.source, self.path.name, self.vintage, self.licence, 0))

    def _note(self) -> None:
        if self.added:
            self.db.execute("UPDATE source SET vintage=?, rows=? WHERE id=?", (self.vintage, self.added, self.source))
