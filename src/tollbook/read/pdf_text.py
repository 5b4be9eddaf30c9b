"""The lines of a paper's pages to its paragraphs: running heads dropped, hyphens at line ends mended, lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tollbook.model.document import Unit
from tollbook.read.pdf_order import Line
from tollbook.read.pieces import PARAGRAPH, Piece

_ZONE = 0.12
"""Running heads and feet stand in this share of the page's height from its edges."""
_REPEATED = 0.5
"""They stand on at least this share of the pages, or of the even ones, and on two."""
_NUMBER = re.compile(r"[-–—| ]*(?:[^\W\d]{1,8}\.? )?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:/|[^\W\d]{1,4}) ?\d{1,4})?[-–—| ]*", re.IGNORECASE)
_PARAGRAPH_STEP = 1.4
"""From this many times the usual step between lines on, another paragraph begins."""
_OTHER_SIZE = 0.15
_NEAR = 6
"""A column's right edge is that of so many lines before and after."""
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = (".", "!", "?", ":", ";", '"', "”", ")", "…", "؟", "।", "。")
_ITEM = re.compile(r"(?:[-*•–—‣◦▪●■]|\(?\d{1,2}[.)]|\(?[a-z][.)]) +\S")
_LEADERS = re.compile(r"(?:\. ?){5}")
"""The dots that lead from a heading to its page in a table of contents."""
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_CUT_WORD = re.compile(r"[^\W\d_]{2,}-$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines in reading order, its number from 1 and its height."""

    number: int
    height: float
    lines: tuple[Line, ...]


def pieces_of(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    """The paragraphs of the pages, those that run on over a page's end in one piece a page."""
    bare = without_running(sheets)
    joints = _Joints(frozenset(w for s in bare for line in s.lines for w in _COMPOUND.findall(line.text.lower())))
    open_piece: Piece | None = None
    last: Line | None = None
    for sheet in bare:
        leading = _leading(sheet.lines)
        for at, line in enumerate(sheet.lines):
            here = Piece(line.text, Unit.PAGE, str(sheet.number))
            if open_piece is None or last is None:
                open_piece, last = here, line
                continue
            if not (_goes_on(sheet.lines, at, leading) if at else _runs_over(last, line)):
                yield open_piece
                open_piece = replace(here, before="\n" if last.is_row and line.is_row and at else PARAGRAPH)
            else:
                head, sep = joints.mended(open_piece.text, line.text)
                if not at:
                    yield replace(open_piece, text=head)
                open_piece = replace(open_piece, text=head + sep + line.text) if at else replace(here, before=sep)
            last = line
    if open_piece is not None:
        yield open_piece


@dataclass(frozen=True, slots=True)
class _Joints:
    """How words that a line's end cuts are put together; ``compounds`` are the words the paper itself writes with a hyphen."""

    compounds: frozenset[str]

    def mended(self, text: str, after: str) -> tuple[str, str]:
        """The text without the hyphen of a cut word, and what stands between it and the next line."""
        first = re.match(r"[^\W\d_]+", after)
        if not _CUT_WORD.search(text) or first is None:
            return text, "" if text.endswith(("-", "–", "/")) and not text.endswith((" -", " –")) else " "
        whole = text.rsplit(None, 1)[-1].lower() + first[0].lower()
        return (text, "") if whole in self.compounds or not first[0][0].islower() else (text[:-1], "")


def without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without their running heads, feet and numbers."""
    seen = Counter(key for s in sheets for key in {_key(line) for line in s.lines if _in_zone(line, s)})
    least = max(2.0, _REPEATED * len(sheets) / 2)
    found: list[Sheet] = []
    for sheet in sheets:
        runs = {line for line in sheet.lines if _in_zone(line, sheet) and (seen[_key(line)] >= least or _NUMBER.fullmatch(line.text.strip()))}
        down = sorted(sheet.lines, key=lambda line: -line.top)
        dropped = {*_from_edge(down, runs, sheet), *_from_edge(down[::-1], runs, sheet)}
        found.append(Sheet(sheet.number, sheet.height, tuple(line for line in sheet.lines if line not in dropped)))
    return found


def _from_edge(lines: Sequence[Line], runs: set[Line], sheet: Sheet) -> list[Line]:
    """The running lines from an edge of the page on, up to the first other line; without those that are set as one paragraph with that."""
    head = list(takewhile(runs.__contains__, lines))
    leading = _leading(sheet.lines)
    while head and len(head) < len(lines) and _are_one(head[-1], lines[len(head)], leading):
        head.pop()
    return head


def _are_one(one: Line, other: Line, leading: float) -> bool:
    alike = abs(one.height - other.height) <= _OTHER_SIZE * max(one.height, other.height) and abs(one.left - other.left) < one.height
    return alike and abs(one.top - other.top) <= _PARAGRAPH_STEP * (leading or one.height * 1.3)


def _key(line: Line) -> str:
    # A title that is also the running head of the next pages is set in another size.
    return f"{round(line.height)} " + _DIGITS.sub("#", " ".join(line.text.split()).lower())


def _in_zone(line: Line, sheet: Sheet) -> bool:
    return line.bottom > sheet.height * (1 - _ZONE) or line.top < sheet.height * _ZONE


def _leading(lines: Sequence[Line]) -> float:
    """How far lines of one paragraph commonly are apart, from top to top."""
    steps = [a.top - b.top for a, b in pairwise(lines) if a.column == b.column and 0 < a.top - b.top < 4 * a.height]
    return sorted(steps)[len(steps) // 3] if steps else 0.0


def _goes_on(lines: Sequence[Line], at: int, leading: float) -> bool:
    """True where a line belongs to the paragraph of the line before it on the page."""
    last, line = lines[at - 1], lines[at]
    if last.column != line.column:
        return _runs_over(last, line)
    if not _may_be_one(last, line) or last.top - line.top > _PARAGRAPH_STEP * (leading or last.height * 1.3):
        return False
    if line.left - last.left > 0.7 * line.height and last.text.endswith(_SENTENCE_END):
        return False
    edge = max(n.right for n in lines[max(0, at - _NEAR) : at + _NEAR] if n.column == line.column and not n.is_row)
    return bool(_CUT_WORD.search(last.text)) or not _was_broken_early(last, line, edge)


def _runs_over(last: Line, line: Line) -> bool:
    """True where a sentence goes on over the end of a column or page."""
    whole = line.text[:1].islower() and not last.text.endswith(_SENTENCE_END)
    return _may_be_one(last, line) and (whole or bool(_CUT_WORD.search(last.text)))


def _may_be_one(last: Line, line: Line) -> bool:
    alike = abs(last.height - line.height) <= _OTHER_SIZE * max(last.height, line.height)
    apart = last.is_row or line.is_row or _LEADERS.search(last.text) or _ITEM.match(line.text)
    return alike and not apart


def _was_broken_early(last: Line, line: Line, edge: float) -> bool:
    """True where the next line's first word would have found room in the line before, so that its end was meant."""
    word = line.text.split(None, 1)[0]
    width = (len(word) + 1) * (line.right - line.left) / max(1, len(line.text))
    return last.right + 1.3 * width + line.height < edge
