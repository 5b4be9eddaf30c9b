"""Who the two sides of an ACLED row are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.codebook.acled import CIVILIANS, Pair, inter_of
from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.exporting import label_of
from tollbook.export.event import AGENTS, PATIENTS, Actor, Event

Told = tuple[tuple[str, str], ...]
BATTLES, CIVIL, BLASTS, RIOTS = "Battles", "Violence against civilians", "Explosions/Remote violence", "Riots"
EXCESSIVE = "Excessive force against protesters"
VIOLENT = (BATTLES, CIVIL, BLASTS)
UNKNOWN, PEOPLE = "unidentified-armed-group", "civilians"
LOOTING = "Looting/property destruction"
SIDES = (1, 2, 3, 4, 8)
CROWDS = {"Protests": "protesters", RIOTS: "rioters"}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides, who else stands with each, and what they are (inter codes, 0 where there is none)."""

    first: Actor
    second: Actor | None
    with_first: tuple[str, ...]
    with_second: tuple[str, ...]
    inter1: int
    inter2: int


def sides_of(event: Event, pair: Pair) -> tuple[Sides | None, Told]:
    """The sides of a row of this type and the rules applied, as (column, rule); ``None`` where nobody acts and none may be supposed."""
    agents, patients = list(event.side(AGENTS)), list(event.side(PATIENTS))
    told: list[tuple[str, str]] = []
    if pair[0] == BATTLES:
        told += [("actor2", "battle-civilians-left-out")] * any(not _armed(a) for a in (*agents, *patients))
        agents, patients = [a for a in agents if _armed(a)], [a for a in patients if _armed(a)]
    if pair[0] in CROWDS:
        agents, patients, told = _crowd(event, pair, agents, patients)
    first = agents[0] if agents else None
    second = patients[0] if patients else None
    if first is None and (pair[0] in VIOLENT or pair[1] == LOOTING):
        first = _supposed(UNKNOWN, event)
        told.append(("actor1", "unknown-perpetrator->unidentified"))
    if first is None and second is not None:
        first, second, patients = second, None, []
    if first is None:
        return None, ()
    if second is None and pair[0] in (BATTLES, CIVIL):
        second = _supposed(UNKNOWN if pair[0] == BATTLES else PEOPLE, event)
        told.append(("actor2", "unknown-side->supposed"))
    if pair[0] == CIVIL and second is not None and _inter(second, event) != CIVILIANS:
        told.append(("actor2", "victim-not-told-as-civilian"))
        second = _supposed(PEOPLE, event)
    return Sides(first, second, _others(agents, first), _others(patients, second), _inter(first, event), _inter(second, event)), tuple(told)


def _crowd(event: Event, pair: Pair, agents: list[Actor], patients: list[Actor]) -> tuple[list[Actor], list[Actor], list[tuple[str, str]]]:
    """A crowd is the first side, whoever else the text begins with; those who met it with force are the second."""
    kind = CROWDS[pair[0]]
    crowd = [a for a in (*agents, *patients) if a.kind in CROWDS.values()]
    others = [a for a in (*agents, *patients) if a not in crowd and (_armed(a) or pair[0] == RIOTS)]
    if crowd:
        return crowd, others, []
    return [_supposed(kind, event)], others, [("actor1", "crowd->supposed")]


def _armed(actor: Actor) -> bool:
    """True for who can be a side of a battle: a state, a group, an outside force; a group that rules is one of the state's kinds."""
    return load_actor_kinds()[actor.kind].inter in SIDES


def _supposed(kind: str, event: Event) -> Actor:
    return Actor("", label_of(kind, event.country), kind, event.country, known=False)


def _inter(actor: Actor | None, event: Event) -> int:
    return inter_of(actor.kind, actor.country, event.country) if actor is not None else 0


def _others(actors: Sequence[Actor], first: Actor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.name for a in actors if first is None or a.name != first.name))


def civilians_targeted(pair: Pair, sides: Sides) -> str:
    """The mark of events whose main or only target are civilians, blank for others."""
    hit = pair[0] == CIVIL or pair[1] == EXCESSIVE or (pair[0] in (BLASTS, RIOTS) and sides.inter2 == CIVILIANS)
    return "Civilians targeted" if hit else ""
