"""One text as its publisher issued it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tollbook.model.span import Span


class BlockRole(StrEnum):
    """What a block of a report is to its reader."""

    TITLE = "title"
    BODY = "body"
    ITEM = "item"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or piece of page furniture of a report.

    ``dateline`` is the place and day before the first sentence ("KABUL, Aug 19 (Reuters) -"), where there is one;
    the words after it are the block's text. One that stands alone in its line is furniture.
    """

    span: Span
    role: BlockRole
    dateline: Span | None = None

    @property
    def prose(self) -> Span:
        """The block without its dateline; the dateline where there is nothing else."""
        return self.span if self.dateline is None or self.dateline == self.span else Span(self.dateline.end, self.span.end)


@dataclass(frozen=True, slots=True)
class Report:
    """One text as its publisher issued it, never edited after reading.

    ``id`` is the SHA-256 (first 16 hex digits) of the text and the publication date; ``published`` is the day it was issued, ``None``
    where nobody said. ``country`` is a prior (ISO 3166-1 alpha-3) that may break ties and never overrules the text.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    lang: str = "en"
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    country: str | None = None
