"""The gazetteer's own tables: countries, first-level regions, parts of the world."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from tollbook.codebook.files import load_table, read_lines
from tollbook.errors import DataFileError


class Country(msgspec.Struct, frozen=True):
    """A country: codes, GeoNames id, names, people, capital, nominal point in degrees and radius."""

    iso3: str
    iso2: str
    id: int
    name: str
    aliases: list[str]
    demonyms: list[str]
    capital: str
    population: int
    lat: float
    lon: float
    radius_km: float


class Region(msgspec.Struct, frozen=True):
    """A first-level region; point and radius are computed from the places that share its seat's code unless given."""

    name: str
    aliases: list[str] = []
    abbreviations: list[str] = []
    demonyms: list[str] = []
    seat: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A first or second level of a country: GeoNames id, level, first-level code, names, nominal point and radius."""

    id: int
    level: int
    iso2: str
    code: str
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    population: int


class WorldRegion(msgspec.Struct, frozen=True):
    """A part of the world that belongs to no one country."""

    name: str
    aliases: list[str]
    lat: float
    lon: float
    radius_km: float


class Camp(msgspec.Struct, frozen=True):
    """A camp of refugees or the displaced."""

    country: str
    name: str
    aliases: list[str]
    lat: float
    lon: float


def load_countries() -> tuple[Country, ...]:
    """All countries; DataFileError where the file does not fit."""
    return tuple(load_table("gazetteer/countries.yml", list[Country]))


def load_admin1() -> dict[str, tuple[Region, ...]]:
    """First-level regions by ISO 3166-1 alpha-3 country; DataFileError where the file does not fit."""
    return {k: tuple(v) for k, v in load_table("gazetteer/admin1.yml", dict[str, list[Region]]).items()}


def load_subdivisions() -> tuple[Subdivision, ...]:
    """First and second levels of all countries; DataFileError names the line that does not fit."""
    _, *lines = read_lines("gazetteer/subdivisions.tsv")
    return tuple(_subdivision(n, line) for n, line in enumerate(lines, 2))


def _subdivision(number: int, line: str) -> Subdivision:
    try:
        pid, level, code, name, aliases, lat, lon, radius, people = line.split("\t")
        iso2, first = code.split(".")[:2]
        known = tuple(aliases.split("|")) if aliases else ()
        return Subdivision(int(pid), int(level), iso2, first, name, known, float(lat), float(lon), float(radius), int(people))
    except ValueError as error:
        raise DataFileError(f"data/gazetteer/subdivisions.tsv:{number}: {error}") from error


def load_regions() -> tuple[WorldRegion, ...]:
    """Parts of the world; DataFileError where the file does not fit."""
    return tuple(load_table("gazetteer/regions.yml", list[WorldRegion]))


def load_camps() -> tuple[Camp, ...]:
    """Camps of refugees and the displaced; DataFileError where the file does not fit."""
    return tuple(load_table("gazetteer/camps.yml", list[Camp]))
