"""Where an event was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.code.story import Story
from tollbook.code.times import when_of
from tollbook.model.account import Account
from tollbook.model.mention import Mention
from tollbook.model.place import Place, PlacePrecision, Toponym
from tollbook.model.reading import Reading

HOLDS = (PlacePrecision.ADMIN1, PlacePrecision.ADMIN2)
VAGUE_KM = 150.0
"""What is known no closer says less than a province."""
ORDER = {p: i for i, p in enumerate((PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA, PlacePrecision.ADMIN2, PlacePrecision.ADMIN1))}


def where_of(story: Story) -> Reading[Place] | None:
    """The closest place told of the event, one with a name of its own first, the country filled in from the others.

    ``None`` where none is told; a venue without a name ("a prison") gives none.
    """
    told = [(m, p) for f in story.told for m in f.places if (p := story.settled.places.get(m)) is not None and _is_somewhere(m, p)]
    if not told:
        return _at_home(story) or _narrated(story)
    body = [p for m, p in told if not story.in_title(m)]
    told = [(m, p) for m, p in told if not (story.in_title(m) and _is_region_of(p, body))]
    mention, place = min(told, key=lambda p: (_rank(*p), story.in_title(p[0])))
    countries = {p.country for _, p in told if p.country}
    country = place.country or (countries.pop() if len(countries) == 1 else None)
    if place.precision is PlacePrecision.UNRESOLVED and place.admin1 is None:
        regions = {p.admin1 for _, p in told if p.precision in HOLDS and p.country == country}
        place = replace(place, admin1=regions.pop() if len(regions) == 1 else None)
    spans = {mention.span} | ({m.span for m, p in told if p.country == country} if place.country is None else set())
    return Reading(replace(place, country=country), tuple(sorted(spans)), mention.by, mention.confidence)


def _is_region_of(place: Place, body: Sequence[Place]) -> bool:
    """True for the Katsina of a headline where the body puts the event in a district of Katsina State."""
    return any(place.name == p.admin1 and place.name != p.name for p in body)


def _at_home(story: Story) -> Reading[Place] | None:
    """The country of the court or state organ that acted, for deeds that such organs do at home."""
    if story.kind not in story.scene.words.at_home:
        return None
    for frame in story.told:
        for argument in frame.arguments:
            party = story.settled.parties.get(argument.mention)
            if party is not None and party.country and party.kind in ("judiciary", "government") and argument.role in ("actor", "perpetrator"):
                home = story.home(party.country)
                return Reading(home, (argument.mention.span,), "place.home", 0.7) if home is not None else None
    return None


def _narrated(story: Story) -> Reading[Place] | None:
    """The place of the event before it in the paragraph; ``None`` where the event does not go on from one that has a place."""
    before = story.goes_on
    if before is None or before.where is None or before.where.value.country is None or _is_apart(story, before):
        return None
    return Reading(before.where.value, before.where.spans, "place.narrative", 0.6)


def _is_apart(story: Story, before: Account) -> bool:
    """True where the event is told a time of its own that the one before it does not meet: "two days after a strike killed 15"."""
    if not any(True for _ in story.times()):
        return False
    when = when_of(story)
    return when is None or (before.when is not None and not when.value.meets(before.when.value))


def _is_somewhere(mention: Mention, place: Place) -> bool:
    value = mention.value
    return isinstance(value, Toponym) and (value.name is not None or bool(value.anchors) or place.precision is not PlacePrecision.UNRESOLVED)


def _rank(mention: Mention, place: Place) -> tuple[int, int]:
    """Named towns, then places told by their relation to one, names no gazetteer holds, then provinces and stretches of border, then countries."""
    named = getattr(mention.value, "name", None) is not None
    if place.precision is PlacePrecision.COUNTRY:
        return 3, 0
    if place.precision is PlacePrecision.UNRESOLVED:
        return 1, 1
    if place.precision is PlacePrecision.ADMIN1:
        return 2, 0
    if (place.radius_km or 0.0) > VAGUE_KM:
        return (2, 1) if place.country is not None else (3, 1)
    return (0 if named else 1), ORDER[place.precision]
