from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tollbook.codebook.times import load_times
from tollbook.model.time import TimePrecision, Timex, TimexKind, When
from tollbook.resolve.dates import (
    Anchors,
    read_dateline,
    resolve_time,
    unresolved_reason,
)

K = TimexKind
JULY = When(date(2022, 7, 1), date(2022, 7, 31), TimePrecision.MONTH)
FIFTH = When(date(2023, 1, 5), date(2023, 1, 5), TimePrecision.DAY)
NEXT_DAY = Timex(K.ANAPHORIC, unit="day", shift=1)


def told(kind: TimexKind = K.UNDERSPECIFIED, **fields: Any) -> Timex:
    return Timex(kind, **fields)


# Publication is Wednesday 15 March 2023 unless the case says otherwise.
CASES = {
    "weekday-of-publication-past": (told(weekday=2, tense="past"), "2023-03-15", "2023-03-15", "day"),
    "weekday-past": (told(weekday=4, tense="past"), "2023-03-10", "2023-03-10", "day"),
    "weekday-without-tense": (told(weekday=4), "2023-03-10", "2023-03-10", "day"),
    "weekday-future": (told(weekday=0, tense="future"), "2023-03-20", "2023-03-20", "day"),
    "last-weekday-is-strictly-before": (told(weekday=2, shift=-1, tense="past"), "2023-03-08", "2023-03-08", "day"),
    "next-weekday-may-be-one-of-two": (told(weekday=4, shift=1), "2023-03-17", "2023-03-24", "range"),
    "weekday-last-week": (told(weekday=0, unit="week", shift=-1), "2023-03-06", "2023-03-06", "day"),
    "month-past": (told(month=7, tense="past"), "2022-07-01", "2022-07-31", "month"),
    "month-without-tense": (told(month=7), "2022-07-01", "2022-07-31", "month"),
    "month-future": (told(month=4, tense="future"), "2023-04-01", "2023-04-30", "month"),
    "running-month-past": (told(month=3, tense="past"), "2023-03-01", "2023-03-15", "month"),
    "last-march-in-march": (told(month=3, shift=-1), "2022-03-01", "2022-03-31", "month"),
    "june-last-year": (told(month=6, unit="year", shift=-1), "2022-06-01", "2022-06-30", "month"),
    "month-early": (told(month=2, part_of_period="start", tense="past"), "2023-02-01", "2023-02-14", "month"),
    "day-past": (told(month=7, day=10, tense="past"), "2022-07-10", "2022-07-10", "day"),
    "day-just-ahead-but-past": (told(month=3, day=17, tense="past"), "2022-03-17", "2022-03-17", "day"),
    "day-future": (told(month=1, day=1, tense="future"), "2024-01-01", "2024-01-01", "day"),
    "day-without-tense-near-ahead": (told(month=3, day=20), "2023-03-20", "2023-03-20", "day"),
    "day-by-its-weekday": (told(month=3, day=18, weekday=5), "2023-03-18", "2023-03-18", "day"),
    "deadline-just-run-out": (told(month=3, day=1, tense="future", deadline=True), "2023-03-01", "2023-03-01", "day"),
    "deadline-ahead": (told(month=4, day=1, tense="future", deadline=True), "2023-04-01", "2023-04-01", "day"),
    "leap-day-past": (told(month=2, day=29, tense="past"), "2020-02-29", "2020-02-29", "day"),
    "night-of-a-day": (told(month=2, day=10, tense="past", part_of_day="night", last=NEXT_DAY), "2023-02-10", "2023-02-11", "range"),
    "overnight-into-sunday": (
        told(weekday=6, tense="past", unit="day", shift=-1, part_of_day="night", last=NEXT_DAY), "2023-03-11", "2023-03-12", "range"),
    "tuesday-to-wednesday": (told(weekday=1, tense="past", last=told(weekday=2)), "2023-03-14", "2023-03-15", "range"),
    "days-of-a-month": (told(month=2, day=10, tense="past", last=told(month=2, day=11)), "2023-02-10", "2023-02-11", "range"),
    "range-over-new-year": (told(month=12, day=30, tense="past", last=told(month=1, day=2)), "2022-12-30", "2023-01-02", "range"),
    "year": (told(K.ABSOLUTE, year=2013), "2013-01-01", "2013-12-31", "year"),
    "decade": (told(K.ABSOLUTE, year=1990, unit="decade"), "1990-01-01", "1999-12-31", "range"),
    "month-of-year": (told(K.ABSOLUTE, year=2020, month=8), "2020-08-01", "2020-08-31", "month"),
    "last-summer": (told(season="summer", shift=-1), "2022-06-01", "2022-08-31", "season"),
    "winter-of-a-year-may-be-two": (told(K.ABSOLUTE, season="winter", year=2015), "2014-12-01", "2016-02-29", "range"),
    "ramadan-last-year": (told(feast="ramadan", unit="year", shift=-1), "2022-04-02", "2022-05-03", "range"),
    "christmas-past": (told(feast="christmas", tense="past"), "2022-12-25", "2022-12-25", "day"),
    "easter-future": (told(feast="easter", tense="future"), "2023-04-09", "2023-04-09", "day"),
    "yesterday": (told(K.DEICTIC, unit="day", shift=-1), "2023-03-14", "2023-03-14", "day"),
    "overnight": (told(K.DEICTIC, unit="day", shift=-1, part_of_day="night", last=NEXT_DAY), "2023-03-14", "2023-03-15", "range"),
    "last-week": (told(K.DEICTIC, unit="week", shift=-1), "2023-03-06", "2023-03-12", "week"),
    "this-week-past": (told(K.DEICTIC, unit="week", shift=0, tense="past"), "2023-03-13", "2023-03-15", "week"),
    "third-quarter": (told(season="q3", tense="past"), "2022-07-01", "2022-09-30", "season"),
    "quarter-whose-figures-are-awaited": (told(season="q4", tense="future"), "2023-10-01", "2023-12-31", "season"),
    "first-half": (told(K.ABSOLUTE, season="h1", year=2022), "2022-01-01", "2022-06-30", "season"),
    "last-quarter": (told(K.DEICTIC, unit="quarter", shift=-1), "2022-10-01", "2022-12-31", "season"),
    "century": (told(K.ABSOLUTE, year=1800, unit="century"), "1800-01-01", "1899-12-31", "range"),
    "first-six-months": (told(K.ABSOLUTE, year=2022, part_of_period="first-6-month"), "2022-01-01", "2022-06-30", "range"),
    "last-ten-days": (told(month=2, part_of_period="last-10-day", tense="past"), "2023-02-19", "2023-02-28", "range"),
    "first-week-of-a-month": (told(month=2, part_of_period="week-1", tense="past"), "2023-02-01", "2023-02-07", "week"),
    "week-of-a-day": (told(month=3, day=7, unit="week", tense="past"), "2023-03-06", "2023-03-12", "week"),
    "two-sundays-ago": (told(weekday=6, shift=-2), "2023-03-05", "2023-03-05", "day"),
    "thanksgiving": (told(feast="thanksgiving", tense="past"), "2022-11-24", "2022-11-24", "day"),
    "month-without-tense-near-ahead": (told(month=4), "2023-04-01", "2023-04-30", "month"),
    "next-week": (told(K.DEICTIC, unit="week", shift=1), "2023-03-20", "2023-03-26", "week"),
    "last-month": (told(K.DEICTIC, unit="month", shift=-1), "2023-02-01", "2023-02-28", "month"),
    "last-year": (told(K.DEICTIC, unit="year", shift=-1), "2022-01-01", "2022-12-31", "year"),
    "three-days-ago": (told(K.DEICTIC, unit="day", shift=-3), "2023-03-12", "2023-03-12", "day"),
    "two-weeks-ago": (told(K.DEICTIC, unit="week", shift=-2, vague=True), "2023-02-26", "2023-03-04", "week"),
    "seven-years-ago": (told(K.DEICTIC, unit="year", shift=-7, vague=True), "2016-01-01", "2016-12-31", "year"),
    "past-two-months": (told(K.DEICTIC, unit="month", shift=-2, since=True), "2023-01-15", "2023-03-15", "range"),
    "next-two-weeks": (told(K.DEICTIC, unit="week", shift=2, since=True), "2023-03-15", "2023-03-29", "range"),
    "last-weekend": (told(K.DEICTIC, unit="weekend", shift=-1), "2023-03-11", "2023-03-12", "range"),
}  # fmt: skip


