"""Adds comma-separated tables to a gazetteer: a user's own places, and the regions with p-codes of OCHA's COD-AB."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tollbook.codebook.gazetteer.intake import Added, Intake, foreign_number, silent
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.schema import PlaceRow
from tollbook.errors import DataFileError

KINDS = ("town", "admin1", "admin2", "spot", "water", "region")
OWN_LICENCE, COD_LICENCE = "the user's own", "CC BY-IGO, OCHA COD-AB and its sources"
ALIASES = {
    "latitude": "lat", "longitude": "lon", "long": "lon", "alternate names": "alternates", "alternatenames": "alternates", "aliases": "alternates",
}  # fmt: skip
RADIUS_KM = {"admin1": 100.0, "admin2": 40.0, "water": 30.0, "region": 100.0}
_PCODE = re.compile(r"^adm(?:in)?_?(\d)_?pcode$")
_NAMED = re.compile(r"^adm(?:in)?_?(\d)_?(?:name)?(?:_?[a-z]{2}|_?name|_?ref(?:name)?)?$")
_CENTRE = {"lat": ("center_lat", "centroid_lat", "lat", "latitude", "y"), "lon": ("center_lon", "centroid_lon", "lon", "longitude", "x")}


def add_table(path: Path, gazetteer: Path, tell: Callable[[str], None] | None = None) -> Added:
    """Adds a CSV of a user's own places (name, lat, lon and what else is known) or of COD-AB p-codes; its header tells which.

    A broken row is skipped and told as "FILE:LINE: why". DataFileError where the file cannot be read or has neither header.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines, closing(sqlite3.connect(gazetteer)) as db:
            reader = csv.reader(lines)
            head = [ALIASES.get(h.strip().lower(), h.strip().lower()) for h in next(reader, [])]
            vintage = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
            if any(_PCODE.match(h) for h in head):
                return _Regions(Intake(db, path, COD_LICENCE, tell or silent), vintage).run(head, reader)
            if {"name", "lat", "lon"} <= set(head):
                return _Own(Intake(db, path, OWN_LICENCE, tell or silent), vintage).run(head, reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    raise DataFileError(f"{path}: its first line has neither the columns name, lat, lon of a list of places nor a p-code column of COD-AB")


class _Own:
    """A user's own places."""

    def __init__(self, intake: Intake, vintage: str) -> None:
        self.intake, self.vintage, self.iso = intake, vintage, intake.countries()

    def run(self, head: Sequence[str], rows: Iterator[list[str]]) -> Added:
        for number, cells in enumerate(rows, 2):
            if any(c.strip() for c in cells):
                why = self._take(dict(zip(head, (c.strip() for c in cells), strict=False)))
                if why:
                    self.intake.fault(number, why)
            self.intake.step(number)
        return self.intake.done()

    def _take(self, told: Mapping[str, str]) -> str | None:
        point = point_of(told.get("lat", ""), told.get("lon", ""))
        kind = told.get("kind") or "town"
        if not told.get("name") or point is None:
            return f"name '{told.get('name', '')}', point {told.get('lat', '')}, {told.get('lon', '')} cannot be a place"
        if kind not in KINDS:
            return f"'{kind}' is no kind of place: {', '.join(KINDS)}"
        country = self.iso.get(told.get("country", "").lower())
        if told.get("country") and country is None:
            return f"'{told['country']}' is no country's ISO 3166-1 code or name"
        people = told.get("population", "")
        ref = f"own:{normal_key(told['name']).replace(' ', '-')}@{point[0]:.4f},{point[1]:.4f}"
        row = PlaceRow(
            foreign_number(ref), told["name"], kind, *point, country, None, int(people) if people.isdigit() else 0, self.intake.source,
            RADIUS_KM.get(kind), self.vintage, ref,
        )  # fmt: skip
        self.intake.place(row, [n.strip() for n in re.split(r"[|;]", told.get("alternates", "")) if n.strip()])
        return None


@dataclass(frozen=True, slots=True)
class _Level:
    """The columns of one administrative level."""

    level: int
    code: str
    names: tuple[str, ...]


class _Regions:
    """First- and second-level regions with their p-codes."""

    def __init__(self, intake: Intake, vintage: str) -> None:
        self.intake, self.vintage, self.iso = intake, vintage, intake.countries()
        self.seen: set[str] = set()

    def run(self, head: Sequence[str], rows: Iterator[list[str]]) -> Added:
        levels = _levels(head)
        for number, cells in enumerate(rows, 2):
            told = dict(zip(head, (c.strip() for c in cells), strict=False))
            deepest = max((lv.level for lv in levels if told.get(lv.code)), default=0)
            for level in levels:
                code = told.get(level.code, "")
                if level.level in (1, 2) and code and code not in self.seen:
                    self.seen.add(code)
                    why = self._take(told, level, level.level == deepest)
                    if why:
                        self.intake.fault(number, why)
            self.intake.step(number)
        return self.intake.done()

    def _take(self, told: Mapping[str, str], level: _Level, own_point: bool) -> str | None:
        """Gives the region its p-code; a region the gazetteer does not know is new where the table has its point."""
        code, kind = told[level.code], f"admin{level.level}"
        names = list(dict.fromkeys(told[n] for n in level.names if told.get(n)))
        country = self.iso.get(code[:2].lower()) or self.iso.get(code[:3].lower())
        if country is None or not names:
            return f"p-code {code} begins with no country's code or has no name"
        known = next((pid for n in names if (pid := self.intake.region(country, kind, n)) is not None), None)
        if known is not None:
            self.intake.names(known, [code, *names])
            return None
        point = point_of(*(next((told[c] for c in _CENTRE[axis] if told.get(c)), "") for axis in ("lat", "lon"))) if own_point else None
        if point is None:
            self.intake.unused += 1
            return None
        ref = f"cod:{code}"
        row = PlaceRow(foreign_number(ref), names[0], kind, *point, country, None, 0, self.intake.source, RADIUS_KM[kind], self.vintage, ref)
        self.intake.place(row, [code, *names])
        return None


def _levels(head: Sequence[str]) -> list[_Level]:
    found = []
    for code in head:
        if (m := _PCODE.match(code)) is not None:
            names = tuple(h for h in head if h != code and (n := _NAMED.match(h)) is not None and n[1] == m[1])
            found.append(_Level(int(m[1]), code, names))
    return found


def point_of(lat: str, lon: str) -> tuple[float, float] | None:
    """A point in degrees; ``None`` where the cells hold none on the globe."""
    try:
        point = (float(lat), float(lon))
    except ValueError:
        return None
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 else None
