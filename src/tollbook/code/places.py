"""Where an event was."""

from __future__ import annotations

from dataclasses import replace

from tollbook.code.story import Story
from tollbook.model.mention import Mention
from tollbook.model.place import Place, PlacePrecision, Toponym
from tollbook.model.reading import Reading

ORDER = {p: i for i, p in enumerate((PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA, PlacePrecision.ADMIN2, PlacePrecision.ADMIN1))}


def where_of(story: Story) -> Reading[Place] | None:
    """The closest place told of the event, one with a name of its own first, the country filled in from the others.

    ``None`` where none is told; a venue without a name ("a prison") gives none.
    """
    told = [(m, p) for f in story.told for m in f.places if (p := story.settled.places.get(m)) is not None and _is_somewhere(m, p)]
    if not told:
        return None
    mention, place = min(told, key=lambda p: (_rank(*p), story.in_title(p[0])))
    countries = {p.country for _, p in told if p.country}
    country = place.country or (countries.pop() if len(countries) == 1 else None)
    spans = {mention.span} | ({m.span for m, p in told if p.country == country} if place.country is None else set())
    return Reading(replace(place, country=country), tuple(sorted(spans)), mention.by, mention.confidence)


def _is_somewhere(mention: Mention, place: Place) -> bool:
    value = mention.value
    return isinstance(value, Toponym) and (value.name is not None or bool(value.anchors) or place.precision is not PlacePrecision.UNRESOLVED)


def _rank(mention: Mention, place: Place) -> tuple[int, int]:
    """Named places within a country, then places told by their relation to one, then names no gazetteer holds, then countries."""
    named = getattr(mention.value, "name", None) is not None
    if place.precision is PlacePrecision.COUNTRY:
        return 3, 0
    if place.precision is PlacePrecision.UNRESOLVED:
        return 2, 0
    return (0 if named else 1), ORDER[place.precision]
