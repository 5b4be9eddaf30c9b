"""The plain table as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from typing import Any

from tollbook.codebook.exporting import Column, load_columns
from tollbook.errors import TollbookError
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event
from tollbook.export.plain import plain_row
from tollbook.export.tables import Written

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no zone; the same day gives the same bytes
WIDEST = 60
NUMBERS = ("int", "number", "lat", "lon")


class NoSheetsError(TollbookError):
    """The library that writes workbooks is not installed."""

    def __init__(self) -> None:
        super().__init__("writing Excel workbooks needs XlsxWriter; run: pip install 'tollbook[sheets]'")


def write_xlsx(events: Sequence[Event], atlas: Atlas) -> Written:
    """A sheet of incidents with numbers and days as such, and one that says what each column means; NoSheetsError without XlsxWriter."""
    try:
        library = import_module("xlsxwriter")
    except ImportError:
        raise NoSheetsError from None
    out = io.BytesIO()
    # Texts stay texts: nothing becomes a formula or a link.
    book = library.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": MADE, "title": "Incidents"})
    columns = load_columns("csv")
    _incidents(book, columns, events)
    _meanings(book, columns)
    book.close()
    return Written(out.getvalue(), len(events))


def _incidents(book: Any, columns: Sequence[Column], events: Sequence[Event]) -> None:
    sheet, bold, day = book.add_worksheet("Incidents"), book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(events)), len(columns) - 1)
    for x, column in enumerate(columns):
        sheet.write_string(0, x, column.name, bold)
    for y, event in enumerate(events, 1):
        row = plain_row(event)
        for x, column in enumerate(columns):
            _cell(sheet, (y, x), column, row.get(column.name, ""), day)
    for x, column in enumerate(columns):
        longest = max([len(column.name), *(len(plain_row(e).get(column.name, "")) for e in events[:100])])
        sheet.set_column(x, x, min(WIDEST, longest + 2))


def _cell(sheet: Any, at: tuple[int, int], column: Column, value: str, day: Any) -> None:
    if not value:
        return
    if column.type in NUMBERS:
        sheet.write_number(*at, float(value))
    elif column.type == "day" and date.fromisoformat(value).year >= 1900:
        sheet.write_datetime(*at, datetime.fromisoformat(value), day)
    else:
        sheet.write_string(*at, value)


def _meanings(book: Any, columns: Sequence[Column]) -> None:
    sheet = book.add_worksheet("Columns")
    for y, cells in enumerate([("column", "type", "meaning"), *((c.name, c.type, c.means) for c in columns)]):
        for x, cell in enumerate(cells):
            sheet.write_string(y, x, cell)
    sheet.set_column(0, 0, 24)
    sheet.set_column(2, 2, WIDEST)
