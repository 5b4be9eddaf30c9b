"""Sorts of weapons and targets by the words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class MeansWords(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/means.yml``: singular words by sort of ``weapons`` and of ``targets``."""

    weapons: dict[str, tuple[str, ...]]
    targets: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def load_means(lang: str) -> MeansWords:
    """The language's words; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/means.yml", MeansWords)


def weapons_in(text: str, lang: str) -> tuple[str, ...]:
    """The sorts of weapons the words tell, in the order they are told; empty where they tell none."""
    return _sorts_in(text, lang, "weapons")


def target_in(text: str, lang: str) -> str | None:
    """The sort of the target whose word stands last ("the *school* of the church"); ``None`` where no word tells one."""
    return next(iter(reversed(_sorts_in(text, lang, "targets"))), None)


def _sorts_in(text: str, lang: str, table: str) -> tuple[str, ...]:
    pattern, sorts = _pattern(lang, table)
    return tuple(dict.fromkeys(sorts[m[1].lower()] for m in pattern.finditer(text)))


@lru_cache(maxsize=8)
def _pattern(lang: str, table: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern of all words, longest first, plurals too."""
    sorts = {word: sort for sort, words in getattr(load_means(lang), table).items() for word in words}
    return re.compile(rf"\b({'|'.join(_longest_first(sorts))})(?:e?s)?\b", re.IGNORECASE), sorts


def _longest_first(words: Mapping[str, str]) -> Iterator[str]:
    yield from map(re.escape, sorted(words, key=len, reverse=True))
