"""What the accounts of one event say together: for each field the value with the best evidence, and the others beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tollbook.merge.copies import originals_of
from tollbook.merge.facts import BY, Facts
from tollbook.merge.ids import incident_id
from tollbook.merge.tolls import Voiced, lines_of
from tollbook.model.account import Account
from tollbook.model.frame import Currency, Stance
from tollbook.model.incident import Cast, ClaimSaid, Field, Incident, Said, Source
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.time import When

T = TypeVar("T")
Rank = tuple[float, ...]
STANCES = (Stance.STATED, Stance.CLAIMED, Stance.ALLEGED, Stance.DENIED, Stance.HYPOTHETICAL, Stance.NEGATED)
"""What is stated outranks what is claimed, and so on: one report that tells it as a fact makes it one."""
CURRENCIES = (Currency.NEW, Currency.BACKGROUND, Currency.FUTURE)
PRECISIONS = tuple(PlacePrecision)
GRAINS = (1, 6, 30)
"""Intervals of so many days between their ends are equally sharp: a day or night, a week, a month."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The accounts of one event, earliest first, each with its source; ``right`` are accounts whose value of a field an analyst called right."""

    facts: tuple[Facts, ...]
    sources: tuple[Source, ...]
    right: Mapping[str, str]


def heard(facts: Sequence[Facts], right: Mapping[str, str]) -> Heard:
    """The accounts in order, with their sources; copies of one text point to the earliest of them."""
    ordered = tuple(sorted(facts, key=lambda f: f.rank))
    originals = originals_of(ordered)
    sources = tuple(Source(f.id, f.report, f.outlet, f.issued, originals[f.report], f.further) for f in ordered)
    return Heard(ordered, sources, right)


def incident_of(held: Heard) -> Incident:
    """The incident without its revisions; its id names its earliest account, ``also`` the others'."""
    first, *others = held.facts
    kind = chosen(held, "kind", lambda a: a.kind.value, lambda v, accounts: (_lead(held, accounts),))
    stance = chosen(held, "stance", lambda a: a.stance.value.value, lambda v, _: (-float(STANCES.index(Stance(v))),))
    currency = chosen(held, "currency", lambda a: a.currency.value.value, lambda v, _: (-float(CURRENCIES.index(Currency(v))),))
    assert kind is not None
    assert stance is not None
    assert currency is not None
    return Incident(
        id=incident_id(first.id), sources=held.sources, kind=kind, currency=currency, stance=stance,
        when=chosen(held, "when", lambda a: a.when.value if a.when else None, lambda v, _: _sharp(v, held), _same_days),
        where=chosen(held, "where", lambda a: a.where.value if a.where else None, lambda v, _: _close(v), _same_place),
        cast=_cast(held, stance.value), claims=_claims(held),
        tolls=lines_of([Voiced(f, s) for f, s in zip(held.facts, held.sources, strict=True)], held.right.get("tolls")),
        also=tuple(sorted(incident_id(f.id) for f in others)),
    )  # fmt: skip


def chosen(
    held: Heard, field: str, value_of: Callable[[Account], T | None], rank: Callable[[T, Sequence[Facts]], Rank],
    key: Callable[[T], Hashable] = lambda value: value,
) -> Field[T] | None:  # fmt: skip
    """The value an analyst called right, else the best by its rank, then by how many independent reports give it, then the earliest told."""
    groups: dict[Hashable, list[tuple[T, Facts, Source]]] = {}
    for facts, source in zip(held.facts, held.sources, strict=True):
        value = value_of(facts.account)
        if value is not None:
            groups.setdefault(key(value), []).append((value, facts, source))
    if not groups:
        return None
    said = [(Said(group[0][0], tuple(s for _, _, s in group)), [f for _, f, _ in group]) for group in groups.values()]
    right = held.right.get(field)
    said.sort(key=lambda g: (not any(s.account == right for s in g[0].sources), tuple(-x for x in rank(g[0].value, g[1])), -g[0].independent))
    best = said[0][0]
    judged = any(s.account == right for s in best.sources)
    told = f"told by {best.independent} of {len({s.original for s in held.sources})} independent reports"
    return Field(best, "an analyst called it right" if judged else told, tuple(s for s, _ in said[1:]))


def _lead(held: Heard, accounts: Sequence[Facts]) -> float:
    """How many texts tell it as their main event."""
    originals = {s.report: s.original for s in held.sources}
    return float(len({originals[f.report] for f in accounts if f.lead}))


def _same_days(when: When) -> Hashable:
    return (when.earliest, when.latest)


def _sharp(when: When, held: Heard) -> Rank:
    """How sharp the days are, then by how many texts they are borne out, then how few they are."""
    originals = {s.report: s.original for s in held.sources}
    meeting = {originals[f.report] for f in held.facts if f.account.when is not None and f.account.when.value.meets(when)}
    days = (when.latest - when.earliest).days
    return (-float(bisect_left(GRAINS, days)), float(len(meeting)), -float(days))


def _same_place(place: Place) -> Hashable:
    return place.gazetteer if place.gazetteer and place.how == "named" else (place.name, place.precision, place.lat, place.lon)


def _close(place: Place) -> Rank:
    return (-float(PRECISIONS.index(place.precision)),)


def _cast(held: Heard, stance: str) -> tuple[Cast, ...]:
    """Who took part: one entry a role and register id, or name; whom an account only alleges is no doer of an event that others state."""
    found: dict[tuple[str, str], tuple[list[Source], Cast]] = {}
    for facts, source in zip(held.facts, held.sources, strict=True):
        surer = STANCES.index(Stance(stance)) < STANCES.index(facts.account.stance.value)
        for reading in facts.account.parties:
            role, party = reading.value.role, reading.value.party
            if surer and role in BY:
                continue
            sources, _ = found.setdefault((role, party.register or party.name.lower()), ([], Cast(role, party, ())))
            if source not in sources:
                sources.append(source)
    return tuple(Cast(cast.role, cast.party, tuple(sources)) for sources, cast in found.values())


def _claims(held: Heard) -> tuple[ClaimSaid, ...]:
    """The ledger of claims by the day they were known; the same word of the same speaker is told once, as of its first day."""
    found: dict[tuple[str, str | None], tuple[str | None, list[Source]]] = {}
    for facts, source in zip(held.facts, held.sources, strict=True):
        for reading in facts.account.claims:
            claim = reading.value
            as_of = claim.as_of or (facts.issued.isoformat() if facts.issued else None)
            day, sources = found.get((claim.stance, claim.by), (as_of, []))
            if source not in sources:
                sources.append(source)
            known = [d for d in (day, as_of) if d is not None]
            found[claim.stance, claim.by] = (min(known, default=None), sources)
    said = [ClaimSaid(stance, by, day, tuple(sources)) for (stance, by), (day, sources) in found.items()]
    return tuple(sorted(said, key=lambda c: (c.as_of is None, c.as_of or "", c.stance, c.by or "")))
