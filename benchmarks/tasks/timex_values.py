"""TIMEX3 values of times as Tollbook understands them, by the conventions of TimeBank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model.time import Timex, TimexKind, When

PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
LETTERS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "weekend": "P{}D", "week": "P{}W", "month": "P{}M", "quarter": "P{}Q",
    "year": "P{}Y",
}  # fmt: skip
TENS = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
VAGUELY_PAST = ("time.deictic.ago-few",)
LENGTHS = ("time.anaphoric.after", "time.anaphoric.before")
"""Of "two days after the raid" TimeBank marks the length."""


@dataclass(frozen=True, slots=True)
class Told:
    """An expression's words, meaning and interval, the day the report was written and the rule that found it."""

    quote: str
    timex: Timex
    when: When | None
    today: date | None
    by: str


def type_of(value: str, kind: TimexKind) -> str:
    """SET and DURATION for repetitions and lengths, TIME for what tells the time of day, else DATE."""
    if kind is TimexKind.SET:
        return "SET"
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and "_" not in value else "DATE"


def value_of(told: Told) -> str | None:
    """The TIMEX3 value; ``None`` where the expression is none that TimeBank would mark."""
    timex = told.timex
    if timex.kind is TimexKind.DURATION:
        return timex.duration or _length("X", timex.unit)
    if timex.kind is TimexKind.SET:
        return _repeated(timex)
    if (timex.part_of_period or "").count("-") == 2:
        _, number, unit = (timex.part_of_period or "").split("-")
        return _length(number, unit)
    if told.by in VAGUELY_PAST:
        return "PAST_REF"
    if is_length(told):
        return _told_length(told)
    if timex.kind is TimexKind.CLOCK:
        return _of_day(timex, told.today.isoformat()) if told.today is not None else None
    return date_value(timex, told.when) if told.when is not None else _placeless(timex)


def is_length(told: Told) -> bool:
    """True for "two days" before "after the raid", "the past two months" and "recent weeks"."""
    timex = told.timex
    if told.by in LENGTHS:
        return True
    return timex.kind is TimexKind.DEICTIC and timex.unit != "weekend" and (timex.shift is None or (timex.since and timex.shift != 0))


def _told_length(told: Told) -> str | None:
    """Weeks are counted as days inside; TimeBank keeps the unit that is told."""
    shift, unit = told.timex.shift, told.timex.unit
    if shift is not None and unit == "day" and "week" in told.quote:
        return f"P{abs(shift) // 7}W"
    return _length("X" if shift is None else str(abs(shift)), unit)


def _length(number: str, unit: str | None) -> str | None:
    if unit in TENS:
        times, unit = TENS[unit]
        number = str(int(number) * times) if number.isdigit() else number
    return None if unit is None else LETTERS[unit].format(number)


def _repeated(timex: Timex) -> str | None:
    """P1D for "daily", XXXX-WXX-1 for "every Monday", XXXX-07 for "each July"."""
    if timex.weekday is not None:
        return f"XXXX-WXX-{timex.weekday + 1}" + PARTS.get(timex.part_of_day or "", "")
    if timex.month is not None:
        return f"XXXX-{timex.month:02d}"
    return timex.duration or ("XXXX-XX-XX" + PARTS[timex.part_of_day] if timex.part_of_day else None)


def _placeless(timex: Timex) -> str | None:
    """A date whose anchor is unknown."""
    if timex.unit == "day":
        return "XXXX-XX-XX"
    return "PAST_REF" if timex.kind is TimexKind.ANAPHORIC and (timex.shift or 0) < 0 else None


def _of_day(timex: Timex, day: str) -> str:
    if timex.clock is not None:
        return f"{day}T{timex.clock}"
    return day + PARTS.get(timex.part_of_day or "", "")


def date_value(timex: Timex, when: When) -> str:
    """The value at the grain that is told."""
    first, middle = when.earliest, when.earliest + (when.latest - when.earliest) / 2
    if timex.unit == "quarter":
        return quarter(middle)
    if timex.season is not None:
        return f"{first.year}-{SEASONS.get(timex.season, timex.season.upper())}"
    if timex.unit == "week" or (timex.part_of_period or "").startswith("week"):
        return week(middle)
    if is_day(timex):
        return _of_day(timex, first.isoformat())
    if timex.month is not None:
        return f"{first:%Y-%m}"
    return _of_unit(timex.unit, first, middle)


def is_day(timex: Timex) -> bool:
    """True where a single day is told."""
    dated = (timex.day, timex.weekday, timex.feast, timex.part_of_day)
    return timex.unit == "day" or any(field is not None for field in dated)


def _of_unit(unit: str | None, first: date, middle: date) -> str:
    spans: Mapping[str | None, str] = {
        "century": str(first.year // 100), "decade": str(first.year // 10), "weekend": f"{week(first)}-WE",
        "month": f"{middle:%Y-%m}",
    }  # fmt: skip
    return spans.get(unit, f"{middle:%Y}")


def quarter(day: date) -> str:
    """The quarter that holds a day: 1989-Q3."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def week(day: date) -> str:
    """The week that holds a day: 2023-W02."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"
