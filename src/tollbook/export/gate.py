"""The gate: what of an incident may leave the machine. Formats take what it lets out, so nothing goes round it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from tollbook.codebook.exporting import load_country_names, load_release_rules
from tollbook.codebook.gazetteer.tables import load_camps
from tollbook.export.atlas import Atlas
from tollbook.export.event import PATIENTS, Actor, ClaimTold, Event, Loss, Spot, Teller
from tollbook.export.gate_cells import is_few, told_groups
from tollbook.export.gate_names import Names, names_with, outlet_of, persons_in, renamed
from tollbook.export.gate_places import WIDE, cell_of, coarsened, named, rounded, spot_of, with_second, words_of
from tollbook.export.gate_said import Voices, course_of, figures_of, words_told
from tollbook.export.rows import Exportable
from tollbook.model.incident import Incident
from tollbook.model.ledger import UNDISCLOSED

SEXUAL = "sexual violence"
GIVEN_AWAY = frozenset({SEXUAL, "shelter", "displaced people", "aid workers", "health workers", "abduction"})
"""Classes whose place must not be told by what a report tells beside them."""
Linked = frozenset[tuple[str, tuple[float, float]]]
DAY = timedelta(days=1)
CODES = ("acled", "plover", "ucdp", "cameo", "gtd", "gtd_weapon", "gtd_target", "inso")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a profile lets out beyond the default, which is nothing; ``publish`` are further names, in small letters, that may leave."""

    profile: str = "public"
    names: bool = False
    coordinates: bool = False
    urls: bool = False
    small_cells: bool = False
    ongoing: bool = False
    words: bool = False
    publish: frozenset[str] = frozenset()


PUBLIC = Policy()


@dataclass(frozen=True, slots=True)
class _Way:
    """What the gate goes by."""

    policy: Policy
    atlas: Atlas
    linked: Linked


@dataclass(frozen=True, slots=True)
class Cleared:
    """The events that may leave, in the order given, and what was held back by which rule; incidents held back whole are among the losses."""

    events: tuple[Event, ...]
    losses: tuple[Loss, ...]


@dataclass(slots=True)
class _Rules:
    """The rules applied to one incident."""

    event: str
    losses: list[Loss] = field(default_factory=list)

    def told(self, what: str, rules: Iterable[str]) -> None:
        self.losses += [Loss(self.event, what, rule) for rule in rules]


def clear(items: Sequence[Exportable], policy: Policy, now: datetime, atlas: Atlas, linked: Linked = frozenset()) -> Cleared:
    """What of the incidents may leave under the policy at the time ``now``; ValueError where that has no time zone.

    ``linked`` are the places of sensitive incidents, also of those not asked for (see ``linked_places``).
    """
    if now.tzinfo is None:
        raise ValueError("the embargo needs an instant with its time zone")
    events: list[Event] = []
    losses: list[Loss] = []
    for item in items:
        rules = _Rules(item.incident.id)
        if not policy.ongoing and _may_go_on(item.incident, now):
            # Not even its id: that something is held back now says that somebody is held.
            losses.append(Loss("", "incident", "gate.embargo"))
        else:
            events.append(_event(item, _Way(policy, atlas, linked), rules))
        losses += rules.losses
    return Cleared(tuple(events), tuple(losses))


def _may_go_on(incident: Incident, now: datetime) -> bool:
    """True for a taking of people whose last report, or last day where no report is dated, is not past the embargo; also where neither is."""
    table = load_release_rules()
    if incident.kind.value not in table.ongoing:
        return False
    days = [s.published for s in incident.sources if s.published is not None]
    if not days and incident.when is not None:
        days = [incident.when.value.latest]
    if not days:
        return True
    return now < datetime.combine(max(days) + DAY, time.min, UTC) + timedelta(hours=table.embargo_hours)


