"""What an engine beside the rules may propose, and the port it is plugged into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tollbook.model.report import Report
from tollbook.model.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word or phrase that tells of an event: where it stands in ``Report.text``, the words read there, a slug of the kinds, and how sure (0..1).

    Raises ValueError where ``score`` is no number from 0 to 1.
    """

    span: Span
    quote: str
    kind: str
    score: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"the score {self.score} of '{self.quote}' is outside 0..1")


@dataclass(frozen=True, slots=True)
class Veto:
    """A proposal that was not taken, and why: ``reason`` is a line for whoever tunes the proposer."""

    proposal: Proposal
    reason: str


class Proposer(Protocol):
    """A trained tagger, a language model, or whatever else sees events in a text that no rule knows; the same report gives the same proposals."""

    @property
    def name(self) -> str:
        """What its readings are told to be by."""

    def propose(self, report: Report) -> Iterable[Proposal]:
        """The words of the report that tell of events, in any order."""
