"""The names of a report that want a place, each with all that is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.weights import PlaceWeights
from tollbook.model.mention import Mention
from tollbook.model.place import Toponym
from tollbook.model.report import Report
from tollbook.resolve.places_hints import nouns_after
from tollbook.resolve.places_rank import Case
from tollbook.resolve.places_support import block_of


def cases_of(mentions: Sequence[Mention], report: Report, weights: PlaceWeights) -> dict[str, Case]:
    """The names to resolve, each with all that is told of it; anchors come before what hangs on them."""
    cases: dict[str, Case] = {}
    for m in mentions:
        value = m.value
        if not isinstance(value, Toponym) or value.demonym:
            continue
        block = block_of(report, m)
        for outer in value.within:
            _case(cases, outer).blocks.append(block)
        anchors = [a for t in value.told for a in t.anchors] + ([] if value.relation and value.relation.capital else list(value.anchors))
        for anchor in anchors:
            _case(cases, anchor).blocks.append(block)
        if value.name:
            case = _case(cases, value.name)
            case.blocks.append(block)
            case.within += [w for w in value.within if w not in case.within]
            case.told += value.told
            case.nouns += [*([value.common] if value.common else []), *nouns_after(report.text, m.span, weights)]
        elif value.anchors:
            case = _case(cases, value.anchors[-1])
            case.within += [w for w in value.within if w not in case.within]
            case.told += value.told
    return dict(sorted(cases.items(), key=lambda kv: len(kv[1].told)))


def _case(cases: dict[str, Case], name: str) -> Case:
    return cases.setdefault(normal_key(name), Case(name))
