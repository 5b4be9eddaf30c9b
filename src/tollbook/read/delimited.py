"""Tables as text: CSV and its kin, read row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.columns import columns_in
from tollbook.read.found import Found, Task
from tollbook.read.media import HEAD, TSV
from tollbook.read.plain import decoded
from tollbook.read.rows import Row, originals_of_rows

_DELIMITERS = (",", ";", "\t", "|")
_FIRST_ROWS = 20


def rows_of_delimited(found: Found, task: Task) -> Iterator[Original | Refused]:
    """The table's rows as documents, the first row naming the columns; MissingColumnError where none holds the text."""
    head = found.file.read(HEAD)
    found.file.seek(0)
    codec, skipped, sample = _codec(head, found.about.media)
    found.file.seek(skipped)
    delimiter = "\t" if found.media == TSV else _delimiter(sample)
    # A field may be as long as a text; the module knows one limit for all its readers.
    csv.field_size_limit(task.limits.text + 1)
    with _characters(found.file, codec) as characters:
        reader = csv.reader(characters, delimiter=delimiter)
        names = _names(reader)
        yield from originals_of_rows(found, _rows(reader, names), columns_in(names, task.columns), task)


def _characters(file: BinaryIO, codec: str) -> io.TextIOWrapper:
    return _Kept(file, encoding=codec, errors="replace", newline="")


class _Kept(io.TextIOWrapper):
    """Characters of a file that stays open when they are closed."""

    def close(self) -> None:
        if not self.closed:
            self.detach()


def _codec(head: bytes, media: str | None) -> tuple[str, int, str]:
    """The codec, the bytes of its mark, and the head's characters; a character cut at the head's end does not count."""
    for cut in range(4):
        try:
            found = decoded(head[: len(head) - cut], media)
        except UnreadableReportError:
            continue
        if found.note is None:
            return found.codec, found.skipped, found.text
    found = decoded(head, media)
    return found.codec, found.skipped, found.text


def _delimiter(sample: str) -> str:
    """The sign that cuts the first rows into the most columns, the same number in each."""
    return max(_DELIMITERS, key=lambda sign: _weight(sample, sign))


def _weight(sample: str, sign: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    widths = []
    try:
        for row in reader:
            widths.append(len(row))
            if len(widths) > _FIRST_ROWS:
                break
    except csv.Error:
        return (0, 0)
    first = widths[0] if widths else 1
    return (sum(w == first for w in widths) * (first > 1), first)


def _names(reader: Iterator[list[str]]) -> list[str]:
    try:
        return [n.strip() for n in next(reader, [])]
    except csv.Error as error:
        raise UnreadableReportError(f"its first row cannot be read ({error}); save the table as CSV with a first row of names") from error


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"it cannot be read ({error})")
            continue
        if len(cells) > len(names) and any(c.strip() for c in cells[len(names) :]):
            yield Row(number, {}, f"it has {len(cells)} cells where the first row names {len(names)}; put the text in quotes")
        elif any(c.strip() for c in cells):
            yield Row(number, dict(zip(names, cells, strict=False)))
