"""Clusters and incidents of the units that were touched, and of all that are tied to these."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.codebook.merging import MergeTable
from tollbook.merge.cluster import Limits, Pair, Ruled, clusters
from tollbook.merge.history import with_history
from tollbook.merge.ruling import Verdicts
from tollbook.merge.score import NEVER, bond
from tollbook.merge.shelf import Shelf, Unit
from tollbook.model.decision import Verdict


@dataclass(slots=True)
class Word:
    """What decisions say of one account: the verdict on it and each other, and its fields that are right, each with the decision's place in order."""

    on: dict[str, Verdict] = field(default_factory=dict)
    right: list[tuple[int, str, str]] = field(default_factory=list)


def settle(shelf: Shelf, touched: Collection[str], stale: Collection[str], fresh: Collection[str], table: MergeTable) -> None:
    """Makes the incidents of touched units and of all tied to them anew; ``stale`` are incidents that lost units, ``fresh`` units told anew."""
    words = _words(shelf.verdicts)
    old, seen = set(stale), set[str]()
    made: list[tuple[str, ...]] = []
    queue = deque(sorted({*touched, *(u for incident in stale for u in shelf.cluster(incident) if shelf.has(u))}))
    while queue:
        start = queue.popleft()
        if start in seen:
            continue
        tied = _component(shelf, start, words)
        seen.update(tied)
        made += _clustered(shelf, tied, words, table)
        homes = {home for unit in tied if (home := shelf.home(unit)) is not None} - old
        old |= homes
        queue.extend(u for incident in homes for u in shelf.cluster(incident) if u not in seen and shelf.has(u))
    kept = {home for units in made if (home := shelf.home(units[0])) and shelf.cluster(home) == units and not any(u in fresh for u in units)}
    for incident in sorted(old - kept):
        shelf.unsettle(incident)
    for units in made:
        if shelf.home(units[0]) is None:
            _tell(shelf, units, words)


def _words(said: Verdicts) -> Mapping[str, Word]:
    words: dict[str, Word] = {}
    for (a, b), decision in said.pairs.items():
        words.setdefault(a, Word()).on[b] = decision.verdict
        words.setdefault(b, Word()).on[a] = decision.verdict
    for n, (_, account, name) in enumerate(said.right):
        words.setdefault(account, Word()).right.append((n, name, account))
    return words


def _component(shelf: Shelf, start: str, words: Mapping[str, Word]) -> list[str]:
    """All units that ties or verdicts lead to, in order."""
    found, queue = {start}, [start]
    while queue:
        at = queue.pop()
        for other in (*shelf.ties(at), *_ruled(shelf, at, words)):
            if other not in found:
                found.add(other)
                queue.append(other)
    return sorted(found)


def _ruled(shelf: Shelf, id_: str, words: Mapping[str, Word]) -> Iterator[str]:
    """The units of which an analyst said that they are one event with this one, or may be."""
    if not words:
        return
    for f in shelf.unit(id_).members:
        for account, verdict in words[f.id].on.items() if f.id in words else ():
            holder = shelf.holder(account)
            if verdict is not Verdict.NOT_SAME and holder is not None:
                yield holder


def _clustered(shelf: Shelf, ids: Sequence[str], words: Mapping[str, Word], table: MergeTable) -> Iterator[tuple[str, ...]]:
    """The clusters of units that ties lead to from one another, as a replay finds them among all."""
    if len(ids) == 1:
        yield (ids[0],)
        return
    at = {id_: n for n, id_ in enumerate(ids)}
    units = [shelf.unit(id_) for id_ in ids]
    limits = Limits(table.file.least, table.file.linkage, table.file.worst)
    ruled = {v: frozenset(_pairs(units, words, v)) for v in (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)}
    odds: dict[Pair, float] = {(n, at[other]): w for id_, n in at.items() for other, w in shelf.ties(id_).items() if n < at[other]}
    odds.update(dict.fromkeys(ruled[Verdict.UNSURE], limits.linkage))

    def between(i: int, j: int) -> float:
        return NEVER if units[i].told.report == units[j].told.report else bond(units[i].told, units[j].told, table)

    for cluster in clusters(len(units), odds, between, limits, Ruled(ruled[Verdict.SAME], ruled[Verdict.NOT_SAME])):
        yield tuple(ids[n] for n in cluster)


def _pairs(units: Sequence[Unit], words: Mapping[str, Word], verdict: Verdict) -> Iterator[Pair]:
    """The pairs of two of the units of whose accounts the verdict was given."""
    at = {f.id: n for n, unit in enumerate(units) for f in unit.members} if words else {}
    for account, n in at.items():
        for other, given in words[account].on.items() if account in words else ():
            if given is verdict and at.get(other, n) > n:
                yield n, at[other]


def _tell(shelf: Shelf, units: tuple[str, ...], words: Mapping[str, Word]) -> None:
    facts = [f for id_ in units for f in shelf.unit(id_).members]
    right = sorted(r for f in facts if f.id in words for r in words[f.id].right)
    shelf.settle(with_history(facts, {name: account for _, name, account in right}), units)
