"""Plain text to Report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tollbook.codebook.layout import Layout, load_layout
from tollbook.errors import UnreadableReportError
from tollbook.model.report import Block, BlockRole, Report
from tollbook.model.span import Span

MAX_BYTES = 500_000
"""More than any report: about eighty thousand words."""
_PARAGRAPH = re.compile(r"\S(?:[^\n\u2028\u2029]|[\n\u2028](?![ \t\xa0]*\r?[\n\u2028]))*")
_LINE = re.compile(r"[^\s][^\n\u2028]*")
_SENTENCE_END = (".", "!", "?", ":", ";", '"', "”", ")", "…")


@dataclass(frozen=True, slots=True)
class Issue:
    """What the user knows of a report that its text does not say."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    lang: str = "en"
    country: str | None = None


def decode(raw: bytes) -> str:
    """The text of UTF-8 or UTF-16 bytes, a byte-order mark dropped; UnreadableReportError where they are neither or hold no text."""
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1000} kB"
        raise UnreadableReportError(f"it has more than {limit}; split it into one file a report")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableReportError(f"byte {error.start} is not {encoding.upper().removesuffix('-SIG')} text; save the file as UTF-8") from error
    if "\0" in text:
        raise UnreadableReportError(f"character {text.index(chr(0))} is NUL, so this is no plain text; export the report as UTF-8 text")
    if not text.strip():
        raise UnreadableReportError("the report is empty; give a file that holds its text")
    return text


def read_text(text: str, issue: Issue) -> Report:
    """The report with its blocks found; line ends of all sorts are kept, so that offsets hold."""
    layout = load_layout(issue.lang)
    blocks = tuple(_with_title(text, list(_blocks(text, layout))))
    return Report(
        id=report_id(text, issue.published), text=text, blocks=blocks, lang=issue.lang, title=issue.title,
        source=issue.source, url=issue.url, published=issue.published, country=issue.country,
    )  # fmt: skip


def report_id(text: str, published: date | None) -> str:
    """The first 16 hex digits of the SHA-256 of the text and its publication date: what a coding hangs on, and nothing else."""
    day = published.isoformat() if published else ""
    return hashlib.sha256(f"{day}\n{text}".encode()).hexdigest()[:16]


def _blocks(text: str, layout: Layout) -> Iterator[Block]:
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _lines(text, paragraph.start(), paragraph.end()):
            yield _block(text, start, end, layout)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph as one piece where its lines are wrapped sentences, else line by line."""
    lines = [(m.start(), start + len(text[start : m.end()].rstrip())) for m in _LINE.finditer(text, start, end)]
    if len(lines) > 1 and _is_wrapped([text[a:b] for a, b in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """True where most lines but the last are broken within a sentence at a similar width."""
    inner = lines[:-1]
    broken = sum(not line.rstrip().endswith(_SENTENCE_END) for line in inner)
    widest = max(map(len, lines))
    return 30 <= widest <= 110 and broken * 2 >= len(inner) and sum(len(line) * 5 >= widest * 3 for line in inner) * 4 >= len(inner) * 3


def _block(text: str, start: int, end: int, layout: Layout) -> Block:
    marker = layout.item.match(text, start, end)
    role = BlockRole.BODY
    if marker and marker.end() < end:
        start, role = marker.end(), BlockRole.ITEM
    words = text[start:end]
    if any(p.fullmatch(words) for p in layout.furniture):
        return Block(Span(start, end), BlockRole.FURNITURE)
    if words.isupper() and len(words) < 60:
        return Block(Span(start, end), BlockRole.HEADING)
    dateline = next((Span(m.start(), m.end()) for m in (p.match(text, start, end) for p in layout.datelines) if m and _is_told_apart(m, end)), None)
    alone = dateline is not None and dateline.end == end
    return Block(Span(start, end), BlockRole.FURNITURE if alone else role, dateline)


def _is_told_apart(line: re.Match[str], end: int) -> bool:
    """False for "THE CHIEF SAID: " and "TODAY -- " in a text in capitals, where a dateline is known by its day, its agency or a note alone."""
    if not line.string[line.end() : end].isupper():
        return True
    words = line[0].rstrip()
    return not words.endswith(":") and any(c.isdigit() or c in ")]" for c in words)


def _with_title(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the first marked as title where it is a line without a full stop and other text follows."""
    body = [b for b in blocks if b.role is BlockRole.BODY]
    for block in blocks:
        words = block.span.quote(text)
        first = bool(body) and block is body[0] and len(body) > 1
        if first and block.dateline is None and len(words) <= 160 and "\n" not in words and not words.endswith((".", '."', ".”")):
            yield Block(block.span, BlockRole.TITLE)
        else:
            yield block
