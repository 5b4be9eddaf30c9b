"""Scores of clusterings: MUC, B-cubed, CEAF-e, their mean (CoNLL), and pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Clusters = list[frozenset[str]]
Groups = Mapping[str, Hashable]
"""By item the group it belongs to."""
Weights = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """How the found groups agree with the gold ones."""

    muc: Shares
    b_cubed: Shares
    ceaf_e: Shares
    pairs: Shares

    @property
    def conll(self) -> float:
        """The mean of the three F-scores, 0 to 1."""
        return (self.muc.f + self.b_cubed.f + self.ceaf_e.f) / 3


def score(gold: Groups, found: Groups) -> Scores:
    """The scores of the found groups on the gold's items; an item that was not found is alone."""
    filled = {item: ("found", found[item]) if item in found else ("alone", item) for item in gold}
    g, f = clusters_of(gold), clusters_of(filled)
    return Scores(_muc(g, f), _b_cubed(g, f), _ceaf_e(g, f), _pairs(g, f))


def clusters_of(groups: Groups) -> Clusters:
    """The members of each group."""
    held: dict[Hashable, set[str]] = defaultdict(set)
    for member, group in groups.items():
        held[group].add(member)
    return [frozenset(c) for c in held.values()]


def _home(clusters: Clusters) -> dict[str, int]:
    return {item: n for n, c in enumerate(clusters) for item in c}


def _muc(gold: Clusters, found: Clusters) -> Shares:
    return Shares(_links(found, gold), _links(gold, found))


def _links(clusters: Clusters, others: Clusters) -> float:
    """The share of the clusters' links that the others keep."""
    home = _home(others)
    possible = sum(len(c) - 1 for c in clusters)
    return sum(len(c) - len({home[i] for i in c}) for c in clusters) / possible if possible else 0.0


def _b_cubed(gold: Clusters, found: Clusters) -> Shares:
    g, f = _home(gold), _home(found)
    shared = [(len(gold[g[i]] & found[f[i]]), len(gold[g[i]]), len(found[f[i]])) for i in g]
    return Shares(sum(s / n for s, _, n in shared) / len(g), sum(s / n for s, n, _ in shared) / len(g))


def _ceaf_e(gold: Clusters, found: Clusters) -> Shares:
    """Each gold cluster beside one found cluster at most, so that they are most alike in all."""
    home = _home(found)
    total = sum(_best_total(part, gold, found) for part in _parts(gold, home))
    return Shares(total / len(found), total / len(gold))


def _parts(gold: Clusters, home: Mapping[str, int]) -> list[tuple[list[int], list[int]]]:
    """Gold and found clusters that hang together by shared items."""
    of_found: dict[int, set[int]] = defaultdict(set)
    for n, c in enumerate(gold):
        for item in c:
            of_found[home[item]].add(n)
    parts: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for start in range(len(gold)):
        if start in seen:
            continue
        golds, founds, todo = {start}, set[int](), [start]
        while todo:
            for m in {home[item] for item in gold[todo.pop()]} - founds:
                founds.add(m)
                todo += of_found[m] - golds
                golds |= of_found[m]
        seen |= golds
        parts.append((sorted(golds), sorted(founds)))
    return parts


def _best_total(part: tuple[list[int], list[int]], gold: Clusters, found: Clusters) -> float:
    golds, founds = part if len(part[0]) <= len(part[1]) else (part[1], part[0])
    rows, columns = (gold, found) if golds is part[0] else (found, gold)
    return assigned([[2 * len(rows[i] & columns[j]) / (len(rows[i]) + len(columns[j])) for j in founds] for i in golds])


def assigned(weights: Weights) -> float:
    """The greatest total of one column for each row, no column twice; there are no fewer columns than rows (Hungarian method, O(n^3))."""
    size = len(weights[0])
    rows, columns, owner = [0.0] * (len(weights) + 1), [0.0] * (size + 1), [0] * (size + 1)
    for row in range(1, len(weights) + 1):
        owner[0] = row
        _augment(weights, rows, columns, owner)
    return sum(weights[owner[j] - 1][j - 1] for j in range(1, size + 1) if owner[j])


def _augment(weights: Weights, rows: list[float], columns: list[float], owner: list[int]) -> None:
    """Gives the row in ``owner[0]`` a column, moving others along the cheapest way."""
    size = len(owner)
    least, way, done = [float("inf")] * size, [0] * size, [False] * size
    at = 0
    while owner[at]:
        done[at] = True
        row = owner[at]
        for j in (j for j in range(1, size) if not done[j]):
            cost = -weights[row - 1][j - 1] - rows[row] - columns[j]
            if cost < least[j]:
                least[j], way[j] = cost, at
        step, following = min((least[j], j) for j in range(1, size) if not done[j])
        for j in range(size):
            if done[j]:
                rows[owner[j]] += step
                columns[j] -= step
            else:
                least[j] -= step
        at = following
    while at:
        owner[at], at = owner[way[at]], way[at]


def _pairs(gold: Clusters, found: Clusters) -> Shares:
    home = _home(found)
    both = sum(_two(n) for c in gold for n in Counter(home[i] for i in c).values())
    ours, theirs = sum(_two(len(c)) for c in found), sum(_two(len(c)) for c in gold)
    return Shares(both / ours if ours else 0.0, both / theirs if theirs else 0.0)


def _two(n: int) -> int:
    return n * (n - 1) // 2
