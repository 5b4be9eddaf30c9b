"""Outlines of what is told, and the codes of how closely a place is known."""

from __future__ import annotations

import pytest

from tollbook.model.place import GazetteerEntry, Place, PlacePrecision, Relation
from tollbook.resolve.places_made import between_place, part_place
from tollbook.resolve.precision import PlaceCodes, place_codes
from tollbook.resolve.regions import Region, disc, outline, part_of, region_of, spot_of
from tollbook.resolve.relative import Bound, Spot, bearing_degrees, distance_km, forward

ANCHOR = Spot(12.0, -8.0)
RADII = {"near": 15.0, "outside": 20.0, "direction": 60.0}


def entry(name: str, lat: float, lon: float, kind: str = "town", radius: float | None = None) -> GazetteerEntry:
    return GazetteerEntry(name, name, kind, lat, lon, "MLI", None, 10_000, radius)


def test_a_distance_is_a_ring_that_leaves_its_middle_out() -> None:
    region = region_of([Bound(ANCHOR, Relation("distance", km=40))], RADII)
    assert region is not None and region.hole is not None and len(outline(region) or ()) == 2
    assert not region.contains(ANCHOR)
    for turn in range(0, 360, 30):
        assert region.contains(forward(ANCHOR, turn, 41)) and not region.contains(forward(ANCHOR, turn, 70))


def test_a_direction_narrows_the_ring() -> None:
    region = region_of([Bound(ANCHOR, Relation("distance", km=40, bearing=90.0))], RADII)
    assert region is not None and region.contains(forward(ANCHOR, 120, 38))
    assert not region.contains(forward(ANCHOR, 270, 38)) and not region.contains(forward(ANCHOR, 150, 38))


def test_two_constraints_leave_what_both_hold() -> None:
    other = forward(ANCHOR, 90, 60)
    told = [Bound(ANCHOR, Relation("distance", km=40)), Bound(other, Relation("distance", km=30))]
    spot, region = spot_of(told, RADII), region_of(told, RADII)
    assert spot is not None and region is not None
    assert spot.radius_km < 45 and region.contains(forward(ANCHOR, 75, 38))
    apart = [Bound(ANCHOR, Relation("near")), Bound(forward(ANCHOR, 0, 900), Relation("near"))]
    assert region_of(apart, RADII) is None and spot_of(apart, RADII) is not None


def test_nothing_told_has_no_outline() -> None:
    assert region_of([], RADII) is None and region_of([Bound(ANCHOR, Relation("part"))], RADII) is None and outline(None) is None


def test_an_outline_may_cross_the_antimeridian() -> None:
    region = Region(disc(Spot(-17.0, 179.5), 150))
    assert region.contains(Spot(-17.0, -179.5)) and not region.contains(Spot(-17.0, 0.0))


def test_the_north_lies_north() -> None:
    whole = Spot(15.0, 0.0, 400.0)
    north = part_of(whole, 0.0)
    assert north.lat > whole.lat and north.radius_km < whole.radius_km
    assert part_of(whole, None).radius_km < north.radius_km
    place = part_place("north of Kessou", entry("Kessou", 15.0, 0.0, "country", 400.0), Relation("part", bearing=0.0))
    assert place.precision is PlacePrecision.AREA and place.lat is not None and place.lat > 16 and place.region is not None


def test_between_two_towns_is_a_strip() -> None:
    a, b = Spot(12.0, -8.0), Spot(12.0, -7.0)
    place = between_place("between Dorra and Kessou", (entry("Dorra", 12.0, -8.0), entry("Kessou", 12.0, -7.0)), "MLI")
    assert place.region is not None and place.lat is not None and place.lon is not None
    strip = Region(place.region[0])
    assert strip.contains(Spot(place.lat, place.lon)) and strip.contains(forward(a, bearing_degrees(a, b), 30))
    assert not strip.contains(a) and not strip.contains(Spot(12.5, -7.5)) and distance_km(a, b) > 100


@pytest.mark.parametrize(
    ("precision", "radius", "codes"),
    [
        (PlacePrecision.EXACT, 5.0, PlaceCodes(1, 1)),
        (PlacePrecision.NEAR, 20.0, PlaceCodes(2, 2)),
        (PlacePrecision.NEAR, 60.0, PlaceCodes(5, 3)),
        (PlacePrecision.AREA, 24.0, PlaceCodes(2, 2)),
        (PlacePrecision.AREA, 91.0, PlaceCodes(5, 3)),
        (PlacePrecision.ADMIN2, 20.0, PlaceCodes(3, 2)),
        (PlacePrecision.ADMIN2, 40.0, PlaceCodes(3, 3)),
        (PlacePrecision.ADMIN1, 100.0, PlaceCodes(4, 3)),
        (PlacePrecision.COUNTRY, 900.0, PlaceCodes(6, 3, acled_doubtful=True)),
        (PlacePrecision.UNRESOLVED, None, None),
    ],
)
def test_precisions_have_codes(precision: PlacePrecision, radius: float | None, codes: PlaceCodes | None) -> None:
    point = None if radius is None else 12.0
    assert place_codes(Place("Dorra", "MLI", None, point, point, radius, precision, None, "named")) == codes


def test_waters_have_a_code_of_their_own() -> None:
    assert place_codes(Place("Red Sea", None, None, 20.0, 38.0, 900.0, PlacePrecision.AREA, None, "named"), at_sea=True) == PlaceCodes(7, 3)
