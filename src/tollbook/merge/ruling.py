"""What analysts decided, as it bears on the accounts at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.merge.cluster import Pair
from tollbook.merge.facts import Facts
from tollbook.model.account import Account
from tollbook.model.decision import Decision, Maker, Mark, Verdict, standing


@dataclass(frozen=True, slots=True)
class Ruling:
    """What standing decisions say of positions: pairs that are one event, apart or unsure, the decision behind each, and values that are right."""

    one: frozenset[Pair]
    apart: frozenset[Pair]
    unsure: frozenset[Pair]
    by: Mapping[Pair, str]
    right: tuple[tuple[int, str], ...]

    def right_in(self, members: Iterable[int], facts: Sequence[Facts]) -> dict[str, str]:
        """By field the account among these whose value was last called right."""
        inside = set(members)
        return {field: facts[n].id for n, field in self.right if n in inside}

    def unheeded(self, clusters: Iterable[Sequence[int]]) -> tuple[str, ...]:
        """The decisions that the clusters go against, by id: others that outrank them leave no way."""
        home = {n: c for c, members in enumerate(clusters) for n in members}
        broken = [p for p in self.one if home[p[0]] != home[p[1]]] + [p for p in self.apart if home[p[0]] == home[p[1]]]
        return tuple(sorted(self.by[p] for p in broken))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What standing decisions say of accounts, by their ids: the last word on each pair, and (decision, account, field) of values that are right."""

    pairs: Mapping[tuple[str, str], Decision]
    right: tuple[tuple[str, str, str], ...]


def ruling_of(facts: Sequence[Facts], decisions: Sequence[Decision]) -> Ruling:
    """The analysts' last word on each pair and field; the machine's own words rule nothing, nor do decisions on accounts that are not here."""
    return placed(verdicts_of(decisions, Marks(facts).account), {f.id: n for n, f in enumerate(facts)})


def placed(said: Verdicts, at: Mapping[str, int]) -> Ruling:
    """The verdicts on accounts that have a position, by these."""
    pairs: dict[Pair, Decision] = {}
    for (a, b), decision in said.pairs.items():
        if a in at and b in at:
            pairs[min(at[a], at[b]), max(at[a], at[b])] = decision
    of = {v: frozenset(p for p, d in pairs.items() if d.verdict is v) for v in Verdict}
    right = tuple((at[account], field) for _, account, field in said.right if account in at)
    return Ruling(of[Verdict.SAME], of[Verdict.NOT_SAME], of[Verdict.UNSURE], {p: d.id for p, d in pairs.items()}, right)


def verdicts_of(decisions: Iterable[Decision], account: Callable[[Mark], str | None]) -> Verdicts:
    """The analysts' last word on each pair (ids in order) and field; ``account`` finds the id of the account that a decision names."""
    pairs: dict[tuple[str, str], Decision] = {}
    right: list[tuple[str, str, str]] = []
    for decision in (d for d in standing(tuple(decisions)) if d.maker is Maker.ANALYST):
        named = [id_ for id_ in map(account, decision.about) if id_ is not None]
        if decision.field and named:
            right.append((decision.id, named[0], decision.field))
        elif len(set(named)) == 2:
            pairs[min(named), max(named)] = decision
    return Verdicts(pairs, tuple(right))


class Marks:
    """Finds the accounts that decisions name, those of reports that were coded anew among them."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        self._ids: set[str] = set()
        self._by_report: dict[str, list[Account]] = {}
        for f in facts:
            self._ids.add(f.id)
            self._by_report.setdefault(f.report, []).append(f.account)

    def account(self, mark: Mark) -> str | None:
        """The account of that id, else the one of the report that shares most of its trigger; ``None`` where there is none."""
        return mark.account if mark.account in self._ids else nearest(mark, self._by_report.get(mark.report, ()))


def nearest(mark: Mark, there: Sequence[Account]) -> str | None:
    """The one of a report's accounts, which are in order, that shares most of the mark's trigger; ``None`` where none does."""
    shared = [(sum(s.overlaps(t) for s in mark.trigger for t in a.trigger), a.kind.value == mark.kind, -n) for n, a in enumerate(there)]
    best = max(shared, default=(0, False, 0))
    return there[-best[2]].id if best[0] else None
