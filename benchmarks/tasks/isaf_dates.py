"""When a release of the corpus was issued: by the day printed over it, else by its number, else by what is known of the series.

* Releases are numbered through each month ("2011-07-S-039"); one that bears no day was issued between those numbered next to it.
* A release that bears neither number nor year is of the winter of 2011, one headed "news release" of the winter of 2009.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})[a-z]*\.? (?P<day>\d\d?)(?:[.,]? +(?P<year>20\d\d))?\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b2?0(?P<year>[01]\d)-(?P<month>\d\d?)-[A-Z]{1,2}\W?(?P<n>\d+|X+)\b")
OLD_HEAD = "NEWS RELEASE"
WINTERS = (2009, 2011)
"""The winters of releases that bear no year, those with the old head and the others."""


@dataclass(frozen=True, slots=True)
class Number:
    """A release's number in its month."""

    year: int
    month: int
    n: int | None


def number_of(text: str) -> Number | None:
    """The release's number; ``None`` where it bears none."""
    found = _NUMBER.search(text)
    if found is None or not 1 <= int(found["month"]) <= len(MONTHS):
        return None
    return Number(2000 + int(found["year"]), int(found["month"]), int(found["n"]) if found["n"].isdigit() else None)


def printed(text: str) -> date | None:
    """The day printed over the release; ``None`` where it bears none."""
    number = number_of(text)
    for match in _DAY.finditer(text):
        month, day = MONTHS.index(match["month"].lower()[:3]) + 1, int(match["day"])
        year = int(match["year"]) if match["year"] else number.year if number is not None else _year(text, month)
        found = _day(year, month, day)
        if found is not None:
            return found
    return None


def _year(text: str, month: int) -> int:
    """The year of the winter that a release without one is known to be of."""
    winter = WINTERS[0] if OLD_HEAD in text else WINTERS[1]
    return winter if month > len(MONTHS) // 2 else winter + 1


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] and day else None


def issued(texts: Sequence[str]) -> list[date | None]:
    """The day each release was issued; ``None`` where nothing tells it."""
    told = [(number_of(t), printed(t)) for t in texts]
    known: dict[tuple[int, int], dict[int, int]] = {}
    for number, day in told:
        if number is not None and number.n is not None and day is not None and (day.year, day.month) == (number.year, number.month):
            known.setdefault((day.year, day.month), {})[number.n] = day.day
    return [day or _between(number, known) for number, day in told]


def _between(number: Number | None, known: Mapping[tuple[int, int], Mapping[int, int]]) -> date | None:
    """The day of a number by those before and after it of its month, which begins with number one on its first day."""
    if number is None or number.n is None:
        return None
    days = {0: 1, **known.get((number.year, number.month), {})}
    below = max(n for n in days if n <= number.n)
    above = _first(n for n in days if n > number.n)
    if above is None:
        return date(number.year, number.month, days[below])
    share = (number.n - below) / (above - below)
    return date(number.year, number.month, round(days[below] + share * (days[above] - days[below])))


def _first(numbers: Iterable[int]) -> int | None:
    return min(numbers, default=None)
