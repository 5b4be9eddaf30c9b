"""A Word file (.docx) to its text: paragraphs, list items and rows of tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Published, Told, Unit
from tollbook.read.head_day import day_in_head
from tollbook.read.limits import Limits
from tollbook.read.pieces import Piece, by_library, clean, joined, one_line
from tollbook.read.zips import BROKEN, FREE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What a reader of the page does not see: deleted words, instructions of fields, the second form of drawings."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"}
_TEMPLATE = date(2013, 12, 23)
"""The day that files made by the library bear where their maker set none: that of its template."""
_LARGEST = 20
"""All its parts together may have so many times the largest document's text: XML says a word in a hundred signs."""


def extract_word(original: Original, limits: Limits) -> Extraction:
    """The file's text with its title and author; UnreadableReportError where it is no Word file, a bomb, or holds no text."""
    check_package(original.raw, limits)
    document = _opened(original.raw)
    body = getattr(document.element, "body", None)
    if body is None:
        raise UnreadableReportError("it is no whole Word file (it has no body); save it anew from a word processor")
    pieces = list(_pieces(body))
    text, anchors = joined(pieces, limits)
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    unread = [name for name, part in parts.items() if name.endswith(("/footnotes.xml", "/endnotes.xml")) and _holds(part.blob)]
    notes = ("its footnotes were not read",) if unread else ()
    return Extraction(text, anchors, _told(_properties(document), text), by_library("word 1", "python-docx"), notes=notes)


def check_package(raw: bytes, limits: Limits) -> None:
    """Raises UnreadableReportError where the file's parts unpack to more than any Word file's, or say more than plain XML may."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            for info in package.infolist():
                if info.file_size > FREE + limits.ratio * info.compress_size:
                    part_name = one_line(info.filename[:60])
                    raise UnreadableReportError(f"its part {part_name} unpacks to more than {limits.ratio} times its size, as a bomb does")
            parts = [i for i in package.infolist() if i.filename.endswith((".xml", ".rels"))]
            if sum(i.file_size for i in parts) > limits.text * _LARGEST * 10:
                raise UnreadableReportError("its parts unpack to more than those of any report; save its text as a plain file")
            for info in parts:
                with package.open(info) as part:
                    if b"<!DOCTYPE" in part.read():
                        raise UnreadableReportError("it declares entities, which no Word file does; save it anew from a word processor")
    except BROKEN as error:
        raise UnreadableReportError(f"it is no whole Word file ({error}); save it anew from a word processor") from error


def _opened(raw: bytes) -> Any:
    from docx import Document

    try:
        return Document(io.BytesIO(raw))
    except Exception as error:  # the library passes on whatever its parts raise on damaged files
        raise UnreadableReportError(f"it is no whole Word file ({' '.join(str(error).split())[:120]}); save it anew from a word processor") from error


def _pieces(body: Any) -> Iterator[Piece]:
    tree = body.getroottree()
    before_item = False
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            yield from _rows(block, tree)
            before_item = False
            continue
        item = block.find(f"{_W}pPr/{_W}numPr") is not None or _style(block).startswith("List")
        words = clean("".join(_words(block))).strip()
        if words:
            yield Piece(f"- {words}" if item else words, Unit.ELEMENT, tree.getpath(block), "\n" if item and before_item else "\n\n")
            before_item = item


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of the text, also those in fields that can be filled in."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: Any, tree: Any) -> Iterator[Piece]:
    for number, row in enumerate(table.iter(f"{_W}tr")):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = (" ".join(clean("".join(_words(cell))).split()) for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)
        words = " | ".join(c for c in cells if c)
        if words:
            yield Piece(words, Unit.ELEMENT, tree.getpath(row), "\n" if number else "\n\n")


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child)
            if child.tag == f"{_W}p":
                yield "\n"


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") or "") if style is not None else ""


def _told(properties: Any, text: str) -> Told:
    """Title and author as the file tells them, and its day: that in its first lines, else the one on which it was made and last changed."""
    title, author, made, changed = (_property(properties, name) for name in ("title", "author", "created", "modified"))
    shown, any_day = day_in_head(text)
    if shown or any_day or made is None or changed is None or made.date() != changed.date() or made.date() == _TEMPLATE:
        return Told(title, author, published=shown)
    return Told(title, author, published=Published(made.date(), "document"))


def _properties(document: Any) -> Any:
    """The file's own words about itself; None where the part that is to hold them is none."""
    try:
        return document.core_properties
    except (AttributeError, KeyError, ValueError, TypeError):
        return None


def _property(properties: Any, name: str) -> Any:
    try:
        found = getattr(properties, name)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
    return (clean(found).strip() or None) if isinstance(found, str) else found


def _holds(blob: bytes) -> bool:
    """True where a part of notes holds more than the two that every file has."""
    return blob.count(b"<w:footnote ") + blob.count(b"<w:endnote ") > 2
