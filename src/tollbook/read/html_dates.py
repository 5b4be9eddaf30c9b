"""When a page was published: what its markup says, in descending trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

from tollbook.codebook.pages import Marks
from tollbook.model.document import Original, Published
from tollbook.read.html_told import Head, lang_of

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=/|-|$)|/((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/-])")
_CHANGE = re.compile(r"modif|updat|mise à jour", re.IGNORECASE)
_ISSUE = re.compile(r"publi|posted", re.IGNORECASE)
_PIECES = re.compile(r"[|•·]|(?=\b(?:[Uu]pdate|[Mm]odified))")
_FULL = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}")
_LINE = 160
LAST = date(2100, 12, 31)
FIRST = date(1990, 1, 1)
"""No page of the web is older; what bears an older date (the first day of 1970, of the year 1) bears none."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, and its instant where the hour and the zone are told."""

    day: date
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The stamps a page's markup gives: (who says so, stamp) in descending trust, and those of its last change."""

    published: tuple[tuple[str, Stamp], ...]
    updated: tuple[Stamp, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a page may show its date: its time elements before the text, the lines about its title, its address."""

    times: tuple[Any, ...]
    lines: tuple[str, ...]
    url: str | None


def published_of(original: Original, head: Head, shown: Shown, marks: Marks) -> Published | None:
    """When the page says it was published; ``None`` where it does not say, or says a day after it was fetched."""
    dates = _dates(head, shown, marks)
    latest = original.captured.date() + timedelta(days=1) if original.captured else None
    known = [(how, s) for how, s in dates.published if latest is None or s.day <= latest]
    if not known:
        return None
    how, stamp = known[0]
    stamp = _at_home(stamp, [s for _, s in known])
    changed = [s.instant for s in dates.updated if s.instant is not None and (stamp.instant is None or s.instant > stamp.instant)]
    return Published(stamp.day, how, stamp.instant, changed[0] if changed else None)


def stamp_of(said: str) -> Stamp | None:
    """The day and instant an ISO 8601 or mail date says; ``None`` where it says no day between 1990 and 2100."""
    text = " ".join(said.split()).removesuffix(" UTC").replace(" GMT", " +0000")
    text = re.sub(r"\s+([+-]\d{2}:?\d{2})$", r"\1", text) if _DAY.match(text) else text
    moment = _moment(text)
    if moment is None:
        found = _DAY.search(said[:40])
        day = _date(*map(int, found.groups())) if found else None
        return Stamp(day) if day and FIRST <= day <= LAST else None
    if said.rstrip().endswith((" UTC", " GMT")) and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if not FIRST <= moment.date() <= LAST:
        return None
    told = moment.tzinfo is not None and ":" in said and (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    return Stamp(moment.date(), moment.replace(microsecond=0) if told else None)


def day_of_url(url: str | None) -> date | None:
    """The day that stands in an address ("/2024/05/31/"); ``None`` where none does."""
    found = _URL_DAY.search(url or "")
    day = _date(*(int(g) for g in found.groups() if g)) if found else None
    return day if day and FIRST <= day <= LAST else None


def day_in(lines: tuple[str, ...], foreign: bool = False) -> date | None:
    """The first day that stands written in the lines and can be read in one way only; ``None`` where none does."""
    pieces = [piece for line in lines if len(line) < _LINE for piece in _PIECES.split(line)]
    return next((day for p in pieces if _FULL.search(p) and not _CHANGE.search(p) and not _is_two(p) and (day := _read(p, foreign))), None)


def _read(line: str, foreign: bool) -> date | None:
    """The day in the line; names of months in other languages than English take a second to load, so they are asked for only where they may be."""
    from htmldate import find_date

    # Its own bounds hang on the clock.
    page = f'<html><body><div class="date">{escape(line)}</div></body></html>'
    for extensive in (False, True) if foreign else (False,):
        found = find_date(page, extensive_search=extensive, original_date=True, min_date=FIRST.isoformat(), max_date=LAST.isoformat())
        day = date.fromisoformat(found) if found else None
        if day and re.search(rf"(?<!\d)0?{day.day}(?!\d)", line):
            return day
    return None


def _is_two(line: str) -> bool:
    """True for 03/04/2024, which is one day in one country and another in the next."""
    found = _SLASHED.search(line)
    return bool(found) and found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def _dates(head: Head, shown: Shown, marks: Marks) -> Dates:
    times, url = shown.times, shown.url
    said = [
        *(("json-ld", s) for key in ("datePublished", "dateCreated") for s in head.node(key)),
        *(("meta", s) for s in head.meta(marks.published)),
        *(("time-element", e.get("datetime")) for e in times if not is_update(e)),
    ]
    found = [(how, stamp) for how, s in said if isinstance(s, str) and (stamp := stamp_of(s))]
    late = [("url", day_of_url(url))] if day_of_url(url) else [("text", day_in(shown.lines, lang_of(head) not in (None, "en")))] if not found else []
    changes = [*head.node("dateModified"), *head.meta(marks.updated), *(e.get("datetime") for e in times if is_update(e))]
    return Dates(
        (*found, *((how, Stamp(day)) for how, day in late if day)),
        tuple(stamp for s in changes if isinstance(s, str) and (stamp := stamp_of(s))),
    )


def is_update(element: Any) -> bool:
    """True where a time element tells of a change and not of publication."""
    named = [str(e.get(k) or "") for e in (element, element.getparent()) for k in ("class", "itemprop", "id")]
    last = element.getprevious()
    before = ((element.getparent().text if last is None else last.tail) or "")[-30:]
    said = f"{' '.join(named)} {before} {element.text or ''}"
    return bool(_CHANGE.search(said)) and not _ISSUE.search(said)


def _at_home(stamp: Stamp, others: list[Stamp]) -> Stamp:
    """The same stamp by the clock of the place, where another gives that and this one gives UTC, or the day alone."""
    if stamp.instant is not None and stamp.instant.utcoffset():
        return stamp
    local = [o for o in others if o.instant is not None and (o.instant.utcoffset() or stamp.instant is None)]
    same = [o for o in local if o.instant is not None and _is_same(stamp, o.instant)]
    return replace(stamp, day=same[0].day, instant=same[0].instant) if same else stamp


def _is_same(stamp: Stamp, instant: datetime) -> bool:
    """True where the stamp names this instant to the minute, or this day as the place or as UTC has it."""
    if stamp.instant is None:
        return stamp.day in (instant.date(), instant.astimezone(UTC).date())
    return abs(instant - stamp.instant) < timedelta(minutes=1)


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def times_of(tree: Any, first: Any) -> Iterator[Any]:
    """The time elements with a date that stand before the article's first paragraph; all of the page's where there is none."""
    for element in tree.iter():
        if first is not None and element is first:
            return
        if element.tag == "time" and element.get("datetime"):
            yield element
