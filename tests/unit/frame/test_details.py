from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.details import load_details
from tollbook.codebook.times import load_times
from tollbook.find.actors import find_actors
from tollbook.find.deeds import find_deeds
from tollbook.find.times import find_times
from tollbook.frame.details import details_of
from tollbook.model.frame import Detail
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

ACTORS, DEEDS, TIMES, WORDS = load_actors("en"), load_deeds("en"), load_times("en"), load_details("en")


def details(parser: Parser, text: str) -> list[Detail]:
    """The details of all deeds in the text."""
    report = read_text(text, Issue())
    parse = parser.parse(report)
    mentions = (*find_actors(parse, ACTORS), *find_times(parse, report, TIMES))
    return [d for deed in find_deeds(parse, DEEDS) for d in details_of(deed, parse, mentions, WORDS)]


def examples() -> Iterator[Any]:
    for rule in WORDS.rules.values():
        for n, (sentence, value) in enumerate(rule.examples.items()):
            yield pytest.param(rule.id, sentence, value, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in WORDS.rules.values():
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(rule.id, sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("rule", "sentence", "value"), list(examples()))
def test_example(parser: Parser, rule: str, sentence: str, value: str) -> None:
    assert (rule, value) in [(d.by, d.value) for d in details(parser, sentence)]


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    family = rule[: rule.index(".") + 1]
    assert not [d for d in details(parser, sentence) if d.by.startswith(family)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("A court sentenced two men to 20 years in prison.", {"prison"}),
        ("A court sentenced two men to six months suspended.", {"suspended"}),
        ("The court gave him a two-year suspended sentence.", {"suspended"}),
        ("A court jailed him for a year and fined him 900 dollars.", {"prison", "fine"}),
    ],
)
def test_what_a_term_is(parser: Parser, text: str, what: set[str]) -> None:
    assert {d.what for d in details(parser, text)} == what


def test_motives_and_instruments_quote_the_text(parser: Parser) -> None:
    text = "Late on Monday raiders attacked a village with machetes in retaliation for a theft."
    assert {(d.sort, d.value) for d in details(parser, text)} == {("instrument", "machetes"), ("motive", "in retaliation for a theft")}
    assert all(d.span.quote(text) == d.value for d in details(parser, text))


def test_weapons_come_before_what_carries_them(parser: Parser) -> None:
    told = [d.value for d in details(parser, "A military jet dropped two bombs on a school.") if d.sort == "instrument"]
    assert told == ["two bombs", "military jet"]
