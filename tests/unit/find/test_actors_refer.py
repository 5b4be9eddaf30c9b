from __future__ import annotations

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.find.actors import find_actors
from tollbook.model.mention import Actor
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_actors("en")


def target(parser: Parser, text: str, quote: str) -> str | None:
    """What the last mention with that wording points to."""
    mentions = find_actors(parser.parse(read_text(text, Issue())), WORDS)
    values = [m.value for m in mentions if m.span.quote(text) == quote and isinstance(m.value, Actor)]
    return values[-1].refers.quote(text) if values and values[-1].refers else None


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("Armed men raided the village. The attackers came on foot.", "The attackers", "Armed men"),
        ("Niger's interior ministry named two towns. The ministry gave no toll.", "The ministry", "Niger's interior ministry"),
        ("Sixty Kenyan troops crossed the river. Villagers fed the soldiers.", "the soldiers", "Sixty Kenyan troops"),
        ("The ministry said it would act.", "it", "The ministry"),
        ("Chad freed nine Kenyan troops and sent them home.", "them", "nine Kenyan troops"),
        ("Rebels who held the bridge fled.", "who", "Rebels"),
        ("Al-Shabaab struck a base. The group has fought since 2006.", "The group", "Al-Shabaab"),
        ("Colonel John Doe gave the toll. Doe named nobody.", "Doe", "Colonel John Doe"),
        ("Al-Shabaab fighters raided the village. The attackers came on foot.", "The attackers", "Al-Shabaab fighters"),
        ("Militiamen raided the village. The attackers came on foot.", "The attackers", "Militiamen"),
        ("The army said that they had killed two men.", "they", "The army"),
        ("A doctor counted ten dead. She had no beds left.", "She", "A doctor"),
    ],
)
def test_what_plainly_points_back(parser: Parser, text: str, quote: str, wanted: str) -> None:
    assert target(parser, text, quote) == wanted


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The attackers came on foot.", "The attackers"),
        ("It was dark when soldiers came.", "It"),
        ("A woman wept. He left.", "He"),
        ("Al-Shabaab fighters were killed in a raid. The attackers came on foot.", "The attackers"),
        ("Al-Shabaab claimed the raid. The attackers came on foot.", "The attackers"),
        ("The aid group said that they were freed late on Monday.", "they"),
    ],
)
def test_what_points_nowhere_is_left(parser: Parser, text: str, quote: str) -> None:
    assert target(parser, text, quote) is None


def test_its_men_belong_to_the_group(parser: Parser) -> None:
    text = "Al-Shabaab said its men had laid the bomb."
    mentions = find_actors(parser.parse(read_text(text, Issue())), WORDS)
    men = next(m.value for m in mentions if m.span.quote(text) == "its men")
    assert isinstance(men, Actor) and men.register == "shabaab"
