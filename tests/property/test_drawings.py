"""Drawings hold together for any places and tolls."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.export.made import ATLAS, Said, event
from tollbook.export.brief_charts import bars, course_chart
from tollbook.export.brief_map import map_of, view_of
from tollbook.export.drawing import Drawing, step_for
from tollbook.export.event import Known
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.toll import Toll

SIZE = (252.0, 180.0)
DAY = date(2024, 1, 1)
GEOMETRY = ("x", "y", "cx", "cy", "rx", "ry", "r", "width", "height", "d")
PLACES = st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 900))


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    ends = sorted(draw(st.lists(st.integers(0, 200_000), min_size=3, max_size=3)))
    kept = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    low, best, high = (n if keep else None for n, keep in zip(ends, kept, strict=True))
    return Toll(low, best, high)


def numbers_of(held: Drawing) -> list[str]:
    return [value for shape in held.shapes for name, value in shape.attributes if name in GEOMETRY]


@given(st.lists(PLACES, min_size=1, max_size=4))
def test_places_near_each_other_lie_in_the_view(places: list[tuple[float, float, float]]) -> None:
    lat, lon, _ = places[0]
    near = [(max(-85.0, min(85.0, lat + n)), (lon + n + 180) % 360 - 180, radius) for n, (_, _, radius) in enumerate(places)]
    view = view_of(near, SIZE)
    for a, b, _ in near:
        x, y = view.point(a, b)
        assert -1 <= x <= SIZE[0] + 1
        assert -1 <= y <= SIZE[1] + 1


@given(PLACES, st.sampled_from(list(PlacePrecision)))
def test_a_map_has_numbers_alone(place: tuple[float, float, float], precision: PlacePrecision) -> None:
    where = Place("Kôko", None, None, *place, precision, None, "named")
    held = map_of([event(Said(where=where))], ATLAS, SIZE)
    if held is not None:
        assert not [told for told in numbers_of(held) if re.search(r"nan|inf|e", told)]
        assert all(x >= 0 and x2 <= SIZE[0] for shape in held.shapes if shape.tag == "text" for x, x2 in [ends_of(shape.attributes, shape.text)])


def ends_of(attributes: tuple[tuple[str, str], ...], text: str) -> tuple[float, float]:
    told = dict(attributes)
    x, wide = float(told["x"]), len(text) * float(told["font-size"]) * 0.55
    return (x - wide / 2, x + wide / 2) if told.get("text-anchor") == "middle" else (x, x + wide)


@given(st.lists(st.tuples(st.integers(0, 900), tolls()), min_size=1, max_size=12, unique_by=lambda pair: pair[0]))
def test_charts_hold_every_number_within_them(told: list[tuple[int, Toll]]) -> None:
    course = [Known("killed", DAY + timedelta(n), toll) for n, toll in sorted(told, key=lambda pair: pair[0])]
    held = course_chart("killed", course, (), SIZE)
    summed = bars([(k.day, k.toll) for k in course], "killed", SIZE)
    assert held is not None
    assert summed is not None
    for drawing in (held, summed):
        for shape in drawing.shapes:
            at = dict(shape.attributes)
            if shape.tag in ("circle", "rect"):
                x, y = float(at.get("cx", at.get("x", "0"))), float(at.get("cy", at.get("y", "0")))
                assert -0.01 <= x <= SIZE[0]
                assert -0.01 <= y <= SIZE[1]
                assert y + float(at.get("height", "0")) <= SIZE[1]


@given(st.floats(0.001, 1e7), st.integers(1, 9))
def test_a_step_is_round_and_fills_the_span(span: float, parts: int) -> None:
    step = step_for(span, parts)
    assert step * parts >= span * (1 - 1e-6)
    assert step <= 10 * span / parts
