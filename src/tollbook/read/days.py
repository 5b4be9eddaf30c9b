"""Days and instants as headers, columns and properties write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from tollbook.model.document import Published

_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%Y/%m/%d", "%Y.%m.%d")
"""Forms that can be read in one way only; 03/04/2024 is none of them."""
EARLIEST, LATEST = 1800, 2200
"""Years outside these are no years of a report."""


def published_in(told: object, how: str) -> Published | None:
    """When a document was issued as one header, cell or property tells it; None where that is no day, or could be two.

    The instant is kept only where the zone is told: 12:00 alone is no instant.
    """
    found = told if isinstance(told, date) else _read(" ".join(str(told).split()))
    if found is None or not EARLIEST <= found.year <= LATEST:
        return None
    if not isinstance(found, datetime):
        return Published(found, how)
    return Published(found.date(), how, found if _has_zone(found) else None)


def _has_zone(found: datetime) -> bool:
    """False also for a zone whose offset leads out of the calendar."""
    try:
        return found.tzinfo is not None and found.astimezone(UTC) is not None
    except (OverflowError, ValueError):
        return False


def _read(words: str) -> date | None:
    if not 6 <= len(words) <= 60:
        return None
    for read in (_iso_day, _iso, _header):
        if found := read(words):
            return found
    for form in _WRITTEN:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
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
