"""Adds GeoNames country files (19 tab-separated columns, or a zip that holds one) to a gazetteer."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from tollbook.codebook.gazetteer.intake import Added, Intake, silent
from tollbook.codebook.gazetteer.schema import PlaceRow, useful_names
from tollbook.codebook.gazetteer.second import make_tables, note_place, note_region
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


def add_geonames(path: Path, gazetteer: Path, tell: Callable[[str], None] | None = None) -> Added:
    """Adds a GeoNames file to the gazetteer file, row by row; the same file twice adds nothing, a newer one replaces what it changed.

    A broken row is skipped and told as "FILE:LINE: why". DataFileError where the file cannot be read or holds no GeoNames rows.
    """
    with closing(sqlite3.connect(gazetteer)) as db:
        return _Import(Intake(db, path, LICENCE, tell or silent)).run()


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
    def __init__(self, intake: Intake) -> None:
        self.intake, self.db = intake, intake.db
        make_tables(self.db)
        self.iso: dict[str, str] = dict(self.db.execute("SELECT iso2, iso3 FROM country"))
        self.capitals = {pid for (pid,) in self.db.execute("SELECT capital FROM country WHERE capital IS NOT NULL")}
        self.countries = {pid for (pid,) in self.db.execute("SELECT pid FROM country")}

    def run(self) -> Added:
        intake = self.intake
        with _rows(intake.path) as lines:
            for number, line in enumerate(lines, 1):
                why = self._take(line.rstrip("\r\n"))
                if why:
                    intake.fault(number, why)
                intake.step(number)
        if not intake.added + intake.known + intake.unused:
            raise DataFileError(f"{intake.path}: no row has the {COLUMNS} tab-separated columns of a GeoNames file")
        return intake.done()

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
            self.intake.unused += 1
            return None
        kind = "capital" if pid in self.capitals else kind
        source = self.intake.source
        row = PlaceRow(
            pid, cells[1], kind, lat, lon, self.iso.get(cells[8]), cells[10] or None, population, source, RADIUS_KM.get(kind), cells[18] or None
        )  # fmt: skip
        self._write(row, [cells[2], *useful_names(cells[3].split(","))])
        self._note_second(row, cells)
        return None

    def _note_second(self, row: PlaceRow, cells: list[str]) -> None:
        """Notes a second-level region's codes, and a town's."""
        if not row.country or not cells[10] or not cells[11]:
            return
        codes = (row.country, cells[10], cells[11])
        if cells[7] == "ADM2":
            note_region(self.db, row.pid, codes)
        elif cells[6] == "P":
            note_place(self.db, row.pid, codes)

    def _write(self, row: PlaceRow, names: list[str]) -> None:
        own = self._own_region(row)
        if own is not None:
            self.intake.names(own, [row.name, *names])
        else:
            self.intake.place(row, names)

    def _own_region(self, row: PlaceRow) -> int | None:
        """The number of the region the gazetteer already has for a first-level row; ``None`` for other rows and new regions."""
        if row.kind == "admin2":
            found = self.db.execute("SELECT pid FROM place WHERE pid=? AND modified IS NULL", (row.pid,)).fetchone()
            return found[0] if found else None
        if row.kind != "admin1":
            return None
        found = self.db.execute("SELECT pid FROM admin1 WHERE country=? AND code=?", (row.country, row.code)).fetchone()
        return found[0] if found else None


def _kind(feature: str, code: str) -> str | None:
    """The gazetteer's kind for a GeoNames feature class and code; ``None`` for what no report names."""
    if feature == "A":
        return ADMIN.get(code)
    if feature == "P":
        return "town"
    if feature == "H":
        return "water" if code in WATERS else None
    return "spot" if f"{feature}.{code}" in SPOTS else None
