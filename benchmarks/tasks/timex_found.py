"""A report's time mentions as TIMEX3 marks them: extents, types and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.tasks.timex_values import Told, quarter, type_of, value_of
from tollbook.codebook.times import TimeWords
from tollbook.find.times import find_times
from tollbook.find.times_atoms import longest, scan, trigger_classes
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import Timex, TimexKind, When
from tollbook.resolve.dates import Anchors, resolve_time
from tollbook.resolve.settle import anchors_of

Found = dict[str, Any]
YEAR_BEFORE = ("time.deictic.ago", "time.anaphoric.earlier", "time.anaphoric.year-before")
HISTORY_YEARS = 10
UNMARKED = ("time.anaphoric.later-bare", "time.part.in-the")
BETWEEN = re.compile(r"\s*(?:[-–—]|\b(?:to|and|until|till|through)\b)\s*")
REFERENCES = {
    "PRESENT_REF": r"\b(?:right |until |by )?now\b(?! that\b)|\bcurrently\b|\bthese days\b|\bnowadays\b|\bat this time\b|\bthe present\b",
    "PAST_REF": r"\b(?:more |most )?recently\b|(?<=\bin )the past\b(?! (?:\w+ )?(?:day|week|month|quarter|year|decade))",
    "FUTURE_REF": r"\bthe (?:near |foreseeable |immediate )?future\b",
}
"""Words without a date that TimeBank marks and Tollbook, which looks for dates, leaves."""
_REFERENCES = {value: re.compile(pattern, re.IGNORECASE) for value, pattern in REFERENCES.items()}
_WORD = re.compile(r"\w+")


def whole_times(parse: Parse, report: Report, words: TimeWords) -> list[Found]:
    """The report's times as Tollbook finds them, a range as one expression with both its values."""
    mentions = find_times(parse, report, words)
    return list(_Reading(report.text, anchors_of(report, mentions, words), whole=True).told(mentions))


def timexes(parse: Parse, report: Report, words: TimeWords) -> list[Found]:
    """The report's time expressions in text order: start, end, type and value, and the interval's ends where there is one."""
    mentions = find_times(parse, report, words)
    anchors = anchors_of(report, mentions, words)
    found = [*_datelines(report, anchors, words), *_Reading(report.text, anchors).told(mentions)]
    free = (r for r in _references(parse) if not any(r["start"] < f["end"] and f["start"] < r["end"] for f in found))
    return sorted([*found, *free], key=lambda t: t["start"])


def _timex(span: Span, value: str, kind: TimexKind = TimexKind.ABSOLUTE, when: When | None = None) -> Found:
    ends = {} if when is None else {"earliest": when.earliest.isoformat(), "latest": when.latest.isoformat()}
    return {"start": span.start, "end": span.end, "type": type_of(value, kind), "value": value, **ends}


def _references(parse: Parse) -> Iterator[Found]:
    for value, pattern in _REFERENCES.items():
        yield from (_timex(Span(*m.span()), value) for m in pattern.finditer(parse.text))


def _datelines(report: Report, anchors: Anchors, words: TimeWords) -> Iterator[Found]:
    """TimeBank marks the day in a dateline; Tollbook takes it as an anchor."""
    for line in (b.dateline for b in report.blocks if b.dateline is not None):
        text = line.quote(report.text)
        classes = trigger_classes((m[0].lower() for m in _WORD.finditer(text)), words)
        for atom in longest(list(scan(text, classes, words, line.start))):
            timex = replace(atom.timex, tense="past")
            when = resolve_time(timex, anchors)
            if atom.type == "day" and when is not None:
                yield _timex(atom.span, when.earliest.isoformat())


