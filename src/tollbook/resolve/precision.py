"""How closely a place is known, in the codes of other schemes."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.place import Place, PlacePrecision

CLOSE_KM = 25.0


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """UCDP's where_prec (1 exact to 7 waters or air) and ACLED's geo_precision (1 town to 3 region).

    ``acled_doubtful`` marks what ACLED's coders would not give a point: nothing closer than the country is known.
    """

    ucdp: int
    acled: int
    acled_doubtful: bool = False


CODES = {
    PlacePrecision.EXACT: (PlaceCodes(1, 1), PlaceCodes(1, 1)),
    PlacePrecision.NEAR: (PlaceCodes(2, 2), PlaceCodes(5, 3)),
    PlacePrecision.AREA: (PlaceCodes(2, 2), PlaceCodes(5, 3)),
    PlacePrecision.ADMIN2: (PlaceCodes(3, 2), PlaceCodes(3, 3)),
    PlacePrecision.ADMIN1: (PlaceCodes(4, 3), PlaceCodes(4, 3)),
    PlacePrecision.COUNTRY: (PlaceCodes(6, 3, acled_doubtful=True), PlaceCodes(6, 3, acled_doubtful=True)),
}
"""What is known to 25 km or closer, and what is not."""


def place_codes(place: Place, at_sea: bool = False) -> PlaceCodes | None:
    """The codes; ``None`` where the place is unresolved. ``at_sea`` is true for international waters and the air above them."""
    if place.precision is PlacePrecision.UNRESOLVED:
        return None
    if at_sea:
        return PlaceCodes(7, 3)
    close, wide = CODES[place.precision]
    return close if (place.radius_km or 0.0) <= CLOSE_KM else wide
