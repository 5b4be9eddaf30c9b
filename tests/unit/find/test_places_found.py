"""Places found in texts."""

from __future__ import annotations

import pytest

from tollbook.codebook.files import load_table
from tollbook.codebook.places import NotEventRule, PlaceFile, RelativeRule, load_places
from tollbook.find.places import PlaceTools, find_places
from tollbook.model.mention import Mention
from tollbook.model.place import Gazetteer, Toponym
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

FILE = load_table("lexicon/en/places.yml", PlaceFile)


def places(text: str, parser: Parser, gazetteer: Gazetteer) -> list[tuple[Mention, Toponym]]:
    report = read_text(text, Issue())
    found = find_places(parser.parse(report), report, PlaceTools(load_places("en"), gazetteer))
    return [(m, m.value) for m in found if isinstance(m.value, Toponym)]


def named(text: str, parser: Parser, gazetteer: Gazetteer) -> dict[str, Toponym]:
    return {v.name: v for _, v in places(text, parser, gazetteer) if v.name}


@pytest.mark.parametrize("rule", FILE.relative, ids=lambda r: r.id)
def test_relative_phrases_are_found_in_their_examples(rule: RelativeRule, parser: Parser, gazetteer: Gazetteer) -> None:
    pattern = next(p.pattern for p in load_places("en").relative if p.id == rule.id)
    for example in rule.examples:
        assert pattern.search(example), example
        assert any(m.by == rule.id or v.told or v.relation for m, v in places(example, parser, gazetteer)), example


@pytest.mark.parametrize("rule", FILE.relative, ids=lambda r: r.id)
def test_relative_phrases_are_not_found_in_their_counter_examples(rule: RelativeRule, parser: Parser, gazetteer: Gazetteer) -> None:
    assert not any(m.by == rule.id for text in rule.counter for m, _ in places(text, parser, gazetteer))


@pytest.mark.parametrize("rule", FILE.not_event, ids=lambda r: r.id)
def test_no_event_place_in_the_examples(rule: NotEventRule, parser: Parser, gazetteer: Gazetteer) -> None:
    for example in rule.examples:
        found = [v for v in named(example, parser, gazetteer).values() if not v.demonym]
        assert all(not v.event for v in found), example


@pytest.mark.parametrize("rule", [r for r in FILE.not_event if r.direct], ids=lambda r: r.id)
def test_an_event_place_in_the_counter_examples(rule: NotEventRule, parser: Parser, gazetteer: Gazetteer) -> None:
    for example in rule.counter:
        assert any(v.event for v in named(example, parser, gazetteer).values()), example


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("A mine went off in the town of Dorra in Nigeria's northeastern Borno state.", "Dorra", ("Borno", "Nigeria")),
        ("Shells fell on Kharkiv, Ukraine, at noon.", "Kharkiv", ("Ukraine",)),
        ("Two died in Aboke village, Zamfara State, Nigeria.", "Aboke", ("Zamfara", "Nigeria")),
        ("Fighters left Goma, the capital of North Kivu province.", "Goma", ("North Kivu",)),
        ("Two died in Aboke village, Niger State, Nigeria.", "Aboke", ("Niger State", "Nigeria")),
    ],
)
def test_containers_are_read(text: str, name: str, within: tuple[str, ...], parser: Parser, gazetteer: Gazetteer) -> None:
    assert named(text, parser, gazetteer)[name].within == within


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram and the Wagner Group denied it.",
        "Islamic State said its men did it.",
        "President Joe Biden met Chancellor Olaf Scholz.",
        "In July the rains came.",
        "The Lake Party won the vote.",
    ],
)
def test_bodies_people_and_months_are_no_places(text: str, parser: Parser, gazetteer: Gazetteer) -> None:
    assert not [v for _, v in places(text, parser, gazetteer) if v.name and v.event]


def test_a_name_in_apposition_keeps_what_is_told_of_it(parser: Parser, gazetteer: Gazetteer) -> None:
    found = named("Gunmen hit the village of Dorra, about 40 kilometers from the capital, Niamey.", parser, gazetteer)["Dorra"]
    (told,) = found.told
    assert told.anchors == ("Niamey",) and told.relation.km == 40 and told.relation.hedged


def test_the_capital_without_a_name_is_flagged(parser: Parser, gazetteer: Gazetteer) -> None:
    found = [v for _, v in places("A post just 15 kilometers from the capital was hit.", parser, gazetteer) if v.relation]
    assert found[0].relation is not None and found[0].relation.capital and found[0].relation.km == 15 and found[0].anchors == ()


def test_a_country_that_acts_or_owns_is_no_event_place(parser: Parser, gazetteer: Gazetteer) -> None:
    found = named("Niger's interior ministry said Togo had closed the road.", parser, gazetteer)
    assert not found["Niger"].event and not found["Togo"].event
    assert named("Niger has been under curfew.", parser, gazetteer)["Niger"].event


def test_demonyms_are_no_event_places_unless_a_place_noun_follows(parser: Parser, gazetteer: Gazetteer) -> None:
    assert not named("Two Chadian soldiers died.", parser, gazetteer)["Chadian"].event
    assert named("It hit a northern Chadian town.", parser, gazetteer)["Chadian"].event


def test_venues_are_joined_to_their_names(parser: Parser, gazetteer: Gazetteer) -> None:
    found = named("A bomb hit a cattle market in Maradi.", parser, gazetteer)
    assert found["Maradi"].common == "cattle market"


def test_every_span_quotes_what_it_says(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Rebels seized the town of Dorra, 12 km south of Maradi, and a post near the border with Nigeria."
    for mention, value in places(text, parser, gazetteer):
        assert not value.name or value.name in mention.span.quote(text)


@pytest.mark.parametrize("text", ["A bomb killed two in Ethiopia's Amhara region.", "A bomb killed two in Ethiopia's northern Amhara region."])
def test_a_countrys_own_region_is_a_place_whatever_people_bear_its_name(text: str, parser: Parser, gazetteer: Gazetteer) -> None:
    assert set(named(text, parser, gazetteer)) == {"Ethiopia", "Amhara"}
