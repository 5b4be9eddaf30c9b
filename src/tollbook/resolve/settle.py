"""Frames to what they mean: every time an interval, every place a place, every actor a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.codebook.actors import ActorWords
from tollbook.codebook.times import TimeWords
from tollbook.model.frame import Frame
from tollbook.model.mention import Mention
from tollbook.model.party import Party
from tollbook.model.place import Gazetteer, Place
from tollbook.model.report import BlockRole, Report
from tollbook.model.time import Timex, TimexKind, When
from tollbook.resolve.actors import resolve_actor
from tollbook.resolve.dates import Anchors, read_dateline, resolve_time, unresolved_reason
from tollbook.resolve.places import country_place

LONGEST_WINDOW = 31
"""A bulletin covers a month at most."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What each mention of a report was taken for; ``reasons`` tells why a time has no interval, ``countries`` are those of the parties."""

    anchors: Anchors
    whens: Mapping[Mention, When]
    places: Mapping[Mention, Place]
    parties: Mapping[Mention, Party]
    reasons: Mapping[Mention, str]
    countries: Mapping[str, Place]


def anchors_of(report: Report, mentions: Sequence[Mention], words: TimeWords) -> Anchors:
    """What the report's times hang on: its publication, the day in its first dateline, the days its title says it covers."""
    lines = (b.dateline.quote(report.text) for b in report.blocks if b.dateline is not None)
    dateline = next((d for line in lines if (d := read_dateline(line, report.published, words))), None)
    return Anchors(report.published, dateline, window=_window(report, mentions, Anchors(report.published, dateline)))


def _window(report: Report, mentions: Sequence[Mention], anchors: Anchors) -> When | None:
    """The days in a bulletin's title ("Weekly note, 2-8 October"); ``None`` where it names no range of at most a month."""
    titles = [b.span for b in report.blocks if b.role is BlockRole.TITLE]
    ranges = (m.value for m in mentions if isinstance(m.value, Timex) and m.value.last is not None and any(t.contains(m.span) for t in titles))
    found = (resolve_time(t, anchors) for t in ranges)
    return next((w for w in found if w is not None and (w.latest - w.earliest).days <= LONGEST_WINDOW), None)


def plain_whens(mentions: Sequence[Mention], anchors: Anchors) -> dict[Mention, When]:
    """The intervals of times that hang on no event told before."""
    return {m: when for m in mentions if isinstance(m.value, Timex) and not _hangs(m.value) and (when := resolve_time(m.value, anchors)) is not None}


def _hangs(timex: Timex) -> bool:
    return timex.kind is TimexKind.ANAPHORIC


def event_whens(frames: Sequence[Frame], anchors: Anchors) -> tuple[dict[Mention, When], dict[Mention, str]]:
    """The intervals of the frames' times, each that hangs on an event given the one told before, and the reasons of those with none."""
    whens: dict[Mention, When] = {}
    reasons: dict[Mention, str] = {}
    previous: When | None = None
    for frame in sorted(frames, key=lambda f: f.deed.span):
        for m in frame.times:
            if not isinstance(m.value, Timex):
                continue
            here = replace(anchors, previous=previous)
            when = resolve_time(m.value, here)
            if when is not None:
                whens[m] = when
            elif (reason := unresolved_reason(m.value, here)) is not None:
                reasons[m] = reason
        own = [whens[m] for m in frame.times if m in whens]
        previous = min(own, key=lambda w: w.latest - w.earliest) if own else previous
    return whens, reasons


def parties_of(mentions: Sequence[Mention], words: ActorWords, whens: Mapping[Mention, When], anchors: Anchors) -> dict[Mention, Party]:
    """The parties that the report's actors are on the day it was written."""
    found = ((m, resolve_actor(m, mentions, words, anchors.today)) for m in mentions)
    return {m: party for m, party in found if party is not None}


def countries_of(parties: Mapping[Mention, Party], gazetteer: Gazetteer) -> dict[str, Place]:
    """The countries the parties belong to, as places, by their codes."""
    codes = sorted({p.country for p in parties.values() if p.country})
    return {code: country_place(entry) for code in codes if (entry := gazetteer.country(code)) is not None}
