"""Whether a point lies in the country or region a name was taken for, by the nearest settled place: no outlines are needed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

from benchmarks.tasks.toponyms_score import HIT_KM, Named, distance
from tollbook.codebook.gazetteer import gazetteer_path

Cell = tuple[int, int]
FARTHEST_CELLS = 6
_TOWNS = """SELECT p.lat, p.lon, p.country, a.name FROM place p LEFT JOIN admin1 a ON a.country=p.country AND a.code=p.code
WHERE p.kind IN ('town','capital')"""


def same_area(gold: Named, found: Named, km: float) -> bool:
    """True within 161 km, and where the gold's point lies in the whole country or region that was found."""
    if km <= HIT_KM:
        return True
    if found.country is None:
        return False
    area = _area_of(gold)
    return area is not None and area[0] == found.country and found.admin1 in (None, area[1])


def _area_of(point: Named) -> tuple[str | None, str | None] | None:
    """Country and region of the settled place nearest to a point; ``None`` where none lies within six degrees."""
    towns = _towns()
    assert point.lat is not None and point.lon is not None
    row, column = round(point.lat), round(point.lon)
    for reach in range(1, FARTHEST_CELLS + 1):
        near = [t for i, j in _square(reach) for t in towns.get((row + i, column + j), ())]
        if near:
            return min((distance(point, t), t.country, t.admin1) for t in near)[1:]
    return None


def _square(reach: int) -> Iterator[Cell]:
    return ((i, j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1))


@lru_cache(maxsize=1)
def _towns() -> dict[Cell, list[Named]]:
    found: dict[Cell, list[Named]] = defaultdict(list)
    with closing(sqlite3.connect(f"file:{gazetteer_path().as_posix()}?mode=ro", uri=True)) as db:
        for lat, lon, country, admin1 in db.execute(_TOWNS):
            found[round(lat), round(lon)].append(Named(0, 1, "", lat, lon, country or "", admin1 or ""))
    return found
