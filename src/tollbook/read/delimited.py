"""Tables as text: CSV and its kin, read row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.columns import columns_in
from tollbook.read.found import Found, Task
from tollbook.read.media import HEAD, TSV
from tollbook.read.plain import Decoded, decoded
from tollbook.read.rows import Row, originals_of_rows

_DELIMITERS = (",", ";", "\t", "|")
_FIRST_ROWS = 20


def rows_of_delimited(found: Found, task: Task) -> Iterator[Original | Refused]:
    """The table's rows as documents, the first row naming the columns; MissingColumnError where none holds the text."""
    head = _head(found)
    found.file.seek(head.skipped)
    noted = replace(found, about=replace(found.about, headers=(("note", head.note),) if head.note else ()))
    # A field may be as long as a text; the module knows one limit for all its readers.
    csv.field_size_limit(task.limits.text + 1)
    with _Kept(found.file, encoding=head.codec, errors="replace", newline="") as characters:
        reader = csv.reader(characters, delimiter="\t" if found.media == TSV else delimiter_of(head.text))
        names = names_of(reader)
        yield from originals_of_rows(noted, numbered_rows(reader, names), columns_in(names, task.columns), task)


class _Kept(io.TextIOWrapper):
    """Characters of a file that stays open when they are closed."""

    def close(self) -> None:
        if not self.closed:
            self.detach()


def _head(found: Found) -> Decoded:
    """The table's first characters; one cut at their end does not count."""
    raw = found.file.read(HEAD)
    for cut in range(4):
        try:
            head = decoded(raw[: len(raw) - cut], found.about.media)
        except UnreadableReportError:
            continue
        if head.note is None:
            return head
    return decoded(raw, found.about.media)


def delimiter_of(sample: str) -> str:
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


def names_of(reader: Iterator[list[str]]) -> list[str]:
    """The table's first row, blanks about its names dropped; UnreadableReportError where it cannot be read."""
    try:
        return [n.strip() for n in next(reader, [])]
    except csv.Error as error:
        raise UnreadableReportError(f"its first row cannot be read ({error}); save the table as CSV with a first row of names") from error


def numbered_rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    """The rows after the first, blank ones left out; one that cannot be read says why."""
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
