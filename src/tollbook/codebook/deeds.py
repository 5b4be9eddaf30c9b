"""The rules that tell which words tell of an event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.figurative import Figure, load_figurative
from tollbook.codebook.files import load_table

FAMILIES = ("vows", "crowd", "violence", "custody", "force", "property", "speech")
"""In the order their rules are tried: a threat or refusal is no deed yet; who acts on a crowd, or acts as one, says more than how."""


class DeedRule(msgspec.Struct, frozen=True):
    """One rule: the ``verb`` or ``noun`` lemmas it fires on, what must and must not stand beside them, and who gets which role.

    ``where`` and ``without`` map a slot of the clause ("subject", "object", "particle", "on", …) to words; ``also`` are further slots that must
    match; ``needs`` names slots that must be filled ("object"), filled with a class ("subject:@armed"), or, if filled, by it
    ("subject?:@armed"). ``roles`` overrides the form's default roles. The notation is documented in docs/reference/rules.md.
    """

    id: str
    kind: str
    examples: dict[str, str]
    counter: list[str] = msgspec.field(name="not")
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    subject_modifier: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    also: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}
    needs: tuple[str, ...] = ()
    modal: tuple[str, ...] = ()
    roles: dict[str, str] = {}
    stance: str | None = None
    outcome: bool = False
    plural: bool = False
    said: bool = False


class DeedRules(msgspec.Struct, frozen=True):
    """All deed rules of a language, by the lemmas they fire on, in the order they are tried; ``classes`` are closed word sets.

    ``figures`` are the figures of speech among the deeds that the rules in ``figurable`` find. ``sets`` are the words that the rules' slots ask
    for, with those of the classes among them.
    """

    verbs: Mapping[str, tuple[DeedRule, ...]]
    nouns: Mapping[str, tuple[DeedRule, ...]]
    classes: Mapping[str, frozenset[str]]
    by_id: Mapping[str, DeedRule]
    figures: tuple[Figure, ...] = ()
    figurable: frozenset[str] = frozenset()
    sets: Mapping[tuple[str, ...], frozenset[str]] = {}

    def wanted(self, words: tuple[str, ...]) -> frozenset[str]:
        """The words of a slot, those of a class in the place of its name."""
        return self.sets.get(words) or with_classes(words, self.classes)


VERB_ROLES = {"subject": "perpetrator", "object": "target"}
NOUN_ROLES = {"by": "perpetrator", "on": "target", "against": "target"}


@lru_cache(maxsize=8)
def load_deeds(lang: str) -> DeedRules:
    """The language's deed rules; DataFileError where a file does not fit its shape or names an unknown class."""
    raw = load_table(f"lexicon/{lang}/deeds/classes.yml", dict[str, list[str]])
    classes = {name: frozenset(_flat(name, raw)) for name in raw}
    held = {family: load_table(f"lexicon/{lang}/deeds/{family}.yml", list[DeedRule]) for family in FAMILIES}
    rules = [rule for family in FAMILIES for rule in held[family]]
    words = load_figurative(lang)
    figurable = words.rules.union(rule.id for family in words.families for rule in held[family])
    asked = {words for r in rules for slots in (r.where, r.also, r.without) for words in slots.values()}
    sets = {words: with_classes(words, classes) for words in asked}
    return DeedRules(_by_lemma(rules, "verb"), _by_lemma(rules, "noun"), classes, {r.id: r for r in rules}, words.figures, figurable, sets)


def with_classes(words: tuple[str, ...], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words, those of a class ("@armed") in the place of its name."""
    return frozenset(w for word in words for w in (classes[word[1:]] if word.startswith("@") else (word,)))


def _flat(name: str, raw: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    for word in raw[name]:
        found.extend(_flat(word[1:], raw) if word.startswith("@") else [word])
    return found


def _by_lemma(rules: list[DeedRule], form: str) -> dict[str, tuple[DeedRule, ...]]:
    table: dict[str, list[DeedRule]] = {}
    for rule in rules:
        for lemma in getattr(rule, form):
            table.setdefault(lemma, []).append(rule)
    return {lemma: tuple(found) for lemma, found in table.items()}
