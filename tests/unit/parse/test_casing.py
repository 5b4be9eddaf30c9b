"""Texts in capitals are read in small letters, at the same offsets."""

from __future__ import annotations

import pytest

from tollbook.codebook.casing import load_casing
from tollbook.codebook.deeds import load_deeds
from tollbook.find.deeds import find_deeds
from tollbook.parse import Parser
from tollbook.parse.casing import is_capitals, small
from tollbook.read.text import Issue, read_text

CASING = load_casing("en")
NAMES = ("ortiza", "xqf", "kenya", "salvador")


def knows(word: str) -> bool:
    return word == "Ortiza" or (word.islower() and word not in NAMES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REBELS ATTACKED THE TOWN NEAR ORTIZA ON 4 MAY.", "Rebels attacked the town near Ortiza on 4 May."),
        ("REBELS OF THE XQF ATTACKED KENYA'S TOWN.", "Rebels of the XQF attacked Kenya's town."),
        ("COLONEL RADIO SAID IT MAY.", "Colonel Radio said it may."),
        ("THE TOWN NEAR SAN SALVADOR WAS CALM.", "The town near San Salvador was calm."),
        ("A REPORT BY RADIO. IT WAS CALM.", "A report by radio. It was calm."),
    ],
)
def test_names_keep_their_capitals(text: str, wanted: str) -> None:
    assert small(text, CASING, knows) == wanted


def test_only_whole_texts_in_capitals_are_changed() -> None:
    assert is_capitals("TWO SOLDIERS WERE KILLED BY REBELS NEAR THE RIVER ON MONDAY.")
    assert not is_capitals("UN AND AU LEFT")
    assert not is_capitals("The UN, the AU and the EU said that the rebels had left the town on Monday.")


def test_what_is_found_quotes_the_text_as_it_stands(parser: Parser) -> None:
    text = "TWO SOLDIERS WERE KILLED BY REBELS NEAR THE RIVER ON MONDAY, THE ARMY SAID."
    parse = parser.parse(read_text(text, Issue()))
    assert [text[t.start : t.end].lower() for t in parse.tokens] == [t.lower for t in parse.tokens]
    assert [(m.by, m.span.quote(text)) for m in find_deeds(parse, load_deeds("en"))] == [("deed.kill", "KILLED")]
