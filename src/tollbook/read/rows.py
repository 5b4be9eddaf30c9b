"""Rows of tables: each with a text is a document of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Refused, Told, Unit
from tollbook.read.columns import Columns
from tollbook.read.days import Order, order_of, published_in
from tollbook.read.found import Found, Task
from tollbook.read.limits import Limits
from tollbook.read.media import ROW
from tollbook.read.pieces import Piece, clean, joined, paragraphs

BY = "row 1"
_MARK = {"row": "tollbook"}
_SEEN, _SEEN_SIZE = 1_000, 5_000_000
"""So many rows, or characters in them, are looked at to see in which order the days of a column are written."""
_TOLD = ("title", "published", "author", "source", "url", "lang")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its number from 1 and its cells by their column; ``wrong`` says why it cannot be read."""

    number: int
    cells: Mapping[str, object]
    wrong: str | None = None


def originals_of_rows(found: Found, rows: Iterable[Row], columns: Columns, task: Task) -> Iterator[Original | Refused]:
    """The table's rows as documents, those without text refused by their number."""
    stream = iter(rows)
    first = _first(stream)
    order = order_of(row.cells.get(columns.published) for row in first) if columns.published else None
    for row in chain(first, stream):
        task.budget.count()
        name = f"{found.name}#{row.number}"
        text = _words(row.cells.get(columns.text or ""))
        if row.wrong or text is None:
            yield Refused(name, f"row {row.number}: {row.wrong or f'nothing stands in its column {columns.text!r}'}")
        elif len(text) > task.limits.text:
            yield Refused(name, f"row {row.number}: its text has more than {task.limits.text:,} characters; split it")
        else:
            yield _original(found, row, columns, order)


def _first(rows: Iterator[Row]) -> list[Row]:
    """So many rows as show the order of the column's days."""
    found: list[Row] = []
    size = 0
    while len(found) < _SEEN and size < _SEEN_SIZE and (row := next(rows, None)) is not None:
        found.append(row)
        size += sum(len(cell) for cell in row.cells.values() if isinstance(cell, str))
    return found


def extract_row(original: Original, limits: Limits) -> Extraction:
    """The text of a table's row, with what its other columns tell; UnreadableReportError where the bytes are no row."""
    try:
        cells = json.loads(original.raw)
        text = cells["text"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableReportError("it is no row of a table; read the table itself") from error
    if not isinstance(text, str):
        raise UnreadableReportError("it is no row of a table; read the table itself")
    headers = dict(original.headers)
    at = f"{headers.get('row', '1')}:{headers.get('column', 'text')}"
    body, anchors = joined((Piece(p, Unit.ROW, at) for p in paragraphs(text)), limits)
    told = _told({k: cells.get(k) for k in _TOLD}, _order(headers.get("days")))
    unread = cells.get("published") if told.published is None else None
    notes = (f"published '{_words(unread)}' is no day that can be read in one way; write it as YYYY-MM-DD",) if _words(unread) else ()
    return Extraction(body, anchors, told, BY, notes=(*notes, *(value for name, value in original.headers if name == "note")))


def _order(named: str | None) -> Order | None:
    return next((order for order in Order if order == named), None)


def _original(found: Found, row: Row, columns: Columns, order: Order | None) -> Original:
    text = _words(row.cells.get(columns.text or "")) or ""
    named = {k: getattr(columns, k) for k in _TOLD}
    told = {k: word for k, column in named.items() if column is not None and (word := _words(row.cells.get(column)))}
    raw = json.dumps(_MARK | {"text": text} | told, ensure_ascii=False, separators=(",", ":")).encode()
    days = (("days", order.value),) if order is not None else ()
    headers = (("row", str(row.number)), ("column", columns.text or "text"), *days, *(h for h in found.about.headers if h[0] == "note"))
    return Original(f"{found.name}#{row.number}", raw, ROW, _told(told, order).over(found.about.told), headers, found.sha256(), found.about.captured)


def _told(cells: Mapping[str, object], order: Order | None) -> Told:
    words = {k: _words(v) for k, v in cells.items()}
    day = published_in(words["published"], "column", order) if words.get("published") else None
    return Told(words.get("title"), words.get("author"), words.get("source"), words.get("url"), day, words.get("lang"))


def _words(cell: object, deeper: bool = True) -> str | None:
    """A cell's words, those of a list joined; None where it holds none."""
    if isinstance(cell, list | tuple) and deeper:
        return ", ".join(word for part in cell if (word := _words(part, deeper=False))) or None
    if isinstance(cell, dict):
        # How structured data names an outlet or a writer.
        name = cell.get("name") or cell.get("title")
        return _words(name, deeper=False) if isinstance(name, str) else None
    if isinstance(cell, date):
        return cell.isoformat()
    return (clean(str(cell)).strip() or None) if isinstance(cell, str | int | float) else None
