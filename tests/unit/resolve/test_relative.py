"""Geometry of told distances and directions."""

from __future__ import annotations

import pytest

from tollbook.model.place import Relation
from tollbook.resolve.relative import (
    Bound,
    Spot,
    bearing_degrees,
    distance_km,
    forward,
    log_likelihood,
    midpoint,
    place_from_constraints,
    tolerance_km,
)

ANCHOR = Spot(12.0, -8.0)
RADII = {"near": 15.0, "outside": 20.0, "direction": 60.0, "road": 60.0}


def test_distances_and_bearings_agree_with_the_map() -> None:
    assert distance_km(Spot(48.8566, 2.3522), Spot(51.5074, -0.1278)) == pytest.approx(343.5, abs=1.5)
    assert bearing_degrees(Spot(0, 0), Spot(0, 10)) == pytest.approx(90)
    assert distance_km(Spot(0, 179.9), Spot(0, -179.9)) == pytest.approx(22.2, abs=0.1)


def test_a_distance_alone_is_a_ring_round_the_anchor() -> None:
    spot = place_from_constraints([Bound(ANCHOR, Relation("distance", km=40))], RADII)
    assert spot == Spot(12.0, -8.0, 42.0)


def test_a_distance_and_a_direction_give_a_point_ahead() -> None:
    spot = place_from_constraints([Bound(ANCHOR, Relation("distance", km=40, bearing=90.0))], RADII)
    assert spot is not None and distance_km(ANCHOR, spot) == pytest.approx(40, abs=0.01)
    assert bearing_degrees(ANCHOR, spot) == pytest.approx(90, abs=0.2)
    for turn in (-45, 0, 45):
        assert distance_km(spot, forward(ANCHOR, 90 + turn, 42)) <= spot.radius_km


def test_distance_and_direction_told_apart_are_put_together() -> None:
    together = place_from_constraints([Bound(ANCHOR, Relation("distance", km=40, bearing=45.0))], RADII)
    apart = place_from_constraints([Bound(ANCHOR, Relation("distance", km=40)), Bound(ANCHOR, Relation("road", bearing=45.0))], RADII)
    assert apart == together


def test_nothing_told_is_nowhere() -> None:
    assert place_from_constraints([], RADII) is None
    assert place_from_constraints([Bound(ANCHOR, Relation("part"))], RADII) is None


def test_a_far_candidate_is_refused_and_a_turned_one_only_marked_down() -> None:
    told = [Bound(ANCHOR, Relation("distance", km=80, hedged=True)), Bound(ANCHOR, Relation("road", bearing=45.0))]
    east, ahead, far = forward(ANCHOR, 83, 78), forward(ANCHOR, 45, 80), forward(ANCHOR, 45, 120)
    assert log_likelihood(far, told) is None
    turned, straight = log_likelihood(east, told), log_likelihood(ahead, told)
    assert turned is not None and straight is not None and -2 < turned < straight
    short = log_likelihood(forward(ANCHOR, 33, 61), told)
    assert short is not None and short < turned


def test_round_numbers_are_taken_less_strictly() -> None:
    assert tolerance_km(100, True) > tolerance_km(100, False) >= tolerance_km(83, False)


def test_the_middle_lies_between() -> None:
    a, b = Spot(10, 10), Spot(11, 10)
    middle = midpoint(a, b)
    assert distance_km(a, middle) == pytest.approx(distance_km(b, middle), abs=0.01) and middle.radius_km > 40
