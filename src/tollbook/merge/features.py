"""How alike two accounts are, feature by feature, each with a name and a value that a person can check."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from math import asin, cos, log1p, log2, radians, sin, sqrt

from tollbook.codebook.merging import MergeTable
from tollbook.merge.facts import Facts, Spot
from tollbook.merge.totals import Figure
from tollbook.merge.words import likeness, words_in
from tollbook.model.toll import Toll

Feature = tuple[str, float]
EARTH_KM = 6371.0
LONG_APART = 9.0
"""Days that lie so many doublings apart, a year and a half, count one."""
SLACK_KM = 5.0
"""Two places closer than this beyond both radii meet: the points of a gazetteer are no finer."""
GROUND = {"same-place": 0.0, "places-meet": 0.0, "place-named": 0.0, "words": 0.12, "names": 0.0}
"""What two accounts of one event must share one of, and by how much: a day and a number are not enough."""
MANY_WORDS = 40
"""Likeness of passages of fewer telling words counts less: short ones are alike by chance."""
KNOWN_BITS = 16.0
"""So many bits of names tell one person or place from all others; a toll of 31 tells about as much."""


def features_of(a: Facts, b: Facts, table: MergeTable) -> tuple[Feature, ...]:
    """What is alike and what is not, zeros left out; the same whichever of the two comes first."""
    if b.rank < a.rank:
        a, b = b, a
    found = [*_days(a, b), *_places(a, b), *_kinds(a, b), *_numbers(a, b), *_parties(a, b), *_words(a, b, table)]
    if not any(value > GROUND.get(name, 1.0) for name, value in found):
        found.append(("nothing-shared", 1.0))
    return tuple((name, round(value, 4)) for name, value in found if value)


def _days(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.days and b.days:
        gap = max(0, a.days.first - b.days.last, b.days.first - a.days.last)
        both = a.days.told and b.days.told
        if gap == 0:
            yield ("same-day" if both and a.days.day and b.days.day else "days-meet" if both else "news-days-meet"), 1.0
        elif both:
            yield "days-apart", log2(1 + gap) / LONG_APART
            if a.days.day and b.days.day:
                yield "other-day", 1.0 if gap > 1 else 0.5
        else:
            yield "news-days-apart", log2(1 + gap) / LONG_APART
    elif a.days or b.days:
        yield "one-undated", 1.0
    else:
        yield "both-undated", 1.0
    if a.published is not None and b.published is not None:
        yield "published-apart", min(1.0, log2(1 + abs(a.published - b.published)) / 8)


def _places(a: Facts, b: Facts) -> Iterator[Feature]:
    s, t = a.spot, b.spot
    if s is None or t is None:
        yield ("place-named" if _named(a, t) or _named(b, s) else "place-unknown"), 1.0
        return
    if s.country and t.country and s.country != t.country:
        yield "other-country", 1.0
        return
    if s.admin1 and t.admin1 and s.admin1 != t.admin1:
        yield "other-region", 1.0
    if (s.gazetteer and s.gazetteer == t.gazetteer) or s.name == t.name:
        yield ("same-wide-place" if s.wide or t.wide else "same-place"), 1.0
        return
    beyond = beyond_km(s, t)
    if beyond is None:
        yield ("place-named" if _named(a, t) or _named(b, s) else "other-name"), 1.0
    elif beyond <= SLACK_KM:
        yield "places-meet", 1.0
    else:
        yield "km-apart", min(1.0, log1p(beyond) / log1p(1000))


def _named(facts: Facts, spot: Spot | None) -> bool:
    """True where the passages of an account name the other's town: a quarter of it may be all that the account places itself by."""
    if spot is None or spot.wide:
        return False
    told = facts.names.keys() | facts.words.keys()
    return spot.name in told or all(word in told for word in spot.name.split())


