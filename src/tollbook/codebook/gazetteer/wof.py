"""Adds Who's On First to a gazetteer: its SQLite distribution, or a folder of its GeoJSON files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tollbook.codebook.gazetteer.intake import Added, Intake, foreign_number, silent
from tollbook.codebook.gazetteer.schema import PlaceRow, useful_names
from tollbook.errors import DataFileError

LICENCE = "CC0 and the licences of its sources, Who's On First"
KINDS = {
    "region": "admin1", "county": "admin2", "localadmin": "admin2", "locality": "town", "borough": "spot", "neighbourhood": "spot", "campus": "spot",
}  # fmt: skip
RADIUS_KM = {"admin1": 100.0, "admin2": 40.0}
_SPR = "SELECT id, name, placetype, country, latitude, longitude, lastmodified FROM spr WHERE is_current != 0 AND is_deprecated != 1"
_NAMES = "SELECT name FROM names WHERE id=?"
_GEONAMES = "SELECT other_id FROM concordances WHERE id=? AND other_source='gn:id'"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of Who's On First."""

    id: int
    name: str
    placetype: str
    iso2: str
    point: tuple[float, float]
    modified: int
    names: tuple[str, ...]
    geonames: int | None


def add_wof(path: Path, gazetteer: Path, tell: Callable[[str], None] | None = None) -> Added:
    """Adds a SQLite file or a folder of GeoJSON files; a record of a place that GeoNames has too only gives it more names.

    DataFileError where the path is neither.
    """
    with closing(sqlite3.connect(gazetteer)) as db:
        intake = Intake(db, path, LICENCE, tell or silent)
        iso: dict[str, str] = dict(db.execute("SELECT iso2, iso3 FROM country"))
        try:
            for number, record in enumerate(_of_folder(path, intake) if path.is_dir() else _of_sqlite(path), 1):
                _take(record, intake, iso)
                intake.step(number)
        except (OSError, sqlite3.Error) as error:
            raise DataFileError(f"{path}: no Who's On First distribution: {error}") from error
        if not intake.read:
            raise DataFileError(f"{path}: holds no record of Who's On First")
        return intake.done()


def _take(record: Record, intake: Intake, iso: dict[str, str]) -> None:
    kind, country = KINDS.get(record.placetype), iso.get(record.iso2)
    if kind is None or country is None or not record.name:
        intake.unused += 1
        return
    names = useful_names(record.names)
    if record.geonames is not None and intake.db.execute("SELECT 1 FROM place WHERE pid=?", (record.geonames,)).fetchone():
        intake.names(record.geonames, [record.name, *names])
        return
    known = intake.region(country, kind, record.name) if kind in RADIUS_KM else None
    if known is not None:
        intake.names(known, names)
        return
    day = datetime.fromtimestamp(record.modified, UTC).date().isoformat()
    pid = record.geonames or foreign_number(f"wof:{record.id}")
    ref = None if record.geonames else f"wof:{record.id}"
    intake.place(PlaceRow(pid, record.name, kind, *record.point, country, None, 0, intake.source, RADIUS_KM.get(kind), day, ref), names)


def _of_sqlite(path: Path) -> Iterator[Record]:
    with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db:
        for id_, name, placetype, iso2, lat, lon, modified in db.execute(_SPR):
            names = [n for (n,) in db.execute(_NAMES, (id_,))]
            other = db.execute(_GEONAMES, (id_,)).fetchone()
            yield Record(int(id_), name or "", placetype, iso2 or "", (lat, lon), int(modified or 0), tuple(names), _number(other))


def _of_folder(path: Path, intake: Intake) -> Iterator[Record]:
    for file in sorted(path.rglob("*.geojson")):
        try:
            told = json.loads(file.read_text(encoding="utf-8"))["properties"]
            if told.get("mz:is_current", 1) != 0 and "-alt-" not in file.name:
                yield _record(told)
        except (ValueError, KeyError, TypeError) as error:
            intake.fault(file.relative_to(path).as_posix(), f"no Who's On First record ({type(error).__name__}: {error})")


def _record(told: dict[str, Any]) -> Record:
    point = (float(told.get("lbl:latitude", told["geom:latitude"])), float(told.get("lbl:longitude", told["geom:longitude"])))
    names = [n for key, held in told.items() if key.startswith("name:") for n in _listed(held)]
    return Record(
        int(told["wof:id"]), told["wof:name"], told["wof:placetype"], told.get("iso:country") or told.get("wof:country") or "", point,
        int(told.get("wof:lastmodified", 0)), tuple(names), _number([told.get("wof:concordances", {}).get("gn:id")]),
    )  # fmt: skip


def _listed(held: object) -> Iterable[str]:
    return [n for n in held if isinstance(n, str)] if isinstance(held, list) else []


def _number(held: Sequence[object] | None) -> int | None:
    told = str(held[0]) if held and held[0] is not None else ""
    return int(told) if told.isdigit() else None
