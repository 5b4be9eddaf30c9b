from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.tasks.conflict_time import is_right
from benchmarks.tasks.timex_found import timexes, whole_times
from benchmarks.tasks.timex_score import tally
from tollbook.codebook.times import load_times
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_times("en")


def timex(start: int, end: int, value: str, kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind, "value": value}


def test_exact_extents_are_matched_before_overlapping_ones() -> None:
    gold = [timex(0, 10, "2022"), timex(5, 20, "2021")]
    told = tally([(gold, [timex(5, 20, "2021")])])
    assert (told.gold, told.found, told.right) == (2, 1, {"strict": 1, "relaxed": 1, "type": 1, "value": 1})


def test_scores_are_f1_in_percent() -> None:
    gold = [timex(0, 4, "2022"), timex(10, 14, "P2D", "DURATION")]
    told = tally([(gold, [timex(0, 3, "2022"), timex(10, 14, "P3D", "DURATION"), timex(20, 24, "2020")])])
    assert [told.f1(m) for m in ("strict", "relaxed", "type", "value")] == [40.0, 80.0, 80.0, 40.0]


CASES = {
    "Gunmen struck Monday night.": [("Monday night", "TIME", "2023-03-13TNI")],
    "The war of 2012-13 drove many out.": [("2012", "DATE", "2012"), ("13", "DATE", "2013")],
    "Forty died over the past two months.": [("the past two months", "DURATION", "P2M")],
    "Two days after the raid, police came.": [("Two days", "DURATION", "P2D")],
    "They patrol every Monday.": [("every Monday", "SET", "XXXX-WXX-1")],
    "The town is now empty.": [("now", "DATE", "PRESENT_REF")],
    "In the third quarter raids rose from a year earlier.": [("the third quarter", "DATE", "2022-Q3"), ("a year earlier", "DATE", "2021-Q3")],
    "They fled in the spring of 2022.": [("the spring of 2022", "DATE", "2022-SP")],
    "He left two weeks ago.": [("two weeks ago", "DATE", "2023-W09")],
    "In the first six months of 2022 raids rose.": [("the first six months of 2022", "DURATION", "P6M")],
}


@pytest.mark.parametrize(("text", "wanted"), CASES.items())
def test_timex3(parser: Parser, text: str, wanted: list[tuple[str, str, str]]) -> None:
    report = read_text(text, Issue(published=date(2023, 3, 15)))
    found = timexes(parser.parse(report), report, WORDS)
    assert [(text[t["start"] : t["end"]], t["type"], t["value"]) for t in found] == wanted


def test_a_range_is_one_expression_with_both_values(parser: Parser) -> None:
    report = read_text("Raids went on from 1 to 5 February.", Issue(published=date(2023, 3, 15)))
    told = whole_times(parser.parse(report), report, WORDS)
    assert [(t["value"], t["earliest"], t["latest"]) for t in told] == [("2023-02-01/2023-02-05", "2023-02-01", "2023-02-05")]


def test_days_that_nobody_can_tell_may_be_off_a_little() -> None:
    wanted = {"value": None, "earliest": "2022-04-02", "latest": "2022-05-01", "about": True}
    assert is_right(wanted, {"value": "2022-04-02", "earliest": "2022-04-01", "latest": "2022-05-03"})
    assert not is_right({**wanted, "about": False}, {"value": "2022-04-02", "earliest": "2022-04-01", "latest": "2022-05-03"})
    assert not is_right(wanted, None)
