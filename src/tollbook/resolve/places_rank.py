"""Which of the places that bear a name is meant: hand weights that can be explained one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.weights import PlaceWeights
from tollbook.model.place import Constraint, Gazetteer, GazetteerEntry
from tollbook.resolve.places_company import Company
from tollbook.resolve.places_hints import BODY
from tollbook.resolve.relative import Bound, Spot, distance_km, log_likelihood

WIDE = ("country", "admin1", "region")
NEAR_KM, REGION_KM, BESIDE_KM = 80.0, 400.0, 60.0
LEAST_SHARE = 0.05


@dataclass(slots=True)
class Case:
    """A name with all that the report tells of it."""

    name: str
    blocks: list[int] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    told: tuple[Constraint, ...] = ()
    nouns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """What the report gives to choose by: told distances, countries' and regions' shares, places known.

    ``firm`` where more than demonyms speaks for a country.
    """

    bounds: Sequence[Bound]
    shares: Mapping[str, float]
    near: Sequence[Spot]
    firm: bool
    regions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, what it scored, and what each reason added or took."""

    entry: GazetteerEntry
    score: float
    shares: Mapping[str, float]


def best_of(case: Case, around: Around, gazetteer: Gazetteer, weights: PlaceWeights) -> GazetteerEntry | None:
    """The place meant; ``None`` where no candidate stands, or where another country's is as good."""
    ranked = rank(case, around, gazetteer, weights)
    if not ranked:
        return None
    first = ranked[0]
    outer = containers_of(case, gazetteer)
    told = {o.country for o in outer if o.kind == "country"}
    if (told and first.entry.country not in told) or _is_elsewhere(first.entry, outer):
        return None
    rival = next((r for r in ranked[1:] if r.entry.country != first.entry.country), None)
    if rival is not None and first.score - rival.score < weights.limits.lead and first.entry.kind != "country":
        return None
    common = first.entry.kind == "admin1" and case.name.lower() in weights.common_regions
    if first.entry.kind in WIDE and not first.entry.loose and not common:
        return first.entry
    return first.entry if _is_only(ranked, case, weights) or _is_supported(first.entry, case, around, weights) else None


def _is_elsewhere(entry: GazetteerEntry, outer: Sequence[GazetteerEntry]) -> bool:
    """True for a namesake in another province, or another country, than the province that the text puts the place in."""
    regions = [o for o in outer if o.kind == "admin1" and not o.loose]
    if regions and entry.country not in {o.country for o in outer}:
        return True
    provinces = [o for o in regions if o.country == entry.country]
    apart = all(distance_km(Spot(entry.lat, entry.lon), Spot(o.lat, o.lon)) > (o.radius_km or REGION_KM) for o in provinces)
    return entry.kind not in WIDE and bool(provinces) and apart and containment(entry, provinces) < 0


