"""Outlines on the globe of where something is told to lie: discs, rings, sectors and corridors, and what several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.resolve.relative import Bound, Spot, bearing_degrees, distance_km, forward, place_from_constraints, radius_told, tolerance_km

Ring = tuple[tuple[float, float], ...]
Outline = tuple[Ring, ...]
HALF_ANGLE = 45.0
CORNERS = 48
SAMPLES = 40
TRIM = 0.1
HEART, OUTWARD, PART = 0.4, 0.55, 0.65


@dataclass(frozen=True, slots=True)
class Region:
    """An outline of (longitude, latitude) corners, the last joined to the first, with what is cut out of it.

    Longitudes run on beyond 180 where the outline crosses the antimeridian.
    """

    ring: Ring
    hole: Ring | None = None

    def contains(self, spot: Spot) -> bool:
        """True where the point lies inside the outline and not in its hole."""
        return _inside(spot, self.ring) and not (self.hole is not None and _inside(spot, self.hole))


def outline(region: Region | None) -> Outline | None:
    """The rings as a place keeps them; ``None`` without a region."""
    return None if region is None else (region.ring,) if region.hole is None else (region.ring, region.hole)


def region_of(bounds: Sequence[Bound], radii: dict[str, float]) -> Region | None:
    """The outline of all places that fit everything told; ``None`` where nothing is told that has an outline, or nothing fits it all."""
    regions = [r for b in bounds if (r := region_told(b, radii)) is not None]
    return regions[0] if len(regions) == 1 else shared(regions) if regions else None


def region_told(bound: Bound, radii: dict[str, float]) -> Region | None:
    """The outline of one distance, direction or nearness; ``None`` for relations that have none."""
    told, anchor = bound.relation, bound.anchor
    if told.km is not None:
        off = tolerance_km(told.km, told.hedged)
        near, far = max(0.0, told.km - off), told.km + off
        if told.bearing is not None:
            return Region(sector(anchor, told.bearing, (near, far)))
        return Region(disc(anchor, far), disc(anchor, near) if near > 0.0 else None)
    reach = radius_told(anchor, told, radii)
    if reach is None:
        return None
    return Region(sector(anchor, told.bearing, (0.0, reach))) if told.bearing is not None else Region(disc(anchor, reach))


def spot_of(bounds: Sequence[Bound], radii: dict[str, float]) -> Spot | None:
    """The point and radius of everything told: of several anchors what their outlines share, else the one that says most; ``None`` as before."""
    alone = place_from_constraints(bounds, radii)
    if len({b.anchor for b in bounds}) < 2:
        return alone
    region = region_of(bounds, radii)
    return alone if region is None else min((alone or middle_of(region), middle_of(region)), key=lambda s: s.radius_km)


def part_of(whole: Spot, bearing: float | None) -> Spot:
    """The part of a round area that lies in a direction, a third of it across; its heart where there is no direction."""
    if bearing is None:
        return Spot(whole.lat, whole.lon, whole.radius_km * HEART)
    ahead = forward(whole, bearing, whole.radius_km * OUTWARD)
    return Spot(ahead.lat, ahead.lon, whole.radius_km * PART)


def disc(centre: Spot, km: float) -> Ring:
    """The corners of a circle."""
    return tuple(_corner(centre, forward(centre, 360.0 * i / CORNERS, km)) for i in range(CORNERS))


def sector(anchor: Spot, bearing: float, reach: tuple[float, float], half_angle: float = HALF_ANGLE) -> Ring:
    """The corners of what lies between two distances from the anchor and not further from a direction than the half angle."""
    steps = CORNERS // 4
    turns = [bearing - half_angle + 2 * half_angle * i / steps for i in range(steps + 1)]
    outer = [_corner(anchor, forward(anchor, t, reach[1])) for t in turns]
    inner = [_corner(anchor, forward(anchor, t, reach[0])) for t in reversed(turns)] if reach[0] > 0.0 else [(anchor.lon, anchor.lat)]
    return tuple(outer + inner)


def corridor(a: Spot, b: Spot, half_width: float) -> Ring:
    """The corners of a strip along the line between two places, a tenth of it cut off at each end."""
    length, ahead = distance_km(a, b), bearing_degrees(a, b)
    sides = []
    for turn, order in ((-90.0, 1), (90.0, -1)):
        points = [forward(a, ahead, length * (TRIM + (1 - 2 * TRIM) * i / 8)) for i in range(9)]
        sides += [_corner(a, forward(p, ahead + turn, half_width)) for p in points[::order]]
    return tuple(sides)


def shared(regions: Sequence[Region]) -> Region | None:
    """A convex outline of what all regions hold, by a grid of samples; ``None`` where they share nothing."""
    lons = [lon for r in regions for lon, _ in r.ring]
    lats = [lat for r in regions for _, lat in r.ring]
    west, south = min(lons), min(lats)
    wide, high = (max(lons) - west) / SAMPLES, (max(lats) - south) / SAMPLES
    grid = ((west + wide * i, south + high * j) for i in range(SAMPLES + 1) for j in range(SAMPLES + 1))
    common = [(lon, lat) for lon, lat in grid if all(r.contains(Spot(lat, lon)) for r in regions)]
    ring = _hull(common)
    return Region(ring) if len(ring) > 2 else None


def middle_of(region: Region) -> Spot:
    """The middle of the outline's corners and the radius that holds them all."""
    lon = sum(c[0] for c in region.ring) / len(region.ring)
    lat = sum(c[1] for c in region.ring) / len(region.ring)
    centre = Spot(lat, lon)
    return Spot(lat, (lon + 180.0) % 360.0 - 180.0, max(distance_km(centre, Spot(b, a)) for a, b in region.ring))


def _corner(near: Spot, spot: Spot) -> tuple[float, float]:
    """A point as a corner, its longitude within half a turn of the anchor's."""
    lon = near.lon + (spot.lon - near.lon + 180.0) % 360.0 - 180.0
    return round(lon, 5), round(spot.lat, 5)


def _inside(spot: Spot, ring: Ring) -> bool:
    """By the number of edges a line to the east crosses."""
    lon = ring[0][0] + (spot.lon - ring[0][0] + 180.0) % 360.0 - 180.0
    odd = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > spot.lat) != (by > spot.lat) and lon < (bx - ax) * (spot.lat - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def _hull(points: Sequence[tuple[float, float]]) -> Ring:
    """The convex outline of points, counter-clockwise."""
    ordered = sorted(set(points))
    return tuple(_chain(ordered)[:-1] + _chain(ordered[::-1])[:-1])


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for p in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], p) <= 0:
            kept.pop()
        kept.append(p)
    return kept


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
