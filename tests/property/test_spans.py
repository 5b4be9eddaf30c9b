"""Spans: what holds of any two ranges, and of the quotes in any report."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.export.wire import to_wire
from tollbook.model.reading import Reading
from tollbook.model.span import Span, distinct
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

RANGES = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda p: Span(p[0], p[0] + p[1]))
PIECES = st.sampled_from([
    "Gunmen killed 5 people in Kano on Monday.", "Two soldiers were hurt,", "police said", "\n\n", "\r\n", " ", "\u00a0", "💥", "—", "“", "’s",
    "the attack", "no group has claimed", "in Aden.", "é", "\u0301", "5-7", "at least 12", "\t", "KABUL, Aug 19 (Agency) -", "- ", "1. ",
])  # fmt: skip


@given(RANGES, RANGES)
def test_two_spans_overlap_where_they_share_a_character(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)
    assert a.contains(b) == (set(range(b.start, b.end)) <= set(range(a.start, a.end)))


@given(RANGES, RANGES)
def test_the_join_contains_both_and_is_the_smallest(a: Span, b: Span) -> None:
    joined = a.join(b)
    assert joined.contains(a) and joined.contains(b)
    assert joined.start in (a.start, b.start) and joined.end in (a.end, b.end)


@given(st.lists(RANGES))
def test_distinct_spans_are_in_order_and_once(found: list[Span]) -> None:
    once = distinct(found)
    assert list(once) == sorted(set(found))


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_an_empty_or_backward_range_is_refused(start: int, end: int) -> None:
    if 0 <= start < end:
        assert len(Span(start, end)) == end - start
    else:
        with pytest.raises(ValueError, match="span"):
            Span(start, end)


def test_what_cannot_be_quoted_is_no_reading() -> None:
    with pytest.raises(ValueError, match="quotes nothing"):
        Reading(5, (), "toll.n")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_any_text_is_coded_with_quotes_that_stand(coder: Coder, text: str) -> None:
    report = read_text(text, Issue(published=date(2024, 3, 14)))
    for account in coder.code(report):
        wire = to_wire(account, report)
        told = [*wire["trigger"], *(s for field in ("parties", "tolls", "claims", "said_by") for part in wire[field] for s in part["spans"])]
        assert all(text[s["start"] : s["end"]] == s["quote"] for s in told)
