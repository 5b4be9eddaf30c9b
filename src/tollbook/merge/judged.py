"""What the machine decided, in the words of the ledger: kept to be read, never to be obeyed, since every replay judges anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tollbook.codebook.merging import MergeTable
from tollbook.merge.facts import Facts
from tollbook.merge.replay import Compared, Merged
from tollbook.merge.score import Weighed, weigh
from tollbook.model.decision import Decision, Maker, Verdict, mark_of

UNSURE_BELOW = 1.0
"""Pairs that fall short of a merger by less than this (in the logarithm of the odds) are told as unsure."""


def judgements(compared: Compared, merged: Merged, table: MergeTable, at: datetime) -> tuple[Decision, ...]:
    """The machine's decisions of one replay on pairs of accounts, each with its reasons; pairs far from a merger are left out."""
    return tuple(_judgements(compared, merged, table, at))


def _judgements(compared: Compared, merged: Merged, table: MergeTable, at: datetime) -> Iterator[Decision]:
    home = {account: incident.id for incident in merged.incidents for account in incident.accounts}
    for (i, j), odds in sorted(compared.odds.items()):
        a, b = compared.told[i], compared.told[j]
        verdict = _verdict(odds, home[a.id] == home[b.id], table.file.least)
        if verdict is not None:
            yield _decision(verdict, (a, b), weigh(a, b, table), at)


def _verdict(odds: float, together: bool, least: float) -> Verdict | None:
    """SAME for pairs in one incident, NOT_SAME for likely pairs that their incidents hold apart, UNSURE for near misses."""
    if together:
        return Verdict.SAME
    if odds >= least:
        return Verdict.NOT_SAME
    return Verdict.UNSURE if odds >= least - UNSURE_BELOW else None


def _decision(verdict: Verdict, pair: tuple[Facts, Facts], weighed: Weighed, at: datetime) -> Decision:
    marks = tuple(mark_of(f.account) for f in sorted(pair, key=lambda f: f.id))
    return Decision(verdict, marks, Maker.MACHINE, "merge", at, f"{weighed.odds:+.1f}: {weighed.why}")
