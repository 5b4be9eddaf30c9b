"""Dates with a year of their own, and dates whose year or week the report's day and the tense must tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tollbook.codebook.times import load_calendar
from tollbook.model.time import TimePrecision, Timex, When
from tollbook.resolve.dates_anchors import (
    DISAGREES,
    NEEDS_PUBLICATION,
    NO_SUCH_DAY,
    OUTSIDE,
    Anchors,
    Resolved,
)
from tollbook.resolve.dates_calendar import (
    day_of,
    feast_days,
    later,
    month_of,
    one_day,
    period,
    season_days,
    year_of,
)

SPANS = {"decade": 10, "century": 100}
NEAR_DAYS = 31
"""Without a tense, a day no further ahead than this and further back lies ahead; a deadline no further back than this has run out."""


def resolve_absolute(timex: Timex, anchors: Anchors) -> Resolved:
    """The days of an expression that names its year."""
    year = timex.year
    if year is None or not 1 <= year <= 9990:
        return NO_SUCH_DAY
    if timex.unit in SPANS:
        return When(date(year, 1, 1), date(year + SPANS[timex.unit] - 1, 12, 31), TimePrecision.RANGE)
    if timex.feast or timex.season:
        return _feast_of_year(timex, anchors, year)
    if timex.month is None:
        return year_of(year)
    if timex.day is None:
        return period(date(year, timex.month, 1), "quarter" if timex.unit == "quarter" else "month")
    day = day_of(year, timex.month, timex.day)
    if day is None:
        return NO_SUCH_DAY
    if timex.unit == "week":
        return period(day, "week")
    return one_day(day) if timex.weekday in (None, day.weekday()) else DISAGREES


def _feast_of_year(timex: Timex, anchors: Anchors, year: int) -> Resolved:
    found = [w for w in _recurring(timex, anchors, range(year - 1, year + 1)) if w.latest.year >= year or w.earliest.year == year]
    exact = [w for w in found if w.earliest.year == year]
    if not found:
        return OUTSIDE
    if timex.season and len(found) > 1:  # "the winter of 2015" may be the one that began or the one that ended in 2015.
        return When(found[0].earliest, found[-1].latest, TimePrecision.RANGE)
    return exact[-1] if exact else found[-1]


def resolve_underspecified(timex: Timex, anchors: Anchors) -> Resolved:
    """The days of an expression whose year or week is left open: the nearest in the direction its tense or "last" and "next" give."""
    today = anchors.today
    if today is None:
        return NEEDS_PUBLICATION
    if timex.unit in ("week", "month", "year") and timex.shift is not None:
        return _in_period(timex, anchors, today)
    if timex.weekday is not None and timex.day is None:
        return _weekday(timex, anchors, today)
    found = list(_recurring(timex, anchors, range(max(1, today.year - 9), min(9990, today.year + 10))))
    if not found:
        return OUTSIDE if timex.feast else NO_SUCH_DAY
    return _nearest(timex, found, anchors, today)


def _nearest(timex: Timex, found: list[When], anchors: Anchors, today: date) -> Resolved:
    """The one of the times found that a weekday, a deadline, a bulletin's days or the tense picks."""
    if timex.weekday is not None:
        near = [w for w in found if w.earliest.weekday() == timex.weekday and abs(w.earliest.year - today.year) <= 1]
        return min(near, key=lambda w: abs(w.earliest - today)) if near else DISAGREES
    if timex.deadline and timex.day is not None:
        recent = [w for w in found if 0 < (today - w.latest).days <= NEAR_DAYS]
        if recent:
            return recent[-1]
    if timex.unit in ("week", "quarter"):
        found = [period(w.earliest, timex.unit) for w in found]
    inside = [w for w in found if anchors.window is not None and timex.day is not None and w.within(anchors.window)]
    return inside[0] if inside else chosen(found, today, timex) or OUTSIDE