def classes_of(incident: Incident) -> tuple[str, ...]:
    """The sensitive classes an incident belongs to, in alphabetical order."""
    table = load_release_rules()
    found = {table.kinds.get(incident.kind.value), *(table.kinds.get(said.value) for said in incident.kind.dissent)}
    found |= {table.actors.get(c.party.kind) for c in incident.cast if c.role in PATIENTS}
    found |= {table.groups.get(line.group) for line in incident.tolls}
    places = [incident.where.value, *(said.value for said in incident.where.dissent)] if incident.where is not None else []
    struck = [c.party.name for c in incident.cast] + [p.name for p in places]
    words = {word for name in struck for word in words_of(name, table.harmless)}
    found |= {kind for kind, listed in table.places.items() if words & set(listed)}
    if any((p.country, p.name.lower()) in _camps() for p in places):
        found.add("displaced people")
    return tuple(sorted(kind for kind in found if kind is not None))


@lru_cache(maxsize=1)
def _camps() -> frozenset[tuple[str | None, str]]:
    return frozenset((c.country, name.lower()) for c in load_camps() for name in (c.name, *c.aliases))


def linked_places(incidents: Iterable[Incident]) -> Linked:
    """The cells of sensitive incidents by report: what a report tells beside one would give its place away."""
    found = (i for i in incidents if not GIVEN_AWAY.isdisjoint(classes_of(i)))
    return frozenset((s.report, cell) for i in found if (cell := _cell(i)) is not None for s in i.sources)


def _cell(incident: Incident) -> tuple[float, float] | None:
    place = incident.where.value if incident.where is not None else None
    if place is None or place.lat is None or place.lon is None or place.precision in WIDE:
        return None
    return cell_of(place.lat, place.lon)


def _event(item: Exportable, way: _Way, rules: _Rules) -> Event:
    incident, policy = item.incident, way.policy
    classes = classes_of(incident)
    sexual, few = SEXUAL in classes, not policy.small_cells and is_few(incident.tolls)
    actors = _actors(incident, policy, sexual or few, rules)
    tolls, hidden = told_groups(incident.tolls, policy.small_cells, whole=sexual)
    rules.told("tolls", ("gate.small-cell",) * bool(hidden))
    hidden_days, voices = _hidden_days(incident), _voices(incident, policy, actors)
    changed = [r.day for r in incident.revisions if r.day is not None and r.day not in hidden_days]
    return Event(
        id=incident.id, kind=incident.kind.value, currency=incident.currency.value, stance=incident.stance.value,
        when=incident.when.value if incident.when is not None else None, where=_spot(item, way, classes, rules), actors=tuple(actors.values()),
        tolls=tolls, claims=_claims(incident, policy, actors, rules), tellers=_tellers(item, policy, rules), codes=_codes(item.codes, sexual or few),
        speakers=_speakers(incident, policy, actors, rules), independent=incident.independent, revision=incident.revision,
        changed=max(changed, default=None), sensitive=bool(classes), figures=figures_of(incident, voices), course=course_of(incident, voices),
        imported=item.imported,
    )  # fmt: skip


def _voices(incident: Incident, policy: Policy, actors: Mapping[str, Actor]) -> Voices:
    names, said = Names(policy.names, policy.publish), _said(actors)
    speakers = dict.fromkeys(s for line in incident.tolls for one in line.said for s in one.speakers)
    persons = frozenset() if policy.names else persons_in(incident)
    outlets = {s.report: outlet_of(s, persons)[0] for s in incident.sources}
    return Voices(outlets, {s: names.speaker(s, said) for s in speakers}, _hidden_days(incident), policy.words)


def _hidden_days(incident: Incident) -> frozenset[date]:
    """Days on which nobody but an undisclosed source reported: they would lead to it."""
    hidden = {s.published for s in incident.sources if s.outlet == UNDISCLOSED and s.published is not None}
    return frozenset(hidden - {s.published for s in incident.sources if s.outlet != UNDISCLOSED})


def _codes(codes: Mapping[str, object], plain: bool) -> Mapping[str, object]:
    """The codes of the schemes that are known here, nothing beside them; ``plain`` without what was struck."""
    return {name: None if plain and name == "gtd_target" else codes.get(name) for name in CODES}


