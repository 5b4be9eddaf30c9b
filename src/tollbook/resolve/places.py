"""Names to places: which of all places that bear a name the report means, and how closely it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.weights import PlaceWeights, load_weights
from tollbook.model.mention import Mention
from tollbook.model.place import (
    Constraint,
    Gazetteer,
    GazetteerEntry,
    Place,
    PlacePrecision,
    Relation,
    Toponym,
)
from tollbook.model.report import Report
from tollbook.resolve.places_alike import misspelt
from tollbook.resolve.places_border import across, border_place
from tollbook.resolve.places_cases import cases_of
from tollbook.resolve.places_company import Company, company_of
from tollbook.resolve.places_made import BESIDE, Computed, beside_place, between_place, part_place, point_of
from tollbook.resolve.places_rank import Around, Case, best_of
from tollbook.resolve.places_support import Support, block_of, support_of
from tollbook.resolve.regions import outline, region_of, spot_of
from tollbook.resolve.relative import Bound, Spot

PASSES = 4
SMALL_RADIUS_KM = 25.0
PRECISIONS = {
    "country": PlacePrecision.COUNTRY,
    "admin1": PlacePrecision.ADMIN1,
    "admin2": PlacePrecision.ADMIN2,
    "region": PlacePrecision.AREA,
    "water": PlacePrecision.AREA,
}


def resolve_places(mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer) -> dict[Mention, Place]:
    """A place for each place mention; one sense a name in the whole report; UNRESOLVED where nothing says enough."""
    atlas = settled_atlas(mentions, report, gazetteer, load_weights())
    return {m: atlas.place(m) for m in atlas.mentions}


def settled_atlas(mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, weights: PlaceWeights) -> Atlas:
    """One report's names with the sense each is given."""
    atlas = Atlas(report, [m for m in mentions if isinstance(m.value, Toponym)], gazetteer, weights)
    atlas.settle()
    return atlas


