"""The gazetteer's own tables: countries, first-level regions, parts of the world."""

from __future__ import annotations

import msgspec

from tollbook.codebook.files import load_table


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
    seat: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None


class WorldRegion(msgspec.Struct, frozen=True):
    """A part of the world that belongs to no one country."""

    name: str
    aliases: list[str]
    lat: float
    lon: float
    radius_km: float


def load_countries() -> tuple[Country, ...]:
    """All countries; DataFileError where the file does not fit."""
    return tuple(load_table("gazetteer/countries.yml", list[Country]))


def load_admin1() -> dict[str, tuple[Region, ...]]:
    """First-level regions by ISO 3166-1 alpha-3 country; DataFileError where the file does not fit."""
    return {k: tuple(v) for k, v in load_table("gazetteer/admin1.yml", dict[str, list[Region]]).items()}


def load_regions() -> tuple[WorldRegion, ...]:
    """Parts of the world; DataFileError where the file does not fit."""
    return tuple(load_table("gazetteer/regions.yml", list[WorldRegion]))