@pytest.mark.parametrize(("timex", "earliest", "latest", "precision"), CASES.values(), ids=CASES.keys())
def test_resolved(timex: Timex, earliest: str, latest: str, precision: str) -> None:
    when = resolve_time(timex, Anchors(date(2023, 3, 15)))
    assert when is not None
    assert (when.earliest.isoformat(), when.latest.isoformat(), when.precision) == (earliest, latest, precision)
    assert unresolved_reason(timex, Anchors(date(2023, 3, 15))) is None


HANGING = {
    "week-later-of-a-month": (Timex(K.ANAPHORIC, unit="day", shift=7), JULY, "2022-07-08", "2022-08-07"),
    "week-later-of-a-day": (Timex(K.ANAPHORIC, unit="day", shift=7), FIFTH, "2023-01-12", "2023-01-12"),
    "fortnight-later-is-round": (Timex(K.ANAPHORIC, unit="day", shift=14), FIFTH, "2023-01-18", "2023-01-20"),
    "evening-before": (Timex(K.ANAPHORIC, unit="day", shift=-1, part_of_day="evening"), FIFTH, "2023-01-04", "2023-01-04"),
    "same-day": (Timex(K.ANAPHORIC, unit="day", shift=0), FIFTH, "2023-01-05", "2023-01-05"),
    "hours-later": (Timex(K.ANAPHORIC, unit="hour", vague=True), FIFTH, "2023-01-05", "2023-01-05"),
    "48-hours-later": (Timex(K.ANAPHORIC, unit="hour", shift=48), FIFTH, "2023-01-07", "2023-01-07"),
    "following-month": (Timex(K.ANAPHORIC, unit="month", shift=1), FIFTH, "2023-02-01", "2023-02-28"),
    "two-years-later": (Timex(K.ANAPHORIC, unit="year", shift=-2, vague=True), FIFTH, "2021-01-01", "2021-12-31"),
    "later": (Timex(K.ANAPHORIC, since=True), FIFTH, "2023-01-05", "2023-03-15"),
}


