"""What holds for any point and any name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tollbook.codebook.gazetteer.keys import joined_key, normal_key, skeleton_key
from tollbook.model.place import Relation
from tollbook.resolve.relative import (
    Bound,
    Spot,
    bearing_degrees,
    distance_km,
    forward,
    place_from_constraints,
)

points = st.builds(Spot, st.floats(-80, 80), st.floats(-179, 179))


@given(points, st.floats(0, 359.9), st.floats(1, 500))
def test_going_forward_lands_where_it_was_told(start: Spot, bearing: float, km: float) -> None:
    there = forward(start, bearing, km)
    assert abs(distance_km(start, there) - km) < 0.01
    assert abs((bearing_degrees(start, there) - bearing + 180) % 360 - 180) < 0.1


@given(points, st.floats(1, 300), st.floats(0, 359), st.floats(-44, 44), st.floats(0.9, 1.1))
def test_the_circle_holds_the_sector(start: Spot, km: float, bearing: float, turn: float, stretch: float) -> None:
    spot = place_from_constraints([Bound(start, Relation("distance", km=km, bearing=bearing))], {})
    assert spot is not None
    assert distance_km(spot, forward(start, bearing + turn, km * stretch)) <= spot.radius_km * 1.01


@given(st.text(max_size=40))
def test_keys_are_stable(name: str) -> None:
    key = normal_key(name)
    assert normal_key(key) == key and " " not in joined_key(key)
    assert skeleton_key(key) == skeleton_key(normal_key(name.upper() if name.isascii() else name))
