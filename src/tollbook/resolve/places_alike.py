"""A name that nothing bears, where one place of the report's country nearly does."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.model.place import Gazetteer, GazetteerEntry
from tollbook.resolve.places_rank import Case, containers_of, containment
from tollbook.resolve.relative import Bound, Spot, log_likelihood

ALIKE, CLEARLY, LONG = 0.85, 0.06, 6
KINDS = ("town", "spot")


def misspelt(case: Case, country: str | None, bounds: Sequence[Bound], gazetteer: Gazetteer) -> GazetteerEntry | None:
    """The place meant; ``None`` for short names, without a country or a word on where the place lies, or where two do as well."""
    outer = containers_of(case, gazetteer)
    if country is None or len(case.name) < LONG or not (bounds or outer) or gazetteer.lookup(case.name):
        return None
    alike = [(e, like) for e, like in gazetteer.similar(case.name, country) if like >= ALIKE and e.kind in KINDS and containment(e, outer) >= 0]
    fits = [(e, like) for e, like in alike if log_likelihood(Spot(e.lat, e.lon), bounds) is not None]
    clear = len(fits) == 1 or (len(fits) > 1 and fits[0][1] - fits[1][1] >= CLEARLY)
    return fits[0][0] if clear else None
