"""What was read: a document's bytes as found, and the text that was taken out of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tollbook.model.span import Span


class Unit(StrEnum):
    """What the place of a stretch of text in its original is counted in."""

    BYTE = "byte"
    PAGE = "page"
    ELEMENT = "element"
    ROW = "row"


class Shape(StrEnum):
    """What a document is to its reader; only an article or a text tells of one day as of its publication."""

    ARTICLE = "article"
    ROUND_UP = "round-up"
    LIVE_BLOG = "live-blog"
    STUB = "stub"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch of an extraction's text stands in the original.

    ``at`` is what the unit counts: the byte range "120-480" (half open), the page "3" (from 1), the path of an element
    "/html/body/article/p[2]", or the row "17" (from 1) with its column, "17:text".
    """

    span: Span
    unit: Unit
    at: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was issued: the day where its publisher is, the instant where the hour and the zone are told, and who says so.

    ``how`` is one of "user", "feed", "json-ld", "meta", "time-element", "header", "column", "document", "url", "text".
    """

    day: date
    how: str
    instant: datetime | None = None
    updated: datetime | None = None

    def __post_init__(self) -> None:
        if any(t is not None and t.tzinfo is None for t in (self.instant, self.updated)):
            raise ValueError("an instant needs its time zone")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a document rather than in it, ``None`` where nobody says it; ``source`` is the outlet, ``url`` the canonical address."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    published: Published | None = None
    lang: str | None = None

    def over(self, other: Told) -> Told:
        """This one, its gaps filled from the other."""
        return Told(
            self.title or other.title, self.author or other.author, self.source or other.source,
            self.url or other.url, self.published or other.published, self.lang or other.lang,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Original:
    """One document's bytes as they were found, and what the world around them tells of them.

    ``name`` says how a person finds it again ("reports.zip!/june/a.html", "feed.xml#3"); ``media`` is the media type as declared, which
    may lie; ``within`` is the SHA-256 of the file it was taken out of; ``captured`` is when an archive says it was fetched (with its zone).
    """

    name: str
    raw: bytes
    media: str | None = None
    told: Told = Told()
    headers: tuple[tuple[str, str], ...] = ()
    within: str | None = None
    captured: datetime | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, 64 hex digits: the document's id."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not read, and why: one line that names the place and the remedy."""

    name: str
    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text taken out of one original: derived, never the evidence itself.

    ``anchors`` lie in text order, do not overlap and cover every character but the blank lines between paragraphs; ``by`` is the reader with
    its version ("html trafilatura 2.3.1"); ``captions`` are kept apart from the text; ``notes`` say in one line each what could not be read
    ("page 3 is a scan without text"). The title stands in the text, as its first line, where the document shows one.
    """

    text: str
    anchors: tuple[Anchor, ...]
    told: Told
    by: str
    shape: Shape = Shape.ARTICLE
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The SHA-256 of the reader and the text, 64 hex digits."""
        return hashlib.sha256(f"{self.by}\n{self.text}".encode()).hexdigest()

    def at(self, span: Span) -> tuple[Anchor, ...]:
        """The anchors a stretch of the text lies in, in text order."""
        return tuple(a for a in self.anchors if a.span.overlaps(span))
