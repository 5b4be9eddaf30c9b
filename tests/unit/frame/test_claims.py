from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.codebook.claims import Expected, load_claims
from tollbook.find.actors import find_actors
from tollbook.frame.claims import find_claims
from tollbook.model.frame import ClaimTold
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

ACTORS, WORDS = load_actors("en"), load_claims("en")
RULES = {rule.id: rule for rules in WORDS.rules.values() for rule in rules}.values()


def found(parser: Parser, text: str) -> list[tuple[ClaimTold, Expected]]:
    """The claims with what an example says of each."""
    parse = parser.parse(read_text(text, Issue()))
    claims = find_claims(parse, find_actors(parse, ACTORS), WORDS)
    return [
        (
            c,
            {
                "stance": c.stance,
                "speaker": c.speaker.span.quote(text) if c.speaker else None,
                "accused": c.accused.span.quote(text) if c.accused else None,
                "about": None if c.about is None else parse.tokens[c.about].text,
            },
        )
        for c in claims
    ]


def examples() -> Iterator[Any]:
    for rule in RULES:
        for n, (sentence, wanted) in enumerate(rule.examples.items()):
            yield pytest.param(rule.id, sentence, wanted, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in RULES:
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("rule", "sentence", "wanted"), list(examples()))
def test_example(parser: Parser, rule: str, sentence: str, wanted: Expected) -> None:
    assert [(c.by, told) for c, told in found(parser, sentence)] == [(rule, {"accused": None, **wanted})]


@pytest.mark.parametrize("sentence", list(counters()))
def test_counter_example(parser: Parser, sentence: str) -> None:
    assert found(parser, sentence) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Late on Monday no group had claimed responsibility for the attack.", "no group had claimed responsibility for the attack"),
        ("On Monday Boko Haram said it was behind the raid on the camp.", "Boko Haram said it was behind the raid"),
        ("Ten men died in an ambush claimed by the TTP.", "ambush claimed by the TTP"),
    ],
)
def test_a_claim_quotes_its_words(parser: Parser, text: str, quote: str) -> None:
    assert [s.quote(text) for c, _ in found(parser, text) for s in c.spans] == [quote]


def test_one_verb_can_claim_two_events(parser: Parser) -> None:
    text = "Boko Haram boasted of the raid, and also of an ambush in August."
    assert [told["about"] for _, told in found(parser, text)] == ["raid", "ambush"]
