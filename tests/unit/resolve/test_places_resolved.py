"""Names in reports taken for places."""

from __future__ import annotations

import pytest

from tollbook.codebook.places import load_places
from tollbook.find.places import PlaceTools, find_places
from tollbook.model.place import Gazetteer, Place, PlacePrecision
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text
from tollbook.resolve.places import resolve_places
from tollbook.resolve.relative import Spot, distance_km


def resolved(text: str, parser: Parser, gazetteer: Gazetteer, country: str | None = None) -> dict[str, Place]:
    report = read_text(text, Issue(country=country))
    mentions = find_places(parser.parse(report), report, PlaceTools(load_places("en"), gazetteer))
    return {p.name: p for p in resolve_places(mentions, report, gazetteer).values()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Tripoli, Lebanon.", ("Tripoli", "LBN", PlacePrecision.EXACT)),
        ("A bomb went off in Tripoli, Libya.", ("Tripoli", "LBY", PlacePrecision.EXACT)),
        ("Gunmen raided a camp in Niger State, Nigeria.", ("Niger", "NGA", PlacePrecision.ADMIN1)),
        ("Gunmen raided a camp in Niger.", ("Niger", "NER", PlacePrecision.COUNTRY)),
        ("Police were shot at in Birmingham, Alabama.", ("Birmingham", "USA", PlacePrecision.EXACT)),
        ("Two men were shot in Borno.", ("Borno", "NGA", PlacePrecision.ADMIN1)),
        ("Clashes went on in Goma in eastern Congo.", ("Goma", "COD", PlacePrecision.EXACT)),
        ("Five people died in Kidal.", ("Kidal", "MLI", PlacePrecision.EXACT)),
        ("Five people died in Henderson County, Texas.", ("Henderson County", "USA", PlacePrecision.ADMIN2)),
        ("Two men were shot in Hurricane, W.Va., on Monday.", ("Hurricane", "USA", PlacePrecision.EXACT)),
        ("Shots were heard in the north of Mali.", ("in the north of Mali", "MLI", PlacePrecision.AREA)),
        ("Raids went on in Borno, Yobe and Adamawa states of Nigeria.", ("Borno", "NGA", PlacePrecision.ADMIN1)),
        ("Storms hit Butler, Clark and Warren counties in Ohio.", ("Butler", "USA", PlacePrecision.ADMIN2)),
        ("A gunman fired at Jordan Middle School in Minnesota.", ("Jordan", "USA", PlacePrecision.EXACT)),
        ("Israeli forces raided the Jabalia refugee camp.", ("Jabalia", "PSE", PlacePrecision.EXACT)),
        ("Four people were shot in the Zamzam IDP Camp.", ("Zamzam", "SDN", PlacePrecision.EXACT)),
        ("A man was shot dead in Cox’s Bazar district, Chittagong division.", ("Cox’s Bazar", "BGD", PlacePrecision.ADMIN2)),
        ("Shops were looted in Dorrabo village, Sourou province, Burkina Faso.", ("Dorrabo", "BFA", PlacePrecision.ADMIN2)),
        ("Three people died in northern Mali.", ("Mali", "MLI", PlacePrecision.AREA)),
        ("Two men were kidnapped in Mangu Local Government Area of Plateau State, Nigeria.", ("Mangu", "NGA", PlacePrecision.EXACT)),
        ("Two Chechen villages were shelled.", ("Chechnya", "RUS", PlacePrecision.ADMIN1)),
        ("A bus was hit between Gao and Ansongo.", ("between Gao and Ansongo", "MLI", PlacePrecision.AREA)),
    ],
)
def test_a_name_is_taken_for_the_place_meant(text: str, expected: tuple[str, str, PlacePrecision], parser: Parser, gazetteer: Gazetteer) -> None:
    name, country, precision = expected
    place = resolved(text, parser, gazetteer)[name]
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None and place.radius_km is not None


