"""Which events of other datasets are incidents of ours: by day, place and kind, with merging's own features; nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tollbook.codebook.merging import MergeTable
from tollbook.merge.block import may_be_one
from tollbook.merge.facts import Days, Facts
from tollbook.merge.features import SLACK_KM, beyond_km
from tollbook.merge.score import weigh

NEAR_DAYS, NEAR_KM = 1, 25.0
"""So many days and kilometres apart (beyond both radii) two tellings of one event may lie that differ: datasets count by local days and seats."""
LONG = 31
"""What goes on for more days than this agrees with nothing on a day."""
MARGIN = 0.5
"""By how much (in the logarithm of the odds) a pair must outweigh the next best of either side to be more than a suggestion."""
LEAST = 1.0
"""What a pair must weigh to be suggested: a day and a wide place alone are not enough."""
LEFT_OUT = ("bias", "words", "title", "names", "names-apart", "same-outlet", "published-apart", "nothing-shared", "both-lead", "one-leads")
"""What weighs how things are told and not what: a row of a table is no report."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An event of another dataset that may be the incident: ``linked`` where day, place and kind agree and no other is as likely, else suggested.

    ``reasons`` are features of merging with their values.
    """

    incident: str
    other: str
    linked: bool
    reasons: tuple[tuple[str, float], ...]

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return ", ".join(name if value == 1 else f"{name} {value:g}" for name, value in self.reasons)


@dataclass(frozen=True, slots=True)
class _Pair:
    incident: str
    other: str
    firm: bool
    odds: float
    reasons: tuple[tuple[str, float], ...]


def beside(ours: Mapping[str, Sequence[Facts]], others: Mapping[str, Facts], table: MergeTable) -> tuple[Beside, ...]:
    """The pairs of an incident (by its accounts' facts) and an event of another dataset that may be one, by the ids of both.

    The two sides may come in any order; ``others`` are of one dataset, where two rows are two events.
    """
    best = {(p.incident, p.other): p for p in sorted(_pairs(ours, others, table), key=lambda p: (p.firm, p.odds))}
    pairs = list(best.values())
    return tuple(
        Beside(p.incident, p.other, p.firm and _clear(p, pairs), p.reasons) for p in sorted(pairs, key=lambda p: (p.incident, p.other))
    )  # fmt: skip


def _clear(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    """True where no other pair with one of its ends comes close."""
    rivals = [p.odds for p in pairs if p is not pair and p.firm and (p.incident == pair.incident) != (p.other == pair.other)]
    return all(pair.odds >= odds + MARGIN for odds in rivals)


def _pairs(ours: Mapping[str, Sequence[Facts]], others: Mapping[str, Facts], table: MergeTable) -> Iterator[_Pair]:
    by_day: dict[int, set[str]] = {}
    for incident, told in ours.items():
        for facts in told:
            for day in _days(facts.days):
                by_day.setdefault(day, set()).add(incident)
    for other, facts in others.items():
        near = {incident for day in _days(facts.days) for incident in by_day.get(day, ())}
        for incident in sorted(near):
            yield from (p for one in ours[incident] if (p := _pair((incident, one), (other, facts), table)) is not None)


def _days(days: Days | None) -> range:
    """The days it may have been, and those beside them; none where they are not told or are too many."""
    if days is None or not days.told or days.last - days.first > LONG:
        return range(0)
    return range(days.first - NEAR_DAYS, days.last + NEAR_DAYS + 1)


def _pair(one: tuple[str, Facts], other: tuple[str, Facts], table: MergeTable) -> _Pair | None:
    """The pair with what speaks for it; ``None`` where day, place or kind speak against."""
    a, b = one[1], other[1]
    if a.days is None or b.days is None or not may_be_one(a, b, table):
        return None
    gap = max(0, a.days.first - b.days.last, b.days.first - a.days.last)
    km = _km(a, b)
    if gap > NEAR_DAYS or km is None or km > NEAR_KM:
        return None
    reasons = [r for r in weigh(a, b, table).reasons if r[0] not in LEFT_OUT]
    firm = gap == 0 and a.days.day and b.days.day and km <= SLACK_KM and bool(a.spot and b.spot and a.spot.point and b.spot.point)
    odds = sum(added for _, _, added in reasons)
    if odds < LEAST and not firm:
        return None
    return _Pair(one[0], other[0], firm, round(odds, 4), tuple((name, value) for name, value, _ in reasons))


def _km(a: Facts, b: Facts) -> float | None:
    """Kilometres between the rims of the two places; ``None`` where a place or its point is unknown, or they lie in two countries."""
    s, t = a.spot, b.spot
    if s is None or t is None or (s.country and t.country and s.country != t.country):
        return None
    if s.name == t.name and s.country == t.country:
        return 0.0
    return beyond_km(s, t)
