"""The words on a page of a PDF file and where they stand."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi
from typing import Any

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BREAK, _CUT = 0x0A, (0x02, 0xFFFE)
"""How the library tells the end of a line, and one at which a hyphen cuts a word."""
_BETWEEN = (0x20, 0xA0, 0x0D, 0x09, 0, _BREAK, *_CUT)
_SOFT = "\u00ad"
_WIDE = 1.6
"""Words that are apart by more than so many heights of a line stand in different columns or cells."""
_UPRIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Strip:
    """Words that follow each other on one line of one column: their text and box, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of its letters' boxes, about the size of the font."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """How much of the line it takes."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """A page's strips as the file draws them, its size, how many of its letters stand sideways, and whether pictures cover most of it."""

    strips: tuple[Strip, ...]
    width: float
    height: float
    sideways: int = 0
    is_picture: bool = False


def page_of(page: Any) -> Page:
    """What stands on the page; the library's errors pass."""
    turn = page.get_rotation()
    width, height = page.get_size()
    sizes = (width, height) if turn % 180 == 0 else (height, width)
    words = page.get_textpage()
    try:
        upright, sideways = _upright(list(_words(words.raw, words.count_chars())), turn)
        strips = tuple(_strips([(w, _turned(box, turn, sizes)) for w, box in upright]))
    finally:
        words.close()
    return Page(strips, width, height, sideways, not strips and _has_pictures(page))


Box = tuple[float, float, float, float]


def _api() -> Any:
    import pypdfium2.raw as api  # type: ignore[import-untyped]

    return api


def _words(raw: Any, count: int) -> Iterator[tuple[str, Box, float]]:
    """Each word with its box and its angle; an empty word where the library breaks the line."""
    pdfium = _api()
    signs = [pdfium.FPDFText_GetUnicode(raw, n) for n in range(count)]
    start = 0
    for at in range(count + 1):
        sign = signs[at] if at < count else 0x20
        if sign not in _BETWEEN:
            continue
        if at > start:
            word = "".join(map(_letter, signs[start:at])) + ("-" if sign in _CUT else "")
            yield word, _box(raw, start, at - 1), pdfium.FPDFText_GetCharAngle(raw, start)
        if sign == _BREAK or sign in _CUT:
            yield "", (0, 0, 0, 0), 0
        start = at + 1


def _letter(sign: int) -> str:
    return _LIGATURES.get(sign) or (chr(sign) if sign < 0x110000 else "\ufffd")


def _box(raw: Any, first: int, last: int) -> Box:
    pdfium = _api()
    one, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, first, ctypes.byref(one))
    pdfium.FPDFText_GetLooseCharBox(raw, last, ctypes.byref(other))
    return min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)


def _upright(words: list[tuple[str, Box, float]], turn: int) -> tuple[list[tuple[str, Box]], int]:
    """The words that a reader need not turn the page for, and how many letters the others have."""
    kept: list[tuple[str, Box]] = []
    sideways = 0
    for word, box, angle in words:
        if not word or cos(angle - turn * pi / 180) > _UPRIGHT or cos(angle + turn * pi / 180) > _UPRIGHT:
            kept.append((word, box))
        else:
            sideways += len(word)
    return kept, sideways


def _turned(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """The box on the page as it is shown."""
    left, bottom, right, top = box
    width, height = size
    turns = {90: (bottom, width - right, top, width - left), 180: (width - right, height - top, width - left, height - bottom)}
    return {**turns, 270: (height - top, left, height - bottom, right)}.get(turn, box)


def _strips(words: list[tuple[str, Box]]) -> Iterator[Strip]:
    run: list[tuple[str, Box]] = []
    for word, box in words:
        if not word or (run and not _follows(run[-1][1], box)):
            yield from _strip(run)
            run = []
        if word:
            run.append((word, box))
    yield from _strip(run)


def _follows(one: Box, other: Box) -> bool:
    """True where the second word stands on the first one's line, and not far from it."""
    height = max(one[3] - one[1], 1.0)
    apart = max(other[0] - one[2], one[0] - other[2])
    return abs((one[1] + one[3]) - (other[1] + other[3])) < height and apart < _WIDE * height


def _strip(run: list[tuple[str, Box]]) -> Iterator[Strip]:
    text = " ".join(word for word, _ in run)
    text = text.replace(_SOFT, "") + ("-" if text.endswith(_SOFT) else "")
    if text.strip():
        boxes = [box for _, box in run]
        yield Strip(text, min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _has_pictures(page: Any) -> bool:
    """True where pictures take more than half of the page."""
    pdfium = _api()
    width, height = page.get_size()
    area = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area * 2 > width * height)
