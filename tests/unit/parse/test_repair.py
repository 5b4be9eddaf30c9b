"""Participles and past tenses that the model takes for each other."""

from __future__ import annotations

import pytest

from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

PARTICIPLES = {
    "Three men abducted near the bridge": "abducted",
    "Two killed in raid": "killed",
    "School struck by a shell, killing one child.": "struck",
    "School attacked and looted by rebels.": "attacked",
    "Forty people held hostage at a school.": "held",
    "Two teachers arrested and lost their jobs.": "arrested",
}
PAST = {
    "Two gunmen shot and killed two daughters of a mayor.": "shot",
    "The militia looted and later burned six shops.": "looted",
    "They shot at the bus.": "shot",
    "Gunmen killed two drivers.": "killed",
}


def tags(parser: Parser, text: str) -> dict[str, str]:
    return {t.text: t.tag for t in parser.parse(read_text(text, Issue())).tokens}


@pytest.mark.parametrize(("sentence", "word"), PARTICIPLES.items())
def test_participle(parser: Parser, sentence: str, word: str) -> None:
    assert tags(parser, sentence)[word] == "VBN"


@pytest.mark.parametrize(("sentence", "word"), PAST.items())
def test_past_tense(parser: Parser, sentence: str, word: str) -> None:
    assert tags(parser, sentence)[word] == "VBD"


def test_a_verb_shares_the_object_of_the_verb_behind_it(parser: Parser) -> None:
    parse = parser.parse(read_text("The militia looted and later burned six shops.", Issue()))
    assert {parse.tokens[a].text: parse.tokens[b].text for a, b in parse.shared.items()} == {"looted": "burned"}


def test_a_clause_before_a_semicolon_is_no_part_of_what_follows(parser: Parser) -> None:
    text = "Rebels attacked a post near Kari; no one has claimed the attack."
    tokens = {t.text: t for t in parser.parse(read_text(text, Issue())).tokens}
    assert (tokens["attacked"].dep, tokens["claimed"].dep, tokens["claimed"].head) == ("ROOT", "conj", tokens["attacked"].i)


HEADLINES = ("Strike on market kills 16 - health workers", "Shelling of camp kills 14 – volunteers", "Blast kills six: police")


@pytest.mark.parametrize("headline", HEADLINES)
def test_who_says_it_behind_a_headlines_dash_is_no_object_of_its_verb(parser: Parser, headline: str) -> None:
    tokens = parser.parse(read_text(headline, Issue())).tokens
    kills = next(t for t in tokens if t.text == "kills")
    assert (kills.dep, tokens[-1].dep, tokens[-1].head) == ("ROOT", "dep", kills.i)
    assert [t.pos for t in tokens if t.dep == "dobj" and t.head == kills.i] == ["NUM"]


def test_what_a_full_sentence_lists_behind_a_colon_stays(parser: Parser) -> None:
    tokens = {t.text: t for t in parser.parse(read_text("Police killed two men: robbers.", Issue())).tokens}
    assert (tokens["robbers"].dep, tokens["robbers"].head) == ("appos", tokens["men"].i)
