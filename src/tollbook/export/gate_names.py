"""Whose names may leave: bodies and office-holders of the register, and those a project lets out; everybody else is told by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tollbook.codebook.actors import load_actor_kinds, load_register
from tollbook.codebook.exporting import label_of, load_release_rules
from tollbook.export.event import PATIENTS, Actor
from tollbook.model.incident import Cast, Incident, Source
from tollbook.model.ledger import UNDISCLOSED

GENERIC = ("state-forces", "police")
CIVILIANS = 7
LOOK = 40
"""Characters before a name in which the word before it lies."""
_BEFORE = re.compile(r"([^\W\d_]+) $")
PLAIN = ("civilians", "object-civilian")


@dataclass(frozen=True, slots=True)
class Names:
    """Names that leave: ``every`` all of them, ``publish`` those in small letters a project lets out."""

    every: bool = False
    publish: frozenset[str] = frozenset()

    def actor(self, cast: Cast, country: str | None) -> Actor:
        """The party under a name that may leave."""
        party = cast.party
        home = party.country or _home(party.register) or country
        entry = load_register().get(party.register or "")
        if entry is not None and not _is_generic(entry.id, entry.kind):
            return Actor(cast.role, entry.name, party.kind, home, known=True)
        if entry is None and (self.every or party.name.lower() in self.publish) and not party.unidentified:
            return Actor(cast.role, party.name, party.kind, home, known=True)
        return Actor(cast.role, label_of(party.kind, home), party.kind, home, known=entry is not None)

    def speaker(self, told: str, said: Mapping[str, Actor]) -> str | None:
        """The name of somebody who speaks; ``None`` where it may not leave."""
        if self.every or told.lower() in self.publish:
            return told
        if told.lower() in said:
            return said[told.lower()].name
        # "outlawed JNIM" is JNIM: words in small letters before a name say no name.
        words = told.split()
        first = next((n for n, word in enumerate(words) if not word.islower()), 0)
        return _register_names().get(" ".join(words[first:]).lower())


def _home(register: str | None) -> str | None:
    entry = load_register().get(register or "")
    return entry.country[0] if entry is not None and len(entry.country) == 1 else None


def _is_generic(register: str, kind: str) -> bool:
    """True for a state's forces and police as a whole, which schemes call by one pattern."""
    return kind in GENERIC and register.endswith(("-forces", "-police"))


@lru_cache(maxsize=1)
def _register_names() -> Mapping[str, str]:
    return {n.lower(): e.name for e in load_register().values() for n in (e.name, *e.aliases, *e.acronyms)}


def renamed(actor: Actor, country: str | None) -> tuple[Actor, tuple[str, ...]]:
    """A victim of a trade told as no more than a civilian, and the rule: what somebody does for a living can say who it was."""
    kind = load_actor_kinds()[actor.kind]
    if actor.role not in PATIENTS or kind.inter != CIVILIANS or actor.kind in PLAIN:
        return actor, ()
    return Actor(actor.role, label_of("civilians", country), "civilians", country, known=False), ("gate.small-cell",)


def persons_in(incident: Incident) -> frozenset[str]:
    """Names, in small letters, of parties and speakers that the register does not know."""
    told = [c.party.name for c in incident.cast if c.party.register is None]
    told += [s for line in incident.tolls for said in line.said for s in said.speakers]
    told += [c.by for c in incident.claims if c.by]
    return frozenset(n.lower() for n in told) - _register_names().keys()


def outlet_of(source: Source, persons: frozenset[str]) -> tuple[str | None, tuple[str, ...]]:
    """The outlet, or that it is not disclosed where its name is an address, an account, or a person's the incident tells of."""
    outlet = source.outlet
    if outlet is None or outlet == UNDISCLOSED:
        return outlet, ()
    plain = outlet.lower()
    if load_release_rules().is_private(outlet) or any(name in plain for name in persons if " " in name):
        return UNDISCLOSED, ("gate.source",)
    return outlet, ()


def names_with(word: str, texts: Iterable[str]) -> frozenset[str]:
    """The word behind each capitalised one it follows in the texts, in small letters: "oumou zantarga" may be a person; "near zantarga" is none."""
    plain = load_release_rules().plain
    before = (_BEFORE.search(text, max(0, m.start() - LOOK), m.start()) for text in texts for m in re.finditer(rf"\b{re.escape(word)}\b", text))
    names = (found[1] for found in before if found is not None)
    return frozenset(f"{name} {word}".lower() for name in names if name[:1].isupper() and name.lower() not in plain)
