"""Who says a sentence at its end is none of those it befell."""

from __future__ import annotations

import pytest

from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

SAYERS = {
    "Gunmen raided a camp near Kano, killing two people and abducting several others, a state lawmaker and two residents said.": "lawmaker",
    "Rebels abducted three farmers, a nurse and two teachers said.": "nurse",
    "A bomb killed a teacher, two nurses and a driver, police said.": "police",
}


@pytest.mark.parametrize(("text", "sayer"), SAYERS.items())
def test_who_says_it_is_the_subject_of_the_verb_at_the_end(parser: Parser, text: str, sayer: str) -> None:
    tokens = {t.text: t for t in parser.parse(read_text(text, Issue())).tokens}
    assert (tokens[sayer].dep, tokens[sayer].head) == ("nsubj", tokens["said"].i)


def test_those_a_list_counts_stay_in_it(parser: Parser) -> None:
    tokens = parser.parse(read_text("A bomb killed a teacher, two nurses and a driver, police said.", Issue())).tokens
    assert [t.dep for t in tokens if t.text in ("teacher", "nurses", "driver")] == ["dobj", "conj", "conj"]
