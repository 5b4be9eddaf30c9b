"""Every place a report names, with its span: what its mentions, their anchors and containers, and its datelines name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from tollbook.codebook.gazetteer.weights import PlaceWeights, load_weights
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.place import Gazetteer, Place, Toponym
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.resolve.places import Atlas, settled_atlas

_DATED = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:[ '’\-.]+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name in the text and the place it stands for; ``demonym`` is true for "Malian"."""

    span: Span
    place: Place
    demonym: bool = False


def named_places(mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, bold: bool = False) -> tuple[NamedPlace, ...]:
    """The report's names of places in text order, none overlapping; ``bold`` takes the likeliest place where caution would leave a name open."""
    dated = tuple(_datelines(report, gazetteer))
    weights = unlimited(load_weights()) if bold else load_weights()
    atlas = settled_atlas((*dated, *mentions), report, gazetteer, weights)
    chosen: list[NamedPlace] = []
    for found in sorted((n for m in (*dated, *mentions) for n in _names(m, atlas)), key=lambda n: (n.span.start, -n.span.end)):
        if not chosen or found.span.start >= chosen[-1].span.end:
            chosen.append(found)
    return tuple(chosen)


def unlimited(weights: PlaceWeights) -> PlaceWeights:
    """The same weights without the limits below which a name stays unresolved."""
    return msgspec.structs.replace(
        weights, limits=msgspec.structs.replace(weights.limits, unsupported_population=0, alone_population=0, least_share=-1.0, lead=0.0)
    )


def _names(mention: Mention, atlas: Atlas) -> Iterator[NamedPlace]:
    value = mention.value
    if not isinstance(value, Toponym):
        return
    text = atlas.report.text
    start = mention.span.start
    for name in (*filter(None, (value.name,)), *value.anchors, *(a for t in value.told for a in t.anchors), *value.within):
        found = re.search(r"\s+".join(map(re.escape, name.split())), text[start : mention.span.end])
        found = found or re.search(r"\s+".join(map(re.escape, name.split())), text[mention.span.start : mention.span.end])
        if found is None or not found[0]:
            continue
        base = start if text[start + found.start() : start + found.end()] == found[0] else mention.span.start
        span = Span(base + found.start(), base + found.end())
        start = max(start, span.end)
        yield NamedPlace(span, atlas.named(name, mention), value.demonym and name == value.name)


def _datelines(report: Report, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The places of datelines, as mentions no event can have."""
    for block in report.blocks:
        if block.dateline is None:
            continue
        parts = list(_DATED.finditer(report.text, block.dateline.start, block.dateline.end))
        held = tuple(p[0] for p in parts[1:2] if any(e.kind in ("country", "admin1") and not e.loose for e in gazetteer.lookup(p[0])))
        if parts:
            span = Span(parts[0].start(), parts[1].end() if held else parts[0].end())
            yield Mention(MentionKind.PLACE, span, 0, Toponym(parts[0][0], within=held, event=False), "place.dateline")
