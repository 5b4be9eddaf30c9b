"""Tables whose cells, and not a text in them, are what is wanted: CSV and Excel workbooks, row by row."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from tollbook.errors import TollbookError, UnreadableReportError
from tollbook.read.delimited import delimiter_of, names_of, numbered_rows
from tollbook.read.limits import Limits
from tollbook.read.media import HEAD
from tollbook.read.plain import decoded
from tollbook.read.rows import Row
from tollbook.read.zips import BROKEN, FREE

ZIP = b"PK\x03\x04"


class NoSheetsError(TollbookError):
    """The library that reads workbooks is not installed."""

    def __init__(self) -> None:
        super().__init__("reading Excel workbooks needs openpyxl; run: pip install 'tollbook[sheets]', or save the table as CSV")


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table's columns as its first row names them, and its rows, read once; ``note`` says how its characters were found out."""

    names: tuple[str, ...]
    rows: Iterable[Row]
    note: str | None = None


def read_cells(raw: bytes, limits: Limits, wanted: Iterable[Collection[str]] = ()) -> CellTable:
    """The table of a CSV file, or of a workbook's first sheet that has all columns of one of ``wanted`` (in small letters), else its first.

    UnreadableReportError where it is neither or would unpack to more than the limits allow; NoSheetsError for a workbook without openpyxl.
    """
    return _workbook(raw, limits, wanted) if raw.startswith(ZIP) else _delimited(raw, limits)


def _delimited(raw: bytes, limits: Limits) -> CellTable:
    head = decoded(raw)
    csv.field_size_limit(limits.text + 1)
    reader = csv.reader(io.StringIO(head.text, newline=""), delimiter=delimiter_of(head.text[:HEAD]))
    names = names_of(reader)
    if not any(names):
        raise UnreadableReportError("it is empty; give a table with a first row of names")
    return CellTable(tuple(names), numbered_rows(reader, names), head.note)


def _workbook(raw: bytes, limits: Limits, wanted: Iterable[Collection[str]]) -> CellTable:
    try:
        library = import_module("openpyxl")
    except ImportError:
        raise NoSheetsError from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check(archive, limits)
        book = library.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = [list(_sheet(sheet)) for sheet in book.worksheets]
        book.close()
    except (*BROKEN, KeyError, TypeError, AttributeError) as error:
        raise UnreadableReportError(f"it is no workbook that can be read ({error}); save it anew, or as CSV") from error
    held = [sheet for sheet in sheets if sheet]
    if not held:
        raise UnreadableReportError("it is empty; give a table with a first row of names")
    asked = [set(names) for names in wanted]
    names, *rows = next((s for s in held if any(columns <= {n.strip().lower() for n in s[0]} for columns in asked)), held[0])
    columns = tuple(n.strip() for n in names)
    return CellTable(columns, [Row(n, dict(zip(columns, cells, strict=False))) for n, cells in enumerate(rows, 1) if any(c.strip() for c in cells)])


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    """UnreadableReportError where the workbook unpacks to what a bomb would."""
    for info in archive.infolist():
        if info.file_size > FREE + limits.ratio * info.compress_size:
            raise UnreadableReportError(f"it unpacks to more than {limits.ratio} times its size, as a bomb does; save the table as CSV")
    if sum(info.file_size for info in archive.infolist()) > limits.unpacked:
        raise UnreadableReportError(f"it unpacks to more than {limits.unpacked:,} bytes; save the table as CSV")


def _sheet(sheet: Any) -> Iterator[list[str]]:
    return ([_words(value) for value in row] for row in sheet.iter_rows(values_only=True))


def _words(value: object) -> str:
    """A cell as a CSV of the sheet would have it: whole numbers without a point, days in ISO 8601."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
