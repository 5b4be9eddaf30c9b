"""Whether a CSV table has the columns it should and each cell what its column may hold."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from tollbook.codebook.exporting import Column, load_columns

DAYS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S%z", "%d %B %Y", "%d-%B-%Y", "%Y/%m/%d")
"""How days are written in the tables people publish."""
CELL = 10_000_000
SECOND = 2
LEAST = 0.5
MISSING = ("", "NA", "NaN", "nan", "NULL", "None")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the line of the file (1 is its first), and the column where it is one's."""

    line: int
    column: str | None
    message: str

    def __str__(self) -> str:
        return f"line {self.line}" + (f", column {self.column}" if self.column else "") + f": {self.message}"


Cells = dict[str, str]


class Reader(Protocol):
    """What csv.reader gives back."""

    @property
    def line_num(self) -> int:
        """The number of lines read."""
        ...

    def __iter__(self) -> Iterator[list[str]]:
        """The rows."""
        ...


Rule = Callable[[Cells], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's header and its rows with their lines, read once; a line of HXL tags is no row, and a problem stands where one cannot be read."""

    header: tuple[str, ...]
    rows: Iterable[tuple[int, Cells] | Problem]


def table_problems(raw: bytes, layout: str, rule: Rule) -> Iterator[Problem]:
    """What is wrong with a table: its encoding, columns, cells, and what must hold between the cells of a row; every problem once."""
    table = read_table(raw)
    if isinstance(table, Problem):
        yield table
        return
    yield from problems_of(table, layout, rule)


def problems_of(table: Table, layout: str, rule: Rule) -> Iterator[Problem]:
    """What is wrong with a table that was read."""
    columns = load_columns(layout)
    lacking = [c.name for c in columns if c.name not in table.header and not c.absent]
    yield from (Problem(1, name, "the column is missing") for name in lacking)
    yield from (Problem(1, name, "the column is there twice") for name in sorted(_twice(table.header)))
    held = [c for c in columns if c.name in table.header]
    for told in table.rows:
        if isinstance(told, Problem):
            yield told
            continue
        line, cells = told
        wrong = False
        for column in held:
            message = cell_problem(column, cells[column.name])
            if message is not None:
                wrong = True
                yield Problem(line, column.name, message)
        if not wrong and not lacking:
            yield from (Problem(line, name, message) for name, message in rule(cells))


def _twice(names: Sequence[str]) -> set[str]:
    return {n for n in names if names.count(n) > 1}


def read_table(raw: bytes) -> Table | Problem:
    """The table of a CSV file in UTF-8, apart by commas, semicolons or tabs; the problem where it is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(raw.count(b"\n", 0, error.start) + 1, None, "it is not in UTF-8; save it as UTF-8")
    first = text[: text.find("\n") + 1 or None]
    csv.field_size_limit(CELL)
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        header = tuple(h.strip().lower() for h in next(reader, ()))
    except csv.Error as error:
        return Problem(1, None, f"it is no CSV: {error}")
    return Table(header, _rows(reader, header)) if header else Problem(1, None, "the file is empty")


def _rows(reader: Reader, header: tuple[str, ...]) -> Iterator[tuple[int, Cells] | Problem]:
    """The rows; a row of another length ends them, since what comes after it may be out of place too."""
    try:
        for row in reader:
            if not row or (reader.line_num == SECOND and is_tags(row)):
                continue
            if len(row) != len(header):
                yield Problem(reader.line_num, None, f"the row has {len(row)} cells, the header {len(header)}; quote cells that hold commas")
                return
            yield reader.line_num, dict(zip(header, (_cell(c) for c in row), strict=True))
    except csv.Error as error:
        yield Problem(reader.line_num, None, f"it is no CSV: {error}")


def is_tags(row: Sequence[str]) -> bool:
    """True for a line of which more than half of what is not blank begins as HXL tags do."""
    held = [cell.strip() for cell in row if cell.strip()]
    return bool(held) and sum(cell.startswith("#") for cell in held) / len(held) > LEAST


def _cell(cell: str) -> str:
    clean = cell.strip()
    return "" if clean in MISSING else clean


def cell_problem(column: Column, cell: str) -> str | None:
    """What is wrong with a cell of the column; ``None`` where nothing is."""
    if not cell:
        return "it is blank; the column needs a value" if column.needed else None
    if column.values and _plain(cell) not in {_plain(v) for v in column.values}:
        return f"'{cell[:40]}' is none of: {', '.join(column.values)}"
    if column.type == "day":
        return None if day_of(cell) is not None else f"'{cell[:40]}' is no day; write it as YYYY-MM-DD"
    if column.type in ("int", "number", "lat", "lon"):
        return _number_problem(column, cell)
    return None


def _plain(value: str) -> str:
    """A value as it is compared: whole numbers may have a point and a nought behind them."""
    return value.removesuffix(".0")


def _number_problem(column: Column, cell: str) -> str | None:
    number = number_of(cell)
    if number is None:
        return f"'{cell[:40]}' is no number"
    if column.type == "int" and number != int(number):
        return f"{cell[:40]} is no whole number"
    low = -90 if column.type == "lat" else -180 if column.type == "lon" else column.low
    high = 90 if column.type == "lat" else 180 if column.type == "lon" else column.high
    if (low is not None and number < low) or (high is not None and number > high):
        return f"{cell[:40]} lies outside {'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}"
    return None


def number_of(cell: str) -> float | None:
    """The number; ``None`` where it is none or not finite."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def int_of(cell: str) -> int | None:
    """The whole number; ``None`` where the cell is blank or holds none."""
    number = number_of(cell)
    return int(number) if number is not None else None


@lru_cache(maxsize=50_000)
def day_of(cell: str) -> date | None:
    """The day in any of the forms that tables use; ``None`` where it is none."""
    for form in DAYS:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
    return None
