"""Which figures were told when and by whom, and the words of reports, as far as they may leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.export.event import Figure, Known
from tollbook.export.gate_cells import TOTAL
from tollbook.merge.tolls import known_of
from tollbook.model.account import Account
from tollbook.model.incident import Incident, TollLine, TollSaid
from tollbook.model.ledger import UNDISCLOSED
from tollbook.model.report import BlockRole, Report
from tollbook.model.span import Span

_END = re.compile(r"[.!?][\"'”’»)\]]*\s+")
LONGEST = 320
MOST = 2
"""Sentences of one report."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Under which names outlets (by report) and speakers leave, ``None`` where they do not; days nobody may be told of; whether words leave."""

    outlets: Mapping[str, str | None]
    speakers: Mapping[str, str | None]
    hidden: frozenset[date]
    words: bool


def figures_of(incident: Incident, voices: Voices) -> tuple[Figure, ...]:
    """The totals as each source gives them, in the order they were told; those of an undisclosed source without their days."""
    return tuple(_figure(line.status, said, voices) for line in _totals(incident) for said in line.said)


def _totals(incident: Incident) -> Iterator[TollLine]:
    return (line for line in incident.tolls if line.group == TOTAL)


def _figure(status: str, said: TollSaid, voices: Voices) -> Figure:
    outlet = voices.outlets.get(said.source.report)
    hidden = outlet == UNDISCLOSED
    speakers = tuple(dict.fromkeys(name for s in said.speakers if (name := voices.speakers.get(s)) is not None))
    return Figure(
        status, said.toll, outlet, None if hidden else said.source.published, None if hidden or said.as_of in voices.hidden else said.as_of,
        () if hidden else speakers, said.summed, said.as_written if voices.words and not hidden else None,
    )  # fmt: skip


def course_of(incident: Incident, voices: Voices) -> tuple[Known, ...]:
    """What was known of each total by the end of each day on which a source that may be named gave it; the last day's is the incident's own."""
    found: list[Known] = []
    for line in _totals(incident):
        days = sorted({f.published for s in line.said if (f := _figure(line.status, s, voices)).published is not None})
        for day in days[:-1]:
            by_then = [s for s in line.said if s.source.published is not None and s.source.published <= day]
            found.append(Known(line.status, day, known_of(by_then)))
        found += [Known(line.status, day, line.toll) for day in days[-1:]]
    return tuple(found)


def words_told(report: Report | None, accounts: Iterable[Account]) -> tuple[str, ...]:
    """The sentences of the report in which the event and its figures are told, exactly as they stand there.

    The title is told only where the text does not tell it; a long sentence is cut, which "…" marks.
    """
    if report is None:
        return ()
    told = [a for a in accounts if a.report == report.id]
    spans = [*(s for a in told for s in a.trigger[:1]), *(s for a in told for t in a.tolls for s in t.spans)]
    titles = [b.span for b in report.blocks if b.role is BlockRole.TITLE]
    body = [s for s in spans if not any(t.contains(s) for t in titles)]
    found = dict.fromkeys(_sentence(report, span) for span in sorted(body or spans))
    return tuple(list(found)[:MOST])


def _sentence(report: Report, span: Span) -> str:
    """The sentence, as full stops tell it, that holds the span; the words alone where they stand in no paragraph."""
    block = next((b.prose for b in report.blocks if b.prose.contains(span)), span)
    text = block.quote(report.text)
    first, last = span.start - block.start, span.end - block.start
    ends = [m.end() for m in _END.finditer(text)]
    start = max((e for e in ends if e <= first), default=0)
    end = min((e for e in ends if e >= last), default=len(text))
    told = text[start:end].strip()
    return told if len(told) <= LONGEST else told[:LONGEST].rsplit(" ", 1)[0] + " …"
