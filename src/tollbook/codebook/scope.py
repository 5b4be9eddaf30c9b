"""The words that tell who says so, and those that change how a deed is to be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from tollbook.codebook.files import load_table
from tollbook.errors import DataFileError

Slots = dict[str, tuple[str, ...]]


class TokenRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a word must be: one of ``words`` (lemma or form), in a relation ``as``, of a tag, with words in the slots round it.

    ``where`` slots must hold one of the words named, ``without`` slots none; "@name" is a class of the file, "*" any word, "#YEAR" a year.
    """

    id: str
    words: tuple[str, ...]
    examples: dict[str, str]
    counter: list[str] = msgspec.field(name="not")
    relation: tuple[str, ...] = msgspec.field(name="as", default=())
    tags: tuple[str, ...] = ()
    head_as: tuple[str, ...] = ()
    head_tags: tuple[str, ...] = ()
    where: Slots = {}
    without: Slots = {}


class SpeechRule(TokenRule, frozen=True, kw_only=True):
    """A word that reports what somebody said: ``act`` as in ``Speech``, ``content`` the relations by which what is said hangs on it.

    ``stance`` is what the act makes of it, where no cue does. ``speaker`` is the preposition behind which the speaker stands,
    ``None`` for the subject.
    """

    act: str
    content: tuple[str, ...] = ("ccomp", "xcomp", "parataxis")
    stance: str | None = None
    speaker: str | None = None


class CueRule(TokenRule, frozen=True, kw_only=True):
    """A word that changes how deeds are to be taken, and which of them.

    ``reach`` is its direction: "below" (what hangs on the word) or "head" (what the word hangs on). ``through`` is its scope: the relations
    that lead there; empty: all that carry. From a head it climbs on by the relations in ``lift``. What lies deeper is reached only where
    the file's ``carry`` passes it on, all that shares its time where the rule is ``wide``, or all of it where it is ``deep``.
    ``indefinite`` rules leave "the attack" alone, ``bare`` ones take only nouns without article and number, and ``spares`` names kinds of
    deeds that stay as they are.
    """

    effect: str
    reach: tuple[str, ...] = ("head",)
    through: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    deep: bool = False
    wide: bool = False
    indefinite: bool = False
    bare: bool = False


class Carry(msgspec.Struct, frozen=True):
    """How a cue passes from a word to what hangs on it; all else is a terminator.

    ``relations`` always pass, ``wide`` ones pass what tells a time, ``loose`` ones doubt to a noun
    that is not known ("may have died in a raid"); ``subjects`` and ``objects`` are verbs that pass it to the noun that is
    their subject or object ("launched an attack"), ``prepositions`` those whose noun takes part ("took part in a march"); ``contents`` are
    nouns of telling ("reports of"), ``vague`` nouns of quantity ("a series of"). ``definite`` words mark a noun as known, ``contrast`` words
    end a cue between two verbs.
    """

    relations: tuple[str, ...]
    wide: tuple[str, ...]
    loose: tuple[str, ...]
    subjects: frozenset[str]
    objects: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    contents: frozenset[str]
    vague: frozenset[str]
    definite: frozenset[str]
    contrast: frozenset[str]


class SpeechFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/speech.yml``."""

    classes: dict[str, list[str]]
    rules: list[SpeechRule]


class CueFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/cues.yml``."""

    classes: dict[str, list[str]]
    carry: Carry
    rules: list[CueRule]


R = TypeVar("R", SpeechRule, CueRule)


class SpeechWords(msgspec.Struct, frozen=True):
    """A language's speech rules by the words they fire on, in the order they are tried."""

    rules: tuple[SpeechRule, ...]
    by_word: Mapping[str, tuple[SpeechRule, ...]]
    by_id: Mapping[str, SpeechRule]


class CueWords(msgspec.Struct, frozen=True):
    """A language's cue rules by the words they fire on, and how cues carry."""

    rules: tuple[CueRule, ...]
    by_word: Mapping[str, tuple[CueRule, ...]]
    by_id: Mapping[str, CueRule]
    carry: Carry


@lru_cache(maxsize=8)
def load_speech(lang: str) -> SpeechWords:
    """The language's words of saying; DataFileError where the file does not fit its shape or names an unknown class."""
    table = load_table(f"lexicon/{lang}/speech.yml", SpeechFile)
    rules = _filled(table.rules, table.classes)
    return SpeechWords(rules, _by_word(rules), {r.id: r for r in rules})


@lru_cache(maxsize=8)
def load_cues(lang: str) -> CueWords:
    """The language's cue words; DataFileError where the file does not fit its shape or names an unknown class."""
    table = load_table(f"lexicon/{lang}/cues.yml", CueFile)
    rules = _filled(table.rules, table.classes)
    return CueWords(rules, _by_word(rules), {r.id: r for r in rules}, table.carry)


def _filled(rules: Sequence[R], classes: Mapping[str, Sequence[str]]) -> tuple[R, ...]:
    """The rules with the words of their classes in place."""

    def fill(words: Iterable[str]) -> tuple[str, ...]:
        unknown = [w for w in words if w.startswith("@") and w[1:] not in classes]
        if unknown:
            raise DataFileError(f"no word class {unknown[0]}")
        return tuple(w for word in words for w in (classes[word[1:]] if word.startswith("@") else (word,)))

    def slots(raw: Slots) -> Slots:
        return {slot: fill(words) for slot, words in raw.items()}

    return tuple(msgspec.structs.replace(r, words=fill(r.words), where=slots(r.where), without=slots(r.without)) for r in rules)


def _by_word(rules: Sequence[R]) -> dict[str, tuple[R, ...]]:
    table: dict[str, list[R]] = {}
    for rule in rules:
        for word in rule.words:
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}
