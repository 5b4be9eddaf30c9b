"""Frames to what they mean: every time an interval, every place a place, every actor a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.codebook.actors import ActorWords
from tollbook.codebook.times import TimeWords
from tollbook.model.frame import Frame
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.party import Party
from tollbook.model.place import Gazetteer, Place
from tollbook.model.report import BlockRole, Report
from tollbook.model.time import Timex, TimexKind, When
from tollbook.resolve.actors import Company, resolve_actor
from tollbook.resolve.dates import Anchors, read_dateline, resolve_time, unresolved_reason
from tollbook.resolve.places_made import country_place

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


def event_whens(events: Sequence[Sequence[Frame]], hung: Mapping[Mention, int], anchors: Anchors) -> tuple[dict[Mention, When], dict[Mention, str]]:
    """The intervals of the events' times, and the reasons of those that have none.

    A time that hangs on an event takes the interval of the one ``hung`` names by its deed's head word, else of the one told before it.
    """
    whens: dict[Mention, When] = {}
    reasons: dict[Mention, str] = {}
    event_of = {f.deed.head: n for n, frames in enumerate(events) for f in frames}
    known: dict[int, When] = {}
    previous: When | None = None
    for frame in sorted((f for frames in events for f in frames), key=lambda f: f.deed.span):
        event = event_of[frame.deed.head]
        for m in frame.times:
            if not isinstance(m.value, Timex):
                continue
            base = known.get(event_of.get(hung[m], -1)) if m in hung and hung[m] != frame.deed.head else previous
            here, timex = replace(anchors, previous=base), _seen_from(m.value, hung.get(m) == frame.deed.head)
            when = resolve_time(timex, here)
            if when is not None:
                whens[m] = when
            elif (reason := unresolved_reason(timex, here)) is not None:
                reasons[m] = reason
        own = [whens[m] for m in frame.times if m in whens]
        if own:
            previous = known[event] = min(own, key=lambda w: w.latest - w.earliest)
        elif event in known:
            previous = known[event]
    return whens, reasons


def _seen_from(timex: Timex, counted: bool) -> Timex:
    """The time turned round for the event it is counted from: "fled on Friday, a day *after gunmen killed* two" puts the killing a day before."""
    return replace(timex, shift=-timex.shift) if counted and timex.kind is TimexKind.ANAPHORIC and timex.shift is not None else timex


def parties_of(mentions: Sequence[Mention], words: ActorWords, anchors: Anchors, places: Mapping[Mention, Place]) -> dict[Mention, Party]:
    """The parties that the report's actors are on the day it was written; ``places`` tell in which countries."""
    actors = [m for m in mentions if m.kind is MentionKind.ACTOR]
    company = Company(actors, anchors.today, frozenset(p.country for p in places.values() if p.country))
    found = ((m, resolve_actor(m, company, words)) for m in actors)
    return {m: party for m, party in found if party is not None}


def countries_of(parties: Mapping[Mention, Party], gazetteer: Gazetteer) -> dict[str, Place]:
    """The countries the parties belong to, as places, by their codes."""
    codes = sorted({p.country for p in parties.values() if p.country})
    return {code: country_place(entry) for code in codes if (entry := gazetteer.country(code)) is not None}
