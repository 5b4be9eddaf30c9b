from __future__ import annotations

from typing import Any

import pytest

from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.figurative import load_figurative
from tollbook.find.deeds import find_deeds
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

RULES = load_deeds("en")
WORDS = load_figurative("en")


def violent(parser: Parser, sentence: str) -> list[str]:
    return [m.by for m in find_deeds(parser.parse(read_text(sentence, Issue())), RULES) if m.by in RULES.figurable]


def sentences(counter: bool) -> list[Any]:
    return [pytest.param(s, id=f"{f.id}-{n}") for f in WORDS.figures for n, s in enumerate(f.counter if counter else f.examples)]


@pytest.mark.parametrize("sentence", sentences(counter=False))
def test_figure_is_no_deed(parser: Parser, sentence: str) -> None:
    assert not violent(parser, sentence)


@pytest.mark.parametrize("sentence", sentences(counter=True))
def test_what_was_done_is_no_figure(parser: Parser, sentence: str) -> None:
    assert violent(parser, sentence)
