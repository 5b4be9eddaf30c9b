"""Who a mention means: the party an account holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tollbook.codebook.actors import ActorWords, RegisterEntry
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.model.mention import Actor, Mention
from tollbook.model.party import Party
from tollbook.model.span import Span

HOPS = 6
_SMALL = re.compile(r"^(?:[a-z][\w-]* )+(?=[A-Z])")
POINTING = ("actor.pronoun", "actor.relative")
"""Rules of words that name nobody themselves."""
GENERIC = ("state-forces", "police")


@dataclass(frozen=True, slots=True)
class Company:
    """What an actor is read by: the report's actor ``mentions``, its ``day`` and the ``countries`` of its places."""

    mentions: Sequence[Mention]
    day: date | None
    countries: frozenset[str] = frozenset()


def resolve_actor(mention: Mention, company: Company, words: ActorWords) -> Party | None:
    """The party a mention means on a day, under the name its antecedent bears; ``None`` for a pronoun that points to nobody known.

    A register id is given only where the entry existed on the day.
    """
    mentions, day = company.mentions, company.day
    actor = mention.value
    if not isinstance(actor, Actor):
        return None
    origin = _origin(actor, mentions)
    if origin.pronoun and origin.refers is None:
        return None
    named = actor if actor.register and not origin.register else origin
    entry = _entry(named, words, day) or _by_company(named, company, words)
    if entry is None:
        name = actor.name if _describes(mention, origin) else origin.name
        return Party(name, origin.kind, None, actor.country or origin.country, origin.unidentified)
    country = origin.country or (entry.country[0] if len(entry.country) == 1 else None)
    own = origin.register is None and entry.kind != origin.kind and normal_key(origin.name) != normal_key(entry.name)
    kind = origin.kind if own and not _is_alias(origin, entry) else entry.kind
    return Party(origin.name, kind, entry.id, country, False)


def _describes(mention: Mention, origin: Actor) -> bool:
    """True for a noun that says more of nameless people than they were first called: "the assailants" for "two young men"."""
    return not mention.by.startswith(POINTING) and origin.unidentified


def _origin(actor: Actor, mentions: Sequence[Mention]) -> Actor:
    """The mention at the end of the chain of those that point back."""
    for _ in range(HOPS):
        target = _at(actor.refers, mentions) if actor.refers else None
        if target is None or not isinstance(target.value, Actor):
            return actor
        actor = target.value
    return actor


def _at(span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The last mention with that span."""
    return next((m for m in reversed(mentions) if m.span == span), None)


def _entry(actor: Actor, words: ActorWords, day: date | None) -> RegisterEntry | None:
    """The register entry the actor is on the day; ``None`` where the name has none, several, or one of another time."""
    if actor.register:
        entry = words.register[actor.register]
        if entry.valid(day):
            return entry
        return _only(e for e in _bearers(entry.name, words) if e.valid(day))
    if actor.kind == "government" and not actor.unidentified and actor.country and not _is_named(actor, words):
        return None
    branch = _branch(actor, words, day)
    if branch is not None:
        return branch
    bearers = [e for e in _bearers(actor.name, words) if e.valid(day)] if day is not None else []
    found = _only(iter(bearers))
    if found is None and actor.kind in GENERIC and actor.country and _is_whole_force(actor, words):
        force = words.forces.get((actor.country, actor.kind))
        found = words.register[force] if force else None
    return found if found is not None and found.valid(day) else None


def _by_company(actor: Actor, company: Company, words: ActorWords) -> RegisterEntry | None:
    """The one bearer of a shared name that the report names in full, or whose country alone is spoken of or told of."""
    day = company.day
    bearers = {e.id: e for e in _bearers(actor.name, words) if day is not None and e.valid(day)}
    if len(bearers) < 2:
        return None
    others = [m.value for m in company.mentions if isinstance(m.value, Actor)]
    named = {a.register for a in others} & set(bearers)
    countries = {a.country for a in others if a.country} | company.countries
    home = {e.id for e in bearers.values() if countries.intersection(e.country)}
    return _only(iter([bearers[i] for i in named or home if i is not None]))


def _only(entries: Iterator[RegisterEntry]) -> RegisterEntry | None:
    found = {e.id: e for e in entries}
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=8192)
def _key(name: str) -> tuple[str, ...]:
    return tuple(w.removesuffix("'s") for w in normal_key(name.replace("’s", " ").replace("'s", " ")).split())


def _bearers(name: str, words: ActorWords) -> Iterator[RegisterEntry]:
    """The entries whose name or acronym is the whole of ``name`` but for small words before it: "paramilitary Rapid Support Forces"."""
    name = _SMALL.sub("", name)
    key = _key(name)
    for known in words.names.get(key[0], ()) if key else ():
        if known.words == key and (known.exact is None or known.exact == name.replace(".", "")):
            yield from (words.register[i] for i in known.ids)


def _is_named(actor: Actor, words: ActorWords) -> bool:
    return next(_bearers(actor.name, words), None) is not None


def _is_alias(actor: Actor, entry: RegisterEntry) -> bool:
    return _key(actor.name) in {_key(n) for n in (entry.name, *entry.aliases, *entry.acronyms)}


def _is_whole_force(actor: Actor, words: ActorWords) -> bool:
    """True for "the Malian army", false for "a Malian army patrol" or "a French soldier"."""
    last = _key(actor.name)[-1:]
    return bool(last) and last[0] in words.file.whole


def _branch(actor: Actor, words: ActorWords, day: date | None) -> RegisterEntry | None:
    """The one branch of a known parent that the phrase tells by its area: "X's affiliate in Y"."""
    key = _key(actor.name)
    if not words.file.branches.intersection(key):
        return None
    parents = {
        e.id
        for i in range(len(key))
        for known in words.names.get(key[i], ())
        if key[i : i + len(known.words)] == known.words
        for e in _of(known.ids, words)
    }
    told = " ".join(key)
    return _only(
        e for e in words.register.values() if e.parent in parents and e.valid(day) and any(f" {normal_key(a)} " in f" {told} " for a in e.areas)
    )


def _of(ids: Sequence[str], words: ActorWords) -> Iterator[RegisterEntry]:
    return (words.register[i] for i in ids)
