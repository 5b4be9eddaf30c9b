"""A merger brought up to date: only what new accounts and decisions touch is judged anew, and the incidents are those of a whole replay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tollbook.codebook.merging import MergeTable
from tollbook.merge.facts import Facts, Filed
from tollbook.merge.nearby import moved
from tollbook.merge.replay import Merged, in_order
from tollbook.merge.ruling import Verdicts, nearest, verdicts_of
from tollbook.merge.settle import settle
from tollbook.merge.shelf import Shelf, Unit
from tollbook.merge.siblings import united, units_of
from tollbook.model.decision import Decision, Mark, Verdict

Told = Mapping[str, Sequence[Facts]]
"""By report the facts of all its accounts, in order."""


def extend(shelf: Shelf, filed: Mapping[str, Sequence[Filed]], decisions: Iterable[Decision], table: MergeTable) -> None:
    """Brings the shelf to where a replay of all accounts under all decisions would be.

    ``filed`` holds all accounts of each report of which any are new, changed or gone (none where all are); ``decisions`` are all there are.
    """
    facts: dict[str, Sequence[Facts]] = {report: in_order(held, table) for report, held in filed.items()}
    said = verdicts_of(decisions, Named(shelf, facts).account)
    judged = {unit for account in differing(shelf.verdicts, said) if (unit := shelf.holder(account)) is not None}
    for report in {shelf.unit(unit).told.report for unit in judged} - facts.keys():
        facts[report] = facts_on(shelf, report)
    gone, new = _exchanged(shelf, facts, said, table)
    stale = {home for unit in gone if (home := shelf.home(unit.id)) is not None}
    touched = moved(shelf, gone, new, table)
    judged = {unit for account in differing(shelf.verdicts, said) if (unit := shelf.holder(account)) is not None}
    shelf.verdicts = said
    settle(shelf, touched | judged, stale, {unit.id for unit in new} | judged, table)


def merged(shelf: Shelf) -> Merged:
    """What a replay would give."""
    incidents = tuple(shelf.incidents())
    home = {account: i.id for i in incidents for account in i.accounts} if shelf.verdicts.pairs else {}
    wanted = {Verdict.SAME: True, Verdict.NOT_SAME: False}
    broken = (d.id for (a, b), d in shelf.verdicts.pairs.items() if d.verdict in wanted and (home[a] == home[b]) is not wanted[d.verdict])
    return Merged(incidents, {other: i.id for i in incidents for other in i.also}, tuple(sorted(broken)))


class Named:
    """Finds the accounts that decisions name, on the shelf or among reports that are about to change it."""

    def __init__(self, shelf: Shelf, facts: Told) -> None:
        self._shelf = shelf
        self._facts = dict(facts)
        self._new = {f.id for held in facts.values() for f in held}

    def account(self, mark: Mark) -> str | None:
        """The account of that id, else the one of the report that shares most of its trigger; ``None`` where there is none."""
        if mark.account in self._new:
            return mark.account
        unit = self._shelf.holder(mark.account)
        if unit is not None and self._shelf.unit(unit).told.report not in self._facts:
            return mark.account
        there = self._facts[mark.report] if mark.report in self._facts else facts_on(self._shelf, mark.report)
        return nearest(mark, [f.account for f in there])


def facts_on(shelf: Shelf, report: str) -> list[Facts]:
    """The facts of the report's accounts as they are on the shelf, in order; empty where there are none."""
    return sorted((f for unit in shelf.units_of(report) for f in shelf.unit(unit).members), key=lambda f: f.rank)


def differing(before: Verdicts, after: Verdicts) -> set[str]:
    """The accounts of which the two do not say the same."""
    one, other = before.pairs, after.pairs
    pairs = {a for pair in one.keys() | other.keys() if one.get(pair) != other.get(pair) for a in pair}
    return pairs | {account for _, account, _ in set(before.right).symmetric_difference(after.right)}


def _exchanged(shelf: Shelf, facts: Told, said: Verdicts, table: MergeTable) -> tuple[list[Unit], list[Unit]]:
    """The units that are no longer, and those that are new, of the reports."""
    gone: list[Unit] = []
    new: list[Unit] = []
    for report, held in facts.items():
        before = {id_: shelf.unit(id_) for id_ in shelf.units_of(report)}
        after = {unit.id: unit for unit in _units(held, said, table)}
        gone += [unit for id_, unit in before.items() if after.get(id_) != unit]
        new += [unit for id_, unit in after.items() if before.get(id_) != unit]
    return gone, new


def _units(facts: Sequence[Facts], said: Verdicts, table: MergeTable) -> list[Unit]:
    at = {f.id: n for n, f in enumerate(facts)}
    pairs = ((at[a], at[b]) for (a, b), d in said.pairs.items() if d.verdict is Verdict.NOT_SAME and a in at and b in at) if len(at) > 1 else ()
    apart = {(min(i, j), max(i, j)) for i, j in pairs}
    groups = ([facts[n] for n in unit] for unit in units_of(facts, table, apart))
    return [Unit(tuple(group), united(group)) for group in groups]
