"""Laws of exports: whatever is told, every table passes its validator, no range is turned round, and the gate lets no fine point out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.export.made import ARMY, ATLAS, GUNMEN, JNIM, NOW, VILLAGERS, Said, country, exportable, nowhere, place, region
from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.exporting import load_release_rules
from tollbook.codebook.kinds import load_kinds
from tollbook.export.acled_tolls import shares
from tollbook.export.atlas import km_between
from tollbook.export.count import Question, count
from tollbook.export.event import Event
from tollbook.export.formats import FORMATS
from tollbook.export.gate import PUBLIC, clear
from tollbook.export.gate_places import KM_A_DEGREE, cell_of
from tollbook.export.ged_deaths import range_of
from tollbook.export.validate import CHECKS, problems_in
from tollbook.model.account import Claim, Part
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

NUMBERS = st.integers(0, 300)
GROUPS = ("total", "civilians", "soldiers", "militants", "attackers", "women", "children", "teachers", "farmers", "displaced")


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    ends = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    kept = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()).filter(any))
    low, best, high = (n if k else None for n, k in zip(ends, kept, strict=True))
    return Toll(low, best, high)


@st.composite
def whens(draw: st.DrawFn) -> When | None:
    if draw(st.integers(0, 9)) == 0:
        return None
    first = draw(st.dates(date(2015, 1, 1), date(2024, 6, 1)))
    days = draw(st.sampled_from((0, 0, 0, 1, 2, 5, 6, 7, 13, 30, 31, 90, 365, 500)))
    precision = TimePrecision.DAY if days == 0 else draw(st.sampled_from((TimePrecision.RANGE, TimePrecision.WEEK, TimePrecision.MONTH)))
    return When(first, first + timedelta(days), precision, draw(st.sampled_from((None, None, "night"))))


def spots() -> st.SearchStrategy[Place | None]:
    precisions = st.sampled_from((PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA, PlacePrecision.ADMIN2))
    radii = st.one_of(st.none(), st.floats(0.01, 400))
    placed = st.builds(place, st.sampled_from(("Sévaré", "the school of Banguel", "IDP camp")), precisions, radii, st.booleans())
    return st.one_of(st.none(), placed, st.just(region()), st.just(country()), st.just(nowhere("Kôko")))


def parts() -> st.SearchStrategy[list[Part]]:
    roles = st.sampled_from(("perpetrator", "side_a", "side_b", "target", "victim", "actor"))
    parties = st.builds(Party, st.just("Issa Bamadio"), st.sampled_from(sorted(load_actor_kinds())), st.none(), st.sampled_from((None, "MLI", "FRA")))
    return st.lists(st.one_of(st.sampled_from((GUNMEN, VILLAGERS, ARMY, JNIM)), st.builds(Part, roles, parties)), max_size=4)


def said() -> st.SearchStrategy[Said]:
    figures = st.tuples(st.sampled_from(("killed", "killed", "injured", "abducted", "detained")), st.sampled_from(GROUPS), tolls())
    return st.builds(
        Said, kind=st.sampled_from(sorted(load_kinds())), when=whens(), where=spots(), parties=parts(),
        tolls=st.lists(figures, max_size=5, unique_by=lambda f: f[:2]), currency=st.sampled_from(Currency), stance=st.sampled_from(Stance),
        claims=st.lists(st.builds(Claim, st.sampled_from(("claimed", "denied")), st.just("Issa Bamadio"), st.none()), max_size=1),
        instrument=st.sampled_from((None, "a drone", "a suicide vest", "rifles")),
    )  # fmt: skip


def events_of(told: Said) -> tuple[Event, ...]:
    return clear([exportable(told)], PUBLIC, NOW, ATLAS).events


@pytest.mark.parametrize("name", [n for n in FORMATS if n in CHECKS and not n.endswith("parquet")])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=said())
def test_whatever_is_told_the_table_is_in_order(name: str, told: Said) -> None:
    written = FORMATS[name].write(events_of(told), ATLAS)
    assert [str(p) for p in problems_in(written.body, name)] == []
    assert b"issa bamadio" not in written.body.lower()


@settings(max_examples=150, deadline=None)
@given(told=said())
def test_ged_deaths_add_up_and_lose_nobody(told: Said) -> None:
    body = FORMATS["ged"].write(events_of(told), ATLAS).body.decode()
    for row in csv.DictReader(io.StringIO(body)):
        parts = [int(row[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown")]
        assert sum(parts) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


@given(toll=tolls())
def test_closing_a_range_keeps_what_was_told(toll: Toll) -> None:
    low, best, high, _ = range_of(toll)
    assert 0 <= low <= best <= high
    assert toll.low is None or low == toll.low
    assert toll.high is None or high == toll.high
    assert toll.best is None or best == toll.best


@given(deaths=st.integers(0, 10_000), days=st.integers(1, 31))
def test_shares_add_up_and_never_rise(deaths: int, days: int) -> None:
    found = shares(deaths, days)
    assert sum(found) == deaths
    assert list(found) == sorted(found, reverse=True)
    assert max(found) - min(found) <= 1


@settings(max_examples=150, deadline=None)
@given(told=said())
def test_no_point_is_finer_than_known_and_sensitive_ones_are_moved(told: Said) -> None:
    for event in events_of(told):
        spot = event.where
        if spot is None or spot.lat is None or spot.lon is None or told.where is None:
            continue
        truth = told.where
        assert truth.lat is not None
        assert truth.lon is not None
        if event.sensitive and truth.precision in (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA, PlacePrecision.ADMIN2):
            assert (spot.lat, spot.lon) == cell_of(truth.lat, truth.lon)
            assert spot.name is None
        if spot.radius_km is not None and spot.precision not in (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY):
            assert km_between((spot.lat, spot.lon), (truth.lat, truth.lon)) <= spot.radius_km + 0.2


@given(lat=st.floats(-89, 89), lon=st.floats(-180, 179.99))
def test_a_point_lies_near_the_middle_of_its_cell_and_the_middle_is_its_own(lat: float, lon: float) -> None:
    middle = cell_of(lat, lon)
    assert abs(middle[0] - lat) <= load_release_rules().grid_km / KM_A_DEGREE / 2 + 0.006
    assert -90 <= middle[0] <= 90
    assert cell_of(lat, lon) == middle


@settings(max_examples=100, deadline=None)
@given(first=said(), second=said())
def test_counts_add_and_never_fall_by_asking_wider(first: Said, second: Said) -> None:
    items = [exportable(first), exportable(second)]
    both = count(items, Question())
    alone = [count([item], Question()) for item in items]
    assert (both.low, both.best) == (sum(a.low for a in alone), sum(a.best for a in alone))
    assert both.high is None or both.high == sum(a.high or 0 for a in alone)
    narrow = count(items, Question(since=date(2020, 1, 1), until=date(2022, 1, 1)))
    assert narrow.low <= both.low or any(p.incident.when is None for p in both.parts)
    assert narrow.low <= (narrow.high if narrow.high is not None else narrow.low)


@settings(max_examples=60, deadline=None)
@given(first=said(), second=said())
def test_what_leaves_of_an_event_does_not_hang_on_what_leaves_with_it(first: Said, second: Said) -> None:
    items = [exportable(first), exportable(second)]
    alone = tuple(e for item in items for e in clear([item], PUBLIC, NOW, ATLAS).events)
    assert clear(items, PUBLIC, NOW, ATLAS).events == alone


@pytest.mark.parametrize("name", [n for n in CHECKS if not n.endswith("parquet")])
@settings(max_examples=80, deadline=None)
@given(noise=st.binary(max_size=40), at=st.integers(0, 3000), cut=st.integers(0, 40))
def test_validators_tell_and_never_fail(name: str, noise: bytes, at: int, cut: int) -> None:
    body = FORMATS[name].write(events_of(Said(kind="killing", parties=(JNIM, VILLAGERS))), ATLAS).body
    at = at % (len(body) + 1)
    for raw in (noise, body[:at] + noise + body[at + cut :]):
        assert all(str(p).startswith("line ") for p in problems_in(raw, name))


KEYS = st.sampled_from(("low", "best", "type", "coordinates", "earliest", "dead", "x"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below), max_leaves=6,
)  # fmt: skip


@pytest.mark.parametrize("name", ["jsonl", "plover", "geojson"])
@settings(max_examples=300, deadline=None)
@given(value=JSON, data=st.data())
def test_fields_of_any_shape_are_told_and_never_fail(name: str, value: object, data: st.DataObject) -> None:
    found = json.loads(FORMATS[name].write(events_of(Said(kind="killing", parties=(JNIM, VILLAGERS))), ATLAS).body)
    place = found["features"][0] if name == "geojson" and data.draw(st.booleans()) else found
    place = place["geometry"] if "geometry" in place and data.draw(st.booleans()) else place
    place[data.draw(st.sampled_from(sorted(place)))] = value
    assert all(str(p).startswith("line ") for p in problems_in(json.dumps(found).encode(), name))
