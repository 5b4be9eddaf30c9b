"""The text of one original, by the reader its content asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original
from tollbook.read.limits import Limits
from tollbook.read.media import CSV, HEAD, HTML, JSON, JSONL, MAIL, PDF, ROW, TEXT, TSV, WORD, media_of
from tollbook.read.pieces import clean, plainly
from tollbook.read.plain import extract_text
from tollbook.read.rows import extract_row

_REMEDIES = (
    ("image/", "run it through text recognition and give the text"),
    ("excel", "save its sheet as CSV"),
    ("ole-storage", "save it as .docx, .csv or .eml"),
    ("opml", "it is a list of feeds: tollbook watch takes it"),
    ("application/xml", "save it as HTML or as text"),
    ("7z", "unpack it and give the folder"),
    ("rar", "unpack it and give the folder"),
    ("tar", "unpack it and give the folder"),
    ("bzip2", "unpack it and give the file"),
    ("x-xz", "unpack it and give the file"),
    ("zstd", "unpack it and give the file"),
)
MADE = "its day is the one on which the file was made"
Reader = Callable[[Original, Limits], Extraction]


def extract(original: Original, limits: Limits) -> Extraction:
    """The original's text with what is told of it; what the world around it tells goes before what it says of itself, but for web pages.

    Raises UnreadableReportError, with the remedy, where it is too large, of a sort that holds no text, or damaged.
    """
    if len(original.raw) > limits.document:
        raise UnreadableReportError(f"it has more than {limits.document / 1e6:,.0f} MB; split it")
    media = media_of(original.name, original.raw[:HEAD], original.media)
    reader = _READERS.get(media)
    if reader is None:
        raise UnreadableReportError(f"it is {media}, which holds no text that can be read; {_remedy(media)}")
    found = reader(original, limits)
    # The reader of pages has weighed what a feed or an archive tells against what the page says of itself.
    told = found.told.over(original.told) if media == HTML else original.told.over(found.told)
    notes = (*found.notes, *((MADE,) if told.published and told.published.how == "document" else ()))
    return replace(found, told=plainly(told), captions=tuple(map(clean, found.captions)), notes=tuple(map(clean, notes)))


def _remedy(media: str) -> str:
    return next((remedy for sort, remedy in _REMEDIES if sort in media), "save it as text, HTML, PDF or Word")


def _html(original: Original, limits: Limits) -> Extraction:
    from tollbook.read.html import extract_html

    return extract_html(original, limits)


def _mail(original: Original, limits: Limits) -> Extraction:
    from tollbook.read.mail import extract_mail

    return extract_mail(original, limits)


def _pdf(original: Original, limits: Limits) -> Extraction:
    from tollbook.read.pdf import extract_pdf

    return extract_pdf(original, limits)


def _word(original: Original, limits: Limits) -> Extraction:
    from tollbook.read.word import extract_word

    return extract_word(original, limits)


_READERS: dict[str, Reader] = {
    TEXT: extract_text, CSV: extract_text, TSV: extract_text, JSON: extract_text, JSONL: extract_text,
    ROW: extract_row, HTML: _html, MAIL: _mail, PDF: _pdf, WORD: _word,
}  # fmt: skip
