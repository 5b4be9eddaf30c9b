"""What of a place may leave: names the gazetteer knows, points no finer than known, and wide cells for what is sensitive."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tollbook.codebook.exporting import load_release_rules
from tollbook.export.atlas import Atlas
from tollbook.export.event import Spot
from tollbook.model.place import Place, PlacePrecision

KM_A_DEGREE = 111.195
FINEST = 4
"""Decimals of a degree: about 11 metres, the finest that schemes carry."""
LEAST_KM = 1e-6
"""A radius of a millimetre is as good as any smaller one, which may be too small to reckon with."""
REGIONAL = 2
REGIONS = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
WIDE = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNRESOLVED)


def spot_of(place: Place) -> Spot:
    """The place with all that is known of it."""
    known = place.precision is not PlacePrecision.UNRESOLVED
    point = (place.lat, place.lon, place.radius_km) if known else (None, None, None)
    return Spot(place.name, place.country, place.admin1, *point, place.precision, region=place.region if known else None)


def named(spot: Spot, place: Place, atlas: Atlas, persons: frozenset[str]) -> tuple[Spot, tuple[str, ...]]:
    """The spot with its name, or without where that may not be a place's, and the rules that were applied.

    A place's is a name the gazetteer knows there, and one word that is no part of a person's name the incident holds (``persons``).
    """
    if place.gazetteer is not None and place.how in ("named", "contained"):
        return spot, ()
    if spot.lat is not None and spot.lon is not None and atlas.is_place(place.name, place.country, (spot.lat, spot.lon), spot.radius_km or 0.0):
        return spot, ()
    if place.name.isalpha() and place.name.istitle() and not any(place.name.lower() in words_of(person) for person in persons):
        return spot, ()
    return replace(spot, name=None), ("gate.place-name",)


def rounded(spot: Spot) -> tuple[Spot, tuple[str, ...]]:
    """The spot with its point and outline rounded to what its radius justifies; the radius grows by what the point moved."""
    if spot.lat is None or spot.lon is None:
        return spot, ()
    # A region's nominal point is the same for all its events: it says no more than the region does.
    digits = REGIONAL if spot.precision in REGIONS else decimals(spot.radius_km)
    lat, lon = round(spot.lat, digits), round(spot.lon, digits)
    region = tuple(tuple((round(x, digits), round(y, digits)) for x, y in ring) for ring in spot.region) if spot.region else None
    if (lat, lon, region) == (spot.lat, spot.lon, spot.region):
        return spot, ()
    moved = KM_A_DEGREE * math.hypot(lat - spot.lat, (lon - spot.lon) * math.cos(math.radians(lat)))
    radius = None if spot.radius_km is None else math.ceil(10 * (spot.radius_km + moved)) / 10
    return replace(spot, lat=lat, lon=lon, region=region, radius_km=radius), ("gate.place-rounded",)


def with_second(spot: Spot, place: Place, atlas: Atlas) -> Spot:
    """The spot with its second-level region: itself where it is one, else the one that the gazetteer says the named place lies in."""
    if spot.precision is PlacePrecision.ADMIN2:
        return replace(spot, admin2=spot.name)
    if spot.name is None or spot.precision is not PlacePrecision.EXACT or place.how != "named":
        return spot
    second = atlas.second(place.gazetteer)
    return replace(spot, admin2=second.name) if second is not None and second.country == spot.country else spot


def decimals(radius_km: float | None) -> int:
    """Decimals of a degree for which the step is no wider than the radius; two where there is none."""
    if radius_km is None or radius_km <= 0:
        return 2
    return max(0, min(FINEST, math.ceil(-math.log10(max(radius_km, LEAST_KM) / KM_A_DEGREE))))


def coarsened(spot: Spot) -> tuple[Spot, tuple[str, ...]]:
    """The spot without its name, its point in the middle of the cell of the grid it lies in: the same cell each time, so nothing averages out."""
    if spot.lat is None or spot.lon is None or spot.precision in WIDE:
        return replace(spot, name=None if spot.precision is PlacePrecision.UNRESOLVED else spot.name, region=None), ("gate.place-sensitive",)
    lat, lon = cell_of(spot.lat, spot.lon)
    diagonal = load_release_rules().grid_km * math.sqrt(0.5)
    radius = math.ceil(diagonal + (spot.radius_km or 0.0))
    return replace(
        spot, name=None, lat=lat, lon=lon, radius_km=float(radius), precision=PlacePrecision.AREA, coarse=True, region=None
    ), ("gate.place-sensitive",)  # fmt: skip


def cell_of(lat: float, lon: float) -> tuple[float, float]:
    """The middle of the cell, at least ``grid_km`` wide and high, that holds a point: degrees, two decimals."""
    high = load_release_rules().grid_km / KM_A_DEGREE
    row = math.floor((lat + 90) / high)
    middle = min(90.0, (row + 0.5) * high - 90)
    # Columns as wide as the row is at its end nearer to a pole, where degrees are shortest.
    edge = min(89.0, max(abs(row * high - 90), abs((row + 1) * high - 90)))
    wide = high / math.cos(math.radians(edge))
    return round(middle, 2), round((math.floor((lon + 180) / wide) + 0.5) * wide - 180, 2)


def words_of(name: str, harmless: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words of a name in small letters, one and two together; of two that are ``harmless`` together the second is left out."""
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    yield from (b for a, b in pairwise(["", *words]) if f"{a} {b}" not in harmless)
    yield from (f"{a} {b}" for a, b in pairwise(words))
