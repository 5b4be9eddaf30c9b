"""One range out of all numbers a report gives for the same people.

The report's own figure is the one told first: title and lead carry what it holds true now. From there:

* The same figure again confirms it. "At least" once leaves the upper end open.
* A lower figure told later ("the first count had been eight") widens the range downward and leaves the best figure.
* A higher "at least" and a toll that "rose to" a number replace it: "five" and later "at least six" make 5, 6, open.
* Any other higher figure is a rival's: lowest and highest stand, and no best.
* A rival twice as high as the figure, or a fifth of it, is another event's, a part's or a longer time's, and is left out.
* "About 50" beside an exact 48, "dozens" beside 53 and "a soldier" beside three soldiers say nothing new; nor does nobody where some are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.model.span import Span
from tollbook.model.toll import Toll

_NEAR = 10  # a rounded figure lies within a tenth of the exact one
_ABOVE, _BELOW = 2, 5  # how far a rival figure may lie from the report's own; fixed by benchmarks.audit


@dataclass(frozen=True, slots=True)
class Told:
    """A number the report gives for one status and group; ``risen`` for "rose to"; ``part`` and ``article`` as in ``Count``."""

    status: str
    group: str
    toll: Toll
    span: Span
    spans: tuple[Span, ...]
    by: str
    confidence: float = 1.0
    part: bool = False
    article: bool = False
    risen: bool = False
    noun: str | None = None

    @property
    def open(self) -> bool:
        """True for "at least N" and "more than N"."""
        return self.toll.best is not None and self.toll.low == self.toll.best and self.toll.high is None


def combined(told: Sequence[Told]) -> tuple[Toll, Told]:
    """The range of all numbers, given in text order, and the one that gives the figure."""
    firm = _firm([t for t in told if t.toll.best is not None])
    vague = [t for t in told if t.toll.best is None]
    if not firm:
        return _loose(vague), vague[0]
    chosen = firm[0]
    for t in firm[1:]:
        if t.toll.figure > chosen.toll.figure and (t.open or t.risen):
            chosen = t
    toll = _spread([t for t in firm if _is_rival(t.toll.figure, chosen.toll.figure)], chosen.toll.figure)
    for t in vague:
        toll = _widened(toll, t.toll, chosen.toll.figure)
    return toll, chosen


def _is_rival(figure: int, own: int) -> bool:
    """True for a number near enough to the report's own figure to be of the same event."""
    return figure == own or (own <= figure * _BELOW and figure < own * _ABOVE) or not figure or not own


def _firm(told: list[Told]) -> list[Told]:
    """The numbers that bear on the range, less those that only restate another loosely."""
    top = max((t.toll.figure for t in told), default=0)
    kept = [t for t in told if t.toll.figure == top or (t.toll.figure > 0 and not t.article)]
    exact = [t.toll.figure for t in kept if t.toll.low is not None]
    return [t for t in kept if t.toll.low is not None or not any(abs(t.toll.figure - n) * _NEAR <= n for n in exact)]


def _spread(firm: list[Told], best: int) -> Toll:
    lows = [t.toll.low if t.toll.low is not None else t.toll.figure for t in firm if t.toll.low is not None or t.toll.figure != best]
    top = max(t.toll.figure for t in firm)
    highest = [t for t in firm if t.toll.figure == top]
    bounds = [t.toll.high for t in highest if t.toll.high is not None]
    high = max(bounds) if bounds else (top if top > best else None)
    if any(t.open for t in highest):
        high = None
    return Toll(min(lows, default=None), best if top == best else None, high) if lows or top == best else Toll(best, None, high)


def _widened(toll: Toll, vague: Toll, figure: int) -> Toll:
    """The range with what "dozens", "up to 60" or "8 to 12" add to it."""
    low, best, high = toll.low, toll.best, toll.high
    if vague.low is not None and vague.low > figure and (high is None or vague.low > high):
        # a floor above the figure: which of the two holds is open
        low, best, high = low if low is not None else figure, None, vague.high
    elif vague.high is not None and vague.high < figure:
        low = min(vague.high, low if low is not None else vague.high)
    elif vague.high is not None:
        high = max(vague.high, high or 0)
    return Toll(low, best, high)


def _loose(vague: list[Told]) -> Toll:
    lows = [t.toll.low for t in vague if t.toll.low is not None]
    highs = [t.toll.high for t in vague if t.toll.high is not None]
    low, high = max(lows, default=None), max(highs, default=None)
    if low is not None and high is not None and low > high:
        low, high = min(lows), None
    return Toll(low, None, high)


def total_of(parts: Sequence[Told]) -> Toll | None:
    """The sum of the parts, each bound only where all parts have it; ``None`` where no bound can be summed."""
    bounds = [_sum([t.toll.low for t in parts]), _sum([t.toll.best for t in parts]), _sum([t.toll.high for t in parts])]
    return None if bounds == [None, None, None] else Toll(*bounds)


def _sum(numbers: list[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
