"""What time expressions hang on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tollbook.model.time import When

Resolved: TypeAlias = When | str
"""An interval, or the reason why there is none."""

NEEDS_PUBLICATION = "needs a publication date"
NEEDS_PREVIOUS = "needs the time of the event before it"
NO_NUMBER = "gives no number to count by"
NO_SUCH_DAY = "no such day in the calendar"
DISAGREES = "the weekday and the date disagree"
OUTSIDE = "lies outside the calendar's table"
CROSSED = "ends before it begins"
MANY_SPANS = "may be told of several spans"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a time can hang on: the day of publication, the day in the dateline, the interval of the event before.

    ``window`` is the period a bulletin says it covers; ``southern`` is true where seasons are those south of the equator.
    """

    published: date | None
    dateline: date | None = None
    previous: When | None = None
    window: When | None = None
    southern: bool = False

    @property
    def today(self) -> date | None:
        """The day the report was written: its dateline's, else that of publication."""
        return self.dateline or self.published
