"""When: time expressions as a text gives them and intervals as a calendar knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimePrecision(StrEnum):
    """The grain at which a text tells a time, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class TimexKind(StrEnum):
    """What a time expression needs to become an interval."""

    ABSOLUTE = "absolute"
    UNDERSPECIFIED = "underspecified"
    DEICTIC = "deictic"
    ANAPHORIC = "anaphoric"
    DURATION = "duration"
    SET = "set"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression's meaning before it is anchored.

    Numbers are as told: ``year`` 1..9999, ``month`` 1..12, ``day`` 1..31, ``weekday`` 0 Monday..6 Sunday. ``shift`` counts ``unit``s from
    the anchor ("last year": -1 year; "one week later": +7 day). ``last`` is the second end of a range. ``since`` marks a span that begins at
    the time and is open ("since 2013"); ``until`` one that ends there ("by 15 October"). ``tense`` is past, future or ``None`` and gives the
    direction of what is underspecified. ``vague`` marks an approximate value. ``duration`` is ISO 8601 ("P20Y"). ``part_of_period`` is start,
    mid or end. ``clock`` is "15:00"; ``season`` and ``feast`` are slugs of the calendar data. A ``last`` that is ANAPHORIC hangs on the first end.
    ``reporting`` marks when something was said and not when it happened; ``deadline`` when something must be done.
    """

    kind: TimexKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part_of_day: str | None = None
    part_of_period: str | None = None
    unit: str | None = None
    shift: int | None = None
    duration: str | None = None
    last: Timex | None = None
    since: bool = False
    until: bool = False
    tense: str | None = None
    vague: bool = False
    clock: str | None = None
    season: str | None = None
    feast: str | None = None
    reporting: bool = False
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; ``part_of_day`` is night, morning, afternoon, evening or ``None``.

    Raises ValueError where ``earliest`` lies after ``latest``.
    """

    earliest: date
    latest: date
    precision: TimePrecision
    part_of_day: str | None = None

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"an interval cannot run from {self.earliest} back to {self.latest}")

    def meets(self, other: When) -> bool:
        """True when the two intervals share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def within(self, other: When) -> bool:
        """True when every day of this interval lies in ``other``."""
        return other.earliest <= self.earliest and self.latest <= other.latest
