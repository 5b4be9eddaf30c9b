"""Adds GeoNames country files (19 tab-separated columns, or a zip that holds one) to a gazetteer."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tollbook.codebook.gazetteer.schema import (
    PlaceRow,
    add_names,
    add_place,
    useful_names,
)
from tollbook.errors import DataFileError

LICENCE = "CC BY 4.0, GeoNames"
COLUMNS = 19
WATERS = frozenset({"LK", "LKS", "LKI", "STM", "STMI", "RSV", "BAY", "GULF", "SEA", "STRT", "WAD", "OAS", "WLL", "WLLS", "CNL"})
SPOTS = frozenset(
    {
        "S.AIRP", "S.AIRB", "S.AIRF", "S.CMP", "S.CMPRF", "S.CMPMN", "S.MIL", "S.INSM", "S.MN", "S.MNAU", "S.DAM", "S.PRT", "S.BDG", "S.BP", "S.PP",
        "L.CMN", "L.RGN", "L.MILB", "L.OILF", "L.RESF", "L.RES", "L.PRK", "T.MT", "T.MTS", "T.HLL", "T.HLLS", "T.ISL", "T.ISLS", "T.PASS", "T.VAL",
        "V.FRST", "R.RDJCT",
    }
)  # fmt: skip
ADMIN = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "ADM4": "admin2"}
RADIUS_KM = {"admin1": 100.0, "admin2": 40.0, "water": 30.0}
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Added:
    """What one file brought: rows written, rows that were there already, rows of no use here, and a line for each row that is broken."""

    added: int
    known: int
    unused: int
    broken: tuple[str, ...]


def add_geonames(path: Path, gazetteer: Path, tell: Callable[[str], None] | None = None) -> Added:
    """Adds a GeoNames file to the gazetteer file, row by row; the same file twice adds nothing, a newer one replaces what it changed.

    A broken row is skipped and told as "FILE:LINE: why". DataFileError where the file cannot be read or holds no GeoNames rows.
    """
    with closing(sqlite3.connect(gazetteer)) as db, db:
        return _Import(db, path, tell or _silent).run()


def _silent(_: str) -> None:
    return None


@contextmanager
def _rows(path: Path) -> Iterator[IO[str]]:
    """The file's lines, unpacked as they are read."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inner = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
                if not inner:
                    raise DataFileError(f"{path}: the zip holds no .txt file; give a GeoNames country file such as ML.zip")
                with archive.open(inner[0]) as raw, io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n") as lines:
                    yield lines
        else:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                yield lines
    except (OSError, zipfile.BadZipFile) as error:
        raise DataFileError(f"{path}: {error.strerror if isinstance(error, OSError) and error.strerror else error}") from error


class _Import:
    def __init__(self, db: sqlite3.Connection, path: Path, tell: Callable[[str], None]) -> None:
        self.db, self.path, self.tell = db, path, tell
        self.iso: dict[str, str] = dict(db.execute("SELECT iso2, iso3 FROM country"))
        self.capitals = {pid for (pid,) in db.execute("SELECT capital FROM country WHERE capital IS NOT NULL")}
        self.countries = {pid for (pid,) in db.execute("SELECT pid FROM country")}
        self.source = 1 + db.execute("SELECT max(id) FROM source").fetchone()[0]
        self.added = self.known = self.unused = 0
        self.broken: list[str] = []
        self.vintage = ""

    def run(self) -> Added:
        with _rows(self.path) as lines:
            for number, line in enumerate(lines, 1):
                why = self._take(line.rstrip("\r\n"))
                if why:
                    self.broken.append(f"{self.path}:{number}: {why}")
                if number % BATCH == 0:
                    self.tell(f"{self.path.name}: {number:,} rows read")
        if not self.added + self.known + self.unused:
            raise DataFileError(f"{self.path}: no row has the {COLUMNS} tab-separated columns of a GeoNames file")
        if self.added:
            self.db.execute("INSERT INTO source VALUES(?,?,?,?,?)", (self.source, self.path.name, self.vintage, LICENCE, self.added))
        return Added(self.added, self.known, self.unused, tuple(self.broken))

    def _take(self, line: str) -> str | None:
        """Writes one row; what is wrong with it where it is broken."""
        if not line.strip():
            return None
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            return f"{len(cells)} columns, not {COLUMNS}"
        try:
            pid, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
        except ValueError as error:
            return f"a number is none ({error})"
        if not (-90 <= lat <= 90 and -180 <= lon <= 180) or pid <= 0 or not cells[1]:
            return f"id {cells[0]}, name '{cells[1]}', point {cells[4]}, {cells[5]} cannot be a place"
        kind = _kind(cells[6], cells[7])
        if kind is None or pid in self.countries:
            self.unused += 1
            return None
        kind = "capital" if pid in self.capitals else kind
        row = PlaceRow(
            pid, cells[1], kind, lat, lon, self.iso.get(cells[8]), cells[10] or None, population, self.source, RADIUS_KM.get(kind), cells[18] or None
        )  # fmt: skip
        self._write(row, [cells[2], *useful_names(cells[3].split(","))])
        return None

    def _write(self, row: PlaceRow, names: list[str]) -> None:
        self.vintage = max(self.vintage, row.modified or "")
        old = self.db.execute("SELECT modified FROM place WHERE pid=?", (row.pid,)).fetchone()
        if old is not None and old[0] is not None and old[0] >= (row.modified or ""):
            self.known += 1
            return
        own = self._own_region(row)
        if own is not None:
            self.known += 1
            add_names(self.db, own, "", [row.name, *names])
            return
        add_place(self.db, row, names)
        self.added += 1
        if row.kind == "admin1" and row.country and row.code:
            self.db.execute("INSERT OR IGNORE INTO admin1 VALUES(?,?,?,?)", (row.country, row.code, row.name, row.pid))

    def _own_region(self, row: PlaceRow) -> int | None:
        """The number of the region the gazetteer already has for a first-level row; ``None`` for other rows and new regions."""
        if row.kind != "admin1":
            return None
        found = self.db.execute("SELECT pid FROM admin1 WHERE country=? AND code=?", (row.country, row.code)).fetchone()
        return found[0] if found and found[0] != row.pid else None


def _kind(feature: str, code: str) -> str | None:
    """The gazetteer's kind for a GeoNames feature class and code; ``None`` for what no report names."""
    if feature == "A":
        return ADMIN.get(code)
    if feature == "P":
        return "town"
    if feature == "H":
        return "water" if code in WATERS else None
    return "spot" if f"{feature}.{code}" in SPOTS else None