def _actors(incident: Incident, policy: Policy, plain: bool, rules: _Rules) -> dict[str, Actor]:
    """The parties by role and name as told, in small letters after the role; ``plain`` tells victims as civilians, whatever their trade."""
    country = incident.where.value.country if incident.where is not None else None
    names = Names(policy.names, policy.publish)
    found: dict[str, Actor] = {}
    for cast in incident.cast:
        actor = names.actor(cast, country)
        if plain and not policy.names:
            actor, told = renamed(actor, country)
            rules.told(cast.role, told)
        if not actor.known and not cast.party.unidentified:
            rules.told(cast.role, ("gate.name",))
        if actor not in found.values():
            found[f"{cast.role} {cast.party.name.lower()}"] = actor
    return found


def _said(actors: Mapping[str, Actor]) -> dict[str, Actor]:
    return {key.partition(" ")[2]: actor for key, actor in actors.items()}


def _spot(item: Exportable, way: _Way, classes: Sequence[str], rules: _Rules) -> Spot | None:
    incident, policy = item.incident, way.policy
    if incident.where is None:
        return None
    place = incident.where.value
    spot = spot_of(place)
    if spot.country is not None and spot.country not in load_country_names():
        spot = Spot(spot.name, None, spot.admin1, spot.lat, spot.lon, spot.radius_km, spot.precision)
    if not policy.names:
        unknown = place.gazetteer is None and place.name.isalpha()
        persons = persons_in(incident) | names_with(place.name, (r.text for r in item.reports if unknown))
        spot, told = (spot, ()) if place.name.lower() in policy.publish else named(spot, place, way.atlas, persons)
        rules.told("where", told)
    if policy.coordinates:
        return with_second(spot, place, way.atlas)
    beside = not classes and way.linked and any((s.report, _cell(incident)) in way.linked for s in incident.sources)
    spot, told = coarsened(spot) if classes or beside else rounded(spot)
    rules.told("where", ("gate.place-linked",) if beside else told)
    return spot if classes or beside else with_second(spot, place, way.atlas)


def _claims(incident: Incident, policy: Policy, actors: Mapping[str, Actor], rules: _Rules) -> tuple[ClaimTold, ...]:
    names, said = Names(policy.names, policy.publish), _said(actors)
    hidden = {day.isoformat() for day in _hidden_days(incident)}
    found = []
    for claim in incident.claims:
        by = names.speaker(claim.by, said) if claim.by is not None else None
        rules.told("claims", ("gate.speaker",) * (by is None and claim.by is not None))
        as_of = None if claim.as_of in hidden or all(s.outlet == UNDISCLOSED for s in claim.sources) else claim.as_of
        found.append(ClaimTold(claim.stance, by, as_of))
    return tuple(found)


def _speakers(incident: Incident, policy: Policy, actors: Mapping[str, Actor], rules: _Rules) -> tuple[str, ...]:
    names, said = Names(policy.names, policy.publish), _said(actors)
    told = dict.fromkeys(s for line in incident.tolls for one in line.said for s in one.speakers)
    found = {speaker: names.speaker(speaker, said) for speaker in told}
    rules.told("speakers", ("gate.speaker",) * any(name is None for name in found.values()))
    return tuple(dict.fromkeys(name for name in found.values() if name is not None))


def _tellers(item: Exportable, policy: Policy, rules: _Rules) -> tuple[Teller, ...]:
    persons = frozenset() if policy.names else persons_in(item.incident)
    reports = {r.id: r for r in item.reports}
    found: dict[str, Teller] = {}
    for source in item.incident.sources:
        outlet, told = outlet_of(source, persons)
        rules.told("sources", told)
        hidden = outlet == UNDISCLOSED
        report = reports.get(source.report) if policy.urls and not hidden else None
        found.setdefault(source.report, Teller(
            outlet, None if hidden else source.published, source.original != source.report,
            report.title if report is not None else None, report.url if report is not None else None,
            () if hidden or not policy.words else words_told(reports.get(source.report), item.accounts),
        ))  # fmt: skip
    return tuple(found.values())

