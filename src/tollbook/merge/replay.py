"""Incidents are what folding all accounts and all decisions gives: whatever the order or the batches they came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.codebook.merging import MergeTable
from tollbook.merge.block import candidates
from tollbook.merge.cluster import Limits, Pair, Ruled, clusters
from tollbook.merge.facts import Facts, Filed, facts_of
from tollbook.merge.history import with_history
from tollbook.merge.ruling import Ruling, ruling_of
from tollbook.merge.score import NEVER, bond
from tollbook.merge.siblings import united, units_of
from tollbook.model.decision import Decision
from tollbook.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Merged:
    """The incidents by id, and the decisions that could not be heeded, by id.

    ``merged_into`` gives for every id that any of the accounts could have founded an incident under the id that holds the account now.
    """

    incidents: tuple[Incident, ...]
    merged_into: Mapping[str, str]
    unheeded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """All accounts in order; as positions those that one report tells of one event, what each such unit tells, and the odds of pairs of units."""

    facts: tuple[Facts, ...]
    units: tuple[tuple[int, ...], ...]
    told: tuple[Facts, ...]
    odds: Mapping[Pair, float]


def replay(filed: Iterable[Filed], decisions: Iterable[Decision], table: MergeTable) -> Merged:
    """The incidents of these accounts under these decisions: a pure function of the two sets."""
    facts = in_order(filed, table)
    ruling = ruling_of(facts, tuple(decisions))
    return fold(compare(facts, ruling, table), ruling, table)


def replay_as_of(day: date, filed: Iterable[Filed], decisions: Iterable[Decision], table: MergeTable) -> Merged:
    """What was known at the end of that day (decisions by their own zone's): nothing that comes to be known later changes it."""
    return replay((f for f in filed if f.known_by(day)), (d for d in decisions if d.at.date() <= day), table)


def in_order(filed: Iterable[Filed], table: MergeTable) -> tuple[Facts, ...]:
    """The accounts' facts in order of publication, each account once."""
    by_report: dict[str, dict[str, Filed]] = {}
    for one in filed:
        by_report.setdefault(one.report.id, {})[one.account.id] = one
    found = [f for report in by_report.values() for f in _of_report(tuple(report.values()), table)]
    return tuple(sorted(found, key=lambda f: f.rank))


def _of_report(filed: Sequence[Filed], table: MergeTable) -> Iterable[Facts]:
    accounts = sorted((f.account for f in filed), key=lambda a: (a.trigger[0], a.id))
    kin = filed[0]
    return (replace(f, copy_of=kin.copy_of, further=kin.further) for f in facts_of(accounts, kin.report, table))


def compare(facts: tuple[Facts, ...], ruling: Ruling, table: MergeTable) -> Compared:
    """What the pairs worth a comparison weigh."""
    units = tuple(map(tuple, units_of(facts, table, ruling.apart)))
    told = tuple(united([facts[n] for n in unit]) for unit in units)
    return Compared(facts, units, told, {(i, j): bond(told[i], told[j], table) for i, j in candidates(told, table)})


def fold(compared: Compared, ruling: Ruling, table: MergeTable) -> Merged:
    """The incidents of accounts that were compared, under the ruling."""
    facts, told = compared.facts, compared.told
    limits = Limits(table.file.least, table.file.linkage, table.file.worst)
    unit = {n: u for u, members in enumerate(compared.units) for n in members}
    one, apart, unsure = (frozenset(between_units(pairs, unit)) for pairs in (ruling.one, ruling.apart, ruling.unsure))
    odds = {**compared.odds, **dict.fromkeys(unsure, limits.linkage)}

    def between(i: int, j: int) -> float:
        return NEVER if told[i].report == told[j].report else bond(told[i], told[j], table)

    held = [[n for u in c for n in compared.units[u]] for c in clusters(len(told), odds, between, limits, Ruled(one, apart))]
    incidents = sorted((with_history([facts[n] for n in members], ruling.right_in(members, facts)) for members in held), key=lambda i: i.id)
    return Merged(tuple(incidents), {other: i.id for i in incidents for other in i.also}, ruling.unheeded(held))


def between_units(pairs: Iterable[Pair], unit: Mapping[int, int]) -> Iterator[Pair]:
    """The pairs of units that pairs of accounts lie in; pairs within one are left out."""
    for i, j in pairs:
        a, b = unit[i], unit[j]
        if a != b:
            yield min(a, b), max(a, b)
