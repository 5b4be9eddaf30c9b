"""A page's tree to the runs of text that stand in its blocks, with what the markup says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from tollbook.codebook.pages import Marks, bears
from tollbook.read.pieces import clean

_SPACE = re.compile(r"[^\S\x0b]+")
_NO_LETTER = re.compile(r"[\W_]+")
_BREAKS = re.compile(r"(?: ?\x0b ?){2,}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FURNITURE_SHARE = 0.4
"""An element marked as furniture that holds more of the page's characters than this is the page and not its furniture."""

_HEAD = 300
"""Nor is an element marked as a byline or date that holds more characters than this."""
_ROW = 400
"""The most characters a row of a table of data holds; what holds more lays the page out."""

_FEW = 6
"""A table of more rows of several cells holds data, whatever is in its cells."""
_MENU = 0.8
"""A cell more of which is links is a menu."""


class Part(Enum):
    """What the markup takes a run for."""

    TEXT = auto()
    HEAD = auto()
    CAPTION = auto()
    FURNITURE = auto()


@dataclass(slots=True, eq=False)
class Run:
    """Text that stands together in one block: ``text`` with single blanks and line breaks, its block, how much of it is links."""

    text: str
    block: Any
    part: Part
    linked: float = 0.0
    squeezed: str = field(init=False)

    def __post_init__(self) -> None:
        self.squeezed = squeeze(self.text)


def squeeze(text: str) -> str:
    """The letters and digits of a text in small letters: what stays the same however blanks and quotes are written."""
    return _NO_LETTER.sub("", text.lower())


def runs_of(tree: Any, marks: Marks) -> list[Run]:
    """The page's runs in page order; what no reader sees (scripts, forms' fields, hidden elements) has none."""
    body = tree.find("body")
    scripts = sum(len(e.text or "") for e in body.iter("script", "style", "noscript", "template"))
    total = sum(map(len, body.itertext())) - scripts
    found: list[Run] = []
    known: dict[Any, bool] = {}
    for run in _Walk(marks, total).runs(body):
        row = _row_of(run, known)
        if row is not None and found and found[-1].block is row:
            found[-1] = Run(f"{found[-1].text} | {run.text}", row, run.part, (found[-1].linked + run.linked) / 2)
        else:
            found.append(run if row is None else Run(run.text, row, run.part, run.linked))
    return found


class _Walk:
    """One walk over a page, without recursion: pages nest as deep as they like."""

    def __init__(self, marks: Marks, total: int) -> None:
        self.marks, self.total = marks, total
        self.words: list[str] = []
        self.linked = self.timed = 0
        self.links = self.times = 0

    def runs(self, body: Any) -> Iterator[Run]:
        """The runs below the element, in page order."""
        blocks: list[tuple[Any, Part]] = [(body, Part.TEXT)]
        stack: list[tuple[Any, bool]] = [(body, False)]
        while stack:
            element, closes = stack.pop()
            if not closes:
                yield from self._open(element, blocks, stack)
                continue
            self._count(element, -1)
            if element.tag not in self.marks.inline and element is not body:
                yield from self._flush(blocks[-1])
                blocks.pop()
            if element is not body:
                self._say(element.tail)
        yield from self._flush(blocks[0])

    def _open(self, element: Any, blocks: list[tuple[Any, Part]], stack: list[tuple[Any, bool]]) -> Iterator[Run]:
        if _is_unseen(element, self.marks.unseen):
            self._say({"br": "\x0b", "hr": "\x0b\x0b"}.get(element.tag, " "))
            self._say(element.tail)
            return
        self._count(element, 1)
        if blocks[-1][1] is Part.CAPTION and element.tag == "span":
            self._say(" ")
        if element.tag not in self.marks.inline and element is not blocks[0][0]:
            yield from self._flush(blocks[-1])
            blocks.append((element, self._part(element, blocks[-1][1])))
        elif blocks[-1][1] is Part.TEXT and element is not blocks[0][0] and self._part(element, Part.TEXT) is Part.FURNITURE:
            self._count(element, -1)
            self._say(element.tail)
            return
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
        self._say(element.text)

    def _count(self, element: Any, step: int) -> None:
        if element.tag == "a":
            self.links += step
        elif element.tag == "time":
            self.times += step

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            self.linked += len(text) if self.links > 0 else 0
            self.timed += len(text) if self.times > 0 else 0

    def _flush(self, block: tuple[Any, Part]) -> Iterator[Run]:
        whole = "".join(self.words)
        share, timed = self.linked / max(1, len(whole)), self.timed / max(1, len(whole.strip()))
        part = Part.HEAD if timed > 0.7 and block[1] is Part.TEXT else block[1]
        self.words, self.linked, self.timed = [], 0, 0
        if block[0].tag == "pre":
            whole = whole.replace("\n", "\x0b")
        for piece in _BREAKS.split(_SPACE.sub(" ", whole)):
            text = clean("\n".join(line.strip() for line in piece.split("\x0b"))).strip()
            if text:
                yield Run(text, block[0], part, share)

    def _part(self, element: Any, around: Part) -> Part:
        """What the element's tag and classes say, or else what stands around it says."""
        if around in (Part.FURNITURE, Part.CAPTION):
            return around
        if element.tag in ("figcaption", "caption", "amp-caption"):
            return Part.CAPTION
        if element.tag in ("article", "main", "html", "body"):
            return around
        found = self._named(element)
        if found in (None, Part.CAPTION):
            return found or around
        size = sum(map(len, element.itertext()))
        return around if size > (self.total * _FURNITURE_SHARE if found is Part.FURNITURE else _HEAD) else found

    def _named(self, element: Any) -> Part | None:
        if element.tag in ("footer", "aside", "address"):
            return Part.FURNITURE
        names = [n for n in f"{element.get('class') or ''} {element.get('id') or ''}".split() if not n.startswith(("has-", "no-", "js-", "with-"))]
        for part, marks in ((Part.CAPTION, self.marks.captions), (Part.FURNITURE, self.marks.furniture), (Part.HEAD, self.marks.heads)):
            if any(bears(name, marks) for name in names):
                return part
        return None


def _row_of(run: Run, known: dict[Any, bool]) -> Any:
    """The row of a table of data whose cell the run is; ``None`` elsewhere, as in tables that only lay a page out."""
    row = run.block.getparent() if run.block.tag in ("td", "th") else None
    if row is None or row.tag != "tr":
        return None
    if row not in known:
        known[row] = len(row) > 1 and sum(map(len, row.itertext())) < _ROW and _holds_data(row, known)
    return row if known[row] else None


def _holds_data(row: Any, known: dict[Any, bool]) -> bool:
    """True where the row's table has another one of several cells, and, where it has few of them, no cell that lays out the page."""
    table = next(row.iterancestors("table"), row.getparent())
    if table not in known:
        rows = [r for e in table for r in ((e,) if e.tag == "tr" else e if e.tag in ("tbody", "thead", "tfoot") else ()) if len(r) > 1]
        known[table] = len(rows) > _FEW or (len(rows) > 1 and not any(_lays_out(cell) for r in rows for cell in r))
    return known[table]


def _lays_out(cell: Any) -> bool:
    """True for a cell that holds a menu, or several blocks, as cells of data seldom do."""
    links = list(cell.iter("a"))
    menu = len(links) > 1 and sum(len("".join(a.itertext())) for a in links) > _MENU * sum(map(len, cell.itertext()))
    return menu or sum(1 for _ in cell.iter("p", "h1", "h2", "h3", "table", "ul")) > 1


def _is_unseen(element: Any, unseen: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in unseen:
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or bool(_HIDDEN.search(element.get("style") or ""))
