"""Distances and directions told by an imagined speaker: whether the outline holds the truth, and how far off the point is."""

from __future__ import annotations

import csv
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import MissingDataError, Result, hash_of
from tollbook.codebook.gazetteer import gazetteer_path, open_gazetteer
from tollbook.codebook.gazetteer.weights import load_weights
from tollbook.model.place import Relation
from tollbook.resolve.regions import region_of
from tollbook.resolve.relative import Bound, Spot, bearing_degrees, distance_km, place_from_constraints

HOMES = ("geonames", ".")
PAIRS, SEED = 2000, 20230103
LEAST_KM, MOST_KM = 15.0, 150.0
COLUMNS = 19
COUNTRIES = ("MLI", "BFA", "NER", "NGA", "TCD", "SDN", "CMR", "COD", "MRT", "CIV")
SPEAKERS = {"rounds only": (0.0, 0.0), "10 % and 15 degrees off": (0.10, 15.0)}
_HEADS = ("speaker", "pairs", "in outline %", "in circle %", "median km", "p90 km", "median radius", "anchor only km")


@dataclass(frozen=True, slots=True)
class Judged:
    """One told place: whether outline and circle hold the truth, the point's error, the circle's radius, the anchor's error."""

    outline: bool
    circle: bool
    error: float
    radius: float
    anchor: float


def measure(folder: Path, split: str) -> Result:
    """Shares held and errors for two speakers, over towns of the folder's GeoNames files or else of the gazetteer."""
    towns, told, files = _towns(folder)
    pairs = list(_pairs(towns))
    radii = load_weights().radius_km
    started = time.perf_counter()
    judged = {name: _judged(pairs, noise, radii) for name, noise in SPEAKERS.items()}
    took = time.perf_counter() - started
    rows = [(name, str(len(pairs)), *map(str, _figures(found))) for name, found in judged.items()]
    outline, circle, median, p90, radius, anchor = _figures(judged["10 % and 15 degrees off"])
    metrics = {"in_outline": outline, "in_circle": circle, "median_km": median, "p90_km": p90, "median_radius_km": radius, "anchor_only_km": anchor}
    rate = round(len(pairs) * len(SPEAKERS) / took, 1)
    note = f"towns: {told}; 'docs' are told places"
    return Result("relative", split, len(pairs), metrics, rate, hash_of(files), (_HEADS, *rows), (note,))


def _towns(folder: Path) -> tuple[list[Spot], str, list[Path]]:
    """Populated places of the GeoNames files in the folder; of the built gazetteer where there is none."""
    files = [p for p in sorted(folder.glob("*.txt")) if _is_geonames(p)]
    if files:
        towns = [Spot(float(r[4]), float(r[5])) for p in files for r in _rows(p) if len(r) == COLUMNS and r[6] == "P"]
        return towns, f"{len(towns)} of {', '.join(p.name for p in files)}", files
    open_gazetteer().close()
    with closing(sqlite3.connect(f"file:{gazetteer_path().as_posix()}?mode=ro", uri=True)) as db:
        marks = ",".join("?" * len(COUNTRIES))
        found = db.execute(f"SELECT lat, lon FROM place WHERE kind IN ('town','capital') AND country IN ({marks}) ORDER BY pid", COUNTRIES)  # noqa: S608
        towns = [Spot(lat, lon) for lat, lon in found]
    if len(towns) < 2:
        raise MissingDataError(f"{folder} holds no GeoNames country files, and the gazetteer no towns of {', '.join(COUNTRIES)}")
    return towns, f"{len(towns)} of the built gazetteer in {', '.join(COUNTRIES)} (no GeoNames country file in {folder.name})", []


def _is_geonames(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as lines:
        return len(lines.readline().split("\t")) == COLUMNS


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _pairs(towns: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Anchor and true place, 15 to 150 km apart, the same at every run."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    found = tries = 0
    while found < PAIRS and tries < PAIRS * 2000:
        a, b = draw.choice(towns), draw.choice(towns)
        tries += 1
        if abs(a.lat - b.lat) < 1.5 and LEAST_KM <= distance_km(a, b) <= MOST_KM:
            found += 1
            yield a, b


def _judged(pairs: Sequence[tuple[Spot, Spot]], noise: tuple[float, float], radii: dict[str, float]) -> list[Judged]:
    draw = random.Random(SEED)  # noqa: S311 - no secret
    found = []
    for anchor, truth in pairs:
        bound = Bound(anchor, _told(anchor, truth, noise, draw))
        spot, region = place_from_constraints([bound], radii), region_of([bound], radii)
        assert spot is not None and region is not None
        error = distance_km(spot, truth)
        found.append(Judged(region.contains(truth), error <= spot.radius_km, error, spot.radius_km, distance_km(anchor, truth)))
    return found


def _told(anchor: Spot, truth: Spot, noise: tuple[float, float], draw: random.Random) -> Relation:
    """What the speaker says: the distance as guessed and rounded, the nearest of eight winds as guessed."""
    km = max(1.0, distance_km(anchor, truth) * (1 + draw.gauss(0.0, noise[0])))
    bearing = (bearing_degrees(anchor, truth) + draw.gauss(0.0, noise[1])) % 360.0
    step = 5.0 if km < 50 else 10.0
    return Relation("distance", max(step, round(km / step) * step), round(bearing / 45.0) * 45.0 % 360.0)


def _figures(judged: Sequence[Judged]) -> tuple[float, ...]:
    n = len(judged)
    errors = sorted(j.error for j in judged)
    return (
        round(100 * sum(j.outline for j in judged) / n, 1), round(100 * sum(j.circle for j in judged) / n, 1), round(statistics.median(errors), 1),
        round(errors[int(n * 0.9)], 1), round(statistics.median(j.radius for j in judged), 1), round(statistics.median(j.anchor for j in judged), 1),
    )  # fmt: skip
