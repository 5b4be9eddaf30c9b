"""Where an event was."""

from __future__ import annotations

from dataclasses import replace

from tollbook.code.story import Story
from tollbook.model.mention import Mention
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading

ORDER = {p: i for i, p in enumerate((PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA, PlacePrecision.ADMIN2, PlacePrecision.ADMIN1))}


def where_of(story: Story) -> Reading[Place] | None:
    """The closest place told of the event, first in the text among equals, the country filled in from the others; ``None`` where none is told."""
    told = [(m, story.settled.places[m]) for f in story.frames for m in f.places if m in story.settled.places]
    told = [(m, p) for m, p in told if p.precision is not PlacePrecision.UNRESOLVED or p.country or p.how != "unresolved"]
    if not told:
        return None
    mention, place = min(told, key=lambda p: (_rank(p[1]), story.in_title(p[0])))
    countries = {p.country for _, p in told if p.country}
    country = place.country or (countries.pop() if len(countries) == 1 else None)
    spans = {mention.span} | ({m.span for m, p in told if p.country == country} if place.country is None else set())
    return Reading(replace(place, country=country), tuple(sorted(spans)), mention.by, mention.confidence)


def _rank(place: Place) -> int:
    if place.precision is PlacePrecision.UNRESOLVED:
        return 4
    return ORDER.get(place.precision, 5)


def is_named(mention: Mention) -> bool:
    """True where the mention gives a place its own name."""
    return getattr(mention.value, "name", None) is not None
