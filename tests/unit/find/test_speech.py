from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tollbook.codebook.scope import load_speech
from tollbook.find.speech import find_speech
from tollbook.model.mention import Mention, Speech
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_speech("en")


def speech(parser: Parser, text: str) -> tuple[Mention, ...]:
    return find_speech(parser.parse(read_text(text, Issue())), WORDS)


def examples() -> Iterator[Any]:
    for rule in WORDS.rules:
        for n, (sentence, quote) in enumerate(rule.examples.items()):
            yield pytest.param(rule.id, sentence, quote, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in WORDS.rules:
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(rule.id, sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("rule", "sentence", "quote"), list(examples()))
def test_example(parser: Parser, rule: str, sentence: str, quote: str) -> None:
    assert (rule, quote) in [(m.by, m.span.quote(sentence)) for m in speech(parser, sentence)]


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    assert rule not in [m.by for m in speech(parser, sentence)]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("In a statement, the junta said the border was shut.", ["say"]),
        ("The coast guard denied firing and demanded the release of its crew.", ["deny", "demand"]),
        ("The guild accused the mayor of arson, according to a clerk.", ["accuse", "say"]),
        ("The clans threatened to block the canal, Chad's envoy announced.", ["threaten", "announce"]),
        ("Bandits torched a mill at dusk.", []),
    ],
)
def test_acts(parser: Parser, sentence: str, acts: list[str]) -> None:
    assert [m.value.act for m in speech(parser, sentence) if isinstance(m.value, Speech)] == acts


def test_the_acts_are_those_speech_can_have() -> None:
    assert {r.act for r in WORDS.rules} == {"say", "deny", "claim", "accuse", "demand", "threaten", "ask", "announce"}
