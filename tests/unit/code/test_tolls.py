from __future__ import annotations

import pytest

from tollbook.code.tolls import tolls_of
from tollbook.code.tolls_range import combined
from tollbook.codebook.counts import load_counts
from tollbook.find.counts import find_counts
from tollbook.model.account import GroupToll
from tollbook.model.frame import Counted
from tollbook.model.reading import Reading
from tollbook.model.toll import Count
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_counts("en")
Row = tuple[str, str, int | None, int | None, int | None]


def readings(parser: Parser, text: str, status: str | None = None) -> tuple[Reading[GroupToll], ...]:
    """The tolls of a text that tells one event; ``status`` is given to those the text gives none."""
    mentions = find_counts(parser.parse(read_text(text, Issue())), WORDS)
    told = [(m, m.value.status or status) for m in mentions if isinstance(m.value, Count)]
    return tolls_of([Counted(s, m, "test") for m, s in told if s is not None], text)


def rows(parser: Parser, text: str, status: str | None = None) -> list[Row]:
    return [(r.value.status, r.value.group, r.value.toll.low, r.value.toll.best, r.value.toll.high) for r in readings(parser, text, status)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Five people were killed. The five people were killed at dawn.", [("killed", "total", 5, 5, 5)]),
        ("The death toll rose to 31 after five people died in hospital.", [("killed", "total", 31, 31, 31)]),
        (
            "18 pupils, ten girls and eight boys, were killed.",
            [
                ("killed", "total", 18, 18, 18),
                ("killed", "students", 18, 18, 18),
                ("killed", "children", 10, 10, 10),
                ("killed", "children", 8, 8, 8),
            ],
        ),
        ("Two men died on Monday and another four on Tuesday.", [("killed", "men", 2, 2, 2), ("killed", "others", 4, 4, 4)]),
        ("Gunmen killed five. At least six people were killed.", [("killed", "total", 5, 6, None)]),
        ("At least five people were killed. Five people were killed in a market.", [("killed", "total", 5, 5, None)]),
        ("The raid killed 23 people. A day before, eight people were counted dead.", [("killed", "total", 23, 23, 23)]),
        ("The raid killed 23 people. On Monday eight people were killed.", [("killed", "total", 8, 23, 23)]),
        ("The raid killed eight people. A doctor said 12 people were killed.", [("killed", "total", 8, None, 12)]),
        ("The raid killed eight people. The death toll rose to 12.", [("killed", "total", 8, 12, 12)]),
        ("Dozens of people were killed. The ministry said 53 people were killed.", [("killed", "total", 53, 53, 53)]),
        ("Nearly 50 people were killed. The ministry said 48 people were killed.", [("killed", "total", 48, 48, 48)]),
        ("About 50 people were killed.", [("killed", "total", None, 50, None)]),
        ("At least 40 people were killed. Up to 60 people were killed, a nurse said.", [("killed", "total", 40, 40, 60)]),
        ("Several people were wounded.", [("injured", "total", 2, None, None)]),
        ("Nobody was killed.", [("killed", "total", 0, 0, 0)]),
        ("Four policemen were killed.", [("killed", "police", 4, 4, 4)]),
    ],
)
def test_one_group(parser: Parser, text: str, wanted: list[Row]) -> None:
    assert rows(parser, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two soldiers and three civilians were killed.", ["total 5", "soldiers 2", "civilians 3"]),
        ("Five people died. Two soldiers and three civilians were killed.", ["total 5", "soldiers 2", "civilians 3"]),
        ("The blast killed 12 people, including three children.", ["total 12", "children 3"]),
        ("The army killed two farmers. Three militants were killed.", ["farmers 2", "militants 3"]),
        ("Two soldiers and five militants were killed.", ["soldiers 2", "militants 5"]),
        ("Two guards were killed and three nurses were wounded.", ["security-forces 2", "health-workers 3"]),
        ("Twelve people were killed. Another three people were killed later.", ["total 12", "others 3"]),
        ("Three soldiers and two other people were killed.", ["total 5", "soldiers 3", "others 2"]),
    ],
)
def test_totals_and_parts(parser: Parser, text: str, wanted: list[str]) -> None:
    assert [f"{r.value.group} {r.value.toll.best}" for r in readings(parser, text)] == wanted


def test_an_open_part_leaves_the_sum_open(parser: Parser) -> None:
    assert rows(parser, "At least two soldiers and three nurses were killed.")[0] == ("killed", "total", 5, 5, None)


def test_a_sum_quotes_its_parts(parser: Parser) -> None:
    text = "Two soldiers and three civilians were killed."
    total = readings(parser, text)[0]
    assert (total.by, total.value.as_written) == ("toll.sum", "Two soldiers and three civilians")
    assert [s.quote(text) for s in total.spans] == ["Two soldiers", "three civilians"]


def test_both_places_are_quoted_where_a_number_is_told_twice(parser: Parser) -> None:
    text = "Gunmen killed five. The raid killed five people."
    (total,) = readings(parser, text)
    assert [s.quote(text) for s in total.spans] == ["five", "five people"]
    assert total.value.as_written == "five"


def test_the_dead_or_wounded_count_as_neither(parser: Parser) -> None:
    assert readings(parser, "Twelve people were killed or wounded.", status="killed") == ()


def test_a_total_smaller_than_its_parts_is_doubted(parser: Parser) -> None:
    total = readings(parser, "Four people were killed. Two soldiers and three civilians were killed.")[0]
    assert (total.value.toll.figure, total.confidence) == (4, 0.5)


def test_nothing_counted_is_no_toll() -> None:
    assert tolls_of([], "") == ()


def test_combined_names_the_number_that_gives_the_figure(parser: Parser) -> None:
    text = "Gunmen killed five. At least six people were killed."
    (total,) = readings(parser, text)
    assert total.value.as_written == "At least six people"
    assert combined.__doc__
