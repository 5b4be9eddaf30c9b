"""The words that name actors, their kinds, and the register of known ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.tables import load_countries

REGISTERS = ("forces", "groups", "groups_asia", "groups_americas", "groups_europe", "bodies", "leaders")
Key = tuple[str, ...]


class ActorKind(msgspec.Struct, frozen=True):
    """A kind of actor: its definition, ACLED inter code (0 where ACLED has none), PLOVER sector, and whether armed forces are meant."""

    kind: str
    label: str
    definition: str
    inter: int
    plover: str
    battle: bool = False


class ActorRule(msgspec.Struct, frozen=True):
    """Nouns or modifiers that make a phrase an actor of one kind; ``sort`` is person, group or thing.

    ``open`` heads take their kind from the words round them; ``unique`` ones name without pointing back ("the army"); ``acting`` ones count only
    as subjects of verbs that do something ("the country").
    """

    id: str
    kind: str
    words: tuple[str, ...]
    examples: dict[str, str]
    counter: list[str] = msgspec.field(name="not")
    sort: str = "person"
    open: bool = False
    unidentified: bool = False
    unique: bool = False
    acting: bool = False


class Pointer(msgspec.Struct, frozen=True):
    """Definite nouns ("the group") and the kinds of actors they can point to; ``crowds`` only where the actor is many people."""

    words: frozenset[str]
    kinds: frozenset[str]
    crowds: frozenset[str] = frozenset()


class MemberWords(msgspec.Struct, frozen=True):
    """Words between a group and those named as its members; the file says what each list is for."""

    pronouns: frozenset[str]
    listing: frozenset[str]
    among: frozenset[str]
    verbs: frozenset[str]
    calling: frozenset[str]
    along: Mapping[str, frozenset[str]]
    such: Mapping[str, frozenset[str]]


class ActorFile(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of ``lexicon/<lang>/actors.yml``."""

    heads: list[ActorRule]
    modifiers: list[ActorRule]
    anonymous: frozenset[str]
    armed: frozenset[str]
    anyone: frozenset[str]
    weapons: frozenset[str]
    owned: dict[str, str]
    civilian_owners: frozenset[str]
    naming: frozenset[str]
    locative: frozenset[str]
    relational: frozenset[str]
    branches: frozenset[str]
    whole: frozenset[str]
    leading: frozenset[str]
    tailed: frozenset[str]
    none: list[str]
    struck: frozenset[str]
    fighting: frozenset[str]
    launched: frozenset[str]
    doubted: frozenset[str]
    negative: frozenset[str]
    stative: frozenset[str]
    weather: frozenset[str]
    addressed: frozenset[str]
    partners: frozenset[str]
    towards: dict[str, frozenset[str]]
    statecraft: frozenset[str]
    collective: frozenset[str]
    against: frozenset[str]
    siding: frozenset[str]
    ethnic: frozenset[str]
    national: frozenset[str]
    wielded: frozenset[str]
    arms: frozenset[str]
    gendered: dict[str, frozenset[str]]
    possessives: dict[str, str]
    pronouns: dict[str, str]
    points: dict[str, Pointer]
    usual: dict[str, str]
    members: MemberWords
    serving: dict[str, frozenset[str]]
    somebody: frozenset[str]


class RegisterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A known actor; ``country`` lists where it is at home, ``areas`` further words that tell it from its parent's other branches.

    ``since`` and ``until`` are the first and last year or day it existed under the name, both included; ``None`` is open.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    parent: str | None = None
    areas: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    inter: int | None = None
    wikidata: str | None = None

    def valid(self, day: date | None) -> bool:
        """True where the actor existed on the day, or no day is given."""
        if day is None:
            return True
        told = day.isoformat()
        return (self.since is None or told >= self.since) and (self.until is None or told[: len(self.until)] <= self.until)


class Name(msgspec.Struct, frozen=True):
    """A name as it is searched for: normal words, whether capitals must match as ``exact``, and the ids of those who bear it."""

    words: Key
    exact: str | None
    ids: tuple[str, ...]


