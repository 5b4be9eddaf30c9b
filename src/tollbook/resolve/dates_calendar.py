"""Calendar arithmetic: periods, shifts, recurring days, feasts and seasons."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from tollbook.codebook.times import Feast, Season
from tollbook.model.time import TimePrecision, When

MONTHS = {"quarter": 3, "year": 12}
PRECISIONS = {
    "day": TimePrecision.DAY, "week": TimePrecision.WEEK, "month": TimePrecision.MONTH, "quarter": TimePrecision.SEASON, "year": TimePrecision.YEAR,
}  # fmt: skip


def day_of(year: int, month: int, day: int) -> date | None:
    """The date; ``None`` where the calendar has none such."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def one_day(day: date) -> When:
    """The interval of one day."""
    return When(day, day, TimePrecision.DAY)


def month_of(year: int, month: int) -> When:
    """The interval of one month."""
    return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), TimePrecision.MONTH)


def year_of(year: int) -> When:
    """The interval of one year."""
    return When(date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR)


def later(day: date, number: int, unit: str) -> date:
    """The day a number of days, weeks, months or years later, the month's last day where it is shorter; OverflowError beyond year 9999."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    month = day.year * 12 + day.month - 1 + number * MONTHS.get(unit, 1)
    year, month = month // 12, month % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"{number} {unit}s from {day} lie outside the calendar")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def period(day: date, unit: str) -> When:
    """The calendar day, week (Monday to Sunday), month, quarter or year that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return When(monday, monday + timedelta(days=6), TimePrecision.WEEK)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        first = date(day.year, day.month - (day.month - 1) % 3, 1)
        return When(first, later(first, 1, "quarter") - timedelta(days=1), TimePrecision.SEASON)
    return year_of(day.year) if unit == "year" else one_day(day)


def narrowed(when: When, part: str) -> When:
    """The first, middle or last half of an interval ("early", "mid" and "late" are told loosely), one of its weeks, its first or last units."""
    days = (when.latest - when.earliest).days
    if part.count("-") == 2:
        return _counted(when, *part.split("-"))
    if part.startswith("week"):
        start = days - 6 if part == "week-last" else 7 * int(part[-1]) - 7
        return When(when.earliest + timedelta(days=start), when.earliest + timedelta(days=min(days, start + 6)), TimePrecision.WEEK, when.part_of_day)
    start, end = {"start": (0, days // 2), "mid": (days // 4, days - days // 4)}.get(part, ((days + 1) // 2, days))
    return When(when.earliest + timedelta(days=start), when.earliest + timedelta(days=end), when.precision, when.part_of_day)


def _counted(when: When, edge: str, number: str, unit: str) -> When:
    """The first or last number of units of an interval, cut to it."""
    count, day = int(number), timedelta(days=1)
    if edge == "first":
        return When(when.earliest, min(when.latest, later(when.earliest, count, unit) - day), TimePrecision.RANGE)
    return When(max(when.earliest, later(when.latest + day, -count, unit)), when.latest, TimePrecision.RANGE)


def easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian reckoning (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    last = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast_days(feast: Feast, years: range) -> Iterator[When]:
    """The feast's days in each of the years for which the table has it, its tolerance included."""
    wide = timedelta(days=feast.tolerance)
    for first in _first_days(feast, years):
        earliest, latest = first - wide, first + timedelta(days=feast.days - 1) + wide
        yield When(earliest, latest, TimePrecision.DAY if earliest == latest else TimePrecision.RANGE)


def _first_days(feast: Feast, years: range) -> Iterator[date]:
    if feast.fixed is not None:
        yield from (date(year, *feast.fixed) for year in years)
    elif feast.nth is not None:
        yield from (_nth(year, *feast.nth) for year in years)
    elif feast.easter is not None:
        yield from (easter(year) + timedelta(days=feast.easter) for year in years)
    else:
        yield from (day for day in feast.starts if day.year in years)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The month's first, second, ... such weekday."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def season_days(season: Season, years: range, southern: bool) -> Iterator[When]:
    """The season's months, by the year in which it begins."""
    month = season.south if southern else season.north
    for year in years:
        end = later(date(year, month, 1), season.months, "month") - timedelta(days=1)
        yield When(date(year, month, 1), end, TimePrecision.SEASON)
