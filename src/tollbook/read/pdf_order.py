"""In which order the strips of a page are read: columns one after the other, what spans them between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from tollbook.read.pdf_page import Strip

_LEAST_LINES = 3
_LEAST_WORDS = 3
"""A column has so many lines, and they commonly so many words; else it is one of a table."""
_LEAST_SHARE = 0.18
"""A column is at least this wide, as a share of the text's width."""
_FULL = 0.55
"""Its lines commonly fill this share of it."""
_MOST_COLUMNS = 6
_TOUCHING = 0.2
"""Words of different strips are different words unless their boxes overlap by more than this share of a line's height."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: its text, its box, the column's number on the page, and whether it is a row of cells."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    column: int
    is_row: bool = False

    @property
    def height(self) -> float:
        """The height of its letters' boxes."""
        return self.top - self.bottom


def lines_in_order(strips: Sequence[Strip]) -> list[Line]:
    """The page's lines as a person reads them, from right to left where most of its letters run so."""
    letters = [c for s in strips for c in s.text if c.isalpha()]
    from_right = sum("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" for c in letters) * 2 > len(letters)
    columns = list(_columns(list(strips), from_right, _MOST_COLUMNS))
    return [line for number, column in enumerate(columns) for line in _lines(column, number, from_right)]


def _columns(strips: list[Strip], from_right: bool, most: int) -> Iterator[list[Strip]]:
    """The strips of each column between two that span the page, in reading order."""
    edge = _gutter(strips) if most > 1 else None
    if edge is None:
        if strips:
            yield strips
        return
    band: list[Strip] = []
    for strip in sorted(strips, key=lambda s: -s.top):
        if strip.left < edge < strip.right:
            yield from _side_by_side(band, edge, from_right, most)
            yield [strip]
            band = []
        else:
            band.append(strip)
    yield from _side_by_side(band, edge, from_right, most)


def _side_by_side(band: list[Strip], edge: float, from_right: bool, most: int) -> Iterator[list[Strip]]:
    left, right = [s for s in band if s.right <= edge], [s for s in band if s.right > edge]
    for side in (right, left) if from_right else (left, right):
        yield from _columns(side, from_right, most - 1)


def _gutter(strips: Sequence[Strip]) -> float | None:
    """The left edge of a column that has another one beside it, the one fewest strips cross; None where the page has but one column."""
    if len(strips) < 2 * _LEAST_LINES:
        return None
    edges = sorted({round(s.left) - 1.0 for s in strips})
    found = [(sum(s.left < edge < s.right for s in strips), edge) for edge in edges if _is_gutter(strips, edge)]
    return min(found)[1] if found else None


def _is_gutter(strips: Sequence[Strip], edge: float) -> bool:
    left, right = [s for s in strips if s.right <= edge], [s for s in strips if s.left >= edge]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    width = max(s.right for s in strips) - min(s.left for s in strips)
    beside = min(max(s.top for s in left), max(s.top for s in right)) - max(min(s.bottom for s in left), min(s.bottom for s in right))
    return beside > 0 and all(_is_prose(side, width) for side in (left, right))


def _is_prose(side: Sequence[Strip], page: float) -> bool:
    width = max(s.right for s in side) - min(s.left for s in side)
    filled = median(s.width for s in side) >= _FULL * width / _columns_in(side, width)
    return width >= _LEAST_SHARE * page and filled and median(len(s.text.split()) for s in side) >= _LEAST_WORDS


def _columns_in(side: Sequence[Strip], width: float) -> int:
    """How many columns may stand on one side: as many as strips commonly stand on one height."""
    rows = [len(list(group)) for _, group in groupby(sorted(side, key=lambda s: -s.top), key=lambda s: round(s.top / max(s.height, 1.0)))]
    return max(1, min(3, round(median(rows))))


def _lines(column: list[Strip], number: int, from_right: bool) -> Iterator[Line]:
    row: list[Strip] = []
    for strip in sorted(column, key=lambda s: (-(s.top + s.bottom), s.left)):
        if row and not _on_one_line(row[0], strip):
            yield _line(row, number, from_right)
            row = []
        row.append(strip)
    if row:
        yield _line(row, number, from_right)


def _on_one_line(one: Strip, other: Strip) -> bool:
    return abs((one.top + one.bottom) - (other.top + other.bottom)) < min(one.height, other.height)


def _line(row: list[Strip], number: int, from_right: bool) -> Line:
    cells = sorted(row, key=lambda s: -s.right if from_right else s.left)
    text, is_row = cells[0].text, False
    for one, other in pairwise(cells):
        apart = max(other.left - one.right, one.left - other.right)
        is_cell = apart > max(one.height, other.height)
        text += (" | " if is_cell else " " if apart > -_TOUCHING * one.height else "") + other.text
        is_row = is_row or is_cell
    box = (min(s.left for s in row), min(s.bottom for s in row), max(s.right for s in row), max(s.top for s in row))
    return Line(text, *box, number, is_row)