class ActorWords(msgspec.Struct, frozen=True):
    """All that finding actors needs: heads by their last word, modifiers, register names and names of countries by their first word."""

    file: ActorFile
    heads: Mapping[str, tuple[tuple[Key, ActorRule], ...]]
    none: frozenset[Key]
    modifiers: Mapping[str, ActorRule]
    names: Mapping[str, tuple[Name, ...]]
    register: Mapping[str, RegisterEntry]
    places: Mapping[str, tuple[tuple[Key, tuple[str, ...]], ...]]
    demonyms: Mapping[str, tuple[tuple[Key, tuple[str, ...]], ...]]
    capitals: Mapping[str, tuple[tuple[Key, tuple[str, ...]], ...]]
    forces: Mapping[tuple[str, str], str]
    kinds: Mapping[str, ActorKind]

    def begins(self, key: str) -> bool:
        """True where the name of an actor, a country, its people or its capital begins with the word."""
        return key in self.names or key in self.demonyms or key in self.places or key in self.capitals


@lru_cache(maxsize=1)
def load_actor_kinds() -> Mapping[str, ActorKind]:
    """The kinds of actors by slug; DataFileError where the file does not fit its shape."""
    return {k.kind: k for k in load_table("codebook/actor_kinds.yml", list[ActorKind])}


@lru_cache(maxsize=1)
def load_register() -> Mapping[str, RegisterEntry]:
    """The actor register by id; DataFileError where a file does not fit its shape."""
    return {e.id: e for name in REGISTERS for e in load_table(f"actors/{name}.yml", list[RegisterEntry])}


@lru_cache(maxsize=8)
def load_actors(lang: str) -> ActorWords:
    """The language's actor words with the register and the countries; DataFileError where a file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/actors.yml", ActorFile)
    register = load_register()
    countries = load_countries()
    usual = table.usual
    heads: dict[str, list[tuple[Key, ActorRule]]] = {}
    for rule in table.heads:
        for word in rule.words:
            key = _key(word)
            heads.setdefault(key[-1], []).append((key, rule))
    named = _gather((normal_key(n), c.iso3) for c in countries for n in (c.name, *c.aliases))
    demonyms = _gather((normal_key(d), c.iso3) for c in countries for d in c.demonyms)
    return ActorWords(
        file=table,
        heads={last: tuple(sorted(found, key=lambda f: -len(f[0]))) for last, found in heads.items()},
        none=frozenset(map(_key, table.none)),
        modifiers={w: rule for rule in table.modifiers for w in rule.words},
        names=_names(register.values()),
        register=register,
        places=_by_first({tuple(k.split()): _one(usual, k, v) for k, v in named.items() if k}),
        demonyms=_by_first({tuple(k.split()): _one(usual, k, v) for k, v in demonyms.items()}),
        capitals=_by_first({tuple(normal_key(c.capital.split(",")[0]).split()): (c.iso3,) for c in countries if c.capital}),
        forces={(e.country[0], e.kind): e.id for e in load_table("actors/forces.yml", list[RegisterEntry]) if e.id.endswith(("-forces", "-police"))},
        kinds=load_actor_kinds(),
    )


def _key(word: str) -> Key:
    """The words as the parser splits them."""
    return tuple(word.lower().replace("-", " - ").split())


def _one(usual: Mapping[str, str], key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return (usual[key],) if key in usual else codes


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, code in pairs:
        if code not in found.get(key, ()):
            found[key] = (*found.get(key, ()), code)
    return found


def _by_first(table: Mapping[Key, tuple[str, ...]]) -> dict[str, tuple[tuple[Key, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[Key, tuple[str, ...]]]] = {}
    for key, codes in table.items():
        found.setdefault(key[0], []).append((key, codes))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _names(entries: Iterable[RegisterEntry]) -> dict[str, tuple[Name, ...]]:
    ids: dict[tuple[Key, str | None], list[str]] = {}
    for e in entries:
        told: dict[str, str | None] = dict.fromkeys((e.name, *e.aliases))
        told.update({a: a for a in e.acronyms})
        for name, exact in told.items():
            bearers = ids.setdefault((tuple(normal_key(name).split()), exact), [])
            if e.id not in bearers:
                bearers.append(e.id)
    found: dict[str, list[Name]] = {}
    for (key, exact), bearers in ids.items():
        found.setdefault(key[0], []).append(Name(key, exact, tuple(bearers)))
    return {first: tuple(sorted(rows, key=lambda r: -len(r.words))) for first, rows in found.items()}
