"""The words that put the product's terms into those of the fourth message understanding conference."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

FILE = Path(__file__).parents[1] / "sets" / "muc4" / "terms.yml"


class Typed(msgspec.Struct, frozen=True):
    """Words by which something is of a type."""

    type: str
    words: frozenset[str]


class Former(msgspec.Struct, frozen=True):
    """Words that tell of an office somebody held, and the types it makes."""

    words: frozenset[str]
    types: dict[str, str]


class Sure(msgspec.Struct, frozen=True):
    """What a sentence says of who did it by its ``words``, each one of several ("a|b")."""

    says: str
    words: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """The shape of the file, which says what each list is."""

    months: tuple[str, ...]
    leading: frozenset[str]
    wider: dict[str, frozenset[str]]
    countries: frozenset[str]
    names: dict[str, str]
    parts: dict[str, str]
    levels: dict[str, str]
    beside: dict[str, str]
    named: dict[str, str]
    inside: frozenset[str]
    types: dict[str, str]
    burning: frozenset[str]
    blasting: frozenset[str]
    stealing: frozenset[str]
    shooting: frozenset[str]
    effects: dict[str, str]
    destroying: frozenset[str]
    states: frozenset[str]
    members: frozenset[str]
    ranks: frozenset[str]
    people: dict[str, str]
    described: tuple[Typed, ...]
    former: Former
    things: tuple[Typed, ...]
    weapons: tuple[Typed, ...]
    ends: frozenset[str]
    possessives: frozenset[str]
    particles: frozenset[str]
    plurals: frozenset[str]
    fighting: frozenset[str]
    military: frozenset[str]
    objects: frozenset[str]
    foes: frozenset[str]
    pronouns: frozenset[str]
    counting: frozenset[str]
    numbers: dict[str, int]
    spared: dict[str, str]
    bodies: tuple[str, ...]
    bodied: frozenset[str]
    single: frozenset[str]
    settled: frozenset[str]
    vague: frozenset[str]
    guarding: frozenset[str]
    sureness: tuple[Sure, ...]
    unclaimed: tuple[str, ...]
    rebels: frozenset[str]
    guilt: frozenset[str]
    soldiers: frozenset[str]


WORDS = msgspec.convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), Words)
