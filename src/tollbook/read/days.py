"""Days and instants as headers, columns and properties write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from tollbook.model.document import Published

_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%Y/%m/%d", "%Y.%m.%d")
"""Forms that can be read in one way only; 03/04/2024 is none of them."""
_FIGURES = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})(?:,?[T ]+\d\d?:\d\d\b.{0,20})?")
_MONTHS = 12
EARLIEST, LATEST = 1800, 2200
"""Years outside these are no years of a report."""


class Order(StrEnum):
    """What stands first in days written in figures, as 14/03/2024 is."""

    DAY = "day"
    MONTH = "month"


def published_in(told: object, how: str, order: Order | None = None) -> Published | None:
    """When a document was issued as one header, cell or property tells it; None where that is no day, or could be two.

    03/04/2024 is read in the order that is given, 14/03/2024 in the only one there is. The instant is kept only where the zone is told: 12:00
    alone is no instant.
    """
    found = told if isinstance(told, date) else _read(" ".join(str(told).split()), order)
    if found is None or not EARLIEST <= found.year <= LATEST:
        return None
    if not isinstance(found, datetime):
        return Published(found, how)
    return Published(found.date(), how, found if _has_zone(found) else None)


def order_of(told: Iterable[object]) -> Order | None:
    """The order of a column's days, as those above 12 show it; None where none of them does, or where they show both."""
    found = {order for word in told if isinstance(word, str) and (m := _FIGURES.fullmatch(word.strip())) and (order := _shown(m))}
    return found.pop() if len(found) == 1 else None


def _shown(figures: re.Match[str]) -> Order | None:
    first, second = int(figures[1]), int(figures[3])
    if first > _MONTHS >= second:
        return Order.DAY
    return Order.MONTH if second > _MONTHS >= first else None


def _has_zone(found: datetime) -> bool:
    """False also for a zone whose offset leads out of the calendar."""
    try:
        return found.tzinfo is not None and found.astimezone(UTC) is not None
    except (OverflowError, ValueError):
        return False


def _read(words: str, order: Order | None) -> date | None:
    if not 6 <= len(words) <= 60:
        return None
    figures = _FIGURES.fullmatch(words)
    if figures is not None:
        return _in_figures(figures, order)
    for read in (_iso_day, _iso, _header):
        if found := read(words):
            return found
    for form in _WRITTEN:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    return None


def _in_figures(figures: re.Match[str], order: Order | None) -> date | None:
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    known = Order.DAY if first == second else _shown(figures) or order
    if known is None:
        return None
    day, month = (first, second) if known is Order.DAY else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _iso(words: str) -> datetime | None:
    plain = words.removesuffix(" UTC") + ("+00:00" if words.endswith(" UTC") else "")
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _header(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
