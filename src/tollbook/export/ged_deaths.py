"""Deaths by side, that add up to the number to repeat and lie in its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.codebook.exporting import load_ged_groups
from tollbook.export.event import Event
from tollbook.export.ged_sides import ONE_SIDED, Dyad
from tollbook.model.toll import Toll


@dataclass(frozen=True, slots=True)
class Deaths:
    """Whole numbers, none unknown: ``best`` is the sum of the four, low <= best <= high; ``rules`` as (column, rule)."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    best: int
    high: int
    rules: tuple[tuple[str, str], ...]


def deaths_of(event: Event, dyad: Dyad) -> Deaths | None:
    """The deaths; ``None`` where nobody died or nobody says so."""
    toll = event.toll("killed")
    if toll is None:
        return None
    low, best, high, rules = range_of(toll)
    if high == 0:
        return None
    sides = _by_side(event, dyad)
    if sum(sides.values()) > best:
        sides = {}
        rules.append(("deaths_unknown", "parts-over-total->unknown"))
    rest = best - sum(sides.values())
    if rest and dyad.type == ONE_SIDED:
        sides = {**sides, "civilians": sides.get("civilians", 0) + rest}
        rules.append(("deaths_civilians", "side-not-told->civilians"))
        rest = 0
    if rest:
        rules.append(("deaths_unknown", "side-not-told->unknown"))
    return Deaths(sides.get("a", 0), sides.get("b", 0), sides.get("civilians", 0), rest, low, best, high, tuple(rules))


def range_of(toll: Toll) -> tuple[int, int, int, list[tuple[str, str]]]:
    """Low, best and high with no end open, and the rules that closed them."""
    rules = []
    best = toll.best if toll.best is not None else toll.low if toll.low is not None else 0
    if toll.best is None:
        rules.append(("best", "unknown->low" if toll.low is not None else "unknown->0"))
    low = toll.low if toll.low is not None else best
    high = toll.high if toll.high is not None else best
    if toll.low is None and toll.best is not None:
        rules.append(("low", "open->best"))
    if toll.high is None:
        rules.append(("high", "open->best"))
    return low, best, high, rules


def _by_side(event: Event, dyad: Dyad) -> Mapping[str, int]:
    """The dead of groups whose side is plain; those of two sides of one sort are of neither."""
    found: dict[str, int] = {}
    for group in event.groups("killed"):
        sort = load_ged_groups().get(group.group)
        side = "civilians" if sort == "civilians" else _side(sort, dyad)
        if side is not None and group.toll.best is not None:
            found[side] = found.get(side, 0) + group.toll.best
    return found


def _side(sort: str | None, dyad: Dyad) -> str | None:
    sides = [name for name, told in (("a", dyad.sort_a), ("b", dyad.sort_b)) if told == sort]
    return sides[0] if len(sides) == 1 else None
