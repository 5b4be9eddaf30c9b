"""The words by which a language tells who claims, denies or is blamed for an event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from tollbook.codebook.files import load_table

Shape = Literal["object", "event", "content", "noun", "state", "blame", "accuse"]
Expected = dict[str, str | None]


class ClaimRule(msgspec.Struct, frozen=True):
    """One rule: the ``word`` lemmas it fires on, the ``shape`` of the clause round them and the ``stance`` it gives.

    ``object`` are the nouns that finish the word's sense ("responsibility"), ``link`` the prepositions that lead to the event (or, in ``blame``,
    from the event to the blamed), ``negated`` the stance of its negation (``None``: then it is no claim); with
    ``group`` it counts only where an armed group is the subject. The shapes are documented in
    docs/reference/rules.md.
    """

    id: str
    shape: Shape
    stance: str
    word: tuple[str, ...]
    examples: dict[str, Expected]
    counter: list[str] = msgspec.field(name="not")
    object: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    negated: str | None = None
    group: bool = False


class ClaimsFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/claims.yml``."""

    words: dict[str, list[str]]
    rules: list[ClaimRule]


class ClaimWords(msgspec.Struct, frozen=True):
    """A language's claim rules by the lemmas they fire on, in the order they are tried, and its word sets."""

    rules: Mapping[str, tuple[ClaimRule, ...]]
    words: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def load_claims(lang: str) -> ClaimWords:
    """The language's claim rules; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/claims.yml", ClaimsFile)
    rules: dict[str, tuple[ClaimRule, ...]] = {}
    for rule in table.rules:
        for word in rule.word:
            rules[word] = (*rules.get(word, ()), rule)
    return ClaimWords(rules, {name: frozenset(entries) for name, entries in table.words.items()})
