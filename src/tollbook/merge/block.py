"""Which accounts are compared at all: those that share a day and place, a rare name, or telling words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import combinations
from math import cos, floor, radians

from tollbook.codebook.merging import MergeTable
from tollbook.merge.facts import Days, Facts, Spot

Key = tuple[object, ...]
CELL = 1.0
"""Degrees of a cell of the grid of places."""
LONG = 10
"""Longer stretches of days are keyed by the months they lie in."""
MONTH = 30
NAMES, TELLING, PAIRS_TELLING = 16, 8, 6
"""How many of its rarest names an account is found by, how many words take a crowded block apart, how many are paired."""


def candidates(facts: Sequence[Facts], table: MergeTable) -> list[tuple[int, int]]:
    """The pairs of positions worth a comparison, in order, each once; no pair within a report."""
    blocks: dict[Key, list[int]] = {}
    for n, f in enumerate(facts):
        for key in keys(f, table):
            blocks.setdefault(key, []).append(n)
    found = {pair for block in blocks.values() for pair in _pairs(block, facts, table)}
    return sorted(found)


def _pairs(block: Sequence[int], facts: Sequence[Facts], table: MergeTable) -> Iterator[tuple[int, int]]:
    """All pairs of a block; of a crowded one those that share a telling word as well."""
    if len(block) > table.file.crowd:
        finer: dict[str, list[int]] = {}
        for n in block:
            for word in telling_of(facts[n]):
                finer.setdefault(word, []).append(n)
        for part in finer.values():
            if len(part) <= table.file.crowd:
                yield from _comparable(part, facts, table)
        return
    yield from _comparable(block, facts, table)


def _comparable(block: Iterable[int], facts: Sequence[Facts], table: MergeTable) -> Iterator[tuple[int, int]]:
    return ((i, j) for i, j in combinations(block, 2) if comparable(facts[i], facts[j], table))


def comparable(a: Facts, b: Facts, table: MergeTable) -> bool:
    """True for accounts of two reports whose kinds may tell one event."""
    return a.report != b.report and may_be_one(a, b, table)


def telling_of(facts: Facts) -> list[str]:
    """The words by which an account is found in a crowded block."""
    return _rarest(facts.words, TELLING)


def may_be_one(a: Facts, b: Facts, table: MergeTable) -> bool:
    """False for families of kinds that never tell one event."""
    if a.family not in table.file.apart or b.family not in table.file.apart:
        return a.kind == b.kind or (a.family == b.family and a.family not in table.file.alone)
    return b.family in table.file.apart[a.family] or a.family in table.file.apart[b.family]


def keys(facts: Facts, table: MergeTable) -> Iterator[Key]:
    """What others are found by that may be of the same event."""
    periods = list(_periods(facts.days)) if facts.days else []
    for cell in _cells(facts.spot, table.file.reach_km):
        yield from (("place", facts.family, cell, period) for period in periods)
        yield ("place", facts.family, cell)
    if facts.days and facts.days.told:
        yield from (("day", facts.family, period) for period in periods)
        yield from (("toll", period, status, f.toll.figure) for period in periods for status, f in facts.figures.items())
    months = () if facts.published is None else (facts.published // MONTH, facts.published // MONTH + 1)
    yield from (("name", name, month) for name in _rarest(facts.names, NAMES) for month in months)
    words = sorted(_rarest(facts.words, PAIRS_TELLING))
    yield from (("words", *pair) for pair in combinations(words, 2))


def _rarest(weights: Mapping[str, float], most: int) -> list[str]:
    return [w for w, _ in nlargest(most, weights.items(), key=lambda item: (item[1], item[0]))]


def _periods(days: Days) -> Iterator[Key]:
    if days.last - days.first < LONG:
        yield from (("day", day) for day in range(days.first - 1, days.last + 1))
    else:
        yield from (("month", month) for month in range(days.first // MONTH, days.last // MONTH + 1))


def _cells(spot: Spot | None, reach: float) -> set[Key]:
    """The cells of the grid the place touches; the name where it has no point; none where there is no place."""
    if spot is None:
        return set()
    if spot.lat is None or spot.lon is None:
        return {("name", spot.name)}
    if spot.wide:
        return {("region", spot.country, spot.admin1)}
    km = min(spot.radius_km + 10.0, reach)
    up, out = km / 111.0, km / (111.0 * max(0.1, cos(radians(spot.lat))))
    rows = range(floor((spot.lat - up) / CELL), floor((spot.lat + up) / CELL) + 1)
    columns = range(floor((spot.lon - out) / CELL), floor((spot.lon + out) / CELL) + 1)
    return {("cell", row, column) for row in rows for column in columns}
