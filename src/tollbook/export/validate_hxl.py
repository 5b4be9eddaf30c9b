"""Whether a table carries HXL tags that say what its columns hold; sloppy tags of real feeds are let through, faulty values are not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from tollbook.export.validate_tables import Problem, day_of, is_tags, number_of

TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*$")
PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?$")
SEARCHED = 25
"""Lines among which the tags must stand, as HXL's own library searches them."""


def hxl_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with a tagged table: no tags, or a #date that is none, or an #affected or #geo that is no number in its bounds."""
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        yield Problem(1, None, f"it is no CSV in UTF-8: {error}")
        return
    at = next((n for n, row in enumerate(rows[:SEARCHED]) if is_tags(row)), None)
    if at is None:
        yield Problem(1, None, f"none of the first {SEARCHED} lines holds HXL tags such as #date+occurred; put them below the header")
        return
    tags = [cell.strip() for cell in rows[at]]
    yield from (Problem(at + 1, tag, "it is no HXL tag") for tag in tags if tag and not TAG.match(tag))
    if not any(tags):
        return
    for line, row in enumerate(rows[at + 1 :], at + 2):
        yield from _cells(line, tags, row)


def _cells(line: int, tags: Sequence[str], row: Sequence[str]) -> Iterator[Problem]:
    if len(row) > len(tags):
        yield Problem(line, None, f"the row has {len(row)} cells and there are {len(tags)} tags")
    for tag, cell in zip(tags, row, strict=False):
        message = _wrong(tag.lower().replace(" ", ""), cell.strip()) if cell.strip() else None
        if message is not None:
            yield Problem(line, tag, message)


def _wrong(tag: str, cell: str) -> str | None:
    kind, *attributes = tag.split("+")
    if kind == "#date" and day_of(cell) is None and not PERIOD.match(cell):
        return f"'{cell[:40]}' is no day; write it as YYYY-MM-DD"
    if kind == "#affected":
        number = number_of(cell)
        return f"'{cell[:40]}' is no number" if number is None else f"{cell[:40]} is below 0" if number < 0 else None
    if kind == "#geo" and ("lat" in attributes or "lon" in attributes):
        number, most = number_of(cell), 90 if "lat" in attributes else 180
        return None if number is not None and abs(number) <= most else f"'{cell[:40]}' is no degree of {'latitude' if most == 90 else 'longitude'}"
    return None
