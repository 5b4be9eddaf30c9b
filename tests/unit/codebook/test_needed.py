"""What a pattern needs: a text that lacks it holds no match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.codebook.counts import load_counts
from tollbook.codebook.files import load_table
from tollbook.codebook.needed import folded, may_match, needed, words_in
from tollbook.codebook.places import PlaceFile, RelativePattern, load_places
from tollbook.codebook.times import load_times

TOLD = {
    "killed": {"killed"},
    r"(?:twelve|\d+) miles? from": {" mile from", " miles from"},
    r"\b(?:kilo|deci)met(?:er|re)s?\b": {"kilometer", "kilometre", "decimeter", "decimetre"},
    r"(?:no|none) (?:of|among)": {"no of", "no among", "none of", "none among"},
    r"x[ae]y": {"xay", "xey"},
    r"half a (?:million|dozen)": {"half a million", "half a dozen"},
    r"abc+": {"ab"},
    r"A\.M\.": {"a.m."},
}
NOT_TOLD = ("a?", "", r"\w+", "(?:east)?", "west|", "[^a]", r"(?=north)\w", "(a)(?(1)b|c)")
WRITTEN = {"İSTANBUL": "istanbul", "Diyarbakır": "diyarbakir", "KM\u212a": "kmk", "٣ men": "0 men"}

SETS = {
    "places": [r.pattern for r in load_places("en").relative],
    "counts": [r.pattern for r in load_counts("en").rules],
    "times": [a.pattern for a in load_times("en").atoms],
}
EXAMPLES = [
    *(e for p in load_counts("en").rules for e in (*p.rule.examples, *p.rule.counter)),
    *(e for a in load_times("en").atoms for e in (*a.rule.examples, *a.rule.counter)),
]
pieces = st.text("abcxyz.,- 12", max_size=3).map(re.escape)
patterns = st.recursive(
    pieces | st.sampled_from([r"\d", r"\w+", "[abc]", r"\b", "x?", "(?:ab)*", "[^a]", "y{2,3}"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda ps: f"(?:{'|'.join(ps)})")
        | inner.map(lambda p: f"(?:{p})?")
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("pattern", TOLD)
def test_some_of_what_it_holds(pattern: str) -> None:
    assert all(any(n in whole for whole in TOLD[pattern]) for n in needed(pattern)[0])
    assert all(any(n in whole for n in needed(pattern)[0]) for whole in TOLD[pattern])


@pytest.mark.parametrize("pattern", NOT_TOLD)
def test_nothing_can_be_told(pattern: str) -> None:
    assert needed(pattern) == ()
    assert may_match((), "anything")


@pytest.mark.parametrize("text", WRITTEN)
def test_folded(text: str) -> None:
    assert folded(text) == WRITTEN[text]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_no_match_is_lost(name: str, change: type[str]) -> None:
    for text in map(change, EXAMPLES):
        told = folded(text)
        assert not [p.pattern[:60] for p in SETS[name] if p.search(text) and not may_match(needed(p.pattern), told)]


@given(patterns, st.text("abcxyzABC.,- 12", max_size=12))
def test_no_match_is_lost_of_any_pattern(pattern: str, text: str) -> None:
    if re.search(pattern, text, re.IGNORECASE):
        assert may_match(needed(pattern), folded(text))


@pytest.mark.parametrize("rule", [r for r in load_places("en").relative if r.words], ids=lambda r: r.id)
def test_each_phrase_of_the_list_that_a_rule_needs_is_looked_for(rule: RelativePattern) -> None:
    listed = {"place.near": "{} Kessou", "place.direction": "a clash {} of Kessou", "place.distance": "12 {} from Kessou"}
    field = {"place.near": "near", "place.direction": "directions", "place.distance": "units"}[rule.id]
    phrases = list(getattr(load_table("lexicon/en/places.yml", PlaceFile), field))
    assert phrases
    for phrase in phrases:
        text = listed[rule.id].format(phrase)
        assert rule.pattern.search(text)
        assert not rule.words.isdisjoint(words_in(folded(text)))