def _in_period(timex: Timex, anchors: Anchors, today: date) -> Resolved:
    """ "June last year", "Monday last week", "5 May this year"."""
    frame = period(later(today, timex.shift or 0, timex.unit or "year"), timex.unit or "year")
    if timex.weekday is not None and timex.day is None:
        if timex.unit != "week":
            return NO_SUCH_DAY
        return one_day(frame.earliest + timedelta(days=timex.weekday))
    if timex.unit == "year":
        return resolve_absolute(replace(timex, year=frame.earliest.year, unit=None, shift=None), anchors)
    return NO_SUCH_DAY


def _weekday(timex: Timex, anchors: Anchors, today: date) -> Resolved:
    window = anchors.window
    days = [one_day(today + timedelta(days=n)) for n in range(-42, 15) if (today + timedelta(days=n)).weekday() == timex.weekday]
    if timex.unit is None and (timex.shift or 0) < -1:
        past = [w for w in days if w.latest < today]
        return past[timex.shift or 0] if len(past) >= -(timex.shift or 0) else OUTSIDE
    if timex.shift == 1 and timex.unit is None:
        return _next_weekday(days, today)
    if timex.shift == 0 and timex.unit is None:
        return next(w for w in days if w.within(period(today, "week")))
    if window is not None and timex.tense != "future" and (window.latest - window.earliest).days < 7:
        inside = [d for d in _days_of(window) if d.weekday() == timex.weekday]
        if inside:
            return one_day(inside[0])
    plain = timex if timex.unit is None else replace(timex, shift=None)
    return chosen(days, today, plain) or NO_SUCH_DAY


def _days_of(when: When) -> Iterable[date]:
    return (when.earliest + timedelta(days=n) for n in range((when.latest - when.earliest).days + 1))


def _next_weekday(days: list[When], today: date) -> Resolved:
    """The first such day ahead and that of the next week where they are one, else both and what lies between."""
    ahead = [w for w in days if w.earliest > today]
    week = period(today + timedelta(days=7), "week")
    second = next(w for w in ahead if w.within(week))
    return second if ahead[0] == second else When(ahead[0].earliest, second.latest, TimePrecision.RANGE)


def _recurring(timex: Timex, anchors: Anchors, years: range) -> Iterable[When]:
    """All times of the years that fit the expression, in order."""
    calendar = load_calendar()
    if timex.feast is not None:
        return feast_days(calendar.feasts[timex.feast], years) if timex.feast in calendar.feasts else ()
    if timex.season is not None:
        return season_days(calendar.seasons[timex.season], years, anchors.southern) if timex.season in calendar.seasons else ()
    month, day = timex.month, timex.day
    if month is None:
        return ()
    if day is None:
        return (month_of(year, month) for year in years)
    return (one_day(d) for d in (day_of(year, month, day) for year in years) if d is not None)


def chosen(times: list[When], today: date, timex: Timex) -> When | None:
    """The one of several times that the expression means, cut at today in its direction; ``None`` where none fits."""
    before = [w for w in times if w.earliest <= today]
    after = [w for w in times if w.latest >= today]
    if timex.shift == -1:
        return next((w for w in reversed(before) if w.latest < today), None)
    if timex.shift == 1:
        return next((w for w in after if w.earliest > today), None)
    if timex.shift == 0:
        return next((w for w in times if w.earliest.year == today.year), None)
    named = timex.day is not None or timex.month is not None
    if timex.tense == "future" or (timex.tense is None and named and _lies_ahead(before, after, today)):
        awaited = load_calendar().seasons[timex.season].awaited if timex.season else 0
        return next((w for w in times if w.latest >= today - timedelta(days=awaited)), None)
    return before[-1] if before else None


def _lies_ahead(before: list[When], after: list[When], today: date) -> bool:
    """True for a day of the next month and a month that begins in the next two, where the last such is long past."""
    if not after or not before:
        return bool(after)
    near = NEAR_DAYS if after[0].earliest == after[0].latest else 2 * NEAR_DAYS
    return 0 <= (after[0].earliest - today).days <= near < (today - before[-1].latest).days