def too_far(a: Facts, b: Facts, table: MergeTable) -> bool:
    """True where both tell a point and these lie farther apart than one event can be.

    False for points of one name, which may be one place found twice, and where one of the two may have taken a wrong place: one passage names
    both places, both name the same person, and no number differs.
    """
    s, t = a.spot, b.spot
    if s is None or t is None or not (s.point and t.point) or s.name == t.name:
        return False
    beyond = beyond_km(s, t)
    regions = s.admin1 and t.admin1 and s.admin1 != t.admin1
    if beyond is None or beyond <= (table.file.regions_apart_km if regions else table.file.apart_km):
        return False
    differ = any(f.toll.figure != b.figures[status].toll.figure for status, f in a.figures.items() if status in b.figures)
    both_named = not b.names.keys().isdisjoint(s.name.split()) or not a.names.keys().isdisjoint(t.name.split())
    return differ or not both_named or _shared_bits(a, b, _places_named(a, b)) < 2 * KNOWN_BITS


def beyond_km(s: Spot, t: Spot) -> float | None:
    """Kilometres between the rims of both places, 0 where they overlap; ``None`` where one has no point."""
    if s.lat is None or s.lon is None or t.lat is None or t.lon is None:
        return None
    p, q = radians(s.lat), radians(t.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(t.lon - s.lon) / 2) ** 2
    return max(0.0, 2 * EARTH_KM * asin(sqrt(min(1.0, h))) - s.radius_km - t.radius_km)


def _kinds(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.kind == b.kind:
        yield "same-kind", 1.0
    elif a.family == b.family:
        yield "same-family", 1.0
    else:
        yield "other-family", 1.0
    if a.lead and b.lead:
        yield "both-lead", 1.0
    elif a.lead or b.lead:
        yield "one-leads", 1.0


def _numbers(a: Facts, b: Facts) -> Iterator[Feature]:
    for status in ("killed", "injured"):
        f, g = a.figures.get(status), b.figures.get(status)
        if f is None or g is None:
            continue
        if _is_floor(g.toll) and g.toll.figure < f.toll.figure:
            continue  # "children were killed" says nothing of five
        if f.toll.figure == g.toll.figure:
            yield f"{status}-same", min(1.0, log2(1 + f.toll.figure) / 5)
        elif fits(f, g) or (f.summed and g.toll.figure > f.toll.figure):
            yield f"{status}-fit", 1.0
        else:
            way = "risen" if g.toll.figure > f.toll.figure else "fallen"
            yield f"{status}-{way}", min(1.0, abs(log2((1 + f.toll.figure) / (1 + g.toll.figure))) / 2)


def _is_floor(toll: Toll) -> bool:
    """True for "dozens" and a bare plural, which give no figure."""
    return toll.best is None and toll.high is None


def fits(earlier: Figure, later: Figure) -> bool:
    """True where the later figure lies within the ends of the earlier one."""
    low, high = earlier.toll.low or 0, earlier.toll.high
    return low <= later.toll.figure and (high is None or later.toll.figure <= high)


def _parties(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.by and b.by:
        yield ("same-doer" if a.by & b.by else "other-doer"), 1.0


@lru_cache(maxsize=4096)
def _place_words(name: str, region: str | None) -> frozenset[str]:
    """The words of a place's name and region, which tell of many events and are weighed as a place."""
    return frozenset((*name.split(), *words_in(region or "")))


def _places_named(a: Facts, b: Facts) -> set[str]:
    return {w for s in (a.spot, b.spot) if s is not None for w in _place_words(s.name, s.admin1)}


def _shared_bits(a: Facts, b: Facts, places: Container[str]) -> float:
    """What the names tell that both have, those of their places aside."""
    return sum(bits for name, bits in a.names.items() if name in b.names and name not in places)


def _words(a: Facts, b: Facts, table: MergeTable) -> Iterator[Feature]:
    yield "words", likeness(a.words, b.words) * min(1.0, sqrt(min(len(a.words), len(b.words)) / MANY_WORDS))
    yield "title", likeness(a.title, b.title)
    places = _places_named(a, b)
    shared = _shared_bits(a, b, places)
    least = min(sum(bits for name, bits in f.names.items() if name not in places) for f in (a, b))
    yield "names", min(1.0, shared / (4 * KNOWN_BITS))
    if least >= 2 * KNOWN_BITS:
        yield "names-apart", max(0.0, 1.0 - shared / (0.3 * least))
    if a.outlet and a.outlet == b.outlet:
        yield "same-outlet", 1.0
