"""Incidents are what folding all accounts and all decisions gives: whatever the order or the batches they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.codebook.merging import MergeTable
from tollbook.merge.block import candidates
from tollbook.merge.cluster import Limits, Pair, Ruled, clusters
from tollbook.merge.facts import Facts, Filed, facts_of
from tollbook.merge.history import with_history
from tollbook.merge.ruling import ruling_of
from tollbook.merge.score import weigh
from tollbook.model.decision import Decision
from tollbook.model.incident import Incident

NEVER = -99.0
"""What a pair weighs that is not one event whatever else speaks for it."""


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
    """All accounts in order, and the pairs of positions that were worth a comparison with their odds."""

    facts: tuple[Facts, ...]
    odds: Mapping[Pair, float]


def replay(filed: Iterable[Filed], decisions: Iterable[Decision], table: MergeTable) -> Merged:
    """The incidents of these accounts under these decisions: a pure function of the two sets."""
    compared = compare(filed, table)
    return fold(compared, tuple(decisions), table)


def compare(filed: Iterable[Filed], table: MergeTable) -> Compared:
    """The accounts' facts in order of publication, each account once, and what the pairs worth it weigh."""
    by_report: dict[str, dict[str, Filed]] = {}
    for one in filed:
        by_report.setdefault(one.report.id, {})[one.account.id] = one
    found = [f for report in by_report.values() for f in _of_report(tuple(report.values()), table)]
    facts = tuple(sorted(found, key=lambda f: f.rank))
    return Compared(facts, {(i, j): weigh(facts[i], facts[j], table).odds for i, j in candidates(facts, table)})


def _of_report(filed: Sequence[Filed], table: MergeTable) -> Iterable[Facts]:
    accounts = sorted((f.account for f in filed), key=lambda a: (a.trigger[0], a.id))
    return facts_of(accounts, filed[0].report, table)


def fold(compared: Compared, decisions: Sequence[Decision], table: MergeTable) -> Merged:
    """The incidents of accounts that were compared, under the decisions that stand."""
    facts = compared.facts
    ruling = ruling_of(facts, decisions)
    limits = Limits(table.file.least, table.file.linkage, table.file.worst)
    odds = {**compared.odds, **dict.fromkeys(ruling.unsure, limits.linkage)}

    def between(i: int, j: int) -> float:
        return NEVER if facts[i].report == facts[j].report else weigh(facts[i], facts[j], table).odds

    held = clusters(len(facts), odds, between, limits, Ruled(ruling.one, ruling.apart))
    incidents = sorted((with_history([facts[n] for n in members], ruling.right_in(members, facts)) for members in held), key=lambda i: i.id)
    return Merged(tuple(incidents), {other: i.id for i in incidents for other in i.also}, ruling.unheeded(held))
