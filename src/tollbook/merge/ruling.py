"""What analysts decided, as it bears on the accounts at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def ruling_of(facts: Sequence[Facts], decisions: Sequence[Decision]) -> Ruling:
    """The analysts' last word on each pair and field; the machine's own words rule nothing, nor do decisions on accounts that are not here."""
    marks = Marks(facts)
    verdicts: dict[Pair, Decision] = {}
    right: list[tuple[int, str]] = []
    for decision in (d for d in standing(decisions) if d.maker is Maker.ANALYST):
        at = [n for n in map(marks.position, decision.about) if n is not None]
        if decision.field and at:
            right.append((at[0], decision.field))
        elif len(set(at)) == 2:
            verdicts[min(at), max(at)] = decision
    of = {v: frozenset(p for p, d in verdicts.items() if d.verdict is v) for v in Verdict}
    return Ruling(of[Verdict.SAME], of[Verdict.NOT_SAME], of[Verdict.UNSURE], {p: d.id for p, d in verdicts.items()}, tuple(right))


class Marks:
    """Finds the accounts that decisions name, those of reports that were coded anew among them."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._by_id = {f.id: n for n, f in enumerate(facts)}
        self._by_report: dict[str, list[tuple[int, Account]]] = {}
        for n, f in enumerate(facts):
            self._by_report.setdefault(f.report, []).append((n, f.account))

    def position(self, mark: Mark) -> int | None:
        """The account of that id, else the one of the report that shares most of its trigger; ``None`` where there is none."""
        if mark.account in self._by_id:
            return self._by_id[mark.account]
        there = self._by_report.get(mark.report, [])
        shared = [(sum(s.overlaps(t) for s in mark.trigger for t in a.trigger), a.kind.value == mark.kind, -n) for n, a in there]
        best = max(shared, default=(0, False, 0))
        return -best[2] if best[0] else None
