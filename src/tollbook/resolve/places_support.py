"""Which countries a report speaks for, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.weights import PlaceWeights
from tollbook.model.mention import Mention
from tollbook.model.place import Gazetteer, GazetteerEntry, Toponym
from tollbook.model.report import Report

ANYWHERE = -1
LEAST_REGIONAL = 0.5
_PART = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:[ '’\-.]+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Voice:
    """One thing that speaks for a country and perhaps a region of it: in which block, how loud, the name it comes from.

    Demonyms and asides are not ``firm``.
    """

    country: str
    block: int
    weight: float
    name: str
    firm: bool = True
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """All that speaks for countries in a report."""

    voices: tuple[Voice, ...]
    elsewhere: float

    def shares(self, blocks: Iterable[int], without: str = "") -> dict[str, float]:
        """Each country's share, 0..1, of what is said in and around the blocks, a name's own voice left out; empty where nothing is said.

        Where little is said the shares add up to less than 1: a demonym alone is no ground to send a name across the world.
        """
        total = self._total(blocks, without, (True, False))
        whole = max(1.0, sum(total.values()))
        return {c: w / whole for c, w in total.items()}

    def regions(self, blocks: Iterable[int], without: str = "") -> dict[tuple[str, str], float]:
        """Each first-level region's share, 0..1, of what names regions, a name's own voice left out; they add up to less where little does."""
        near = set(blocks)
        elsewhere = 0.0 if self._is_own_story(near) else self.elsewhere
        total: dict[tuple[str, str], float] = defaultdict(float)
        for v in self.voices:
            if v.region is not None and v.name != without:
                total[v.country, v.region] += v.weight * (1.0 if v.block in near or v.block == ANYWHERE else elsewhere)
        whole = max(LEAST_REGIONAL, sum(total.values()))
        return {r: w / whole for r, w in total.items()}

    def country(self, blocks: Iterable[int], share: float) -> str | None:
        """The one country that has at least the share and something firm to speak for it."""
        blocks = tuple(blocks)
        total, firm = self._total(blocks, "", (True, False)), self._total(blocks, "", (True,))
        top = max(firm, key=lambda c: (total[c], c), default=None)
        return top if top and total[top] >= share * sum(total.values()) else None

    def is_firm(self, blocks: Iterable[int], without: str) -> bool:
        """True where more than demonyms and asides speak for countries."""
        return bool(self._total(blocks, without, (True,)))

    def _total(self, blocks: Iterable[int], without: str, firm: tuple[bool, ...]) -> dict[str, float]:
        near = set(blocks)
        elsewhere = 0.0 if self._is_own_story(near) else self.elsewhere
        total: dict[str, float] = defaultdict(float)
        for v in self.voices:
            loud = v.weight * (1.0 if v.block in near or v.block == ANYWHERE else elsewhere)
            if v.name != without and loud > 0.0 and v.firm in firm:
                total[v.country] += loud
        return total

    def _is_own_story(self, near: set[int]) -> bool:
        """True where the blocks have a dateline of their own and others one of another country: a round-up."""
        here = _dated(v for v in self.voices if v.block in near)
        return bool(here) and bool(_dated(self.voices) - here)


def _dated(voices: Iterable[Voice]) -> set[str]:
    return {v.country for v in voices if not v.name and v.block != ANYWHERE}


def block_of(report: Report, mention: Mention) -> int:
    """The block a mention stands in."""
    return next((i for i, b in enumerate(report.blocks) if b.span.overlaps(mention.span)), ANYWHERE)


def dateline_country(report: Report, block: int, gazetteer: Gazetteer) -> str | None:
    """The country a block's dateline names, by its own name or by its city where one country has by far the largest; else ``None``."""
    line = report.blocks[block].dateline
    if line is None:
        return None
    parts = [m[0] for m in _PART.finditer(line.quote(report.text))]
    for part in parts[1:]:
        found = [e for e in gazetteer.lookup(part) if e.kind == "country" and not e.loose]
        if len(found) == 1 or (found and found[0].country):
            return found[0].country
    towns = [e for e in gazetteer.lookup(parts[0]) if not e.loose] if parts else []
    return towns[0].country if towns and _towers(towns) else None


def _towers(entries: Sequence[GazetteerEntry]) -> bool:
    """True where the largest is alone or ten times as large as any in another country."""
    first = entries[0]
    return first.kind == "capital" or all(e.country == first.country or e.population * 10 < first.population for e in entries[1:])


def support_of(
    report: Report, mentions: Sequence[Mention], resolved: Mapping[str, GazetteerEntry], weights: PlaceWeights, gazetteer: Gazetteer
) -> Support:
    """What speaks for countries: names of countries and demonyms, containers, datelines, the prior, and the places already resolved."""
    w = weights.support
    voices: list[Voice] = []
    for i in range(len(report.blocks)):
        country = dateline_country(report, i, gazetteer)
        if country:
            voices.append(Voice(country, i, w.dateline, ""))
    if report.country:
        voices.append(Voice(report.country, ANYWHERE, w.prior, ""))
    for m in mentions:
        if isinstance(m.value, Toponym):
            voices += _voices(m.value, block_of(report, m), resolved, weights, gazetteer)
    return Support(tuple(voices), w.elsewhere)


def _voices(value: Toponym, block: int, resolved: Mapping[str, GazetteerEntry], weights: PlaceWeights, gazetteer: Gazetteer) -> Iterable[Voice]:
    w = weights.support
    aside = 1.0 if value.event or value.demonym else w.aside
    if value.demonym and value.name:
        people = gazetteer.demonym(value.name)
        yield from (Voice(c, block, w.demonym / len(people), value.name, False) for c in people)
        return
    for outer in value.within:
        yield from _of_wide(outer, block, (w.within * aside, value.event), outer, gazetteer)
    for name in filter(None, (value.name, *value.anchors, *(a for t in value.told for a in t.anchors))):
        entry = resolved.get(normal_key(name))
        if entry is not None and entry.country:
            loud = {"country": w.country, "admin1": w.admin1, "capital": w.capital}.get(entry.kind, w.town)
            yield Voice(entry.country, block, loud * aside, name, value.event, entry.admin1)
        elif entry is None:
            loud = 0.0 if name.lower() in weights.common_regions else w.country
            yield from _of_wide(name, block, (loud * aside, value.event), name, gazetteer)


def _of_wide(name: str, block: int, weight: tuple[float, bool], voice: str, gazetteer: Gazetteer) -> Iterable[Voice]:
    """Voices of the countries a country's or region's name may mean."""
    found = [e for e in gazetteer.lookup(name) if e.kind in ("country", "admin1") and not e.loose and e.country]
    wide = [e for e in found if e.kind == "country"] or found
    yield from (Voice(e.country, block, weight[0] / len(wide), voice, weight[1], e.admin1) for e in wide if e.country)