@pytest.mark.parametrize(("timex", "previous", "earliest", "latest"), HANGING.values(), ids=HANGING.keys())
def test_resolved_from_the_event_before(timex: Timex, previous: When, earliest: str, latest: str) -> None:
    when = resolve_time(timex, Anchors(date(2023, 3, 15), previous=previous))
    assert when is not None
    assert (when.earliest.isoformat(), when.latest.isoformat()) == (earliest, latest)
    assert when.part_of_day == timex.part_of_day


UNRESOLVED = {
    "duration": (told(K.DURATION, duration="P20Y"), Anchors(date(2023, 3, 15)), "length"),
    "set": (told(K.SET), Anchors(date(2023, 3, 15)), "repeated"),
    "clock": (told(K.CLOCK, clock="15:00"), Anchors(date(2023, 3, 15)), "without a day"),
    "no-publication": (told(weekday=0), Anchors(None), "publication"),
    "yesterday-without-publication": (told(K.DEICTIC, unit="day", shift=-1), Anchors(None), "publication"),
    "no-previous": (told(K.ANAPHORIC, unit="day", shift=7), Anchors(date(2023, 3, 15)), "event before"),
    "recent-weeks": (told(K.DEICTIC, unit="week", vague=True), Anchors(date(2023, 3, 15)), "number"),
    "31-february": (told(K.ABSOLUTE, year=2022, month=2, day=31), Anchors(None), "no such day"),
    "wrong-weekday": (told(K.ABSOLUTE, year=2023, month=3, day=12, weekday=0), Anchors(None), "disagree"),
    "feast-outside-the-table": (told(K.ABSOLUTE, year=1950, feast="ramadan"), Anchors(None), "outside"),
}


@pytest.mark.parametrize(("timex", "anchors", "reason"), UNRESOLVED.values(), ids=UNRESOLVED.keys())
def test_unresolved(timex: Timex, anchors: Anchors, reason: str) -> None:
    assert resolve_time(timex, anchors) is None
    assert reason in (unresolved_reason(timex, anchors) or "")


def test_the_year_of_an_absolute_date_needs_no_publication() -> None:
    when = resolve_time(told(K.ABSOLUTE, year=2021, month=8, day=5), Anchors(None))
    assert when is not None and when.earliest == date(2021, 8, 5)


def test_a_dateline_before_publication_is_today() -> None:
    when = resolve_time(told(K.DEICTIC, unit="day", shift=0), Anchors(date(2023, 3, 15), dateline=date(2023, 3, 14)))
    assert when is not None and when.earliest == date(2023, 3, 14)


def test_a_weekday_in_a_weekly_bulletin_lies_in_its_week() -> None:
    window = When(date(2023, 3, 6), date(2023, 3, 12), TimePrecision.RANGE)
    when = resolve_time(told(weekday=0, tense="past"), Anchors(date(2023, 3, 13), window=window))
    assert when is not None and when.earliest == date(2023, 3, 6)


def test_summer_lies_at_the_turn_of_the_year_in_the_south() -> None:
    when = resolve_time(told(season="summer", shift=-1), Anchors(date(2023, 3, 15), southern=True))
    assert when is not None and (when.earliest, when.latest) == (date(2022, 12, 1), date(2023, 2, 28))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("DORRA, March 14 (Agency) - ", date(2023, 3, 15), date(2023, 3, 14)),
        ("Dorra, 15 March 2023 (Agency) – ", date(2023, 3, 15), date(2023, 3, 15)),
        ("DORRA, Dec 31 - ", date(2023, 1, 2), date(2022, 12, 31)),
        ("DORRA, March 1 - ", date(2023, 3, 15), None),
        ("DORRA, March 16, 2023 - ", date(2023, 3, 15), None),
        ("DORRA, March 14 - ", None, None),
        ("DORRA, March 14, 2023 - ", None, date(2023, 3, 14)),
        ("DORRA: ", date(2023, 3, 15), None),
    ],
)
def test_dateline(text: str, published: date | None, day: date | None) -> None:
    assert read_dateline(text, published, load_times("en")) == day
