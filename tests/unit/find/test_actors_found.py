from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tollbook.codebook.actors import ActorRule, load_actors
from tollbook.find.actors import find_actors, party_of
from tollbook.model.mention import Actor, Mention
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_actors("en")


def found(parser: Parser, text: str) -> list[tuple[str, Mention, Actor]]:
    report = read_text(text, Issue())
    mentions = find_actors(parser.parse(report), WORDS)
    return [(m.span.quote(text), m, m.value) for m in mentions if isinstance(m.value, Actor)]


def actor(parser: Parser, text: str, quote: str) -> Actor:
    return next(a for q, _, a in found(parser, text) if q == quote)


def examples() -> Iterator[Any]:
    for rule in (*WORDS.file.heads, *WORDS.file.modifiers):
        for n, (sentence, name) in enumerate(rule.examples.items()):
            yield pytest.param(rule, sentence, name, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in (*WORDS.file.heads, *WORDS.file.modifiers):
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(rule, sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("rule", "sentence", "name"), list(examples()))
def test_example(parser: Parser, rule: ActorRule, sentence: str, name: str) -> None:
    kinds = {a.name.lower().removeprefix("the "): a.kind for _, _, a in found(parser, sentence)}
    assert name.lower().removeprefix("the ") in kinds
    assert rule.open or kinds[name.lower().removeprefix("the ")] == rule.kind


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: ActorRule, sentence: str) -> None:
    for _, m, a in found(parser, sentence):
        assert m.by != rule.id
        assert rule in WORDS.file.heads or a.kind != rule.kind


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("Niger's interior ministry blamed the rebels.", "Niger's interior ministry", ("Niger's interior ministry", "government", "NER", None)),
        ("Kenyan troops crossed the river.", "Kenyan troops", ("Kenyan troops", "state-forces", "KEN", None)),
        ("A Chadian court freed the men.", "A Chadian court", ("Chadian court", "judiciary", "TCD", None)),
        ("Chad expelled nine foreign envoys.", "Chad", ("Chad", "government", "TCD", None)),
        ("Nine members of the civil guard died.", "Nine members of the civil guard", ("members of the civil guard", "civil-defence", None, None)),
        ("The Arakan Army took the town.", "The Arakan Army", ("Arakan Army", "rebel-group", "MMR", "aa")),
        ("Al-Shabaab said it had done it.", "Al-Shabaab", ("Al-Shabaab", "jihadist-group", None, "shabaab")),
        ("Boko Haram gunmen burned the school.", "Boko Haram gunmen", ("Boko Haram gunmen", "jihadist-group", None, "boko-haram")),
        ("Police spokesman John Doe gave the toll.", "Police spokesman John Doe", ("Police spokesman John Doe", "police", None, None)),
        ("Rebels attacked an army post.", "an army post", ("army post", "object-military", None, None)),
        ("Gunmen stormed a health post.", "a health post", ("health post", "object-civilian", None, None)),
        ("Maiduguri market bombing kills six", "Maiduguri market", ("Maiduguri market", "object-civilian", None, None)),
        ("Monday market bombing kills six", "market", ("market", "object-civilian", None, None)),
        ("The toll has risen to twenty after seven people died.", "seven people", ("people", "civilians", None, None)),
        ("A shell hit a six-storey house.", "a six-storey house", ("six-storey house", "object-civilian", None, None)),
        ("Armed Boko Haram men raided the camp.", "Armed Boko Haram men", ("Armed Boko Haram men", "jihadist-group", None, "boko-haram")),
        ("Malian forces closed the road.", "Malian forces", ("Malian forces", "state-forces", "MLI", None)),
        ("Iran-backed forces left.", "Iran-backed forces", ("Iran-backed forces", "other", None, None)),
        ("Two clerks were shot by Syrian snipers.", "Syrian snipers", ("Syrian snipers", "state-forces", "SYR", None)),
        ("Chadian airstrikes hit the camp.", "Chadian", ("Chadian", "state-forces", "TCD", "tcd-forces")),
        ("A Chadian military jet bombed the camp.", "Chadian military", ("Chadian military", "state-forces", "TCD", "tcd-forces")),
        ("Chadian agents took a clerk away.", "Chadian agents", ("Chadian agents", "state-forces", "TCD", None)),
        ("The Department of Justice charged a clerk.", "The Department of Justice", ("Department of Justice", "government", None, None)),
        ("Security staff of the mine beat a clerk.", "Security staff", ("Security staff", "other", None, None)),
        ("MONUSCO peacekeepers fired warning shots.", "MONUSCO peacekeepers", ("MONUSCO peacekeepers", "peacekeepers", "COD", "monusco")),
    ],
)
def test_party_is_named_and_placed(parser: Parser, text: str, quote: str, wanted: tuple[str | None, ...]) -> None:
    a = actor(parser, text, quote)
    assert (a.name, a.kind, a.country, a.register) == wanted


@pytest.mark.parametrize("text", ["He was convicted of the Paris bombing.", "Six men were held over London bombings."])
def test_a_capital_before_an_attack_is_where_it_was(parser: Parser, text: str) -> None:
    assert not [m for _, m, a in found(parser, text) if a.kind == "state-forces"]


def test_a_capital_whose_strikes_they_are_is_its_forces(parser: Parser) -> None:
    assert [q for q, _, a in found(parser, "Moscow's airstrikes hit the camp.") if a.kind == "state-forces"] == ["Moscow"]


@pytest.mark.parametrize(
    "text", ["The force left.", "A Kenyan mall attack killed ten people.", "French nurses went on strike.", "Chadian artists met."]
)
def test_states_without_arms_do_not_strike(parser: Parser, text: str) -> None:
    assert not [a for _, m, a in found(parser, text) if m.by == "actor.state-arms" or a.kind == "state-forces"]


