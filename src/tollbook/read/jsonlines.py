"""Tables as JSON: objects one a line, or one list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.columns import columns_in
from tollbook.read.found import Found, Task
from tollbook.read.plain import decoded
from tollbook.read.rows import Row, originals_of_rows

_SEEN_FIRST = 100
"""The names of columns are taken from so many first rows."""
_LINE = 6
"""A line may have so many times the characters of a text: JSON writes "é" in six signs."""


def rows_of_lines(found: Found, task: Task) -> Iterator[Original | Refused]:
    """The objects of a file of JSON Lines as documents, numbered by their lines; MissingColumnError where no column holds the text."""
    yield from _originals(found, _lines(found, task.limits.text * _LINE), task)


def rows_of_json(found: Found, task: Task) -> Iterator[Original | Refused]:
    """The objects of a list, or of the one list an object holds, as documents, numbered from 1; UnreadableReportError where there is none."""
    raw = found.file.read(task.limits.document + 1)
    if len(raw) > task.limits.document:
        raise UnreadableReportError(f"it has more than {task.limits.document / 1e6:,.0f} MB; save it as JSON Lines, one object a line")
    rows = _list(_parsed(decoded(raw, found.about.media).text))
    yield from _originals(found, (_row(n, value) for n, value in enumerate(rows, 1)), task)


def _originals(found: Found, rows: Iterator[Row], task: Task) -> Iterator[Original | Refused]:
    first = list(islice(rows, _SEEN_FIRST))
    names = list(dict.fromkeys(name for row in first for name in row.cells))
    if first and not names:
        yield from (Refused(f"{found.name}#{row.number}", f"row {row.number}: {row.wrong}") for row in first[:1])
    columns = columns_in(names, task.columns)
    yield from originals_of_rows(found, chain(first, rows), columns, task)


def _lines(found: Found, longest: int) -> Iterator[Row]:
    number = 0
    while line := found.file.readline(longest):
        number += 1
        if len(line) >= longest and not line.endswith(b"\n"):
            yield Row(number, {}, f"its line has more than {longest:,} bytes; split it")
            while (rest := found.file.readline(longest)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield _line(number, line)


def _line(number: int, line: bytes) -> Row:
    try:
        return _row(number, _parsed(decoded(line).text))
    except UnreadableReportError as error:
        return Row(number, {}, str(error))


def _row(number: int, value: object) -> Row:
    if isinstance(value, str):
        return Row(number, {"text": value})
    return Row(number, value) if isinstance(value, dict) else Row(number, {}, "it is no JSON object with named values")


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else "too deep"
        place = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableReportError(f"it is no JSON ({told}{place})") from error


def _list(value: object) -> list[object]:
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        return lists[0] if len(lists) == 1 else [value]
    if isinstance(value, list):
        return value
    raise UnreadableReportError("it holds no list of objects; give a JSON list, or one object a line")
