"""Places told by the border of two countries alone ("near the border with Chad")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tollbook.codebook.gazetteer.borders import load_borders, neighbours
from tollbook.model.place import GazetteerEntry, Place, PlacePrecision
from tollbook.resolve.places_made import country_place, point_of
from tollbook.resolve.relative import Spot, distance_km

STRIP_KM = 25.0
"""How far from a border what is near it may lie."""
HELD, BEYOND = 0.95, 1.2


def across(sides: Sequence[str], shares: Mapping[str, float], least: float) -> str | None:
    """The side of a border the report speaks for: one of the two, or the neighbour of the one told; ``None`` where no one of them stands out."""
    known = frozenset(sides) if len(sides) > 1 else neighbours(sides[0]) if sides else frozenset[str]()
    near = {c: share for c, share in shares.items() if c in known and share > 0.0}
    top = max(near, key=lambda c: (near[c], c), default=None)
    return top if top is not None and near[top] >= least * sum(near.values()) else None


def border_place(name: str, sides: tuple[str, str], country: GazetteerEntry | None, within: Sequence[GazetteerEntry]) -> Place | None:
    """The stretch of border between two countries, or as much of it as lies in a region; ``None`` where they share none.

    ``country`` is the side the place lies on, where that is known; a border too long to say more than it does gives the country.
    """
    line = [Spot(*point) for point in load_borders().get(frozenset(sides), ())]
    for region in within:
        reach = (region.radius_km or 0.0) * BEYOND + STRIP_KM
        line = [s for s in line if distance_km(s, Spot(region.lat, region.lon)) <= reach] or line
    if not line:
        return None
    middle, far = min(((s, _reach(s, line)) for s in line), key=lambda found: found[1])
    radius = far + STRIP_KM
    if country is not None and country.radius_km is not None and radius >= country.radius_km:
        whole = country_place(country)
        return Place(name, whole.country, None, whole.lat, whole.lon, whole.radius_km, whole.precision, whole.gazetteer, "contained")
    code = country.country if country is not None else None
    admin1 = within[0].admin1 if len(within) == 1 else None
    return Place(name, code, admin1, *point_of(Spot(middle.lat, middle.lon, radius)), PlacePrecision.AREA, None, "relative")


def _reach(middle: Spot, line: Iterable[Spot]) -> float:
    """The distance that holds nineteen in twenty of the line's points."""
    far = sorted(distance_km(middle, s) for s in line)
    return far[int((len(far) - 1) * HELD)]