def test_a_small_namesake_abroad_is_not_taken(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Soldiers fought in the village of Springfield in Mali on Monday.", parser, gazetteer)["Springfield"]
    assert place.country == "MLI" and place.precision is PlacePrecision.UNRESOLVED and place.lat is None


def test_a_namesake_outside_the_country_told_is_not_taken(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Men raided the town of Kouri in Niger.", parser, gazetteer)["Kouri"]
    assert place.country == "NER" and place.lat is None


def test_a_namesake_abroad_is_not_in_the_province_told(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Two men were shot in Birmingham district, Borno state.", parser, gazetteer)["Birmingham"]
    assert (place.country, place.admin1) == ("NGA", "Borno")


def test_a_misspelt_name_needs_a_country_and_a_word_on_where_it_lies(parser: Parser, gazetteer: Gazetteer) -> None:
    told = resolved("Gunmen hit Bandiagarra, a town about 60 km from Mopti in Mali.", parser, gazetteer)["Bandiagarra"]
    assert told.country == "MLI" and told.gazetteer is not None
    assert resolved("Gunmen hit the quarter of Dasht-e-Barchi in Kabul.", parser, gazetteer)["Dasht-e-Barchi"].admin1 in (None, "Kabul")


def test_an_ambiguous_name_alone_stays_unresolved(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Police in Springfield held two men.", parser, gazetteer)["Springfield"]
    assert place.country is None and place.precision is PlacePrecision.UNRESOLVED


def test_the_prior_breaks_a_tie_but_does_not_overrule(parser: Parser, gazetteer: Gazetteer) -> None:
    assert resolved("Three died in Koro.", parser, gazetteer, "MLI")["Koro"].country == "MLI"
    assert resolved("Three died in Paris, France.", parser, gazetteer, "MLI")["Paris"].country == "FRA"


def test_an_unknown_village_told_by_distance_and_direction_is_computed(parser: Parser, gazetteer: Gazetteer) -> None:
    lead = "Gunmen hit the village of Dorrakessi, about 40 kilometers from the capital, Niamey, in Niger."
    text = f"{lead}\n\nDorrakessi lies on the main road east of Niamey."
    place = resolved(text, parser, gazetteer)["Dorrakessi"]
    niamey = gazetteer.capital("NER")
    assert niamey is not None and place.lat is not None and place.lon is not None
    assert place.how == "relative" and place.country == "NER" and place.gazetteer is None
    assert distance_km(Spot(niamey.lat, niamey.lon), Spot(place.lat, place.lon)) == pytest.approx(40, abs=0.5)
    assert place.lon > niamey.lon


def test_a_named_town_too_far_from_what_is_told_is_refused(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("A bus was hit in Zinder, about 30 km from Niamey, in Niger.", parser, gazetteer)["Zinder"]
    assert place.precision is not PlacePrecision.EXACT


def test_a_distance_from_the_capital_in_play_is_a_ring(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Troops searched Zinder in Niger on Monday. A post 15 kilometers from the capital was hit on Tuesday."
    place = next(p for n, p in resolved(text, parser, gazetteer).items() if "15 kilometers" in n)
    assert place.country == "NER" and place.radius_km == pytest.approx(15.8) and place.precision is PlacePrecision.AREA


def test_the_capital_is_unknown_where_no_country_is(parser: Parser, gazetteer: Gazetteer) -> None:
    place = next(p for n, p in resolved("A post 15 kilometers from the capital was hit.", parser, gazetteer).items() if "capital" in n)
    assert place.precision is PlacePrecision.UNRESOLVED and place.country is None


def test_near_is_near(parser: Parser, gazetteer: Gazetteer) -> None:
    place = resolved("Shots were fired near Maradi, Niger.", parser, gazetteer)["Maradi"]
    assert place.precision is PlacePrecision.NEAR and place.radius_km == 15 and place.country == "NER"


def test_an_attackers_country_is_not_the_place_s(parser: Parser, gazetteer: Gazetteer) -> None:
    places = resolved("In the village of Dorrakessi, Russian and French troops shot two men.", parser, gazetteer)
    assert places["Dorrakessi"].country is None


def test_same_text_same_answer(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Rebels from Chad crossed into Niger and shelled Diffa, Bosso and a camp between Diffa and Zinder."
    assert resolved(text, parser, gazetteer) == resolved(text, parser, gazetteer)
