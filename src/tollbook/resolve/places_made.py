"""Places made from others: the part of an area, the strip between two towns."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.place import GazetteerEntry, Place, PlacePrecision, Relation
from tollbook.resolve.regions import Outline, corridor, disc, outline, part_of, region_of
from tollbook.resolve.relative import Bound, Spot, distance_km, midpoint, place_from_constraints

LEAST_WIDTH_KM, WIDTH_SHARE = 5.0, 0.15
SMALL_RADIUS_KM = 25.0
BESIDE = ("near", "outside")


@dataclass(frozen=True, slots=True)
class Computed:
    """A place no gazetteer holds, computed from what is told of it."""

    spot: Spot
    country: str | None
    region: Outline | None = None


def point_of(spot: Spot) -> tuple[float, float, float]:
    """Latitude, longitude and radius as a place keeps them: to ten metres and a hundred."""
    return round(spot.lat, 4), round(spot.lon, 4), round(spot.radius_km, 1)


def part_place(name: str, entry: GazetteerEntry, relation: Relation) -> Place:
    """The north of a country or region."""
    spot = part_of(Spot(entry.lat, entry.lon, entry.radius_km or 0.0), relation.bearing)
    admin1 = entry.admin1 if entry.kind == "admin1" else None
    return Place(name, entry.country, admin1, *point_of(spot), PlacePrecision.AREA, None, "relative", (disc(spot, spot.radius_km),))


def beside_place(name: str, told: Bound, entry: GazetteerEntry | None, radii: dict[str, float]) -> Place | None:
    """A place near, outside or away from one anchor; ``None`` for a relation without a reach."""
    relation = told.relation
    spot = place_from_constraints([told], radii)
    if spot is None:
        return None
    near = spot.radius_km <= SMALL_RADIUS_KM and (relation.kind in BESIDE or relation.bearing is not None)
    gazetteer = entry.id if entry and relation.kind in BESIDE else None
    region = outline(region_of([told], radii))
    country, admin1 = (entry.country, entry.admin1 if near else None) if entry else (None, None)
    precision = PlacePrecision.NEAR if near else PlacePrecision.AREA
    return Place(name, country, admin1, *point_of(spot), precision, gazetteer, "relative", region)


def between_place(name: str, ends: tuple[GazetteerEntry, GazetteerEntry], country: str | None) -> Place:
    """The strip between two towns."""
    a, b = (Spot(e.lat, e.lon) for e in ends)
    strip = corridor(a, b, max(LEAST_WIDTH_KM, WIDTH_SHARE * distance_km(a, b)))
    return Place(name, country, None, *point_of(midpoint(a, b)), PlacePrecision.AREA, None, "relative", (strip,))


def country_place(entry: GazetteerEntry) -> Place:
    """A country's entry as a place."""
    return Place(entry.name, entry.country, None, entry.lat, entry.lon, entry.radius_km, PlacePrecision.COUNTRY, entry.id, "named")
