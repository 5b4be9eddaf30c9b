"""Places in a report's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (Unicode code points) in one report's text.

    Raises ValueError where ``start`` is negative or not before ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.start >= self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def quote(self, text: str) -> str:
        """The words that stand there; IndexError where the span reaches past the text."""
        if self.end > len(text):
            raise IndexError(f"span {self.start}..{self.end} reaches past a text of {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def join(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in text order, each once."""
    return tuple(sorted(set(spans)))
