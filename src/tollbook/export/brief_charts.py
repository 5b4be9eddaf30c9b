"""How tolls grew as reports came in, and how they lie over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.export.drawing import FAINT, HARM, INK, LINE, OTHER, Drawing, Style, number, step_for
from tollbook.export.event import Figure, Known
from tollbook.export.words import MONTHS
from tollbook.model.toll import Toll

LEFT, RIGHT, TOP, BOTTOM = 24.0, 8.0, 12.0, 15.0
ASIDE, ROOM = 16.0, 14.0
"""From the axis to the first day, and the width a sign needs."""
LONG = 10_000
DAYS, WEEKS, MONTHLY = 21, 120, 1100
"""Spans of days up to which bars are of a day, of a week, of a month; beyond they are of a year."""


@dataclass(frozen=True, slots=True)
class Axes:
    """Where values lie in a chart: the first day and how many lie side by side, and the highest number."""

    size: tuple[float, float]
    first: int
    days: int
    top: float

    def x(self, day: int) -> float:
        """The place of a day (its ordinal): the only one stands in the middle."""
        wide = self.size[0] - LEFT - RIGHT - 2 * ASIDE
        return LEFT + ASIDE + (wide / 2 if self.days <= 1 else wide * (day - self.first) / (self.days - 1))

    def y(self, value: float) -> float:
        """The height of a number."""
        return self.size[1] - BOTTOM - (self.size[1] - TOP - BOTTOM) * min(value, self.top) / self.top


def course_chart(status: str, course: Sequence[Known], figures: Sequence[Figure], size: tuple[float, float]) -> Drawing | None:
    """What was known of a total at the end of each day of publication: the number to repeat as a line, the range round it, each figure as a ring.

    ``None`` where no day is known.
    """
    steps = [k for k in course if k.status == status]
    if not steps:
        return None
    rings = [f for f in figures if f.status == status and f.published is not None]
    most = max(max(_ends(k.toll)) for k in steps)
    first, last = steps[0].day.toordinal(), steps[-1].day.toordinal()
    axes = Axes(size, first, last - first + 1, _roof(most))
    told = "; ".join(f"{_short(k.day)}: {k.toll.figure}" for k in steps)
    held = Drawing(*size, says=f"People {status}, as known by day of publication: {told}")
    _grid(held, axes)
    _range(held, axes, steps, HARM.get(status, OTHER))
    for ring in rings:
        assert ring.published is not None
        held.add(
            "circle", cx=axes.x(ring.published.toordinal()), cy=axes.y(ring.toll.figure), r=2.6, fill="#ffffff", stroke=INK, stroke_width=0.9
        )  # fmt: skip
    _line(held, axes, steps, HARM.get(status, OTHER))
    _days(held, axes, [k.day for k in steps])
    return held


def _ends(toll: Toll) -> tuple[int, int]:
    """The lowest and the highest number that is told."""
    told = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    return told[0], told[-1]


def _roof(most: float) -> float:
    """A round number above all: room for a range that is open at its top."""
    step = step_for(max(1.0, most * 1.15), 4)
    step = max(1.0, step)
    return step * -(-max(1.0, most * 1.15) // step)


def _grid(held: Drawing, axes: Axes) -> None:
    """Lines at round numbers; the base is 0."""
    step = max(1.0, step_for(axes.top, 4))
    n = 0
    while n * step <= axes.top + 1e-9:
        y = axes.y(n * step)
        held.line((LEFT, y), (axes.size[0] - RIGHT, y), INK if n == 0 else LINE, stroke_width=0.8)
        held.words(_short_number(n * step), (LEFT - 4, y + 3), Style(7.5, FAINT, anchor="end"))
        n += 1


def _short_number(value: float) -> str:
    """The number, thousands as "k" where it is long."""
    return f"{number(value / 1000)}k" if value >= LONG else number(value)


def _range(held: Drawing, axes: Axes, steps: Sequence[Known], colour: str) -> None:
    """The range of each day up to the next; one open at its top fades out upwards, one open below reaches down to 0."""
    for n, known in enumerate(steps):
        left = axes.x(known.day.toordinal())
        right = axes.x(steps[n + 1].day.toordinal()) if n + 1 < len(steps) else left + 6
        left = left if n else left - 6
        low, high = known.toll.low or 0, known.toll.high
        told = _ends(known.toll)[1]
        _box(held, (left, axes.y(told), right, axes.y(low)), colour, 0.2)
        if high is None:
            _box(held, (left, axes.y(axes.top), right, axes.y(told)), colour, 0.07)
            if right - left > ROOM:
                held.words("↑", ((left + right) / 2, axes.y(axes.top) + 8), Style(8, colour, anchor="middle"))


def _box(held: Drawing, box: tuple[float, float, float, float], colour: str, strength: float) -> None:
    left, top, right, bottom = box
    held.add("rect", x=left, y=top, width=max(0.8, right - left), height=max(0.8, bottom - top), fill=colour, fill_opacity=strength)


def _line(held: Drawing, axes: Axes, steps: Sequence[Known], colour: str) -> None:
    """The number to repeat: a stair with its figures."""
    points: list[tuple[float, float]] = []
    for known in steps:
        x, y = axes.x(known.day.toordinal()), axes.y(known.toll.figure)
        points += [(x, points[-1][1]), (x, y)] if points else [(x, y)]
    held.path(points, fill="none", stroke=colour, stroke_width=1.8)
    spots = [(axes.x(k.day.toordinal()), axes.y(k.toll.figure)) for k in steps]
    for x, y in spots:
        held.add("circle", cx=x, cy=y, r=2.6, fill=colour)
    # Where there is no room for all numbers, what is known now comes first, then what was at first.
    for n in [len(steps) - 1, *range(len(steps) - 1)]:
        last = n == len(steps) - 1
        if n == 0 or last or steps[n].toll.figure != steps[n - 1].toll.figure:
            held.above(str(steps[n].toll.figure), spots[n], Style(9, colour, bold=True))


def _days(held: Drawing, axes: Axes, days: Sequence[date]) -> None:
    """The days below the base, as many as find room; the first and the last always do."""
    order = [days[0], days[-1], *days[1:-1]]
    for day in dict.fromkeys(order):
        text, x = _short(day), axes.x(day.toordinal())
        wide = len(text) * 7.5 * 0.31
        box = (x - wide - 4, axes.size[1] - 14, x + wide + 4, axes.size[1])
        if any(box[0] < other[2] and other[0] < box[2] and other[3] > axes.size[1] - 15 for other in held.taken):
            continue
        held.taken.append(box)
        held.words(text, (x, axes.size[1] - 4), Style(7.5, FAINT, anchor="middle"))


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def bars(tolls: Sequence[tuple[date, Toll]], status: str, size: tuple[float, float]) -> Drawing | None:
    """The tolls of events by the day, week, month or year of the middle of their time: bars to the number to repeat, whiskers from low to high.

    ``None`` where there is none.
    """
    if not tolls:
        return None
    days = [day for day, _ in tolls]
    grain = _grain((max(days) - min(days)).days)
    sums: dict[int, list[Toll]] = {}
    for day, toll in tolls:
        sums.setdefault(_bin(day, grain), []).append(toll)
    bins = range(min(sums), max(sums) + 1)
    ends = {b: _sum(sums.get(b, [])) for b in bins}
    axes = Axes(size, bins[0], len(bins), _roof(max(e[1] if e[2] is None else max(e[1], e[2]) for e in ends.values())))
    held = Drawing(*size, says=f"People {status} by {grain}: " + "; ".join(f"{_bin_text(b, grain)} {ends[b][1]}" for b in bins if b in sums))
    _grid(held, axes)
    wide = min(22.0, (size[0] - LEFT - RIGHT - 2 * ASIDE) / max(1, len(bins)) * 0.7)
    for b in bins:
        if b in sums:
            _bar(held, axes, (axes.x(b), wide), ends[b], HARM.get(status, OTHER))
    _bins(held, axes, bins, grain)
    return held


def _grain(span: int) -> str:
    return "day" if span <= DAYS else "week" if span <= WEEKS else "month" if span <= MONTHLY else "year"


def _bin(day: date, grain: str) -> int:
    if grain == "week":
        return (day.toordinal() - 1) // 7
    return day.toordinal() if grain == "day" else day.year * 12 + day.month - 1 if grain == "month" else day.year


def _bin_text(b: int, grain: str) -> str:
    if grain in ("day", "week"):
        return _short(date.fromordinal(b if grain == "day" else b * 7 + 1))
    return f"{MONTHS[b % 12][:3]} {b // 12}" if grain == "month" else str(b)


def _sum(tolls: Sequence[Toll]) -> tuple[int, int, int | None]:
    """Low, the number to repeat, and high, ``None`` where one is open."""
    highs = [t.high for t in tolls]
    return sum(t.low or 0 for t in tolls), sum(_best(t) for t in tolls), None if None in highs else sum(h or 0 for h in highs)


def _best(toll: Toll) -> int:
    return next((n for n in (toll.best, toll.low) if n is not None), 0)


def _bar(held: Drawing, axes: Axes, at: tuple[float, float], ends: tuple[int, int, int | None], colour: str) -> None:
    x, wide = at
    low, best, high = ends
    held.add("rect", x=x - wide / 2, y=axes.y(best), width=wide, height=max(0.8, axes.y(0) - axes.y(best)), fill=colour, fill_opacity=0.75)
    top = axes.y(axes.top if high is None else high)
    if high is None or high != low:
        held.line((x, axes.y(low)), (x, top), INK, stroke_width=1)
        held.line((x - 3, axes.y(low)), (x + 3, axes.y(low)), INK, stroke_width=1)
        cap = [(x - 3, top + 4), (x, top), (x + 3, top + 4)] if high is None else [(x - 3, top), (x + 3, top)]
        held.path(cap, fill="none", stroke=INK, stroke_width=1)
    held.above(str(best), (x + (8 if high is None or high != low else 0), axes.y(best) + 2), Style(8.5, colour, bold=True))


def _bins(held: Drawing, axes: Axes, bins: range, grain: str) -> None:
    room = axes.size[0] - LEFT - RIGHT - 2 * ASIDE
    every = max(1, -(-len(bins) * 40 // int(room)))
    for b in bins[::every]:
        held.words(_bin_text(b, grain), (axes.x(b), axes.size[1] - 4), Style(7.5, FAINT, anchor="middle"))
