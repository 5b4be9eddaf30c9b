"""The words and marks of pages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tollbook.codebook.files import read_data
from tollbook.codebook.languages import load_languages
from tollbook.codebook.pages import bears, load_marks, load_page_words, says

FIELDS = ("lines", "comments", "voices", "bylines", "live", "round_up", "walls")
RULES = [(field, rule) for field in FIELDS for rule in read_data("lexicon/en/pages.yml")[field]]


def pattern_of(field: str, rule: dict[str, Any]) -> re.Pattern[str]:
    return getattr(load_page_words("en"), field)[read_data("lexicon/en/pages.yml")[field].index(rule)]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("field", "rule"), [pytest.param(f, r, id=r["id"]) for f, r in RULES])
def test_rule_matches_its_examples_and_none_of_the_others(field: str, rule: dict[str, Any]) -> None:
    pattern = pattern_of(field, rule)
    assert all(pattern.fullmatch(line) for line in rule["examples"])
    assert not [line for line in rule["not"] if pattern.fullmatch(line)]


TEXT = ("Three soldiers were killed on Friday, the army said.", "It said the men had come from the north.", "Facts", "(Paris) – Two died.")


@pytest.mark.parametrize("line", TEXT)
def test_text_is_no_furniture(line: str) -> None:
    assert not says(line, load_page_words("en").lines)


@pytest.mark.parametrize("name", ["related-posts", "relatedPosts", "td_related_12", "article__related", "post-share", "ad-slot", "AdSlot_ad__Zz9"])
def test_marks_of_furniture(name: str) -> None:
    assert bears(name, load_marks().furniture)


@pytest.mark.parametrize("name", ["article-body", "sc-f98b1ad2-0", "unrelated", "shared-fate", "content", "story-text", "lead", "Paragraph_p__x1"])
def test_marks_of_text(name: str) -> None:
    assert not bears(name, load_marks().furniture)


def test_byline_names_its_author() -> None:
    (pattern,) = load_page_words("en").bylines
    found = pattern.fullmatch("By Norodin Kusain | Published: February 11, 2024")
    assert found is not None
    assert found["name"] == "Norodin Kusain"


def test_languages_read_as_another_are_not_told_apart_themselves() -> None:
    table = load_languages()
    assert not set(table.same) & set(table.known)
    assert {"en", "fr", "ar", "sw", "ha", "so", "am"} <= set(table.known)
