from __future__ import annotations

from typing import Any

import pytest

from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.kinds import load_kinds
from tollbook.find.deeds import find_deeds
from tollbook.model.mention import Deed, Mention
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

RULES = load_deeds("en")


def found(parser: Parser, text: str) -> dict[str, Mention]:
    report = read_text(text, Issue())
    return {m.span.quote(report.text): m for m in find_deeds(parser.parse(report), RULES)}


def examples() -> list[Any]:
    told = [(rule.id, n, *told) for rule in RULES.by_id.values() for n, told in enumerate(rule.examples.items())]
    return [pytest.param(rule, sentence, word, id=f"{rule}-{n}") for rule, n, sentence, word in told]


def counters() -> list[Any]:
    return [pytest.param(rule.id, sentence, id=f"{rule.id}-not-{n}") for rule in RULES.by_id.values() for n, sentence in enumerate(rule.counter)]


@pytest.mark.parametrize(("rule", "sentence", "word"), examples())
def test_example(parser: Parser, rule: str, sentence: str, word: str) -> None:
    told = found(parser, sentence)
    assert word in told, {w: m.by for w, m in told.items()}
    deed = told[word].value
    assert isinstance(deed, Deed)
    assert told[word].by == rule or deed.kind == RULES.by_id[rule].kind, told[word].by


@pytest.mark.parametrize(("rule", "sentence"), counters())
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    assert rule not in {m.by for m in found(parser, sentence).values()}


@pytest.mark.parametrize("rule", RULES.by_id.values(), ids=lambda r: r.id)
def test_rule_gives_a_kind_of_the_codebook(rule: Any) -> None:
    assert rule.kind in load_kinds()
    assert bool(rule.verb) != bool(rule.noun)


def test_every_rule_is_the_one_that_reads_an_example_of_its_own(parser: Parser) -> None:
    unread = {r.id for r in RULES.by_id.values() if not any(m.by == r.id for s in r.examples for m in found(parser, s).values())}
    assert not unread
