"""Where events lie, drawn without a base map: circles as wide as places are known, land borders, towns, degrees and a scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tollbook.codebook.gazetteer.borders import load_borders, neighbours
from tollbook.export.atlas import Atlas
from tollbook.export.drawing import FAINT, INK, LINE, Drawing, Style
from tollbook.export.event import Event, Spot
from tollbook.model.place import PlacePrecision

KM_A_DEGREE = 111.195
LEAST_KM, MOST_KM = 60.0, 9000.0
"""Half the height of a map, at least and at most."""
ROOM = 1.35
TOWNS, EDGE = 7, 6.0
DEGREES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
MARK, GROUND = "#8f1d21", "#f7f8f6"
FLAT = 0.05
SMALLEST, WIDEST = 3.5, 45.0
"""Radii in units: none is drawn smaller; beside wider ones a label stands inside."""
Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: the middle in degrees, and how many units a kilometre is."""

    lat: float
    lon: float
    scale: float
    width: float
    height: float

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where the point lies: distances are true in the middle, and east and west of it."""
        across = (lon - self.lon + 180) % 360 - 180
        flat = math.cos(math.radians(self.lat))
        return self.width / 2 + across * KM_A_DEGREE * flat * self.scale, self.height / 2 - (lat - self.lat) * KM_A_DEGREE * self.scale

    @property
    def half_degrees(self) -> tuple[float, float]:
        """Half the height and half the width in degrees."""
        flat = max(FLAT, math.cos(math.radians(self.lat)))
        return self.height / 2 / self.scale / KM_A_DEGREE, self.width / 2 / self.scale / KM_A_DEGREE / flat


def drawn(events: Sequence[Event]) -> dict[Place, list[int]]:
    """The numbers (from 1) of the events at each point and radius that can be drawn; what is known to a country alone only where nothing else is."""
    found: dict[Place, list[int]] = {}
    for n, event in enumerate(events, 1):
        spot = event.where
        if spot is not None and spot.lat is not None and spot.lon is not None:
            found.setdefault((spot.lat, spot.lon, spot.radius_km or 0.0), []).append(n)
    wide = {n for n, e in enumerate(events, 1) if e.where is not None and e.where.precision is PlacePrecision.COUNTRY}
    fine = {place: numbers for place, numbers in found.items() if not wide.issuperset(numbers)}
    return fine or found


def map_of(events: Sequence[Event], atlas: Atlas, size: tuple[float, float]) -> Drawing | None:
    """The map; ``None`` where no event has a point."""
    places = drawn(events)
    if not places:
        return None
    view = view_of(list(places), size)
    held = Drawing(*size, says=f"Map of {len(places)} place{'s' if len(places) != 1 else ''}, each drawn as widely as it is known")
    held.add("rect", x=0, y=0, width=size[0], height=size[1], fill=GROUND)
    degrees = _graticule(held, view)
    _borders(held, view)
    for text, at in degrees:
        _edge(held, text, at)
    _frame(held, view)
    _marks(held, view, places, events)
    _towns(held, view, events, atlas)
    return held


def view_of(places: Sequence[Place], size: tuple[float, float]) -> View:
    """The view that holds all circles with room round them; places on both sides of the date line lie side by side."""
    first = places[0][1]
    ends: list[tuple[float, float, float, float]] = []
    for lat, lon, radius in places:
        high = radius / KM_A_DEGREE
        wide = high / max(FLAT, math.cos(math.radians(lat)))
        east = first + (lon - first + 180) % 360 - 180
        ends.append((lat - high, lat + high, east - wide, east + wide))
    south, north, west, east = min(e[0] for e in ends), max(e[1] for e in ends), min(e[2] for e in ends), max(e[3] for e in ends)
    lat, lon = max(-89.0, min(89.0, (south + north) / 2)), (west + east) / 2
    flat = max(FLAT, math.cos(math.radians(lat)))
    high, wide = (north - south) * KM_A_DEGREE / 2, (east - west) * KM_A_DEGREE * flat / 2
    half = min(MOST_KM, max(LEAST_KM, ROOM * high, ROOM * wide * size[1] / size[0]))
    return View(lat, (lon + 180) % 360 - 180, size[1] / 2 / half, *size)


def _graticule(held: Drawing, view: View) -> list[tuple[str, tuple[float, float]]]:
    """Lines of latitude and longitude; their degrees with where to write them."""
    found: list[tuple[str, tuple[float, float]]] = []
    high, wide = view.half_degrees
    step = next((s for s in DEGREES if 2 * high / s <= 5), DEGREES[-1])
    for n in range(math.ceil((view.lat - high) / step), math.floor((view.lat + high) / step) + 1):
        y = view.point(n * step, view.lon)[1]
        held.line((0, y), (view.width, y), stroke_width=0.6)
        if 12 < y < view.height - 26:
            found.append((_degrees(n * step, "N", "S"), (3, y - 2)))
    for n in range(math.ceil((view.lon - wide) / step), math.floor((view.lon + wide) / step) + 1):
        x = view.point(view.lat, n * step)[0]
        held.line((x, 0), (x, view.height), stroke_width=0.6)
        if 40 < x < view.width - 50:
            found.append((_degrees((n * step + 180) % 360 - 180, "E", "W"), (x + 2, 9)))
    return found


def _edge(held: Drawing, text: str, at: tuple[float, float]) -> None:
    wide = 4.6 * len(text)
    held.add("rect", x=at[0] - 1, y=at[1] - 7, width=wide, height=9, fill=GROUND, fill_opacity=0.85)
    held.words(text, at, Style(7, FAINT))
    held.taken.append((at[0], at[1] - 7, at[0] + wide, at[1] + 2))


def _degrees(value: float, plus: str, minus: str) -> str:
    told = f"{abs(value):.1f}".removesuffix(".0")
    return f"{told}°{'' if told == '0' else plus if value > 0 else minus}"


def _borders(held: Drawing, view: View) -> None:
    """Stretches of land borders that may lie in the view."""
    for _, line in sorted(load_borders().items(), key=lambda pair: sorted(pair[0])):
        run: list[tuple[float, float]] = []
        for a, b in pairwise(line):
            ends = [view.point(*a), view.point(*b)]
            if _outside(ends, view):
                _border(held, run)
                run = []
            else:
                run = [*run, ends[1]] if run else ends
        _border(held, run)


def _border(held: Drawing, run: Sequence[tuple[float, float]]) -> None:
    if run:
        held.path(run, fill="none", stroke="#8b9099", stroke_width=1.1, stroke_dasharray="5 2.5")


def _outside(ends: Sequence[tuple[float, float]], view: View) -> bool:
    (ax, ay), (bx, by) = ends
    wide = abs(ax - bx) > view.width * 2
    return wide or max(ax, bx) < 0 or min(ax, bx) > view.width or max(ay, by) < 0 or min(ay, by) > view.height


def _marks(held: Drawing, view: View, places: Mapping[Place, Sequence[int]], events: Sequence[Event]) -> None:
    """The circle (or outline) of each place, the widest first; a label says which events lie there."""
    order = sorted(places.items(), key=lambda pair: (-pair[0][2], pair[0]))
    for (lat, lon, radius), numbers in order:
        spot = events[numbers[0] - 1].where
        assert spot is not None
        style: dict[str, float | str] = {"fill": MARK, "fill_opacity": 0.13, "stroke": MARK, "stroke_width": 1.1}
        x, y = view.point(lat, lon)
        if spot.region and len(numbers) == 1:
            for ring in spot.region[:1]:
                held.path([view.point(b, a) for a, b in ring], closed=True, **style)
        else:
            high = max(SMALLEST, radius * view.scale)
            wide = high * math.cos(math.radians(view.lat)) / max(FLAT, math.cos(math.radians(lat)))
            held.add("ellipse", cx=x, cy=y, rx=wide, ry=high, **style)
        half = max(SMALLEST, radius * view.scale) if radius * view.scale < WIDEST else SMALLEST
        held.taken.append((x - half, y - half, x + half, y + half))
    for (lat, lon, radius), numbers in reversed(order):
        spot = events[numbers[0] - 1].where
        gap = max(SMALLEST, radius * view.scale) + 2 if radius * view.scale < WIDEST else SMALLEST + 2
        held.label(_label(spot, numbers, len(events)), view.point(lat, lon), gap, Style(8.5, MARK, bold=True))


def _label(spot: Spot | None, numbers: Sequence[int], events: int) -> str:
    name = (spot.name or "") if spot is not None else ""
    if events == 1:
        return name or "place held back"
    told = ", ".join(str(n) for n in numbers[:3]) + (f" … ({len(numbers)})" if len(numbers) > 3 else "")
    return f"{told} {name}".strip()


def _towns(held: Drawing, view: View, events: Sequence[Event], atlas: Atlas) -> None:
    """The largest towns in the view, to find one's way by; abroad with the country's code."""
    home = {e.country for e in events if e.country is not None}
    around = sorted(home.union(*(neighbours(code) for code in home)))
    high, wide = view.half_degrees
    named = {(e.where.name or "").lower() for e in events if e.where is not None}
    found = atlas.towns(around, (view.lat - high, view.lat + high, view.lon - wide, view.lon + wide), TOWNS * 3)
    shown = 0
    for town in found:
        x, y = view.point(town.lat, town.lon)
        inside = EDGE < x < view.width - EDGE and EDGE < y < view.height - EDGE
        if shown == TOWNS or not inside or town.name.lower() in named or any(a <= x <= c and b <= y <= d for a, b, c, d in held.taken):
            continue
        text = town.name if town.country in home else f"{town.name} ({town.country})"
        if held.label(text, (x, y), 3.5, Style(7.5)):
            held.add("circle", cx=x, cy=y, r=1.7, fill="#ffffff", stroke=INK, stroke_width=0.9)
            held.taken.append((x - 2, y - 2, x + 2, y + 2))
            shown += 1


def _frame(held: Drawing, view: View) -> None:
    """The scale, the arrow to the north and the edge."""
    room = view.width / view.scale / 4
    km = max(k for n in range(-1, 5) for f in (1, 2, 5) if (k := f * 10**n) <= max(room, 0.1))
    long, y = km * view.scale, view.height - 8
    held.add("rect", x=4, y=y - 13, width=long + 12, height=18, fill="#ffffff", fill_opacity=0.85)
    held.taken += [(4, y - 13, long + 16, y + 8), (view.width - 22, 0, view.width, 32)]
    held.path([(10, y - 3), (10, y), (10 + long, y), (10 + long, y - 3)], fill="none", stroke=INK, stroke_width=1.2)
    held.words(f"{km:g} km", (10 + long / 2, y - 4), Style(7.5, anchor="middle"))
    x = view.width - 14
    held.path([(x, 8), (x - 4.5, 20), (x, 17), (x + 4.5, 20)], closed=True, fill=INK)
    held.words("N", (x, 29), Style(8.5, bold=True, anchor="middle"))
    held.add("rect", x=0.5, y=0.5, width=view.width - 1, height=view.height - 1, fill="none", stroke=LINE)
