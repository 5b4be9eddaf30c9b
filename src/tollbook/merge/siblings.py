"""Accounts of one report that are one event after all: one lacks the day or the place, and nothing it tells is at odds with the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tollbook.codebook.merging import MergeTable
from tollbook.merge.cluster import Pair
from tollbook.merge.facts import Facts, Spot
from tollbook.merge.features import SLACK_KM, beyond_km
from tollbook.merge.totals import Figure
from tollbook.merge.words import united_words
from tollbook.model.frame import Stance

ATTACKERS = "attackers"
TOLD = (Stance.STATED, Stance.ALLEGED, Stance.CLAIMED)


def units_of(facts: Sequence[Facts], table: MergeTable, apart: Collection[Pair] = ()) -> list[list[int]]:
    """The positions of all accounts, those together that one report tells of one event; pairs that were judged ``apart`` are never together."""
    groups: list[list[int]] = []
    by_report: dict[str, list[list[int]]] = {}
    for n in sorted(range(len(facts)), key=lambda n: (facts[n].report, facts[n].account.trigger[0])):
        mine = by_report.setdefault(facts[n].report, [])
        fitting = (g for g in mine if all((min(m, n), max(m, n)) not in apart and are_one(facts[m], facts[n], table) for m in g))
        home = next(fitting, None)
        if home is None:
            home = []
            mine.append(home)
            groups.append(home)
        home.append(n)
    return sorted(groups)


def united(facts: Sequence[Facts]) -> Facts:
    """What the accounts of one event in one report tell together: the main one filled up from the others."""
    main = max(facts, key=lambda f: (f.lead, len(f.figures), -f.account.trigger[0].start))
    if len(facts) == 1:
        return main
    told = sorted((f.days for f in facts if f.days is not None), key=lambda d: (not d.told, d.last - d.first, d.first))
    figures: dict[str, Figure] = {}
    for status, figure in (item for f in facts for item in f.figures.items()):
        figures[status] = max(figures.get(status, figure), figure, key=lambda x: x.toll.figure)
    return replace(
        main, days=told[0] if told else None, spot=next((f.spot for f in (main, *facts) if f.spot), None), figures=figures,
        by=frozenset().union(*(f.by for f in facts)), words=main.words if main.lead else united_words([f.words for f in facts]),
        names={name: bits for f in facts for name, bits in f.names.items()}, title=next((f.title for f in facts if f.title), {}),
    )  # fmt: skip


def may_join(facts: Facts, table: MergeTable) -> bool:
    """True for harm that is told as having happened."""
    return facts.family in table.file.siblings and facts.account.stance.value in TOLD


def are_one(a: Facts, b: Facts, table: MergeTable) -> bool:
    """True where one of the two lacks what the other has and neither contradicts the other."""
    if not may_join(a, table) or not may_join(b, table) or a.account.currency.value is not b.account.currency.value:
        return False
    if max(a, b, key=lambda f: f.account.trigger[0].start).apart:
        return False
    days = _one_day(a, b)
    places = _one_place(a.spot, b.spot)
    if days and places and (_is_their_end(a) or _is_their_end(b)):
        return True
    if days is False or places is False or not _one_toll(a, b):
        return False
    return days is None or places is None


def _is_their_end(facts: Facts) -> bool:
    """True where nobody but attackers is told to have died: how a raid ended that is told beside it."""
    return bool(facts.account.tolls) and all((r.value.status, r.value.group) == ("killed", ATTACKERS) for r in facts.account.tolls)


def _one_day(a: Facts, b: Facts) -> bool | None:
    """Whether the told days meet; ``None`` where one tells none."""
    if a.days is None or b.days is None or not a.days.told or not b.days.told:
        return None
    return a.days.first <= b.days.last and b.days.first <= a.days.last


def _one_place(s: Spot | None, t: Spot | None) -> bool | None:
    """Whether the places are or meet one another; ``None`` where one is not told."""
    if s is None or t is None:
        return None
    beyond = beyond_km(s, t)
    return s.name == t.name or (s.gazetteer is not None and s.gazetteer == t.gazetteer) or (beyond is not None and beyond <= SLACK_KM)


def _one_toll(a: Facts, b: Facts) -> bool:
    """True where no figure of the one is at odds with the other's: the same, or a group's beside a total that holds it."""
    for status, f in a.figures.items():
        g = b.figures.get(status)
        if g is None or f.toll.figure == g.toll.figure:
            continue
        less, more = sorted((f, g), key=lambda x: x.toll.figure)
        if not less.summed or more.summed:
            return False
    return True
