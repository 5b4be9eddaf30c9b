"""The text of an extraction, put together of pieces that know where they stand in the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Anchor, Told, Unit
from tollbook.model.span import Span
from tollbook.read.limits import Limits

_BROKEN = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*(?:\n[ \t\xa0]*)*")
_LINES = re.compile(r"\r\n?|[\x85\u2028\u2029]")
PARAGRAPH = "\n\n"
EMPTY = "it holds no text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph (or a line, or the rest of a paragraph, as ``before`` has it), and its place in the original as an Anchor tells it."""

    text: str
    unit: Unit
    at: str
    before: str = PARAGRAPH


def joined(pieces: Iterable[Piece], limits: Limits) -> tuple[str, tuple[Anchor, ...]]:
    """The paragraphs with blank lines between them, and their anchors; UnreadableReportError where they are too many characters or none."""
    texts: list[str] = []
    anchors: list[Anchor] = []
    at = 0
    for piece in pieces:
        text = clean(piece.text).strip()
        if not text:
            continue
        before = piece.before if texts else ""
        if before and before != PARAGRAPH:
            # What parts the lines of one block belongs to the block.
            anchors[-1] = replace(anchors[-1], span=Span(anchors[-1].span.start, at + len(before)))
        at += len(before)
        anchors.append(Anchor(Span(at, at + len(text)), piece.unit, piece.at))
        texts += (before, text)
        at += len(text)
        if at > limits.text:
            raise UnreadableReportError(f"it has more than {limits.text:,} characters of text; split it")
    if not texts:
        raise UnreadableReportError(f"{EMPTY}; give a file that holds the report's words")
    return "".join(texts), tuple(anchors)


def clean(text: str) -> str:
    """The text with one sort of line end and without what no ledger keeps: control characters and halves of characters."""
    return _BROKEN.sub("\ufffd", _CONTROLS.sub("", _LINES.sub("\n", text)))


@lru_cache(maxsize=8)
def by_library(reader: str, package: str) -> str:
    """The name of a reader with the library behind it and that one's version: "pdf 1 pypdfium2 5.15.2"."""
    return f"{reader} {package} {version(package)}"


def one_line(words: str) -> str:
    """The words on one line, without what no ledger keeps."""
    return " ".join(clean(words).split())


def plainly(told: Told) -> Told:
    """The same, each value on one line and without what no ledger keeps."""
    words = (one_line(w) or None if w else None for w in (told.title, told.author, told.source, told.url, told.lang))
    title, author, source, url, lang = words
    return Told(title, author, source, url, told.published, lang)


def paragraphs(text: str) -> Iterator[str]:
    """The text's paragraphs: what blank lines part; every line where none are blank."""
    whole = clean(text).strip()
    for part in re.split(r"\n[ \t\xa0]*\n\s*", whole):
        if part.strip():
            yield part.strip()
