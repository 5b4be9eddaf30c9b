"""Places drawn as widely as they are known."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.export.made import ATLAS, Said, event, nowhere, place
from tollbook.export.atlas import km_between
from tollbook.export.geojson import circle, geometry_of, write_geojson
from tollbook.export.validate import problems_in
from tollbook.model.place import PlacePrecision


def feature(said: Said) -> dict[str, Any]:
    written = write_geojson([event(said)], ATLAS)
    assert problems_in(written.body, "geojson") == []
    (found,) = json.loads(written.body)["features"]
    assert isinstance(found, dict)
    return found


def test_a_radius_is_a_circle_and_never_a_bare_pin() -> None:
    found = feature(Said())
    assert found["geometry"]["type"] == "Polygon"
    middle = (found["properties"]["latitude"], found["properties"]["longitude"])
    assert all(km_between(middle, (y, x)) >= found["properties"]["radius_km"] - 0.05 for x, y in found["geometry"]["coordinates"][0])
    assert found["properties"]["killed_best"] == 5


def test_an_unknown_place_is_null_and_says_so() -> None:
    assert feature(Said(where=nowhere("Kôko")))["geometry"] is None
    losses = write_geojson([event(Said(where=None))], ATLAS).losses
    assert [loss.rule for loss in losses] == ["geojson.place-unknown->null"]


def test_an_outline_is_kept() -> None:
    square = ((-4.1, 14.5), (-4.0, 14.5), (-4.0, 14.6), (-4.1, 14.6))
    found = feature(Said(where=replace(place(precision=PlacePrecision.NEAR, radius=8.0), region=(square,))))
    assert found["geometry"]["coordinates"][0] == [list(c) for c in (*square, square[0])]


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (60.0, 25.0), (-45.0, -70.0)])
def test_rings_run_anticlockwise_round_the_circle(lat: float, lon: float) -> None:
    ring = circle(lat, lon, 50.0)
    assert ring is not None
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) > 0
    halves = [km_between((lat, lon), ((y1 + y2) / 2, (x1 + x2) / 2)) for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)]
    assert math.isclose(min(halves), 50.0, rel_tol=0.01)


def test_no_ring_crosses_the_date_line_or_holds_a_pole() -> None:
    assert circle(0.0, 179.9, 50.0) is None
    assert circle(89.9, 0.0, 50.0) is None
    spot = event().where
    assert spot is not None
    assert geometry_of(replace(spot, lat=0.0, lon=179.99)) == {"type": "Point", "coordinates": [179.99, 0.0]}
