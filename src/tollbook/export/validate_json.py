"""Whether JSON files are what their format asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tollbook.codebook.kinds import load_kinds
from tollbook.export.validate_tables import Problem, day_of

NEEDED = ("id", "kind", "currency", "stance", "when", "where", "actors", "tolls", "claims", "tellers", "codes", "note")
TYPES = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How deep coordinates lie in each geometry."""


def lines_of(raw: bytes) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """The objects of JSON Lines with their lines, a problem for each line that is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Problem(raw.count(b"\n", 0, error.start) + 1, None, "it is not in UTF-8; save it as UTF-8")
        return
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(n, None, f"it is no JSON: {error}")
            continue
        yield (n, found) if isinstance(found, dict) else Problem(n, None, "it is no JSON object")


def jsonl_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with a file of incidents, one a line."""
    for told in lines_of(raw):
        if isinstance(told, Problem):
            yield told
            continue
        n, found = told
        lacking = [name for name in NEEDED if name not in found]
        yield from (Problem(n, name, "the field is missing") for name in lacking)
        if not lacking:
            yield from _incident(n, found)


def _incident(n: int, found: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(found["kind"], str) or found["kind"] not in load_kinds():
        yield Problem(n, "kind", f"'{found['kind']}' is no kind of event")
    when = found["when"]
    if when is not None:
        days = [day_of(str(when.get(end))) if isinstance(when, dict) else None for end in ("earliest", "latest")]
        if days[0] is None or days[1] is None or days[0] > days[1]:
            yield Problem(n, "when", "it needs the days earliest and latest, in that order")
    for toll in found["tolls"] if isinstance(found["tolls"], list) else ():
        held = toll.get("toll") if isinstance(toll, dict) else None
        held = held if isinstance(held, dict) else {}
        told = [held.get(end) for end in ("low", "best", "high") if held.get(end) is not None]
        ends = [n for n in told if isinstance(n, int)]
        if not ends or ends != told or ends != sorted(ends):
            yield Problem(n, "tolls", "a toll needs low, best and high in that order, and one of them")


def geojson_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with a file as GeoJSON (RFC 7946); the line is the feature's number where there are features."""
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Problem(1, None, f"it is no JSON: {error}")
        return
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection" or not isinstance(found.get("features"), list):
        yield Problem(1, "type", "it must be a FeatureCollection with a list of features")
        return
    for n, feature in enumerate(found["features"], 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature" or "properties" not in feature or "geometry" not in feature:
            yield Problem(n, "type", "a feature needs type Feature, a geometry (or null) and properties")
        elif feature["geometry"] is not None:
            yield from _geometry(n, feature["geometry"])


def _geometry(n: int, geometry: Any) -> Iterator[Problem]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        held = geometry.get("geometries")
        for below in held if isinstance(held, list) else [None]:
            yield from _geometry(n, below)
        return
    if not isinstance(kind, str) or kind not in TYPES:
        yield Problem(n, "geometry", f"'{kind}' is no type of geometry")
        return
    rings = list(_points(geometry.get("coordinates"), TYPES[kind]))
    if not rings or not all(_is_point(p) for ring in rings for p in ring):
        yield Problem(n, "coordinates", "each must be [longitude, latitude] in degrees, -180 to 180 and -90 to 90")
        return
    for ring in rings if kind in ("Polygon", "MultiPolygon") else ():
        if len(ring) < 4 or ring[0] != ring[-1]:
            yield Problem(n, "coordinates", "a ring needs four corners or more, the last the same as the first")


def _points(held: Any, depth: int) -> Iterator[list[Any]]:
    """The rings or lines of coordinates that lie so deep."""
    if depth == 0:
        yield [held]
    elif depth == 1:
        yield held if isinstance(held, list) else [None]
    else:
        for below in held if isinstance(held, list) else [None]:
            yield from _points(below, depth - 1)


def _is_point(held: Any) -> bool:
    return (
        isinstance(held, list) and len(held) in (2, 3) and all(isinstance(x, int | float) and not isinstance(x, bool) for x in held)
        and abs(held[0]) <= 180 and abs(held[1]) <= 90
    )  # fmt: skip
