"""The text of one original, by the reader its content asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original
from tollbook.read.limits import Limits
from tollbook.read.media import CSV, HEAD, HTML, JSON, JSONL, ROW, TEXT, TSV, XML, media_of
from tollbook.read.plain import extract_text
from tollbook.read.rows import extract_row

Reader = Callable[[Original, Limits], Extraction]


def extract(original: Original, limits: Limits) -> Extraction:
    """The original's text with what is told of it: what the world around it tells goes before what it says of itself, but for the address.

    Raises UnreadableReportError, with the remedy, where it is too large, of a sort that holds no text, or damaged.
    """
    if len(original.raw) > limits.document:
        raise UnreadableReportError(f"it has more than {limits.document / 1e6:,.0f} MB; split it")
    media = media_of(original.name, original.raw[:HEAD], original.media)
    reader = _READERS.get(media)
    if reader is None:
        raise UnreadableReportError(f"it is {media}, which holds no text that can be read; save it as text, HTML, PDF or Word")
    found = reader(original, limits)
    told = replace(original.told.over(found.told), url=found.told.url or original.told.url)
    return replace(found, told=told)


def _html(original: Original, limits: Limits) -> Extraction:
    from tollbook.read.html import extract_html  # noqa: PLC0415

    return extract_html(original, limits)


_READERS: dict[str, Reader] = {
    TEXT: extract_text, CSV: extract_text, TSV: extract_text, JSON: extract_text, JSONL: extract_text, XML: extract_text,
    ROW: extract_row, HTML: _html,
}  # fmt: skip
