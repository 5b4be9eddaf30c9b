"""How surely two accounts are of one event, and why."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from tollbook.codebook.merging import MergeTable
from tollbook.merge.facts import Facts
from tollbook.merge.features import Feature, features_of, too_far

NEVER = -99.0
"""What a pair weighs that is not one event whatever else speaks for it."""
TOO_FAR = "too-far"
"""The reason of pairs told at two points too far apart: a bound and no weight, so that no likeness of words outweighs it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair of accounts (ids in order): the natural logarithm of the odds that they are of one event, and what each feature adds to it."""

    a: str
    b: str
    odds: float
    reasons: tuple[tuple[str, float, float], ...]

    @property
    def chance(self) -> float:
        """The same as a chance, 0 to 1."""
        return 1 / (1 + exp(-self.odds))

    @property
    def why(self) -> str:
        """The reasons in one line, the weightiest first: "words 0.45 (+2.7), same-day 1 (+1.5)"."""
        ranked = sorted(self.reasons, key=lambda r: (-abs(r[2]), r[0]))
        return ", ".join(f"{name} {value:g} ({added:+.1f})" for name, value, added in ranked)


def weigh(a: Facts, b: Facts, table: MergeTable) -> Weighed:
    """The pair as the table's weights have it."""
    reasons = explained(features_of(a, b, table), table)
    if too_far(a, b, table):
        reasons = (*reasons, (TOO_FAR, 1.0, NEVER))
    first, second = sorted((a.id, b.id))
    return Weighed(first, second, odds_of(reasons), reasons)


def bond(a: Facts, b: Facts, table: MergeTable) -> float:
    """What the pair weighs in a cluster: its odds, or NEVER where it tells points far apart, or has low odds and tells two days or countries."""
    if too_far(a, b, table):  # looked at first, since most pairs that share no more than a day, a number or a name end here
        return NEVER
    features = features_of(a, b, table)
    odds = odds_of(explained(features, table))
    parted = odds < table.file.least and any(value >= 1 and name in table.file.parting for name, value in features)
    return NEVER if parted else odds


def explained(features: tuple[Feature, ...], table: MergeTable) -> tuple[tuple[str, float, float], ...]:
    """Each feature with its value and what it adds, the bias first."""
    weights = table.file.weights
    return (("bias", 1.0, weights["bias"]), *((name, value, round(weights[name] * value, 4)) for name, value in features))


def odds_of(reasons: tuple[tuple[str, float, float], ...]) -> float:
    """What the reasons add up to."""
    return round(sum(added for _, _, added in reasons), 4)