@dataclass(slots=True)
class Atlas:
    """One report's names and what they were taken for."""

    report: Report
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    weights: PlaceWeights
    sense: dict[str, GazetteerEntry] = field(default_factory=dict)
    computed: dict[str, Computed] = field(default_factory=dict)
    support: Support = field(default_factory=lambda: Support((), 0.0))
    company: Company | None = None

    def settle(self) -> None:
        """Gives every name a sense, and what none bears the place computed from what is told of it."""
        cases = self.cases()
        self.company = company_of({key: self.gazetteer.lookup(case.name) for key, case in cases.items()})
        self._vote(cases)
        for key, case in cases.items():
            if key not in self.sense and (alike := misspelt(case, self.country(case.blocks), self._bounds(case.told), self.gazetteer)):
                self.sense[key] = alike
        for key, case in cases.items():
            bounds = self._bounds(case.told)
            if key not in self.sense and (spot := spot_of(bounds, self.weights.radius_km)):
                around = {e.country for t in case.told for a in t.anchors if isinstance(e := self._known(a), GazetteerEntry)}
                self.computed[key] = Computed(spot, around.pop() if len(around) == 1 else None, outline(region_of(bounds, self.weights.radius_km)))

    def _vote(self, cases: Mapping[str, Case]) -> None:
        """Ranks every name's candidates, again until no sense changes: what is found first helps the rest."""
        for _ in range(PASSES):
            self.support = support_of(self.report, self.mentions, self.sense, self.weights, self.gazetteer)
            known = dict(self.sense)
            for key, case in cases.items():
                entry = best_of(case, self.around(case, known), self.gazetteer, self.weights)
                if entry is not None:
                    self.sense[key] = entry
                else:
                    self.sense.pop(key, None)
            if self.sense == known:
                break
        self.support = support_of(self.report, self.mentions, self.sense, self.weights, self.gazetteer)

    def around(self, case: Case, known: Mapping[str, GazetteerEntry]) -> Around:
        """What the report gives to choose a name's sense by."""
        own = normal_key(case.name)
        near = [Spot(e.lat, e.lon) for k, e in known.items() if k != own and e.kind in ("town", "capital", "admin1")]
        voices = (case.blocks, case.name)
        return Around(
            self._bounds(case.told), self.support.shares(*voices), near, self.support.is_firm(*voices), self.support.regions(*voices), self.company
        )

    def cases(self) -> dict[str, Case]:
        """The names to resolve, each with all that is told of it; anchors come before what hangs on them."""
        return cases_of(self.mentions, self.report, self.weights)

    def _bounds(self, told: Sequence[Constraint]) -> list[Bound]:
        bounds = []
        for t in told:
            if t.relation.capital:
                capital = self._capital(t.anchors, ())
                if capital is not None:
                    bounds.append(Bound(Spot(capital.lat, capital.lon), t.relation))
            elif len(t.anchors) == 1 and (spot := self._spot(t.anchors[0])) is not None:
                bounds.append(Bound(spot, t.relation))
        return bounds

    def _spot(self, name: str) -> Spot | None:
        entry = self.sense.get(normal_key(name))
        if entry is None:
            known = self.computed.get(normal_key(name))
            return known.spot if known else None
        return Spot(entry.lat, entry.lon, entry.radius_km or 0.0) if entry.kind not in ("country", "region") else None

    def _capital(self, of: Sequence[str], blocks: Sequence[int]) -> GazetteerEntry | None:
        """The capital of the country an anchor names, else of the country in play; ``None`` where that is in doubt."""
        if not of:
            country = self.country(blocks)
            return self.gazetteer.capital(country) if country else None
        people = self.gazetteer.demonym(of[0])
        found = {e.country for e in self.gazetteer.lookup(of[0]) if e.kind == "country" and not e.loose} or set(people)
        codes = [c for c in found if c]
        return self.gazetteer.capital(codes[0]) if len(codes) == 1 else None

    def country(self, blocks: Sequence[int]) -> str | None:
        """The country the report speaks for in these blocks; ``None`` where it speaks for none or for several."""
        return self.support.country(blocks, self.weights.limits.share)

    def place(self, mention: Mention) -> Place:
        """The mention as a place."""
        value = mention.value
        assert isinstance(value, Toponym)
        blocks = (block_of(self.report, mention),)
        label = value.name or (value.common if not value.anchors else None) or mention.span.quote(self.report.text)
        if value.relation is not None and value.relation.capital:
            capital = self._capital((value.name,) if value.demonym and value.name else value.anchors, blocks)
            return self._beside(
                capital.name if value.relation.km is None and capital else _phrase(mention, self.report), value.relation, capital, blocks
            )
        if value.demonym and value.name:
            return self._people(value.name, blocks)
        if value.name:
            return self._named(value, blocks)
        if not value.anchors or value.relation is None:
            return self._unresolved(label, blocks)
        if value.relation.kind == "border":
            return self._border(mention, value, blocks)
        if len(value.anchors) == 2:
            return self._between(mention, value, blocks)
        name = value.anchors[0] if value.relation.kind in BESIDE else _phrase(mention, self.report)
        return self._beside(name, value.relation, self._known(value.anchors[0]), blocks)

    def named(self, name: str, mention: Mention) -> Place:
        """What a name in or beside the mention stands for."""
        value = mention.value
        assert isinstance(value, Toponym)
        blocks = (block_of(self.report, mention),)
        if value.demonym and name == value.name:
            return self._people(name, blocks)
        return self._named(replace(value, relation=None) if name == value.name else Toponym(name), blocks)

    def _known(self, name: str) -> GazetteerEntry | Computed | None:
        key = normal_key(name)
        return self.sense.get(key) or self.computed.get(key)

    def _named(self, value: Toponym, blocks: Sequence[int]) -> Place:
        name = value.name or ""
        known = self._known(name)
        if isinstance(known, GazetteerEntry):
            part = value.relation is not None and value.relation.kind == "part" and known.kind in PRECISIONS and known.radius_km is not None
            return part_place(name, known, value.relation) if part and value.relation else self._of_entry(known, name)
        if isinstance(known, Computed):
            spot = known.spot
            precision = PlacePrecision.NEAR if spot.radius_km <= SMALL_RADIUS_KM else PlacePrecision.AREA
            country = known.country or self._country_of(value, blocks)
            return Place(name, country, None, *point_of(spot), precision, None, "relative", known.region)
        if value.within and value.common and value.common.split()[-1] in self.weights.city_parts and (city := self._city(value.within[0])):
            place = self._of_entry(city, name)
            return replace(place, precision=PlacePrecision.NEAR, how="contained")
        for outer in value.within:
            held = (self._container(outer, blocks), self.sense.get(normal_key(outer)), self._district(outer, blocks))
            if wide := next((w for w in held if w is not None and w.kind in ("admin1", "admin2")), None):
                return replace(self._of_entry(wide, name), how="contained")
        return self._unresolved(name, blocks, self._country_of(value, blocks))

    def _city(self, name: str) -> GazetteerEntry | None:
        """The town of that name nearest in size and country to the sense the report gives the name."""
        sense = self.sense.get(normal_key(name))
        towns = [e for e in self.gazetteer.lookup(name) if e.kind in ("town", "capital") and not e.loose and sense and e.country == sense.country]
        return towns[0] if towns else None

    def _container(self, name: str, blocks: Sequence[int]) -> GazetteerEntry | None:
        """A region of that name in a country the report speaks for; ``None`` where several would do."""
        shares = self.support.shares(blocks)
        found = [e for e in self.gazetteer.lookup(name) if e.kind in ("country", "admin1") and not e.loose]
        found.sort(key=lambda e: -shares.get(e.country or "", 0.0))
        return found[0] if found and (len(found) == 1 or shares.get(found[0].country or "", 0.0) > shares.get(found[1].country or "", 0.0)) else None

    def _district(self, name: str, blocks: Sequence[int]) -> GazetteerEntry | None:
        """The only district of that name in the country the report speaks for most."""
        found = [e for e in self.gazetteer.lookup(name) if e.kind == "admin2" and not e.loose and e.country == self.country(blocks)]
        return found[0] if len(found) == 1 else None

    def _country_of(self, value: Toponym, blocks: Sequence[int]) -> str | None:
        for outer in reversed(value.within):
            wide = self._container(outer, blocks)
            if wide is not None and wide.country:
                return wide.country
        around = {e.country for t in value.told for a in t.anchors if isinstance(e := self._known(a), GazetteerEntry) and t.relation.kind != "border"}
        return around.pop() if len(around) == 1 else self.country(blocks)

    def _of_entry(self, entry: GazetteerEntry, name: str) -> Place:
        radii = self.weights.radius_km
        large = entry.population >= self.weights.large_population
        radius = entry.radius_km or radii.get("large" if large else entry.kind, radii["town"])
        precision = PRECISIONS.get(entry.kind, PlacePrecision.EXACT)
        return Place(name, entry.country, entry.admin1, entry.lat, entry.lon, radius, precision, entry.id, "named")

    def _people(self, name: str, blocks: Sequence[int]) -> Place:
        region = self.gazetteer.people(name)
        if region is not None:
            return self._of_entry(region, region.name)
        codes = self.gazetteer.demonym(name)
        shares = self.support.shares(blocks)
        code = codes[0] if len(codes) == 1 else max(codes, key=lambda c: shares.get(c, 0.0), default=None)
        entry = self.gazetteer.country(code) if code and (len(codes) == 1 or shares.get(code, 0.0) > 0) else None
        return self._of_entry(entry, entry.name) if entry else self._unresolved(name, blocks)

    def _beside(self, name: str, relation: Relation, anchor: GazetteerEntry | Computed | None, blocks: Sequence[int]) -> Place:
        """A place told by its relation to one anchor."""
        if anchor is None:
            return self._unresolved(name, blocks)
        entry = anchor if isinstance(anchor, GazetteerEntry) else None
        country = anchor.country or self.country(blocks)
        if relation.kind == "at" and entry is not None:
            return self._of_entry(entry, name)
        if relation.kind == "part" and entry is not None and entry.radius_km:
            return part_place(name, entry, relation)
        if relation.kind in ("border", "part") or (entry is not None and entry.kind in ("country", "region")):
            return self._unresolved(name, blocks, country)
        start = anchor.spot if isinstance(anchor, Computed) else Spot(anchor.lat, anchor.lon, anchor.radius_km or 0.0)
        found = beside_place(name, Bound(start, relation), entry, self.weights.radius_km)
        return replace(found, country=country) if found is not None else self._unresolved(name, blocks, country)

    def _border(self, mention: Mention, value: Toponym, blocks: Sequence[int]) -> Place:
        """A place told by a border: on the side the report speaks for, where it speaks for one."""
        name, least = _phrase(mention, self.report), self.weights.limits.share
        sides = [c for a in value.anchors if (c := self._side(a)) is not None]
        shares = self.support.shares(blocks, value.anchors[0] if len(value.anchors) == 1 else "")
        here = across(sides, shares, least)
        if len(sides) == 1 and here is not None:
            sides.append(here)
        if len(set(sides)) < 2:
            return replace(self._unresolved(name, blocks), country=None)
        regions = [e for e in self._regions_beside(mention, value, blocks) if here is not None and e.country == here]
        found = border_place(name, (sides[0], sides[1]), self.gazetteer.country(here) if here else None, regions)
        return found or replace(self._unresolved(name, blocks), country=here)

    def _regions_beside(self, mention: Mention, value: Toponym, blocks: Sequence[int]) -> list[GazetteerEntry]:
        """The first-level regions a place is told to lie in, or that are named right before it."""
        before = [m for m in self.mentions if m is not mention and mention.span.start - 2 <= m.span.end <= mention.span.end]
        named = [self.sense.get(normal_key(m.value.name)) for m in before if isinstance(m.value, Toponym) and m.value.name]
        found = [*(self._container(w, blocks) for w in value.within), *named]
        return [e for e in found if e is not None and e.kind == "admin1"]

    def _side(self, anchor: str) -> str | None:
        """The country that an anchor names, itself or by its people; ``None`` where it names something else."""
        entry = self.sense.get(normal_key(anchor))
        people = self.gazetteer.demonym(anchor)
        return entry.country if entry is not None and entry.kind == "country" else people[0] if len(people) == 1 else None

    def _between(self, mention: Mention, value: Toponym, blocks: Sequence[int]) -> Place:
        name = _phrase(mention, self.report)
        ends = [self._known(a) for a in value.anchors]
        towns = [e for e in ends if isinstance(e, GazetteerEntry) and e.kind not in ("country", "region")]
        countries = {e.country for e in towns}
        country = countries.pop() if len(countries) == 1 else self.country(blocks)
        if len(towns) < 2 or towns[0].id == towns[1].id:
            return self._unresolved(name, blocks, country)
        return between_place(name, (towns[0], towns[1]), country)

    def _unresolved(self, name: str, blocks: Sequence[int], country: str | None = None) -> Place:
        return Place(name, country or self.country(blocks), None, None, None, None, PlacePrecision.UNRESOLVED, None, "unresolved")


def _phrase(mention: Mention, report: Report) -> str:
    return " ".join(mention.span.quote(report.text).split())
