"""Small cells: how many of a sex, an age or a trade were harmed, where so few that it says who."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tollbook.codebook.exporting import load_release_rules
from tollbook.export.event import Group
from tollbook.model.incident import TollLine

TOTAL = "total"
HARM = ("killed", "injured", "abducted", "detained", "missing")


def told_groups(lines: Sequence[TollLine], every: bool, *, whole: bool = False) -> tuple[tuple[Group, ...], int]:
    """The tolls that may leave and how many groups are held back; ``every`` lets all out, ``whole`` no group at all."""
    groups = [Group(line.status, line.group, line.toll) for line in lines]
    if every:
        return tuple(groups), 0
    kept: list[Group] = []
    for _, told in groupby(groups, key=lambda g: g.status):
        kept += _kept(list(told), whole)
    return tuple(kept), len(groups) - len(kept)


def _kept(groups: list[Group], whole: bool) -> list[Group]:
    """The total and the groups that are none or no small cells; no small one can be reckoned from what is left."""
    rules = load_release_rules()
    if whole:
        return [g for g in groups if g.group == TOTAL]
    kept = [g for g in groups if g.group in rules.broad or g.toll.high == 0 or _least(g) >= rules.least]
    total = next((g for g in kept if g.group == TOTAL), None)
    if len(kept) == len(groups) or total is None:
        return kept
    while cells := [g for g in kept if g.group not in rules.broad]:
        if total.toll.figure - sum(g.toll.figure for g in kept if g.group != TOTAL) >= rules.least:
            break
        kept.remove(min(cells, key=lambda g: (g.toll.figure, g.group)))
    return kept


def _least(group: Group) -> int:
    """The least number that is told of the group."""
    return next(n for n in (group.toll.low, group.toll.best, group.toll.high) if n is not None)


def is_few(lines: Sequence[TollLine]) -> bool:
    """True where so few people were harmed in all that their trade would say who."""
    totals = [line.toll for line in lines if line.group == TOTAL and line.status in HARM]
    return any(0 < t.figure < load_release_rules().least for t in totals)
