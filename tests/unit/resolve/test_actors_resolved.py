from __future__ import annotations

from datetime import date

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.find.actors import find_actors
from tollbook.model.party import Party
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text
from tollbook.resolve.actors import Company, resolve_actor

WORDS = load_actors("en")
DAY = date(2023, 5, 1)
MILITANTS = "Militants of the Islamic State-linked Allied Democratic Forces"


def party(parser: Parser, text: str, quote: str, day: date | None = DAY) -> Party | None:
    mentions = find_actors(parser.parse(read_text(text, Issue())), WORDS)
    mention = next(m for m in reversed(mentions) if m.span.quote(text) == quote)
    return resolve_actor(mention, Company(mentions, day), WORDS)


@pytest.mark.parametrize(
    ("text", "quote", "day", "register"),
    [
        ("Al-Qaida's affiliate in Yemen struck a camp.", "Al-Qaida's affiliate in Yemen", DAY, "aqap"),
        ("Al-Qaida's affiliate in Yemen struck a camp.", "Al-Qaida's affiliate in Yemen", date(2005, 5, 1), None),
        ("Islamic State's Khorasan branch struck a mosque.", "Islamic State's Khorasan branch", DAY, "iskp"),
        ("The Taliban closed the school.", "The Taliban", date(2010, 5, 1), "taliban"),
        ("The Taliban closed the school.", "The Taliban", DAY, "taliban-state"),
        ("The RSF fought the Sudanese army.", "The RSF", date(2022, 1, 1), "rsf-state"),
        ("The RSF fought the Sudanese army.", "The RSF", date(2023, 6, 1), "rsf"),
        ("RSF counted nine reporters in jail.", "RSF", DAY, None),
        ("Reporters Without Borders gave a list. RSF counted nine.", "RSF", DAY, "rsf-ngo"),
        ("The Kenyan army closed the road.", "The Kenyan army", DAY, "ken-forces"),
        ("Two Kenyan soldiers were hurt.", "Two Kenyan soldiers", DAY, "ken-forces"),
        ("MINUSMA left the base.", "MINUSMA", date(2025, 1, 1), None),
        ("Militants took the town.", "Militants", DAY, None),
        ("The army took the town.", "The army", DAY, None),
    ],
)
def test_register_holds_on_the_day(parser: Parser, text: str, quote: str, day: date, register: str | None) -> None:
    got = party(parser, text, quote, day)
    assert got is not None and got.register == register


def test_a_pointing_mention_takes_the_kind_of_what_it_points_to(parser: Parser) -> None:
    got = party(parser, "Masked bandits raided the village. They came on foot.", "They")
    assert got == Party("Masked bandits", "armed-group", None, None, False)


def test_nameless_people_keep_the_noun_that_describes_them(parser: Parser) -> None:
    got = party(parser, "Armed men raided the village. The attackers came on foot.", "The attackers")
    assert got == Party("attackers", "unidentified-armed-group", None, None, True)
    got = party(parser, "Armed men raided the village. They came on foot.", "They")
    assert got == Party("Armed men", "unidentified-armed-group", None, None, True)


def test_a_pronoun_without_antecedent_is_nobody(parser: Parser) -> None:
    assert party(parser, "They came at night.", "They") is None


def test_ruling_movement_is_a_government(parser: Parser) -> None:
    got = party(parser, "The Taliban closed the school.", "The Taliban")
    assert got is not None and (got.kind, got.country) == ("government", "AFG")


def test_a_linked_group_is_not_the_one_it_is_linked_to(parser: Parser) -> None:
    got = party(parser, "Militants of the Islamic State-linked Allied Democratic Forces burned a hut.", MILITANTS)
    assert got is not None and got.register == "adf"


@pytest.mark.parametrize(("country", "register"), [("IND", "maoists-ind"), ("PHL", "npa"), (None, None)])
def test_a_shared_name_is_told_by_the_country_of_the_places(parser: Parser, country: str | None, register: str | None) -> None:
    mentions = find_actors(parser.parse(read_text("Maoist rebels ambushed a patrol.", Issue())), WORDS)
    got = resolve_actor(mentions[0], Company(mentions, DAY, frozenset(filter(None, [country]))), WORDS)
    assert got is not None and (got.kind, got.register) == ("rebel-group", register)


def test_whom_somebody_is_to_free_is_not_himself(parser: Parser) -> None:
    assert party(parser, "The ELN said it would release them soon.", "them") is None
