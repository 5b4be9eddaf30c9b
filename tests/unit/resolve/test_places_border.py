"""Places told by a border alone."""

from __future__ import annotations

import pytest

from tests.unit.resolve.test_places_resolved import resolved
from tollbook.codebook.gazetteer.borders import load_borders, neighbours
from tollbook.model.place import Gazetteer, PlacePrecision
from tollbook.parse import Parser
from tollbook.resolve.places_border import across, border_place


def test_neighbours_share_a_border_and_islands_have_none() -> None:
    assert {"BFA", "NER", "MRT", "DZA"} <= neighbours("MLI")
    assert neighbours("MDG") == frozenset()
    assert all(len(line) > 1 or len(pair) == 2 for pair, line in load_borders().items())


@pytest.mark.parametrize(
    ("sides", "shares", "side"),
    [
        (["TCD"], {"SDN": 0.8, "FRA": 0.2}, "SDN"),
        (["TCD"], {"FRA": 1.0}, None),
        (["TCD"], {"SDN": 0.5, "NER": 0.5}, None),
        (["ARM", "AZE"], {"ARM": 0.5, "AZE": 0.5}, None),
        (["ARM", "AZE"], {"ARM": 0.9, "AZE": 0.1}, "ARM"),
        ([], {"ARM": 1.0}, None),
    ],
)
def test_the_side_is_the_one_the_report_speaks_for(sides: list[str], shares: dict[str, float], side: str | None) -> None:
    assert across(sides, shares, 0.6) == side


def test_countries_that_do_not_touch_have_no_stretch(gazetteer: Gazetteer) -> None:
    assert border_place("x", ("MLI", "TCD"), gazetteer.country("MLI"), ()) is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Officials in Sudan said he was killed near the border with Chad.", "near the border with Chad", "SDN"),
        ("Troops in Burkina Faso were ambushed near the Niger border.", "near the Niger border", "BFA"),
        ("Two men died close to the Malian border in Burkina Faso.", "close to the Malian border in Burkina Faso", "BFA"),
        ("A post on the border between Armenia and Azerbaijan was shelled.", "post on the border between Armenia and Azerbaijan", None),
    ],
)
def test_a_border_gives_its_stretch(text: str, name: str, country: str | None, parser: Parser, gazetteer: Gazetteer) -> None:
    place = next(p for n, p in resolved(text, parser, gazetteer).items() if n.endswith(name))
    assert place.country == country
    assert place.precision is PlacePrecision.AREA
    assert place.lat is not None
    assert place.radius_km is not None


def test_a_region_named_before_it_narrows_the_stretch(parser: Parser, gazetteer: Gazetteer) -> None:
    found = resolved("A patrol was ambushed in the Mopti region near the border with Burkina Faso.", parser, gazetteer)
    place = next(p for n, p in found.items() if n.endswith("Burkina Faso") and p.how == "relative")
    assert (place.country, place.admin1) == ("MLI", "Mopti")
    assert place.radius_km is not None
    assert place.radius_km < 150


def test_without_a_country_in_play_a_border_has_no_point(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Troops were killed near the border with Chad.", parser, gazetteer)["near the border with Chad"]
    assert (place.country, place.lat) == (None, None)
