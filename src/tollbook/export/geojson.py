"""GeoJSON (RFC 7946) in which a place is drawn as widely as it is known."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from tollbook.export.atlas import EARTH_KM, Atlas
from tollbook.export.event import Event, Loss, Ring, Spot
from tollbook.export.plain import plain_row
from tollbook.export.tables import Written

CORNERS = 32
"""Corners of the polygon that stands for a circle: it holds 99.4 of 100 parts of it, so the circle is drawn that much wider."""
POINTLIKE_KM = 0.1
LARGEST_KM = 3000.0


def write_geojson(events: Sequence[Event], atlas: Atlas) -> Written:
    """One feature an incident; a place with a radius is the circle or outline that holds it, the point beside it among the properties."""
    features = [_feature(e) for e in events]
    losses = tuple(Loss(e.id, "geometry", "geojson.place-unknown->null") for e in events if e.where is None or e.where.lat is None)
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return Written(f"{body}\n".encode(), len(features), losses)


def _feature(event: Event) -> dict[str, Any]:
    properties: dict[str, Any] = {key: value for key, value in plain_row(event).items() if value and key != "id"}
    for name in (*[k for k in properties if k.endswith(("_low", "_best", "_high"))], "sources_independent", "revision"):
        properties[name] = int(properties[name])
    for name in ("latitude", "longitude", "radius_km"):
        if name in properties:
            properties[name] = float(properties[name])
    return {"type": "Feature", "id": event.id, "geometry": geometry_of(event.where), "properties": properties}


def geometry_of(spot: Spot | None) -> dict[str, Any] | None:
    """The outline where there is one, else the circle of the radius, else the point; ``None`` where no point is justified."""
    if spot is None or spot.lat is None or spot.lon is None:
        return None
    if spot.region:
        return {"type": "Polygon", "coordinates": [_closed(ring) for ring in spot.region]}
    if spot.radius_km is None or spot.radius_km <= POINTLIKE_KM:
        return {"type": "Point", "coordinates": [spot.lon, spot.lat]}
    ring = circle(spot.lat, spot.lon, min(spot.radius_km, LARGEST_KM))
    if ring is None:
        return {"type": "Point", "coordinates": [spot.lon, spot.lat]}
    return {"type": "Polygon", "coordinates": [_closed(ring)]}


def _closed(ring: Ring) -> list[list[float]]:
    """The ring with its first corner again at its end."""
    corners = [[x, y] for x, y in ring]
    return corners if corners[0] == corners[-1] else [*corners, corners[0]]


def circle(lat: float, lon: float, radius_km: float) -> Ring | None:
    """Corners (longitude, latitude), anticlockwise, of a polygon round the circle; ``None`` where that would cross the date line or hold a pole."""
    reach = radius_km / math.cos(math.pi / CORNERS) / EARTH_KM
    phi = math.radians(lat)
    if abs(phi) + reach >= math.pi / 2:
        return None
    found = []
    for n in range(CORNERS):
        bearing = -2 * math.pi * n / CORNERS
        up = math.asin(math.sin(phi) * math.cos(reach) + math.cos(phi) * math.sin(reach) * math.cos(bearing))
        across = math.atan2(math.sin(bearing) * math.sin(reach) * math.cos(phi), math.cos(reach) - math.sin(phi) * math.sin(up))
        found.append((round(lon + math.degrees(across), 4), round(math.degrees(up), 4)))
    return None if any(abs(x) > 180 for x, _ in found) else tuple(found)