def containers_of(case: Case, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """What the names of the wider places a name is told to lie in may mean."""
    return [
        e
        for name in case.within
        for e in gazetteer.lookup(name)
        if e.kind in ("country", "admin1", "capital", "town") and not (e.loose and e.kind != "admin1")
    ]


def rank(case: Case, around: Around, gazetteer: Gazetteer, weights: PlaceWeights) -> list[Scored]:
    """The candidates, best first; those a told distance refuses are left out."""
    outer = containers_of(case, gazetteer)
    found: list[Scored] = []
    for entry in gazetteer.lookup(case.name):
        fit = log_likelihood(Spot(entry.lat, entry.lon), around.bounds) if entry.kind not in WIDE else 0.0
        if fit is None:
            continue
        shares = _own(entry, case, weights) | _by_nouns(entry, case, weights) | _by_report(entry, case, around, weights)
        shares |= {"told": weights.candidate.told * fit, "within": weights.candidate.within * containment(entry, outer)}
        found.append(Scored(entry, sum(shares.values()), {reason: share for reason, share in shares.items() if abs(share) >= LEAST_SHARE}))
    return sorted(found, key=lambda s: (-s.score, s.entry.id))


def _own(entry: GazetteerEntry, case: Case, weights: PlaceWeights) -> dict[str, float]:
    """What speaks for a place whatever the report says."""
    w = weights.candidate
    wide = entry.kind in WIDE
    people = math.log10(entry.population + 1) if entry.population else w.unknown_population
    seat = not wide and entry.admin1 is not None and normal_key(entry.admin1) == normal_key(case.name)
    return {
        "kind": w.kind.get(entry.kind, 0.0),
        "population": w.population * people if entry.kind not in ("country", "region") else 0.0,
        "alternate": w.alternate if entry.alternate and not wide else 0.0,
        "loose": w.loose if entry.loose else 0.0,
        "seat": w.seat if seat else 0.0,
        "body": (w.body if entry.kind in ("town", "capital") else -w.body if wide else 0.0) if BODY in case.nouns else 0.0,
    }


def _by_nouns(entry: GazetteerEntry, case: Case, weights: PlaceWeights) -> dict[str, float]:
    """What the nouns beside the name say it is."""
    noun, wide = weights.candidate.noun, entry.kind in WIDE
    last = {n.split()[-1] for n in case.nouns}
    if last & set(weights.region_nouns):
        return {"noun": noun if entry.kind == "admin1" else -noun}
    if last & set(weights.district_nouns):
        return {"noun": noun if entry.kind == "admin2" else -noun if wide else 0.0}
    if last & set(weights.camp_nouns):
        return {"noun": noun if entry.kind == "spot" else 0.0}
    return {"noun": -2 * noun if wide else noun} if last & set(weights.town_nouns) else {}


def _by_report(entry: GazetteerEntry, case: Case, around: Around, weights: PlaceWeights) -> dict[str, float]:
    """What the rest of the report says for a place."""
    w, country = weights.candidate, entry.country or ""
    return {
        "country": w.country * around.shares.get(country, 0.0),
        "region": w.region * around.regions.get((country, entry.admin1 or ""), 0.0),
        "company": w.company * around.company.of(entry, normal_key(case.name)) if around.company else 0.0,
        "nearby": w.nearby * _nearness(entry, around.near),
    }


def containment(entry: GazetteerEntry, outer: Sequence[GazetteerEntry]) -> float:
    """1 where it lies in what the text says, -1 where not, 0 where the text says nothing the gazetteer knows."""
    if not outer:
        return 0.0
    return 1.0 if any(_holds(o, entry) for o in outer) else -1.0


def _holds(outer: GazetteerEntry, entry: GazetteerEntry) -> bool:
    if outer.country != entry.country:
        return False
    if outer.kind in ("town", "capital") and entry.kind not in WIDE:
        return distance_km(Spot(outer.lat, outer.lon), Spot(entry.lat, entry.lon)) <= BESIDE_KM
    if outer.kind == "admin1" and entry.kind not in WIDE:
        near = distance_km(Spot(outer.lat, outer.lon), Spot(entry.lat, entry.lon)) <= (outer.radius_km or 0.0) * 1.2
        return entry.admin1 == outer.admin1 if entry.admin1 else near
    return True


def _nearness(entry: GazetteerEntry, near: Sequence[Spot]) -> float:
    """0..1: how close the nearest known place is."""
    if not near or entry.kind in ("country", "region"):
        return 0.0
    least = min(distance_km(Spot(entry.lat, entry.lon), s) for s in near)
    return (math.exp(-least / NEAR_KM) + math.exp(-least / REGION_KM)) / 2


def _is_only(ranked: Sequence[Scored], case: Case, weights: PlaceWeights) -> bool:
    """True where no other country has a peopled place of the name, and it is a region's seat, a camp called one or a town of some size."""
    first = ranked[0].entry
    rivals = {s.entry.country for s in ranked if not s.entry.loose and (s.entry.population or s.entry.kind in WIDE)}
    if first.kind == "spot" and {n.split()[-1] for n in case.nouns} & set(weights.camp_nouns):
        return len({s.entry.country for s in ranked if s.entry.kind == "spot"}) == 1
    if first.loose or first.kind == "spot" or len(rivals - {first.country}) > 0:
        return False
    seat = first.admin1 is not None and normal_key(first.admin1) == normal_key(first.name)
    limits = weights.limits
    return (seat and not first.alternate) or first.population >= (limits.only_alternate_population if first.alternate else limits.only_population)


def _is_supported(entry: GazetteerEntry, case: Case, around: Around, weights: PlaceWeights) -> bool:
    """A wrong country is worse than none: a small place needs a report that speaks for its country."""
    limits = weights.limits
    told = any(b.relation.km is not None for b in around.bounds)
    if around.shares.get(entry.country or "", 0.0) > limits.least_share or told:
        return True
    if entry.loose or (entry.alternate and entry.population < limits.unsupported_population):
        return False
    return entry.population >= (limits.unsupported_population if around.firm else limits.alone_population) or entry.kind == "capital"
