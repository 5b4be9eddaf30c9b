"""Scores of places found in texts: recognition, resolution, and both at once."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

EARTH_KM, FARTHEST_KM, HIT_KM = 6371.0088, 20039.0, 161.0


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text and the point it stands for, where there is one; ``country`` and ``admin1`` where it stands for a whole country or region."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None
    country: str | None = None
    admin1: str | None = None

    def overlaps(self, other: Named) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Tally:
    """Counts over texts: of ``gold`` and ``found`` names, matches, hits, and the errors in kilometres of what was matched and has a point."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap: int = 0
    hits: int = 0
    errors: list[float] = field(default_factory=list)
    right: Callable[[Named, Named, float], bool] = lambda _gold, _found, km: km <= HIT_KM

    def add(self, gold: Sequence[Named], found: Sequence[Named]) -> Iterator[tuple[Named, Named | None, float | None]]:
        """Counts one text; each gold name with what was taken for it and the error in kilometres."""
        self.gold += len(gold)
        self.found += len(found)
        used: set[int] = set()
        for name in gold:
            k = self._match(name, found, used)
            if k is None:
                yield name, None, None
                continue
            used.add(k)
            self.overlap += 1
            yield name, found[k], self._resolved(name, found[k])

    def _match(self, name: Named, found: Sequence[Named], used: set[int]) -> int | None:
        """The one with the same span, else the first that overlaps; ``None`` where none is left."""
        free = [k for k in range(len(found)) if k not in used]
        same = next((k for k in free if (found[k].start, found[k].end) == (name.start, name.end)), None)
        self.exact += same is not None
        return same if same is not None else next((k for k in free if found[k].overlaps(name)), None)

    def _resolved(self, gold: Named, found: Named) -> float | None:
        if found.lat is None or found.lon is None or gold.lat is None or gold.lon is None:
            return None
        km = distance(gold, found)
        self.errors.append(km)
        self.hits += self.right(gold, found, km)
        return km

    def rates(self, n: int) -> tuple[float, float, float]:
        """Precision, recall and F of ``n`` right names, in per cent."""
        return (_percent(n, self.found), _percent(n, self.gold), _percent(2 * n, self.found + self.gold))

    def accuracy(self) -> float:
        """The share of matched names with a point that lie within 161 km, in per cent."""
        return _percent(sum(km <= HIT_KM for km in self.errors), len(self.errors))

    def median(self) -> float:
        """The median error in kilometres of matched names with a point; 0 where there is none."""
        return round(statistics.median(self.errors), 1) if self.errors else 0.0

    def area(self) -> float | None:
        """The area under the sorted log errors, 0 at best and 1 at worst; ``None`` for fewer than two."""
        logs = [math.log(km + 1) / math.log(FARTHEST_KM + 1) for km in sorted(self.errors)]
        if len(logs) < 2:
            return None
        return round(sum((a + b) / 2 for a, b in pairwise(logs)) / (len(logs) - 1), 3)


def distance(a: Named, b: Named) -> float:
    """The great-circle distance in kilometres of two names that have points."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def named(records: Iterable[dict[str, object]]) -> list[Named]:
    """The names of a record that have a point."""
    return [Named(t["start"], t["end"], t["text"], t["lat"], t["lon"]) for t in records if t.get("lat") is not None]  # type: ignore[arg-type]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
