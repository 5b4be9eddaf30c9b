"""Time expressions to intervals of days, given when the report was published and when the event before happened."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tollbook.codebook.times import TimeWords
from tollbook.find.times_atoms import longest, scan, trigger_classes
from tollbook.model.time import TimePrecision, Timex, TimexKind, When
from tollbook.resolve.dates_anchors import CROSSED, OUTSIDE, Anchors, Resolved
from tollbook.resolve.dates_calendar import narrowed
from tollbook.resolve.dates_relative import resolve_anaphoric, resolve_deictic
from tollbook.resolve.dates_underspecified import (
    resolve_absolute,
    resolve_underspecified,
)

__all__ = ["Anchors", "read_dateline", "resolve_time", "unresolved_reason"]

DATELINE_DAYS = 3
"""A dateline is written at most this many days before publication; what is older is some other date."""
_NO_DATE = {
    TimexKind.DURATION: "a length of time, not a date",
    TimexKind.SET: "a repeated time, not one date",
    TimexKind.CLOCK: "a time of day without a day",
}
_WORD = re.compile(r"\w+")


def resolve_time(timex: Timex, anchors: Anchors) -> When | None:
    """The days the expression means, both ends included; ``None`` where it tells no date or what it hangs on is unknown."""
    found = _resolve(timex, anchors)
    return None if isinstance(found, str) else found


def unresolved_reason(timex: Timex, anchors: Anchors) -> str | None:
    """Why the expression gives no interval ("needs a publication date"); ``None`` where it gives one."""
    found = _resolve(timex, anchors)
    return found if isinstance(found, str) else None


def read_dateline(text: str, published: date | None, words: TimeWords) -> date | None:
    """The day in a dateline ("KABUL, Aug 19 (Agency) -"); ``None`` where it has none or one that does not go with the publication.

    It goes with it when it lies up to three days before; where the publication is unknown, when it names its year.
    """
    classes = trigger_classes((m[0].lower() for m in _WORD.finditer(text)), words)
    days = [a.timex for a in longest(list(scan(text, classes, words))) if a.type == "day"]
    if len(days) != 1:
        return None
    when = resolve_time(replace(days[0], tense="past"), Anchors(published))
    if when is None or (published is not None and not 0 <= (published - when.earliest).days <= DATELINE_DAYS):
        return None
    return when.earliest


def _resolve(timex: Timex, anchors: Anchors) -> Resolved:
    if timex.kind in _NO_DATE:
        return _NO_DATE[timex.kind]
    try:
        found = _single(timex, anchors) if timex.last is None else _range(timex, timex.last, anchors)
    except (OverflowError, ValueError):
        return OUTSIDE
    if isinstance(found, str):
        return found
    return replace(_within_tense(found, timex, anchors), part_of_day=timex.part_of_day)


def _single(timex: Timex, anchors: Anchors) -> Resolved:
    if timex.kind is TimexKind.ABSOLUTE:
        found = resolve_absolute(timex, anchors)
    elif timex.kind is TimexKind.UNDERSPECIFIED:
        found = resolve_underspecified(timex, anchors)
    elif timex.kind is TimexKind.DEICTIC:
        found = resolve_deictic(timex, anchors)
    else:
        found = resolve_anaphoric(timex, anchors)
    if isinstance(found, str) or timex.part_of_period is None or found.earliest == found.latest:
        return found
    return narrowed(found, timex.part_of_period)


def _within_tense(when: When, timex: Timex, anchors: Anchors) -> When:
    """What has happened ends by the report's day, what will happen begins on it; dates that name their year are not bent."""
    today = anchors.today
    if today is None or not when.earliest <= today <= when.latest:
        return when
    if timex.tense == "future":
        return replace(when, earliest=today) if timex.kind is not TimexKind.ANAPHORIC else when
    if timex.tense == "past" or timex.kind is TimexKind.UNDERSPECIFIED:
        return replace(when, latest=today)
    return when


def _range(timex: Timex, last: Timex, anchors: Anchors) -> Resolved:
    if last.kind is TimexKind.ANAPHORIC:
        return _hung(timex, last, anchors)
    end = _single(replace(last, tense=timex.tense), anchors)
    if isinstance(end, str):
        return end
    start = _single(replace(timex, last=None, tense="past"), replace(anchors, published=end.earliest, dateline=None))
    if isinstance(start, str):
        return start
    return CROSSED if start.earliest > end.latest else When(start.earliest, end.latest, TimePrecision.RANGE)


def _hung(timex: Timex, last: Timex, anchors: Anchors) -> Resolved:
    """A night: from the evening of one day into the next, or, for "overnight into Friday", from the day before."""
    start = _single(replace(timex, last=None), anchors)
    if isinstance(start, str):
        return start
    moved = timedelta(days=timex.shift or 0) if timex.kind is not TimexKind.DEICTIC and timex.unit == "day" else timedelta()
    first = start.earliest + moved
    return When(first, max(first, start.latest + moved + timedelta(days=last.shift or 0)), TimePrecision.RANGE)
