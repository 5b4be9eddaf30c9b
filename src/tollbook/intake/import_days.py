"""The days of a dataset's row."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tollbook.codebook.importing import DayColumns, ImportShape
from tollbook.errors import TollbookError
from tollbook.model.reading import Reading
from tollbook.model.time import TimePrecision, When
from tollbook.read.days import Order, published_in

if TYPE_CHECKING:
    from tollbook.intake.import_rows import RowText

WEEK = timedelta(6)
"""A day that stands for a week may be any of its seven."""
YEARS = (1900, 2200)


class RowDayError(TollbookError):
    """A row whose day cannot be read."""


def when_of(held: RowText, shape: ImportShape, order: Order | None) -> Reading[When]:
    """When the event happened, as widely as the row knows it; RowDayError where it tells no day that can be read in one way."""
    columns = shape.days
    when = _of_parts(held, columns) if columns.year is not None else _of_days(held, columns, order)
    spans = held.span(columns.first, columns.last, columns.year, columns.month, columns.day, columns.precision)
    return Reading(when, spans, f"import.{shape.layout}.days")


def _of_days(held: RowText, columns: DayColumns, order: Order | None) -> When:
    first = _day(held, str(columns.first), order)
    last = _day(held, columns.last, order) if columns.last is not None else first
    if last < first:
        raise RowDayError(f"column '{columns.last}' lies before '{columns.first}'; mend the cells")
    spread = columns.spread.get(held.code(columns.precision), "day")
    if spread == "week":
        return When(first - WEEK, last + WEEK, TimePrecision.WEEK)
    if spread == "month":
        return When(first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1]), TimePrecision.MONTH)
    return When(first, last, TimePrecision.DAY if first == last else TimePrecision.RANGE)


def _day(held: RowText, column: str, order: Order | None) -> date:
    cell = held.cells.get(column)
    if cell is None:
        raise RowDayError(f"nothing stands in its column '{column}'; fill in the day")
    found = published_in(cell, "column", order)
    if found is None:
        raise RowDayError(f"column '{column}' holds '{cell[:40]}', which is no day that can be read in one way; write it as YYYY-MM-DD")
    return found.day


def _of_parts(held: RowText, columns: DayColumns) -> When:
    """A year, month and day of which 0 or nothing is unknown."""
    year, month, day = (_part(held, str(column)) for column in (columns.year, columns.month, columns.day))
    if not YEARS[0] <= year <= YEARS[1]:
        raise RowDayError(f"column '{columns.year}' holds no year; mend the cell")
    if not month:
        return When(date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR)
    try:
        if not day:
            return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), TimePrecision.MONTH)
        return When(date(year, month, day), date(year, month, day), TimePrecision.DAY)
    except ValueError:
        raise RowDayError(f"{columns.year} {year}, {columns.month} {month}, {columns.day} {day} is no day; mend the cells") from None


def _part(held: RowText, column: str) -> int:
    cell = held.code(column) or "0"
    if not cell.isdigit():
        raise RowDayError(f"column '{column}' holds '{held.cells[column][:40]}', which is no number; mend the cell")
    return int(cell)
