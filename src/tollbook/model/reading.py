"""A value together with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from tollbook.model.span import Span

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A value, the spans it was read from, the rule (or model, or analyst) that read it, and a confidence in 0..1.

    Raises ValueError where there is no span: what cannot be quoted is not a reading.
    """

    value: T_co
    spans: tuple[Span, ...]
    by: str
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError(f"a reading by {self.by} quotes nothing")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} of {self.by} is outside 0..1")
