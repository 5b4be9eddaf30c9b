"""Articles, and what looks like one."""

from __future__ import annotations

import pytest

from tollbook.model.document import Shape
from tollbook.read.shape import Line, Look, shape_of

PROSE = "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said, in the third raid of the month."
TEXT = [Line(PROSE)] * 12
STORIES = [Line("Mali: convoy hit by mine", heading=True), Line(PROSE), Line("Niger: market burned", heading=True), Line(PROSE)] * 2


@pytest.mark.parametrize(
    "look",
    [
        Look("Five killed in raid on Gao market", TEXT),
        Look("Live ammunition used on marchers", TEXT, ["10:41", "11:02", "12:30"]),
        Look("Families live in fear of shells", TEXT, ["10:41", "11:02", "12:30"]),
        Look("Khartoum fighting live: Bridge shelled", TEXT),
        Look("Police round up forty men in Bauchi", [*STORIES, *TEXT]),
        Look("Security roundup, 3-9 May", TEXT),
        Look("Five killed", STORIES),
        Look("Five killed", TEXT * 2, ["This article is for subscribers only."]),
        Look("Five killed", [*TEXT, Line("“We buried them in the morning …")]),
        Look("Two dead", [Line("Two men died in Gao on Friday, police said.")]),
        Look("Five killed", [Line("Related: a story", linked=True)] * 5 + TEXT),
        Look(None, [Line("GAO, Mali, March 2 (Agency) - Five traders died."), *TEXT]),
    ],
)
def test_articles_stay_articles(look: Look) -> None:
    assert shape_of(look) is Shape.ARTICLE


@pytest.mark.parametrize(
    "look",
    [
        Look("Khartoum fighting live: Bridge shelled as truce ends", TEXT, ["14:32", "13:05 GMT", "12.00"]),
        Look("Gaza talks – as it happened", [Line("2:05 pm"), Line(PROSE), Line("1:15 pm"), Line(PROSE), Line("11:40 am")]),
        Look("What we know of Khartoum", TEXT, kinds=frozenset({"LiveBlogPosting"})),
    ],
)
def test_live_pages(look: Look) -> None:
    assert shape_of(look) is Shape.LIVE_BLOG


@pytest.mark.parametrize(
    "look",
    [
        Look("Security roundup, 3-9 May", STORIES),
        Look("West Africa brief: the week in six stories", STORIES),
        Look("Friday", [Line("Our Friday round-up of what happened on the coast."), *STORIES]),
        Look(None, [Line(f"{place}, March 2 (Agency) - {PROSE}") for place in ("GAO, Mali", "KANO, Nigeria", "GOMA, Congo")]),
    ],
)
def test_round_ups(look: Look) -> None:
    assert shape_of(look) is Shape.ROUND_UP


def test_one_place_in_every_paragraph_is_no_round_up() -> None:
    assert shape_of(Look(None, [Line(f"GAO, March {n} (Agency) - {PROSE}") for n in (1, 2, 3, 4)])) is Shape.ARTICLE


@pytest.mark.parametrize(
    "look",
    [
        Look("A valley", TEXT[:2], ["This article is for subscribers only."]),
        Look("A valley", TEXT[:2], ["Already a subscriber? Log in"]),
        Look("A valley", TEXT[:2], free=False),
        Look("A valley", [Line("Gunmen killed five traders in Gao […]")]),
        Look("A valley", [Line(PROSE), Line("The men came on motorcycles and then…")]),
    ],
)
def test_beginnings_of_paid_texts(look: Look) -> None:
    assert shape_of(look) is Shape.STUB


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    assert shape_of(Look(None, [Line(f"{name}: {PROSE}") for name in ("MARK BANNER", "ELLA TROWDEN", "BILL KIRBY")])) is Shape.ARTICLE


def test_headings_beside_the_text_are_none_of_its_stories() -> None:
    beside = [Line(words, heading=True, kept=False) for words in ("Newsletters", "Careers", "Daily briefing", "Jobs")]
    assert shape_of(Look("Security roundup, 3-9 May", [*TEXT, *beside])) is Shape.ARTICLE


def test_lists_of_other_pages() -> None:
    teasers = [Line("Gunmen attack convoy", heading=True, linked=True), Line("Gunmen attacked, officials said.")] * 8
    assert shape_of(Look("Africa", teasers, dated=False)) is Shape.INDEX
    assert shape_of(Look("Africa", teasers)) is Shape.INDEX
    assert shape_of(Look("Africa", teasers, kinds=frozenset({"NewsArticle"}))) is Shape.ARTICLE
    beside = [Line("Gunmen attack convoy", heading=True, linked=True, kept=False)] * 20
    assert shape_of(Look("Institutes back it", [*TEXT[:6], *beside], dated=False)) is Shape.ARTICLE
    assert shape_of(Look("Africa", [*teasers, *TEXT], kinds=frozenset({"CollectionPage"}))) is Shape.ARTICLE
