"""Dates told from the report's day ("last month", "three days ago") or from the event before ("one week later")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tollbook.model.time import TimePrecision, Timex, When
from tollbook.resolve.dates_anchors import (
    MANY_SPANS,
    NEEDS_PREVIOUS,
    NEEDS_PUBLICATION,
    NO_NUMBER,
    OUTSIDE,
    Anchors,
    Resolved,
)
from tollbook.resolve.dates_calendar import PRECISIONS, later, one_day, period
from tollbook.resolve.dates_underspecified import chosen

CLOCK_UNITS = ("second", "minute", "hour")
SLACK = {"day": 1, "week": 3, "month": 15}
"""Half a unit in days: "two weeks ago" is true of the days around."""


def resolve_deictic(timex: Timex, anchors: Anchors) -> Resolved:
    """The days of an expression that counts from the day the report was written."""
    today, unit = anchors.today, timex.unit
    if today is None:
        return NEEDS_PUBLICATION
    if unit == "weekend":
        return _weekend(timex, today)
    if timex.shift is None or unit is None:
        return NO_NUMBER
    if unit in CLOCK_UNITS:
        return _hours(timex, today)
    if timex.shift and timex.since:
        other = later(today, timex.shift, unit)
        return When(min(today, other), max(today, other), TimePrecision.RANGE)
    return _counted_from(today, timex.shift, unit, timex.vague)


def _counted_from(today: date, shift: int, unit: str, vague: bool) -> Resolved:
    if unit not in PRECISIONS:
        return MANY_SPANS
    if vague and unit != "year":
        return _about(later(today, shift, unit), unit)
    return period(later(today, shift, unit), unit)


def _about(day: date, unit: str) -> When:
    slack = timedelta(days=SLACK[unit])
    return When(day - slack, day + slack, PRECISIONS[unit] if unit != "day" else TimePrecision.RANGE)


def _hours(timex: Timex, today: date) -> Resolved:
    """Hours may reach into the day before."""
    hours = timex.shift or 0
    if timex.unit != "hour":
        hours = 1 if hours > 0 else -1
    days = (abs(hours) + 23) // 24
    other = today + timedelta(days=days if hours > 0 else -days)
    return When(min(today, other), max(today, other), TimePrecision.RANGE)


def _weekend(timex: Timex, today: date) -> Resolved:
    saturday = today - timedelta(days=(today.weekday() + 2) % 7)
    found = [saturday + timedelta(days=7 * n) for n in range(-2, 3)]
    times = [When(day, day + timedelta(days=1), TimePrecision.RANGE) for day in found]
    plain = replace(timex, shift=None, tense=timex.tense or "future") if timex.shift == 0 else timex
    return chosen(times, today, plain) or OUTSIDE


def resolve_anaphoric(timex: Timex, anchors: Anchors) -> Resolved:
    """The days of an expression that counts from the event before it, whose imprecision it inherits."""
    previous, unit = anchors.previous, timex.unit
    if previous is None:
        return NEEDS_PREVIOUS
    if unit is None:
        return _afterwards(previous, anchors.today)
    if unit in CLOCK_UNITS:
        days = int((timex.shift or 0) / 24) if unit == "hour" else 0
        return _moved(previous, days, "day")
    if timex.shift is None:
        return NO_NUMBER
    if unit not in PRECISIONS:
        return MANY_SPANS
    if unit == "day":
        slack = timedelta(days=1 if timex.vague or _is_weeks(timex.shift) else 0)
        return _widened(_moved(previous, timex.shift, "day"), slack)
    if not timex.vague:
        first = period(later(previous.earliest, timex.shift, unit), unit)
        last = period(later(previous.latest, timex.shift, unit), unit)
        return When(first.earliest, last.latest, first.precision if first == last else TimePrecision.RANGE)
    return _counted(previous, timex.shift, unit)


def _counted(previous: When, number: int, unit: str) -> When:
    """ "Two months later", "a year later": rounded numbers, so as wide as half their unit, years whole."""
    moved = _moved(previous, number, unit)
    if unit == "year":
        return When(date(moved.earliest.year, 1, 1), date(moved.latest.year, 12, 31), TimePrecision.YEAR)
    slack = timedelta(days=SLACK[unit])
    return When(moved.earliest - slack, moved.latest + slack, PRECISIONS[unit])


def _is_weeks(days: int) -> bool:
    """Two weeks and more are told roundly."""
    return abs(days) >= 14 and days % 7 == 0


def _moved(previous: When, number: int, unit: str) -> When:
    return When(later(previous.earliest, number, unit), later(previous.latest, number, unit), previous.precision)


def _widened(when: When, slack: timedelta) -> When:
    if not slack:
        return when
    precision = TimePrecision.RANGE if when.precision is TimePrecision.DAY else when.precision
    return When(when.earliest - slack, when.latest + slack, precision)


def _afterwards(previous: When, today: date | None) -> Resolved:
    """ "Later": from the event before to the day of the report."""
    if today is None:
        return NEEDS_PUBLICATION
    if previous.earliest > today:
        return NEEDS_PREVIOUS
    return one_day(today) if previous.earliest == today else When(previous.earliest, today, TimePrecision.RANGE)
