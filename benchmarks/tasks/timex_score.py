"""TempEval-3 scores of time expressions: extents strict and relaxed, and of the relaxed matches types and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]
MEASURES = ("strict", "relaxed", "type", "value")


@dataclass(slots=True)
class Tally:
    """How many expressions are in the gold and found, and how many of the found are right in each measure."""

    gold: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall, in percent."""
        return round(200 * self.right[measure] / (self.gold + self.found), 2) if self.gold + self.found else 0.0


def tally(pairs: Iterable[tuple[Sequence[Json], Sequence[Json]]]) -> Tally:
    """The counts over texts, each given by its gold and its found expressions."""
    total = Tally()
    for gold, found in pairs:
        total.gold += len(gold)
        total.found += len(found)
        for wanted, got in matches(gold, found):
            if got is not None:
                _count(total.right, wanted, got)
    return total


def _count(right: dict[str, int], wanted: Json, got: Json) -> None:
    right["strict"] += _extent(wanted) == _extent(got)
    right["relaxed"] += 1
    right["type"] += wanted.get("type") == got.get("type")
    right["value"] += wanted.get("value") == got.get("value")


def matches(gold: Sequence[Json], found: Sequence[Json]) -> Iterator[tuple[Json, Json | None]]:
    """Each gold expression with its own: the one of the same extent, else the first free one that overlaps, else ``None``."""
    wanted, free = sorted(gold, key=_extent), sorted(found, key=_extent)
    same: dict[int, Json] = {}
    for n, w in enumerate(wanted):
        exact = next((f for f in free if _extent(f) == _extent(w)), None)
        if exact is not None:
            same[n] = exact
            free.remove(exact)
    for n, w in enumerate(wanted):
        got = same.get(n) or next((f for f in free if f["start"] < w["end"] and w["start"] < f["end"]), None)
        if got is not None and n not in same:
            free.remove(got)
        yield w, got


def _extent(timex: Json) -> tuple[int, int]:
    return timex["start"], timex["end"]
