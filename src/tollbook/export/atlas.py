"""What exports ask of the gazetteer: where a region's and a country's points and capitals lie, and whether a name is a place's there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from tollbook.codebook.exporting import load_release_rules
from tollbook.codebook.gazetteer.store import SqliteGazetteer
from tollbook.codebook.gazetteer.tables import load_admin1
from tollbook.export.pcodes import Coded, Pcodes
from tollbook.model.place import Gazetteer, GazetteerEntry

EARTH_KM = 6371.0088
SLACK_KM = 60.0
"""How far a place may lie from the point that is told relative to it, beyond the radius."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+")
LONGEST = 4


class Towns(Protocol):
    """The largest towns, at most so many, of the countries in a box of degrees (south, north, west, east)."""

    def __call__(self, countries: Sequence[str], box: tuple[float, float, float, float], most: int) -> Sequence[GazetteerEntry]:
        """The towns, largest first."""
        ...


@dataclass(frozen=True, slots=True)
class Atlas:
    """Answers from a gazetteer and a table of p-codes: what is ``None`` is not known."""

    gazetteer: Gazetteer | None = None
    towns_in: Towns | None = None
    second_of: Callable[[str], GazetteerEntry | None] | None = None
    pcodes: Pcodes | None = None

    def second(self, place: str | None) -> GazetteerEntry | None:
        """The second-level region a place of the gazetteer lies in; ``None`` where that is not known."""
        return self.second_of(place) if self.second_of is not None and place is not None else None

    def coded(self, country: str | None, admin1: str | None, admin2: str | None) -> tuple[Coded | None, Coded | None]:
        """The p-codes of a first-level region and of a second-level one in it, as the table has them; ``None`` for what it has not."""
        if self.pcodes is None:
            return None, None
        first = self.pcodes.first(country, admin1, self.gazetteer)
        return first, self.pcodes.second(country, first, admin2, self.gazetteer)

    def towns(self, countries: Sequence[str], box: tuple[float, float, float, float], most: int) -> Sequence[GazetteerEntry]:
        """The largest towns of the countries in the box (south, north, west, east), at most so many."""
        return self.towns_in(countries, box, most) if self.towns_in is not None else ()

    def country(self, code: str | None) -> GazetteerEntry | None:
        """The country's nominal point."""
        return self.gazetteer.country(code) if self.gazetteer is not None and code else None

    def capital(self, code: str | None) -> GazetteerEntry | None:
        """The country's capital."""
        return self.gazetteer.capital(code) if self.gazetteer is not None and code else None

    def admin1(self, code: str | None, name: str | None) -> GazetteerEntry | None:
        """The first-level region's nominal point."""
        return next((e for e in self._bearing(name, code) if e.kind == "admin1"), None)

    def admin1_capital(self, code: str | None, name: str | None) -> GazetteerEntry | None:
        """The region's seat: the town the project's table names, else the town of the region that bears its name; ``None`` where neither is."""
        if code is None or name is None:
            return None
        seat = _seats().get((code, name)) or name
        towns = [e for e in self._bearing(seat, code) if e.kind in ("town", "capital") and e.admin1 == name]
        return max(towns, key=lambda e: (e.population, e.id), default=None)

    def _bearing(self, name: str | None, code: str | None) -> tuple[GazetteerEntry, ...]:
        if self.gazetteer is None or not name:
            return ()
        return tuple(e for e in self.gazetteer.lookup(name) if e.country == code)

    def is_place(self, name: str, country: str | None, point: tuple[float, float], radius_km: float) -> bool:
        """True where every word of the name is plain, a number, or part of a name that a place near the point bears."""
        words = _WORD.findall(name)
        plain = load_release_rules().plain
        n, named = 0, False
        while n < len(words):
            if words[n] in plain or _NUMBER.fullmatch(words[n]):
                n += 1
                continue
            lengths = range(min(LONGEST, len(words) - n), 0, -1)
            taken = next((k for k in lengths if self._near(" ".join(words[n : n + k]), country, point, radius_km)), 0)
            if not taken:
                return False
            n, named = n + taken, True
        return named

    def _near(self, name: str, country: str | None, point: tuple[float, float], radius_km: float) -> bool:
        found = self._bearing(name, country)
        return any(not e.loose and km_between(point, (e.lat, e.lon)) <= radius_km + (e.radius_km or 0) + SLACK_KM for e in found)


def atlas_of(gazetteer: SqliteGazetteer, pcodes: Pcodes | None = None) -> Atlas:
    """What a gazetteer of this machine answers, with the table of p-codes the user gives."""
    return Atlas(gazetteer, gazetteer.towns_in, gazetteer.second_of, pcodes)


@lru_cache(maxsize=1)
def _seats() -> Mapping[tuple[str, str], str]:
    """The seat of a region by country and any of the region's names, where the project's table names one."""
    told = ((code, region) for code, regions in load_admin1().items() for region in regions if region.seat)
    return {(code, name): region.seat or name for code, region in told for name in (region.name, *region.aliases)}


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees, on a sphere of the Earth's mean radius."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
