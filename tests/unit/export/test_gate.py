"""What the gate holds back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.export.made import ARMY, ATLAS, GUNMEN, JNIM, NOW, VILLAGERS, Said, cleared, event, exportable, nowhere, place, region
from tests.unit.export.redteam import POINT, Record, records
from tollbook.codebook.exporting import load_release_rules
from tollbook.export.atlas import km_between
from tollbook.export.formats import FORMATS, sidecar
from tollbook.export.gate import PUBLIC, Policy, clear, linked_places
from tollbook.export.gate_places import cell_of, decimals
from tollbook.model.account import Claim, Part
from tollbook.model.party import Party
from tollbook.model.place import PlacePrecision

RECORDS = records()
BINARY = ("xlsx", "parquet", "geoparquet", "sqlite")
"""Formats whose bytes are no text; they hold the plain table, and a test of their own reads them."""


def test_there_are_a_hundred_records_to_try() -> None:
    assert len(RECORDS) >= 100


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_the_default_lets_nothing_of_it_out(record: Record) -> None:
    found = clear([exportable(record.said)], PUBLIC, NOW, ATLAS)
    assert bool(found.events) is not record.held
    for name, made in FORMATS.items():
        if name in BINARY:
            continue
        written = made.write(found.events, ATLAS)
        told = b"\n".join([written.body, *written.beside.values(), sidecar(name, "public", found, written)]).decode().lower()
        assert not [s for s in record.secrets if s.lower() in told], name
        assert "14.5313" not in told
        assert "14.53127" not in told
    if record.moved:
        (let_out,) = found.events
        assert let_out.where is not None
        assert (let_out.where.lat, let_out.where.lon) == cell_of(*POINT)
        assert let_out.where.name is None
        assert (let_out.where.radius_km or 0) >= load_release_rules().grid_km / 2


def test_bodies_of_the_register_keep_their_names() -> None:
    found = event(Said(parties=(JNIM, ARMY)))
    assert [a.name for a in found.actors][1] == "Military Forces of Mali"
    assert found.actors[0].known
    assert "gate.name" not in {loss.rule for loss in cleared(Said(parties=(JNIM, ARMY))).losses}


def test_a_name_held_back_is_told_as_such() -> None:
    said = Said(parties=(GUNMEN, Part("victim", Party("Issa Bamadio", "civilians"))))
    assert ("victim", "gate.name") in {(loss.what, loss.rule) for loss in cleared(said).losses}


def test_the_grid_gives_one_point_for_all_points_of_a_cell() -> None:
    lat, lon = cell_of(14.53, -4.09)
    assert {cell_of(lat + dy, lon + dx) for dy in (-0.1, 0, 0.1) for dx in (-0.1, 0, 0.1)} == {(lat, lon)}


@pytest.mark.parametrize("lat", [-89.99, -60.0, -0.01, 0.0, 33.3, 71.0, 89.99])
def test_cells_are_as_wide_as_they_should_be(lat: float) -> None:
    found = cell_of(lat, 10.0)
    step = 10.0
    while cell_of(lat, step) == found and step < 179:
        step += 0.001 if abs(lat) < 80 else 0.5
    first = 10.0
    while cell_of(lat, first) == found and first > -179:
        first -= 0.001 if abs(lat) < 80 else 0.5
    edge = abs(lat) if abs(lat) > 89 else lat
    assert abs(lat) > 89 or km_between((edge, first), (edge, step)) >= 24.9
    assert -90 <= found[0] <= 90


@pytest.mark.parametrize(("radius", "digits"), [(5e-324, 4), (0.01, 4), (0.5, 3), (5.0, 2), (25.0, 1), (100.0, 1), (400.0, 0), (None, 2)])
def test_points_are_no_finer_than_their_radius(radius: float | None, digits: int) -> None:
    assert decimals(radius) == digits
    found = event(Said(where=place(radius=radius, precision=PlacePrecision.NEAR))).where
    assert found is not None
    assert found.lat == round(14.53127, digits)
    if radius is not None:
        assert found.radius_km is not None
        assert found.radius_km >= radius
        assert km_between((found.lat, found.lon or 0), (14.53127, -4.09412)) + radius <= found.radius_km + 0.11


def test_a_place_the_gazetteer_does_not_know_has_no_name() -> None:
    unknown = event(Said(where=nowhere("Kôko-Bâ"))).where
    assert unknown is not None
    assert (unknown.name, unknown.admin1, unknown.country) == (None, "Mopti", "MLI")
    word = event(Said(where=nowhere("Markacoungo"))).where
    assert word is not None
    assert word.name == "Markacoungo"
    person = event(Said(where=nowhere("Bamadio"), speakers=("Issa Bamadio, the mayor",))).where
    assert person is not None
    assert person.name is None
    surname = event(Said(where=nowhere("Zantarga"), text="Gunmen came to the farm of Oumou Zantarga on Tuesday and took her cattle.")).where
    assert surname is not None
    assert surname.name is None
    near = event(Said(where=place("the road from Sévaré to Mopti", PlacePrecision.NEAR, 12.0, known=False))).where
    assert near is not None
    assert near.name == "the road from Sévaré to Mopti"


def test_a_region_keeps_its_name_and_point_where_the_event_is_sensitive() -> None:
    found = event(Said(kind="sexual-violence", parties=(ARMY, VILLAGERS), where=region())).where
    assert found is not None
    assert (found.name, found.lat, found.coarse) == ("Mopti", 14.75, False)


def test_small_groups_cannot_be_reckoned_from_the_rest() -> None:
    tolls = (("killed", "total", 6), ("killed", "farmers", 5), ("killed", "traders", 1))
    assert {g.group for g in event(Said(tolls=tolls)).tolls} == {"total"}
    armed = (("killed", "total", 6), ("killed", "soldiers", 1), ("killed", "civilians", 5))
    assert {g.group for g in event(Said(tolls=armed)).tolls} == {"total", "soldiers", "civilians"}
    assert {g.group for g in event(Said(tolls=tolls), Policy("internal", small_cells=True)).tolls} == {"total", "farmers", "traders"}


def test_the_embargo_ends_two_days_after_the_day_of_the_last_report() -> None:
    said = Said(kind="abduction", published=date(2024, 3, 6))
    ends = datetime(2024, 3, 9, tzinfo=UTC)
    assert cleared(said, now=ends - timedelta(seconds=1)).events == ()
    assert {(loss.event, loss.rule) for loss in cleared(said, now=ends - timedelta(seconds=1)).losses} == {("", "gate.embargo")}
    assert len(cleared(said, now=ends).events) == 1
    assert len(cleared(said, policy=Policy("internal", ongoing=True), now=ends - timedelta(days=1)).events) == 1
    assert cleared(Said(kind="abduction", published=None, when=None)).events == (), "nobody says that it is over"


def test_the_embargo_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clear([], PUBLIC, datetime(2024, 1, 1), ATLAS)  # noqa: DTZ001


def test_what_a_project_opens_is_open() -> None:
    person = Said(parties=(GUNMEN, Part("victim", Party("Issa Bamadio", "civilians"))), speakers=("Awa Kontagal",))
    opened = event(person, Policy("internal", names=True, coordinates=True, urls=True))
    assert [a.name for a in opened.side(("victim",))] == ["Issa Bamadio"]
    assert opened.speakers == ("Awa Kontagal",)
    assert opened.where is not None
    assert (opened.where.lat, opened.where.lon) == (14.53127, -4.09412)
    assert opened.tellers[0].url == "https://courier.example/1"
    home = event(Said(where=place("the compound of Issa Bamadio", known=False)), Policy("internal", coordinates=True)).where
    assert home is not None
    assert (home.name, home.lat) == (None, 14.53127)
    named = event(person, Policy("internal", publish=frozenset({"issa bamadio"})))
    assert [a.name for a in named.side(("victim",))] == ["Issa Bamadio"]
    assert named.speakers == ()


@pytest.mark.parametrize(("by", "told"), [("outlawed JNIM", "Jama'at Nusrat al-Islam wal-Muslimin"), ("Emir Issa of JNIM", None), ("the army", None)])
def test_of_who_claims_the_name_of_a_known_body_is_told(by: str, told: str | None) -> None:
    assert [c.by for c in event(Said(claims=(Claim("claimed", by, None),))).claims] == [told]


@pytest.mark.parametrize(
    ("struck", "sensitive"),
    [
        ("an army camp", False), ("a camp", True), ("the camp of the displaced beside the army camp", True), ("the campaign office", False),
        ("Sévaré's clinic", True),
    ],
)  # fmt: skip
def test_words_of_places_make_an_event_sensitive(struck: str, sensitive: bool) -> None:
    assert event(Said(parties=(GUNMEN, Part("target", Party(struck, "object-civilian"))))).sensitive is sensitive


def test_what_a_report_tells_beside_a_sensitive_event_does_not_give_its_place_away() -> None:
    text = "Fighters raided the market of Sévaré. Women were assaulted there."
    raid, assault = exportable(Said(text=text)), exportable(Said(kind="sexual-violence", text=text, parties=(ARMY, VILLAGERS)))
    alone = clear([raid], PUBLIC, NOW, ATLAS).events[0].where
    beside = clear([raid], PUBLIC, NOW, ATLAS, linked_places([raid.incident, assault.incident]))
    assert alone is not None
    assert alone.name == "Sévaré"
    assert beside.events[0].where == clear([assault], PUBLIC, NOW, ATLAS).events[0].where
    assert ("where", "gate.place-linked") in {(loss.what, loss.rule) for loss in beside.losses}
    other = exportable(Said(text="Fighters raided the market of Sévaré, other people say."))
    assert clear([other], PUBLIC, NOW, ATLAS, linked_places([assault.incident])).events[0].where == alone
