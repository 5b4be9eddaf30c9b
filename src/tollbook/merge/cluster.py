"""Pairs to clusters: a cluster grows only where all of its pairs allow it, so that no chain ties two events together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """From which odds a pair may start a merger, what all pairs must weigh on average, and what none may fall below."""

    least: float
    linkage: float
    worst: float


@dataclass(frozen=True, slots=True)
class Ruled:
    """Pairs of positions an analyst judged: they are one event, or they are not."""

    one: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def clusters(size: int, odds: Mapping[Pair, float], between: Callable[[int, int], float], limits: Limits, ruled: Ruled = Ruled()) -> list[list[int]]:
    """The positions 0..size-1 in clusters, each in order, by their first.

    ``odds`` are the pairs that were weighed, ``between`` weighs any other. What analysts judged one event is merged first, whatever the odds,
    unless that would bring together what they judged apart.
    """
    home = list(range(size))
    held: dict[int, list[int]] = {n: [n] for n in home}
    fixed = _bonds(ruled)
    start = [(pair, True) for pair in sorted(ruled.one)]
    strong = sorted((-w, pair) for pair, w in odds.items() if w >= limits.least and pair not in ruled.apart)
    for (i, j), forced in (*start, *((pair, False) for _, pair in strong)):
        a, b = sorted((home[i], home[j]))
        if a == b or _parted(held[a], held[b], fixed):
            continue
        if forced or _fits(held[a], held[b], odds, between, limits):
            held[a] = sorted(held[a] + held.pop(b))
            for n in held[a]:
                home[n] = a
    return [held[n] for n in sorted(held)]


def _bonds(ruled: Ruled) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for i, j in ruled.apart:
        found.setdefault(i, set()).add(j)
        found.setdefault(j, set()).add(i)
    return found


def _parted(a: Sequence[int], b: Sequence[int], apart: Mapping[int, set[int]]) -> bool:
    return any(n in apart and not apart[n].isdisjoint(b) for n in a)


def _fits(a: Iterable[int], b: Sequence[int], odds: Mapping[Pair, float], between: Callable[[int, int], float], limits: Limits) -> bool:
    total, count = 0.0, 0
    for i in a:
        for j in b:
            pair = (i, j) if i < j else (j, i)
            weight = odds[pair] if pair in odds else between(*pair)
            if weight < limits.worst:
                return False
            total, count = total + weight, count + 1
    return total >= limits.linkage * count
