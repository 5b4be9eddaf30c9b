"""Whether an Excel workbook holds the plain table."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from importlib import import_module
from typing import Any

from tollbook.errors import TollbookError
from tollbook.export.validate_rules import plain_rules
from tollbook.export.validate_tables import MISSING, Problem, Table, problems_of
from tollbook.read.limits import Limits
from tollbook.read.zips import BROKEN, FREE

SHEET = "Incidents"
LARGEST = 400_000_000
"""Bytes that the parts of a workbook may unpack to: a million rows take about as much."""
FORMULA = "f"


class NoWorkbooksError(TollbookError):
    """The library that reads workbooks is not installed."""

    def __init__(self) -> None:
        super().__init__("reading Excel workbooks needs openpyxl; run: pip install 'tollbook[sheets]'")


def xlsx_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with the sheet Incidents (else the first), its rows numbered as Excel does; NoWorkbooksError without openpyxl."""
    try:
        library = import_module("openpyxl")
    except ImportError:
        raise NoWorkbooksError from None
    wrong = _bomb(raw)
    if wrong is not None:
        yield Problem(1, None, wrong)
        return
    try:
        with warnings.catch_warnings():
            # Of features of workbooks that a table does not need.
            warnings.simplefilter("ignore")
            book = library.load_workbook(io.BytesIO(raw), read_only=True)
            with closing(book):
                sheet = book[SHEET] if SHEET in book.sheetnames else book[book.sheetnames[0]]
                found = list(_rows(sheet))
    except (*BROKEN, KeyError, TypeError, AttributeError, SyntaxError) as error:
        yield Problem(1, None, f"it is no workbook that can be read: {str(error)[:120]}")
        return
    yield from _table_problems(found)


def _bomb(raw: bytes) -> str | None:
    """Why the file is not to be unpacked; ``None`` where it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            infos = package.infolist()
    except BROKEN as error:
        return f"it is no Excel workbook (.xlsx): {error}"
    if sum(i.file_size for i in infos) > LARGEST or any(i.file_size > FREE + Limits().ratio * i.compress_size for i in infos):
        return "it unpacks to far more than its size, as a bomb does"
    return None


def _rows(sheet: Any) -> Iterator[tuple[int, list[str], list[int]]]:
    """The rows that hold something, with their numbers, their cells as a CSV would have them, and which of these are formulas."""
    for n, row in enumerate(sheet.iter_rows(), 1):
        cells = [_told(cell.value) for cell in row]
        if any(cells):
            yield n, cells, [x for x, cell in enumerate(row) if cell.data_type == FORMULA]


def _told(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    told = "" if value is None else str(value).strip()
    return "" if told in MISSING else told


def _table_problems(found: list[tuple[int, list[str], list[int]]]) -> Iterator[Problem]:
    if not found:
        yield Problem(1, None, "the sheet is empty")
        return
    (_, names, _), *rows = found
    while names and not names[-1]:
        names.pop()
    header = tuple(name.lower() for name in names)
    for n, cells, formulas in rows:
        yield from (Problem(n, header[x] if x < len(header) else None, "it is a formula; write its value") for x in formulas)
        if any(cells[len(header) :]):
            yield Problem(n, None, f"the row has cells beyond the {len(header)} columns of the header")
    wide = ((n, dict(zip(header, [*cells, *[""] * len(header)], strict=False))) for n, cells, _ in rows)
    yield from problems_of(Table(header, wide), "csv", plain_rules)
