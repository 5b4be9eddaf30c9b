"""A brief of one page for people: what happened, who says what, where, when, how many, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from tollbook.codebook.kinds import load_kinds
from tollbook.export.atlas import Atlas
from tollbook.export.brief_charts import bars, course_chart
from tollbook.export.brief_map import drawn, map_of
from tollbook.export.brief_sums import Sum
from tollbook.export.brief_words import (
    SourceRow,
    claim_line,
    day_text,
    days_text,
    figure_lines,
    headline,
    lead,
    source_rows,
    timeline,
    tolls_of,
    where_text,
)
from tollbook.export.event import Event
from tollbook.export.words import place_text, range_text
from tollbook.model.toll import Toll

if TYPE_CHECKING:
    from jinja2 import Template

MAP, WIDE_MAP, CHART = (252.0, 172.0), (516.0, 205.0), (252.0, 104.0)
"""Sizes of drawings in units, a point of print each."""
LISTED, FIRST, SOURCES = 7, 3, 14
"""Lines of a list, how many of them are its first, and lines of the list of sources; how many more there are is told below."""
CHARTS = 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is of: the filter in words, the profile, the day asked as of, whether words leave, sums, and tolls by the middle of their days."""

    title: str
    profile: str
    as_of: date | None = None
    words: bool = False
    sums: tuple[Sum, ...] = ()
    tolls: Mapping[str, Sequence[tuple[date, Toll]]] = field(default_factory=dict)


def brief_of(events: Sequence[Event], asked: Asked, atlas: Atlas, *, whole: bool) -> str:
    """The brief as one HTML page that loads nothing: of the one event, or with ``whole`` of a selection."""
    told = _selection(events, asked, atlas) if whole else _one(events[0], asked, atlas)
    return _template("many.html" if whole else "one.html").render(told)


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    """The page's form: every value is escaped where it stands, and none may be missing."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - for those who want a brief

    folder = files("tollbook").joinpath("data", "report")
    forms = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.name.endswith((".html", ".css"))}
    made = Environment(loader=DictLoader(forms), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.get_template(name)


def _one(event: Event, asked: Asked, atlas: Atlas) -> dict[str, object]:
    order = [t.status for t in tolls_of(event)]
    charts = [(s, c) for s in order if (c := course_chart(s, event.course, event.figures, CHART)) is not None][:CHARTS]
    voices = figure_lines(event.figures)
    return {
        **_frame([event], asked), "title": headline(event), "label": load_kinds()[event.kind].label, "days": days_text(event.when),
        "place": place_text(event.where), "lead": lead(event), "tiles": [(t.status, range_text(t.toll), t.toll.figure) for t in tolls_of(event)],
        "groups": [f"{g.status}, {g.group}: {range_text(g.toll)}" for g in event.tolls if g.group != "total"][:LISTED],
        "voices": _cut(voices), "more_voices": len(voices) - LISTED, "claims": [claim_line(c) for c in event.claims][:LISTED],
        "map": map_of([event], atlas, MAP), "where": event.where, "charts": charts, "timeline": _cut(timeline(event)),
        "more_days": len(timeline(event)) - LISTED, "sources": _sources(event), "more_sources": len(event.tellers) - SOURCES,
        "id": event.id, "independent": event.independent, "revision": event.revision, "sensitive": event.sensitive, "stance": event.stance,
    }  # fmt: skip


def _cut(rows: Sequence[T]) -> Sequence[T]:
    """The first and the last of them where they are many: how it began, and what is known now."""
    return rows if len(rows) <= LISTED else [*rows[:FIRST], *rows[FIRST - LISTED :]]


def _sources(event: Event) -> list[SourceRow]:
    """The sources that find room, the first of them with their words."""
    return [row if n < LISTED else replace(row, words=()) for n, row in enumerate(source_rows(event)[:SOURCES])]


def _selection(events: Sequence[Event], asked: Asked, atlas: Atlas) -> dict[str, object]:
    charts = [(s, c) for s, tolls in asked.tolls.items() if (c := bars(tolls, s, CHART)) is not None][:CHARTS]
    outlets: dict[str, int] = {}
    for name in (t.outlet or "not named" for e in events for t in e.tellers):
        outlets[name] = outlets.get(name, 0) + 1
    return {
        **_frame(events, asked), "title": asked.title, "sums": asked.sums, "map": map_of(events, atlas, WIDE_MAP),
        "unmapped": len(events) - sum(len(numbers) for numbers in drawn(events).values()), "charts": charts,
        "rows": [_row(n, e) for n, e in enumerate(events, 1)], "outlets": sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0])),
        "claims": [(n, claim_line(c)) for n, e in enumerate(events, 1) for c in e.claims if c.stance != "none"],
    }  # fmt: skip


def _row(n: int, event: Event) -> dict[str, object]:
    tolls = {t.status: range_text(t.toll) for t in tolls_of(event)}
    return {
        "n": n, "days": days_text(event.when, short=True), "label": load_kinds()[event.kind].label,
        "place": where_text(event.where),
        "killed": tolls.get("killed", "–"), "injured": tolls.get("injured", "–"), "sources": event.independent, "stance": event.stance,
        "quotes": [w for t in event.tellers for w in t.words][:1],
    }  # fmt: skip


def _frame(events: Sequence[Event], asked: Asked) -> dict[str, object]:
    """What every page says of itself."""
    days = [t.published for e in events for t in e.tellers if t.published is not None]
    last = asked.as_of or max(days, default=None)
    return {
        "profile": asked.profile, "words": asked.words, "events": len(events), "as_of": day_text(last) if last else "a day not told",
        "asked_as_of": asked.as_of is not None,
    }  # fmt: skip

