"""Villages in sentences, made from GeoNames country files: variants of their names, namesakes in the same country, told distances."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coding import coder
from benchmarks.task import MissingDataError, Result, hash_of
from tollbook.codebook.gazetteer import SqliteGazetteer, open_gazetteer
from tollbook.codebook.gazetteer.geonames import add_geonames
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.schema import useful_names
from tollbook.find.places import PlaceTools, find_places
from tollbook.model.place import Gazetteer, Toponym
from tollbook.read.text import Issue, read_text
from tollbook.resolve.places import resolve_places
from tollbook.resolve.relative import Spot, bearing_degrees, distance_km

HOMES = ("geonames",)
COLUMNS, SEED, WANTED, HIT_KM = 19, 20230103, 400, 25.0
SAHEL = ("ML", "NE", "BF", "MR", "SN", "GN", "CI", "NG", "TD")
WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
COUNTRIES = {
    "ML": "Mali", "NE": "Niger", "BF": "Burkina Faso", "MR": "Mauritania", "SN": "Senegal", "GN": "Guinea", "CI": "Ivory Coast", "NG": "Nigeria",
    "TD": "Chad",
}  # fmt: skip
SORTS = 4
LONG = 8
FRAMES = (
    "Gunmen attacked the village of {name}, {km:.0f} km {wind} of {anchor} in {country}, on Monday.",
    "Five people were killed in {name}, about {km:.0f} kilometres from {anchor} in {country}.",
    "Residents of {name}, a village near {anchor} in {country}, fled after the raid on {name}.",
)
_HEADS = ("sort", "asked", "found", "within 25 km %", "of those found %", "wrong place %")


@dataclass(frozen=True, slots=True)
class Village:
    """A populated place of a GeoNames file."""

    pid: int
    name: str
    spot: Spot
    iso2: str
    population: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence about one village and where the village lies."""

    sort: str
    name: str
    text: str
    truth: Spot


def measure(folder: Path, split: str) -> Result:
    """Accuracy within 25 km on villages drawn from the folder's GeoNames files, which are added to a copy of the gazetteer."""
    paths = geonames_files(folder)
    asked = draw_villages([v for p in paths for v in villages_of(p)])
    if not asked:
        raise MissingDataError(f"{folder}: its GeoNames files hold no two villages 10 to 80 km apart in {', '.join(SAHEL)}")
    with tempfile.TemporaryDirectory() as home:
        target = Path(home) / "gazetteer.sqlite"
        shutil.copy(open_gazetteer().path, target)
        for path in paths:
            add_geonames(path, target)
        gazetteer = SqliteGazetteer(target)
        started = time.perf_counter()
        judged = [(a, _error(a, gazetteer)) for a in asked]
        took = time.perf_counter() - started
        gazetteer.close()
    rows = [_row(sort, [km for a, km in judged if sort in ("all", a.sort)]) for sort in (*sorted({a.sort for a in asked}), "all")]
    metrics = {"acc25": float(rows[-1][3]), "wrong": float(rows[-1][5])}
    worst = tuple(f"{'unresolved' if km is None else f'{km:.0f} km off'}: {a.text}" for a, km in judged if km is None or km > HIT_KM)
    return Result("villages", split, len(asked), metrics, round(len(asked) / took, 1), hash_of(paths), (_HEADS, *rows), worst)


def geonames_files(folder: Path) -> list[Path]:
    """The Sahel's GeoNames country files in a folder; MissingDataError where there is none, with what is lacking."""
    found = [p for code in SAHEL if (p := folder / f"{code}.txt").is_file()]
    if not found:
        raise MissingDataError(f"{folder} holds no GeoNames country file ({', '.join(f'{c}.txt' for c in SAHEL)}); the set is made from them")
    return found


def villages_of(path: Path) -> Iterator[Village]:
    """The populated places of a GeoNames file."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) == COLUMNS and row[6] == "P" and row[1]:
                others = tuple(useful_names(row[3].split(",")))
                yield Village(int(row[0]), row[1], Spot(float(row[4]), float(row[5])), row[8], int(row[14] or 0), others)


def draw_villages(villages: Sequence[Village], wanted: int = WANTED) -> list[Asked]:
    """Sentences about villages, the same at every run: plain names, other spellings, a letter left out, namesakes in the country."""
    namesakes: dict[tuple[str, str], int] = defaultdict(int)
    for v in villages:
        namesakes[v.iso2, normal_key(v.name)] += 1
    towns = [v for v in villages if v.population >= 5000 and namesakes[v.iso2, normal_key(v.name)] == 1]
    draw = random.Random(SEED)  # noqa: S311 - no secret
    pool = [v for v in villages if v.population < 5000 and len(v.name) > 3 and v.iso2 in COUNTRIES]
    draw.shuffle(pool)
    asked: list[Asked] = []
    per_sort: dict[str, int] = defaultdict(int)
    for v in pool:
        sort, name = _sort(v, namesakes[v.iso2, normal_key(v.name)])
        near = [t for t in towns if t.iso2 == v.iso2 and abs(t.spot.lat - v.spot.lat) < 1 and 10 <= distance_km(t.spot, v.spot) <= 80]
        if near and per_sort[sort] * SORTS < wanted:
            per_sort[sort] += 1
            asked.append(_asked(v, sort, name, min(near, key=lambda t: distance_km(t.spot, v.spot))))
    return asked


def _sort(village: Village, bearers: int) -> tuple[str, str]:
    if bearers > 1:
        return "namesake", village.name
    other = next((o for o in village.others if normal_key(o) != normal_key(village.name)), None)
    if other is not None:
        return "variant", other
    if village.pid % 2 and len(village.name) >= LONG and village.name.isalpha():
        middle = len(village.name) // 2
        return "misspelt", village.name[:middle] + village.name[middle + 1 :]
    return "plain", village.name


def _asked(village: Village, sort: str, name: str, anchor: Village) -> Asked:
    km = distance_km(anchor.spot, village.spot)
    told = {
        "name": name, "anchor": anchor.name, "country": COUNTRIES[village.iso2], "km": max(5.0, round(km / 5) * 5),
        "wind": WINDS[round(bearing_degrees(anchor.spot, village.spot) / 45) % 8],
    }  # fmt: skip
    return Asked(sort, name, FRAMES[village.pid % len(FRAMES)].format(**told), village.spot)


def _error(asked: Asked, gazetteer: Gazetteer) -> float | None:
    """How far off the village is placed; ``None`` where it is not found or gets no point."""
    report = read_text(asked.text, Issue())
    mentions = find_places(coder().parser.parse(report), report, PlaceTools(coder().lexicon.places, gazetteer))
    placed = resolve_places(mentions, report, gazetteer)
    for m, place in placed.items():
        if isinstance(m.value, Toponym) and m.value.name == asked.name and place.lat is not None and place.lon is not None:
            return distance_km(Spot(place.lat, place.lon), asked.truth)
    return None


def _row(sort: str, errors: Sequence[float | None]) -> tuple[str, ...]:
    found = [km for km in errors if km is not None]
    right = sum(km <= HIT_KM for km in found)
    shares = (right / len(errors), right / max(1, len(found)), (len(found) - right) / len(errors))
    return (sort, str(len(errors)), str(len(found)), *(f"{100 * s:.1f}" for s in shares))
