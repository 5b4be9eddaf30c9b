from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tollbook.codebook.scope import load_cues
from tollbook.find.cues import find_cues
from tollbook.model.mention import Cue, Mention
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_cues("en")


def cues(parser: Parser, text: str) -> tuple[Mention, ...]:
    return find_cues(parser.parse(read_text(text, Issue())), WORDS)


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
    assert (rule, quote) in [(m.by, m.span.quote(sentence)) for m in cues(parser, sentence)]


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    assert rule not in [m.by for m in cues(parser, sentence)]


def test_the_effects_are_those_a_cue_can_have() -> None:
    assert {r.effect for r in WORDS.rules} == {"negated", "alleged", "hypothetical", "future", "denied", "background"}


def test_mentions_stand_in_text_order_and_know_their_word(parser: Parser) -> None:
    text = "If rebels attack, nobody will leave."
    parse = parser.parse(read_text(text, Issue()))
    found = find_cues(parse, WORDS)
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert all(parse.tokens[m.head].span == m.span and isinstance(m.value, Cue) for m in found)
