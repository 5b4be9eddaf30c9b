"""How many in all, as one account gives it: its total, else the sum of groups that do not overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.codebook.counts import load_groups
from tollbook.model.account import Account, GroupToll
from tollbook.model.toll import Toll

TOTAL = "total"
PARTS = ("women", "children", "men")
"""Groups that are told by sex or age; they overlap with groups told by what people are."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people in all; ``summed`` where it is the sum of the groups the account names, ``lone`` where that is one group.

    ``corrects`` marks one that is told to put an earlier one right.
    """

    toll: Toll
    summed: bool
    lone: bool = False
    corrects: bool = False


def figures_of(account: Account) -> Mapping[str, Figure]:
    """By status how many in all; statuses the account gives no number for are absent."""
    by_status: dict[str, list[GroupToll]] = {}
    for reading in account.tolls:
        by_status.setdefault(reading.value.status, []).append(reading.value)
    return {status: figure_of(tolls) for status, tolls in sorted(by_status.items())}


def figure_of(tolls: Sequence[GroupToll]) -> Figure:
    """The total where one is given; else the groups' sum, sex and age told beside other groups left out."""
    totals = [t.toll for t in tolls if t.group == TOTAL]
    if totals:
        return Figure(max(totals, key=lambda t: t.figure), summed=False)
    kept = [t for t in tolls if not (_told_again(t, tolls) or _overlaps(t, tolls))]
    fighting = {g.group for g in load_groups() if g.fighting}
    if len(kept) == 1:
        return Figure(kept[0].toll, summed=True, lone=kept[0].group not in fighting)
    return Figure(_sum([t.toll for t in kept]), summed=True)


def _told_again(told: GroupToll, others: Sequence[GroupToll]) -> bool:
    """True for "two officers" beside "two policemen": members of whatever body was named are the group of the same number."""
    members = {g.group for g in load_groups() if g.open}
    return told.group in members and any(o.group not in members and o.toll == told.toll for o in others)


def _overlaps(told: GroupToll, others: Sequence[GroupToll]) -> bool:
    """True for a bare "children" beside eight pupils, who may be the same."""
    return told.group in PARTS and told.toll.best is None and any(o.group not in PARTS and o.toll.best is not None for o in others)


def _sum(parts: Sequence[Toll]) -> Toll:
    """The sum end by end; an end that one part lacks is unknown for all, but the low, which counts what is sure."""
    lows = [p.low for p in parts if p.low is not None]
    low = sum(lows) if lows else None
    best = None if any(p.best is None for p in parts) else sum(p.best or 0 for p in parts)
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    if low is None and best is None and high is None:
        best = sum(p.figure for p in parts)
    return Toll(low, best, high)
