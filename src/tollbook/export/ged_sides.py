"""The two sides of a GED row."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.exporting import load_country_names
from tollbook.export.event import AGENTS, PATIENTS, Actor, Event

STATE, GROUP = "state", "group"
OF_STATES = frozenset({"state-forces", "police", "government", "foreign-forces", "object-military", "object-police"})
CIVILIANS = "Civilians"
ONE_SIDED, NON_STATE = 3, 2


@dataclass(frozen=True, slots=True)
class Dyad:
    """Type of violence, names of the sides, what each is (state, group, civilians), and the states' ISO 3166-1 alpha-3 codes."""

    type: int
    a: str
    b: str
    sort_a: str
    sort_b: str
    state_a: str | None = None
    state_b: str | None = None


def dyad_of(event: Event) -> Dyad | None:
    """The dyad; ``None`` where the type of violence is open or a side is nobody known, for UCDP has no such events."""
    kind = event.codes.get("ucdp")
    agents = [a for a in event.side(AGENTS) if _named(a)]
    others = [a for a in event.side(PATIENTS) if _named(a) and load_actor_kinds()[a.kind].battle]
    if not isinstance(kind, int) or not agents:
        return None
    if kind == ONE_SIDED:
        first = agents[0]
        return Dyad(kind, _name(first), CIVILIANS, _sort(first), "civilians", _state(first))
    # Two sides may both be told as acting ("the army and rebels clashed").
    sides = [*agents, *others]
    second = next((a for a in sides[1:] if _name(a) != _name(sides[0])), None)
    if second is None or (kind == NON_STATE and STATE in (_sort(sides[0]), _sort(second))):
        return None
    a, b = (second, sides[0]) if _sort(second) == STATE and _sort(sides[0]) != STATE else (sides[0], second)
    if kind != NON_STATE and _sort(a) != STATE:
        return None
    return Dyad(kind, _name(a), _name(b), _sort(a), _sort(b), _state(a), _state(b))


def _named(actor: Actor) -> bool:
    """True for a body whose name is known: one of the register, or a state whose country is."""
    return (actor.known and load_actor_kinds()[actor.kind].inter not in (0, 7)) or _sort(actor) == STATE


def _sort(actor: Actor) -> str:
    return STATE if actor.kind in OF_STATES and actor.country in load_country_names() else GROUP


def _state(actor: Actor) -> str | None:
    return actor.country if _sort(actor) == STATE else None


def _name(actor: Actor) -> str:
    return f"Government of {load_country_names()[actor.country or '']}" if _sort(actor) == STATE else actor.name
