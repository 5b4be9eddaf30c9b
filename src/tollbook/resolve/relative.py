"""Where a place lies that is told by distance and direction: spherical geometry and the tolerances of speech."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.model.place import Relation

EARTH_KM = 6371.0088
HALF_ANGLE = 45.0
SIGMA_SHARE, SIGMA_LEAST_KM = 0.1, 5.0
SIGMA_DEGREES = 25.0
REFUSED_SHARE, REFUSED_KM = 0.3, 25.0
SHARE = 0.18
RING = 1.05
STEPS = (100.0, 50.0, 25.0, 10.0, 5.0, 2.0, 1.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS 84 degrees and the radius in kilometres that holds what it stands for."""

    lat: float
    lon: float
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Bound:
    """An anchor and how the place sought lies to it."""

    anchor: Spot
    relation: Relation


def distance_km(a: Spot, b: Spot) -> float:
    """Great-circle distance in kilometres, on a sphere of the mean radius: within 0.6 % of the ellipsoid."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    dp, dl = q - p, math.radians(b.lon - a.lon)
    h = math.sin(dp / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(dl / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def bearing_degrees(a: Spot, b: Spot) -> float:
    """The direction from ``a`` to ``b`` in degrees clockwise from north, 0 <= x < 360."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    dl = math.radians(b.lon - a.lon)
    y = math.sin(dl) * math.cos(q)
    x = math.cos(p) * math.sin(q) - math.sin(p) * math.cos(q) * math.cos(dl)
    return math.degrees(math.atan2(y, x)) % 360.0


def forward(start: Spot, bearing: float, km: float) -> Spot:
    """The point ``km`` kilometres from ``start`` in a direction."""
    p, t, d = math.radians(start.lat), math.radians(bearing), km / EARTH_KM
    q = math.asin(max(-1.0, min(1.0, math.sin(p) * math.cos(d) + math.cos(p) * math.sin(d) * math.cos(t))))
    y = math.sin(t) * math.sin(d) * math.cos(p)
    lon = math.radians(start.lon) + math.atan2(y, math.cos(d) - math.sin(p) * math.sin(q))
    return Spot(math.degrees(q), (math.degrees(lon) + 540.0) % 360.0 - 180.0)


def tolerance_km(km: float, hedged: bool, extent: float = 3.0) -> float:
    """How far off a told distance may be: half its rounding step or 18 % (fitted to 10 % noise in speech), and the anchor's extent."""
    step = next((s for s in STEPS if km % s == 0 and km >= 2 * s), 1.0)
    return max(step / 2 * (1.5 if hedged else 1.0), SHARE * km) + extent


def sector_radius_km(km: float, tolerance: float, half_angle: float = HALF_ANGLE) -> float:
    """The radius round the nominal point that holds the whole sector of directions and distances."""
    cosine = math.cos(math.radians(half_angle))
    far = (max(0.0, km - tolerance), km + tolerance)
    return max(math.sqrt(km * km + r * r - 2 * km * r * cosine) for r in far)


def log_likelihood(candidate: Spot, bounds: Iterable[Bound]) -> float | None:
    """How well a named place fits what is told, 0 at best and falling; ``None`` where a told distance refuses it.

    A distance is firm: more than 30 % and 25 km off is another place. A direction is soft: one standard deviation is 25 degrees.
    """
    total = 0.0
    for bound in bounds:
        told = bound.relation
        actual = distance_km(bound.anchor, candidate)
        if told.km is not None:
            off = abs(actual - told.km)
            if off > max(REFUSED_KM, REFUSED_SHARE * told.km):
                return None
            total -= (off / max(SIGMA_LEAST_KM, SIGMA_SHARE * told.km)) ** 2 / 2
        elif told.kind in ("near", "outside") and actual > 4 * REFUSED_KM:
            return None
        if told.bearing is not None and actual > 1.0:
            turn = abs((bearing_degrees(bound.anchor, candidate) - told.bearing + 180.0) % 360.0 - 180.0)
            total -= (turn / SIGMA_DEGREES) ** 2 / 2
    return total


def place_from_constraints(bounds: Sequence[Bound], radii: dict[str, float]) -> Spot | None:
    """The point and radius that hold what is told; ``None`` where nothing narrows it down.

    A distance alone gives the anchor with the ring's radius. A distance and a direction to one anchor, told together or apart, give the
    point ahead with a radius that holds the sector. Of several anchors the one that says most decides. ``radii`` gives kilometres for
    relations without a distance.
    """
    spots = [s for s in (_spot(anchor, told, radii) for anchor, told in _by_anchor(bounds)) if s is not None]
    return min(spots, key=lambda s: s.radius_km, default=None)


def _by_anchor(bounds: Sequence[Bound]) -> list[tuple[Spot, list[Relation]]]:
    found: dict[Spot, list[Relation]] = {}
    for b in bounds:
        found.setdefault(b.anchor, []).append(b.relation)
    return list(found.items())


def _spot(anchor: Spot, told: Sequence[Relation], radii: dict[str, float]) -> Spot | None:
    by_km = next((r for r in told if r.km is not None), None)
    bearing = next((r.bearing for r in told if r.bearing is not None), None)
    if by_km is not None and by_km.km is not None:
        if bearing is None:
            return Spot(anchor.lat, anchor.lon, by_km.km * RING)
        ahead = forward(anchor, bearing, by_km.km)
        return Spot(ahead.lat, ahead.lon, sector_radius_km(by_km.km, tolerance_km(by_km.km, by_km.hedged)))
    kinds = [r.kind for r in told if r.kind in radii]
    if not kinds:
        return None
    if bearing is not None and "direction" in kinds:
        ahead = forward(anchor, bearing, radii["direction"] / 2)
        return Spot(ahead.lat, ahead.lon, radii["direction"])
    return Spot(anchor.lat, anchor.lon, math.hypot(min(radii[k] for k in kinds), anchor.radius_km))


def radius_told(anchor: Spot, told: Relation, radii: dict[str, float]) -> float | None:
    """How far from its anchor something told without a distance may lie; ``None`` for a relation without a radius."""
    return math.hypot(radii[told.kind], anchor.radius_km) if told.kind in radii else None


def midpoint(a: Spot, b: Spot) -> Spot:
    """The middle of the line between two places, with a radius that holds nine tenths of it and a seventh to its sides."""
    length = distance_km(a, b)
    middle = forward(a, bearing_degrees(a, b), length / 2)
    return Spot(middle.lat, middle.lon, math.hypot(0.4 * length, max(5.0, 0.15 * length)))
