"""A PDF file to its text, page by page; scans are told and not guessed at."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Published, Told, Unit
from tollbook.read.days import published_in
from tollbook.read.head_day import day_in_head
from tollbook.read.limits import Limits
from tollbook.read.pdf_order import lines_in_order
from tollbook.read.pdf_page import Page, page_of
from tollbook.read.pdf_text import Sheet, pieces_of
from tollbook.read.pieces import Piece, by_library, clean, joined, paragraphs

_SCAN = "it is a scan without text; run it through text recognition (for example ocrmypdf) and give the result"
_LOCKED = "it is encrypted; save a copy without its password"
_NOBODY = ("", "anonymous", "unspecified", "unknown", "user")
"""What programs write where nobody is named as the author."""
_MOST_OPEN = 2_000
"""From so many streams without an end on the library searches for them for seconds, and for hours where they are many."""
_MANY_SIDEWAYS = 60
_NO_LETTERS = 0.05
"""A page is said to be unreadable from this share of signs on that its fonts give no letter for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF file taken apart: its pages, and what its properties tell."""

    pages: tuple[Page, ...]
    title: str | None
    author: str | None
    made: str | None


def extract_pdf(original: Original, limits: Limits) -> Extraction:
    """The paper's text with the page of each paragraph.

    Raises UnreadableReportError where it is encrypted, damaged, has too many pages, or none of its pages holds text.
    """
    try:
        paper = _taken_apart(original.raw, limits)
    except _DamagedError as error:
        return _by_fallback(original, limits, str(error))
    sheets = [Sheet(n, p.height, tuple(lines_in_order(p.strips))) for n, p in enumerate(paper.pages, 1)]
    if not any(s.lines for s in sheets):
        raise UnreadableReportError(_SCAN if any(p.is_picture for p in paper.pages) else "its pages are empty; give a paper that holds text")
    text, anchors = joined(pieces_of(sheets), limits)
    return Extraction(text, anchors, _told(paper, text, sheets[0]), by_library("pdf 1", "pypdfium2"), notes=tuple(_notes(paper.pages)))


class _DamagedError(Exception):
    """The first library cannot open the file."""


def _taken_apart(raw: bytes, limits: Limits) -> Paper:
    if raw.count(b"stream") - 2 * raw.count(b"endstream") > _MOST_OPEN:
        raise UnreadableReportError("it is no whole PDF file (its parts have no ends); save it anew or print it to a new file")
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableReportError(_LOCKED) from error
        raise _DamagedError(str(error)) from error
    with document:
        if len(document) > limits.pages:
            raise UnreadableReportError(f"it has {len(document):,} pages, more than {limits.pages:,}; split it")
        try:
            pages = tuple(_pages(document, limits))
        except (pdfium.PdfiumError, ValueError, OSError) as error:
            raise _DamagedError(str(error)) from error
        title, author, created = (_said(document, key) for key in ("Title", "Author", "CreationDate"))
    return Paper(pages, title, author, created)


def _said(document: Any, key: str) -> str | None:
    """What the file says of itself under the key; ``None`` where it says nothing or nothing that can be read."""
    try:
        return document.get_metadata_value(key) or None
    except UnicodeDecodeError:
        return None


def _pages(document: Any, limits: Limits) -> Iterator[Page]:
    letters = 0
    for number in range(len(document)):
        page = document[number]
        try:
            found = page_of(page)
        finally:
            page.close()
        letters += sum(len(s.text) for s in found.strips)
        if letters > limits.text * 2:
            raise UnreadableReportError(f"it has more than {limits.text:,} characters of text; split it")
        yield found


def _notes(pages: Sequence[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        signs = "".join(s.text for s in page.strips)
        lost = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in signs)
        if page.is_picture:
            yield f"page {number} is a scan without text"
        if signs and lost > _NO_LETTERS * len(signs):
            yield f"page {number} holds {lost} signs for which its fonts give no letter"
        if page.sideways > _MANY_SIDEWAYS:
            yield f"page {number} holds {page.sideways} letters set sideways, which were not read"


def _told(paper: Paper, text: str, first: Sheet) -> Told:
    """The title where it also stands in the text, the author, and the day: the text's own, else the one on which the file was made."""
    title = " ".join(clean(paper.title or "").split())
    shown = title if title and title.lower() in " ".join(text[:3000].split()).lower() else None
    named = " ".join(clean(paper.author or "").split()).strip("()")
    author = None if named.lower() in _NOBODY else named
    day, any_day = day_in_head("\n".join(line.text for line in first.lines))
    return Told(shown, author, published=day if day or any_day else _made(paper.made))


def _made(told: str | None) -> Published | None:
    """The day of "D:20240503101500+02'00'"."""
    signs = (told or "").removeprefix("D:")
    if len(signs) < len("20240503") or not signs[:8].isdigit():
        return None
    zone = signs[14:].replace("'", "")
    zone = "Z" if zone.startswith("Z") else f"{zone[:3]}:{zone[3:5] or '00'}" if zone[:1] in ("+", "-") else ""
    day = f"{signs[:4]}-{signs[4:6]}-{signs[6:8]}"
    if len(signs) >= len("20240503101500") and zone:
        return published_in(f"{day}T{signs[8:10]}:{signs[10:12]}:{signs[12:14]}{zone}", "document") or published_in(day, "document")
    return published_in(day, "document")


def _by_fallback(original: Original, limits: Limits, why: str) -> Extraction:
    """The text as the second library reads it, in the order the file draws it."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(original.raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableReportError(_LOCKED)
        if len(reader.pages) > limits.pages:
            raise UnreadableReportError(f"it has more than {limits.pages:,} pages; split it")
        texts = [page.extract_text() for page in reader.pages]
    except UnreadableReportError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise UnreadableReportError(f"it is no whole PDF file ({' '.join(why.split())[:80]}); save it anew or print it to a new file") from error
    pieces = [Piece(" ".join(p.split()), Unit.PAGE, str(n)) for n, text in enumerate(texts, 1) for p in paragraphs(text)]
    text, anchors = joined(pieces, limits)
    note = "the file is damaged; its pages were read in the order it draws them"
    return Extraction(text, anchors, Told(), by_library("pdf 1", "pypdf"), notes=(note,))