@pytest.mark.parametrize(
    "phrase", ["Gunmen", "Unidentified men", "Armed men", "Unknown assailants", "Masked attackers", "Heavily armed men", "Men armed with knives"]
)
def test_those_known_only_by_their_arms_are_unidentified(parser: Parser, phrase: str) -> None:
    (_, _, a), *_ = found(parser, f"{phrase} attacked the town.")
    assert a.unidentified and a.kind == "unidentified-armed-group" and a.register is None


@pytest.mark.parametrize("phrase", ["Militants", "Rebels", "Islamist fighters", "Jihadists", "Bandits"])
def test_fighters_without_a_name_are_not_unidentified(parser: Parser, phrase: str) -> None:
    (_, _, a), *_ = found(parser, f"{phrase} attacked the town.")
    assert not a.unidentified and a.kind == "armed-group" and a.register is None


def test_names_in_apposition_are_one_mention(parser: Parser) -> None:
    a = actor(parser, "The Kachin Independence Army, known as the KIA, took the hill.", "The Kachin Independence Army, known as the KIA")
    assert a.register == "kia"


def test_role_in_apposition_gives_a_person_a_kind(parser: Parser) -> None:
    a = actor(parser, "John Doe, a commander in the Arakan Army, spoke to reporters.", "John Doe, a commander in the Arakan Army")
    assert (a.name, a.kind) == ("John Doe", "rebel-group")


def test_acronyms_need_their_capitals(parser: Parser) -> None:
    assert not [a for _, _, a in found(parser, "The upc label was torn.") if a.register]


def test_no_group_is_nobody(parser: Parser) -> None:
    assert not [q for q, _, _ in found(parser, "No group has claimed the attack.") if "group" in q.lower()]


def test_a_country_as_a_place_is_nobody(parser: Parser) -> None:
    assert not [a for _, _, a in found(parser, "Mali lies north of the river. Six people died in Mali.") if a.kind == "government"]


def test_a_place_is_no_person(parser: Parser) -> None:
    assert not [a for _, _, a in found(parser, "Kessarou lies on the main road.") if a.kind == "other"]


def test_every_quote_stands_in_the_text_and_none_overlaps(parser: Parser) -> None:
    text = "Armed men raided Dorra. They killed two farmers, who had fled, and the army said it would hunt the attackers."
    spans = [m.span for _, m, _ in found(parser, text)]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))
    for quote, _, a in found(parser, text):
        assert a.name in quote


def test_party_of_gives_the_mention_that_holds_a_word(parser: Parser) -> None:
    report = read_text("Two members of the civil guard died.", Issue())
    parse = parser.parse(report)
    mentions = find_actors(parse, WORDS)
    assert party_of(mentions, parse.tokens[1]) is mentions[0]
    assert party_of(mentions, parse.tokens[6]) is None


def test_a_tail_the_parser_hangs_before_its_noun_is_no_tail(parser: Parser) -> None:
    assert found(parser, "He is everything that General Kessou of Dorra is not.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenyan and Ugandan officials met on Monday.", [("Kenyan", "KEN"), ("Ugandan officials", "UGA")]),
        ("A Kenyan official met farmers on Monday.", [("A Kenyan official", "KEN"), ("farmers", None)]),
    ],
)
def test_people_of_several_states_are_several_parties(parser: Parser, text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(q, a.country) for q, _, a in found(parser, text)] == wanted


@pytest.mark.parametrize(
    ("text", "quote", "country"),
    [
        ("The rebels rejected a Kenyan proposal.", "Kenyan", "KEN"),
        ("The envoy praised Kenya's efforts.", "Kenya's", "KEN"),
        ("The king sent food to Kenya.", "Kenya", "KEN"),
        ("The junta held talks with Kenya on Monday.", "Kenya", "KEN"),
        ("The bloc called on Kenya to open the port.", "Kenya", "KEN"),
        ("The bloc accused the United States of spying.", "United States", "USA"),
    ],
)
def test_a_country_stands_for_its_government_where_only_that_can_be_meant(parser: Parser, text: str, quote: str, country: str) -> None:
    assert {a.country for q, _, a in found(parser, text) if q.startswith(quote.removesuffix("'s"))} == {country}


@pytest.mark.parametrize("text", ["Ethnic Albanians marched on Monday.", "Two ethnic Albanian rebels marched on Monday."])
def test_a_people_is_no_state(parser: Parser, text: str) -> None:
    assert [a.country for _, _, a in found(parser, text)] == [None]


@pytest.mark.parametrize("text", ["He drank a Kenyan coffee.", "The road leads to Kenya.", "Kenya's hills are green."])
def test_a_country_is_nobody_elsewhere(parser: Parser, text: str) -> None:
    assert not [q for q, _, a in found(parser, text) if a.country == "KEN"]


def test_officers_are_of_the_force_told_before_them(parser: Parser) -> None:
    assert actor(parser, "Police came at noon. Three officers beat a clerk.", "Three officers").kind == "police"
    assert actor(parser, "The army came at noon. Three officers beat a clerk.", "Three officers").kind == "state-forces"
    assert actor(parser, "Three officers beat a clerk.", "Three officers").kind == "other"
    assert actor(parser, "Police came at noon. A loan officer spoke.", "A loan officer").kind == "other"
    assert actor(parser, "Police came at noon. The chief executive officer spoke.", "The chief executive officer").kind == "other"


def test_family_members_are_nobody_s_men(parser: Parser) -> None:
    assert actor(parser, "His family members were held.", "His family members").kind == "civilians"
