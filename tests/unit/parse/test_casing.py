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
_FREQUENT = ["the", "of", "on", "in", "a", "by", "was", "it", "said", "may", "radio", "Radio", "brown", "Brown", "army", "Army"]
RANKS = {w: n for n, w in enumerate(_FREQUENT)} | {
    "Ortiza": 90, "San": 100, "san": 900, "XQF": 700, "rebels": 50, "town": 51, "near": 52, "attacked": 53, "calm": 54, "report": 55, "la": 60,
    "Cruz": 200, "cruz": 900, "president": 210, "President": 200, "street": 300, "Street": 200, "colonel": 301, "is": 20, "state": 21, "col": 400,
    "Col": 410, "poles": 300, "Poles": 800, "car": 310, "Car": 900, "CAR": 990, "Kenyan": 950,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REBELS ATTACKED THE TOWN NEAR ORTIZA ON 4 MAY.", "Rebels attacked the town near Ortiza on 4 May."),
        ("REBELS OF THE XQF ATTACKED KENYA'S TOWN.", "Rebels of the XQF attacked Kenya's town."),
        ("COLONEL RADIO SAID IT MAY.", "Colonel Radio said it may."),
        ("THE TOWN NEAR SAN SALVADOR WAS CALM.", "The town near San Salvador was calm."),
        ("A REPORT BY RADIO. IT WAS CALM.", "A report by radio. It was calm."),
        ("THE KENYAN ARMY ATTACKED.", "The Kenyan army attacked."),
        ("IN LA CRUZ IT WAS CALM.", "In La Cruz it was calm."),
        ("BY ORTIZA DE LA CRUZ.", "By Ortiza de la Cruz."),
        ("THE U.S. ARMY ATTACKED.", "The U.S. army attacked."),
        ("BY COL. ORTIZA OF THE SHINING PATH.", "By col. Ortiza of the Shining Path."),
        ("THE FMLN [XQF] ATTACKED.", "The FMLN [XQF] attacked."),
        ("ON ORTIZA STREET IN ORTIZA.", "On Ortiza Street in Ortiza."),
        ("THE CAR NEAR THE POLES.", "The car near the poles."),
    ],
)
def test_names_keep_their_capitals(text: str, wanted: str) -> None:
    assert small(text, CASING, RANKS.get) == wanted


def test_only_whole_texts_in_capitals_are_changed() -> None:
    assert is_capitals("TWO SOLDIERS WERE KILLED BY REBELS NEAR THE RIVER ON MONDAY.")
    assert not is_capitals("UN AND AU LEFT")
    assert not is_capitals("The UN, the AU and the EU said that the rebels had left the town on Monday.")


def test_what_is_found_quotes_the_text_as_it_stands(parser: Parser) -> None:
    text = "TWO SOLDIERS WERE KILLED BY REBELS NEAR PABLO CRUZ STREET ON MONDAY, THE ARMY SAID."
    parse = parser.parse(read_text(text, Issue()))
    assert parse.text == "Two soldiers were killed by rebels near Pablo Cruz Street on Monday, the army said."
    assert [text[t.start : t.end].lower() for t in parse.tokens] == [t.lower for t in parse.tokens]
    assert [(m.by, m.span.quote(text)) for m in find_deeds(parse, load_deeds("en"))] == [("deed.kill", "KILLED")]
