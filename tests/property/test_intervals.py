from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tollbook.model.time import TimePrecision, Timex, TimexKind, When
from tollbook.resolve.dates import Anchors, resolve_time, unresolved_reason

DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))
SHIFTS = st.none() | st.integers(-3, 3)
UNITS = st.none() | st.sampled_from(["minute", "hour", "day", "week", "month", "year", "decade", "weekend"])
PARTS = st.none() | st.sampled_from(["start", "mid", "end"])
TENSES = st.none() | st.sampled_from(["past", "future"])
FEASTS = st.none() | st.sampled_from(["ramadan", "christmas", "easter"])


@st.composite
def timexes(draw: st.DrawFn, ranged: bool = True) -> Timex:
    last = draw(st.none() | timexes(ranged=False)) if ranged else None
    return Timex(
        draw(st.sampled_from(list(TimexKind))),
        year=draw(st.none() | st.integers(1, 9999)), month=draw(st.none() | st.integers(1, 12)), day=draw(st.none() | st.integers(1, 31)),
        weekday=draw(st.none() | st.integers(0, 6)), unit=draw(UNITS), shift=draw(SHIFTS), part_of_period=draw(PARTS), tense=draw(TENSES),
        season=draw(st.none() | st.sampled_from(["summer", "winter"])), feast=draw(FEASTS), since=draw(st.booleans()), vague=draw(st.booleans()),
        deadline=draw(st.booleans()), last=last,
    )  # fmt: skip


@st.composite
def intervals(draw: st.DrawFn) -> When:
    first = draw(DAYS)
    return When(first, first + timedelta(days=draw(st.integers(0, 40))), TimePrecision.RANGE)


@given(timexes(), DAYS, st.none() | intervals())
def test_any_expression_gives_an_interval_or_a_reason(timex: Timex, published: date, previous: When | None) -> None:
    anchors = Anchors(published, previous=previous)
    when = resolve_time(timex, anchors)
    assert (when is None) == (unresolved_reason(timex, anchors) is not None)
    if when is not None:
        assert when.earliest <= when.latest
        assert when.precision is not TimePrecision.DAY or when.earliest == when.latest


@given(st.integers(0, 6), DAYS, TENSES)
def test_a_weekday_is_that_weekday_and_within_a_week(weekday: int, published: date, tense: str | None) -> None:
    when = resolve_time(Timex(TimexKind.UNDERSPECIFIED, weekday=weekday, tense=tense), Anchors(published))
    assert when is not None and when.earliest.weekday() == weekday
    assert abs((when.earliest - published).days) < 7
    assert (when.earliest >= published) if tense == "future" else (when.latest <= published)


@given(st.integers(0, 6), DAYS, TENSES, SHIFTS)
def test_a_week_later_weekdays_are_a_week_later(weekday: int, published: date, tense: str | None, shift: int | None) -> None:
    timex = Timex(TimexKind.UNDERSPECIFIED, weekday=weekday, tense=tense, shift=shift)
    first, second = (resolve_time(timex, Anchors(published + timedelta(days=n))) for n in (0, 7))
    assert first is not None and second is not None
    assert (second.earliest - first.earliest, second.latest - first.latest) == (timedelta(days=7), timedelta(days=7))


@given(st.integers(1, 12), st.none() | st.integers(1, 28), DAYS, PARTS)
def test_what_is_past_ends_by_publication(month: int, day: int | None, published: date, part: str | None) -> None:
    past = Timex(TimexKind.UNDERSPECIFIED, month=month, day=day, part_of_period=part, tense="past")
    when = resolve_time(replace(past, part_of_period=None), Anchors(published))
    assert when is not None and when.latest <= published
    assert (published - when.earliest).days <= 366


@given(st.integers(1, 12), st.integers(1, 28), DAYS)
def test_what_is_ahead_begins_at_publication(month: int, day: int, published: date) -> None:
    when = resolve_time(Timex(TimexKind.UNDERSPECIFIED, month=month, day=day, tense="future"), Anchors(published))
    assert when is not None and when.earliest >= published
    assert (when.earliest - published).days <= 366


@given(st.sampled_from(["day", "week", "month", "year"]), st.integers(-9, -1), DAYS)
def test_ago_ends_by_publication(unit: str, shift: int, published: date) -> None:
    when = resolve_time(Timex(TimexKind.DEICTIC, unit=unit, shift=shift, vague=unit != "day", tense="past"), Anchors(published))
    assert when is not None and when.latest <= published


@given(st.integers(-40, 40), intervals(), DAYS)
def test_what_hangs_on_an_event_is_as_wide_as_the_event(shift: int, previous: When, published: date) -> None:
    when = resolve_time(Timex(TimexKind.ANAPHORIC, unit="day", shift=shift), Anchors(published, previous=previous))
    assert when is not None
    assert when.latest - when.earliest >= previous.latest - previous.earliest