class _Reading:
    """Goes through a report's times in order, holding the last date and the last quarter told."""

    def __init__(self, text: str, anchors: Anchors, *, whole: bool = False) -> None:
        self.text, self.anchors, self.whole = text, anchors, whole
        self.previous: When | None = None
        self.quarter: When | None = None
        self.history = False

    def told(self, mentions: Sequence[Mention]) -> Iterator[Found]:
        self.history = is_history(mentions, self.anchors)
        for mention in mentions:
            timex = self._dated(mention.value)
            if self._is_year_before(timex, mention.by):
                yield _timex(mention.span, self._quarter_before())
                continue
            here = self._anchors(timex)
            self._keep(timex, resolve_time(timex, here), mention.by)
            if mention.by not in UNMARKED:
                yield from self._parts(mention, timex, here)

    def _dated(self, timex: object) -> Timex:
        """In a history a day or month without a year belongs to the year told last."""
        assert isinstance(timex, Timex)
        if self.history and self.previous is not None and timex.kind is TimexKind.UNDERSPECIFIED and (timex.month or timex.season):
            year = self.previous.earliest.year
            last = timex.last and replace(timex.last, year=timex.last.year or year, kind=TimexKind.ABSOLUTE)
            return replace(timex, year=year, kind=TimexKind.ABSOLUTE, last=last)
        return timex

    def _parts(self, mention: Mention, timex: Timex, here: Anchors) -> Iterator[Found]:
        found = list(self._ends(mention, timex, here))
        if len(found) > 1 and self.whole:
            value = "/".join(str(f["value"]) for f in found)
            yield _timex(mention.span, value, timex.kind, resolve_time(timex, here))
        else:
            yield from found

    def _ends(self, mention: Mention, timex: Timex, here: Anchors) -> Iterator[Found]:
        for span, part in ends(self.text, mention.span, timex):
            when = resolve_time(part, here)
            value = value_of(Told(span.quote(self.text), part, when, here.today, mention.by))
            if value is not None:
                yield _timex(span, value, part.kind, when)

    def _anchors(self, timex: Timex) -> Anchors:
        """A quarter hangs on the quarter told before it, else it is the last that has ended."""
        ended = Timex(TimexKind.DEICTIC, unit="quarter", shift=-1)
        base = (self.quarter or resolve_time(ended, self.anchors)) if timex.unit == "quarter" else self.previous
        return replace(self.anchors, previous=base)

    def _keep(self, timex: Timex, when: When | None, by: str) -> None:
        if when is None:
            return
        if timex.kind is not TimexKind.DEICTIC and by not in YEAR_BEFORE:
            self.previous = when
        if timex.unit == "quarter" or (timex.season or "").startswith("q"):
            self.quarter = when

    def _is_year_before(self, timex: Timex, by: str) -> bool:
        """ "A year earlier" beside a company's quarter is the same quarter of the year before."""
        return self.quarter is not None and by in YEAR_BEFORE and timex.unit == "year" and timex.shift == -1

    def _quarter_before(self) -> str:
        assert self.quarter is not None
        return quarter(self.quarter.earliest.replace(year=self.quarter.earliest.year - 1))


def is_history(mentions: Sequence[Mention], anchors: Anchors) -> bool:
    """True where nearly all the years told are long past: an account of a past war, not a report."""
    years = [m.value.year for m in mentions if isinstance(m.value, Timex) and m.value.year is not None]
    today = anchors.today
    return today is not None and len(years) >= HISTORY_YEARS and sum(y < today.year - 1 for y in years) >= 0.8 * len(years)


def ends(text: str, span: Span, timex: Timex) -> list[tuple[Span, Timex]]:
    """A range's two ends apart, as TimeBank marks them; anything else as it is."""
    last = timex.last
    if last is None or last.kind is TimexKind.ANAPHORIC:
        return [(span, timex)]
    cut = BETWEEN.search(text, span.start, span.end)
    if cut is None:
        return [(span, timex)]
    first = replace(timex, last=None, year=timex.year or last.year, kind=last.kind)
    return [(Span(span.start, cut.start()), first), (Span(cut.end(), span.end), replace(last, tense=timex.tense))]
