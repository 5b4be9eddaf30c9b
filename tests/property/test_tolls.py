from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tollbook.code.tolls import TOTAL, tolls_of
from tollbook.code.tolls_range import Told, combined, total_of
from tollbook.model.frame import Counted
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.span import Span
from tollbook.model.toll import Count, Toll

WORDS = ("Five people", "at least six", "two soldiers", "a guard", "dozens of men", "another nine")
GAPS = (" and ", ", ", " died. Later ", " rose to ")
GROUPS = ("total", "soldiers", "civilians", "militants", "members", "others")


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    numbers = sorted(draw(st.lists(st.integers(0, 60), min_size=3, max_size=3)))
    n = numbers[1]
    shapes = [(n, n, n), (n, n, None), (None, n, None), (n, None, None), (None, None, n), (numbers[0], None, numbers[2]), tuple(numbers)]
    return Toll(*draw(st.sampled_from(shapes)))


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[Counted], str]:
    text, counted = "", []
    for i in range(draw(st.integers(1, 6))):
        text += draw(st.sampled_from(GAPS)) if i else ""
        word = draw(st.sampled_from(WORDS))
        span = Span(len(text), len(text) + len(word))
        text += word
        group = draw(st.sampled_from(GROUPS))
        count = Count(
            draw(tolls()), group, draw(st.sampled_from(("man", None))), part=draw(st.booleans()) and group != TOTAL, article=draw(st.booleans())
        )
        counted.append(Counted(draw(st.sampled_from(("killed", "injured"))), Mention(MentionKind.COUNT, span, i, count, "count.exact"), "test"))
    return counted, text


@given(reports())
def test_every_count_is_quoted_and_every_toll_is_in_order(report: tuple[list[Counted], str]) -> None:
    counted, text = report
    found = tolls_of(counted, text)  # Toll itself refuses low > best > high
    quoted = {(s, r.value.status) for r in found for s in r.spans}
    assert {(c.mention.span, c.status) for c in counted} <= quoted
    assert all(r.value.as_written in text for r in found)


@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_the_counts_does_not_matter(report: tuple[list[Counted], str], chance: object) -> None:
    counted, text = report
    shuffled = list(counted)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tolls_of(shuffled, text) == tolls_of(counted, text)


@given(reports())
def test_one_reading_a_total_and_no_sum_beside_a_told_total(report: tuple[list[Counted], str]) -> None:
    counted, text = report
    found = tolls_of(counted, text)
    for status in ("killed", "injured"):
        assert sum(r.value.status == status and r.value.group == TOTAL for r in found) <= 1
    for r in (r for r in found if r.by == "toll.sum"):
        parts = [c.mention.value for c in counted if c.status == r.value.status and c.mention.span in r.spans]
        highest = [max(n for n in (p.toll.low, p.toll.best, p.toll.high) if n is not None) for p in parts if isinstance(p, Count)]
        assert r.value.toll.figure <= sum(highest)
        assert not any(isinstance(p, Count) and (p.part or p.group == "militants") for p in parts)


@given(st.lists(tolls(), min_size=1, max_size=5))
def test_a_range_stays_within_what_was_told(told: list[Toll]) -> None:
    toll, _ = combined([Told("killed", "total", t, Span(i, i + 1), (Span(i, i + 1),), "test") for i, t in enumerate(told)])
    numbers = {n for t in told for n in (t.low, t.best, t.high) if n is not None}
    assert {n for n in (toll.low, toll.best, toll.high) if n is not None} <= numbers


@given(st.lists(tolls(), min_size=2, max_size=5))
def test_a_sum_has_a_bound_only_where_all_parts_have_it(told: list[Toll]) -> None:
    parts = [Told("killed", "soldiers", t, Span(i, i + 1), (Span(i, i + 1),), "test") for i, t in enumerate(told)]
    total = total_of(parts)
    for name in ("low", "best", "high"):
        numbers = [getattr(t, name) for t in told]
        expected = None if None in numbers else sum(numbers)
        assert (getattr(total, name) if total is not None else None) == expected
