"""Texts in capitals throughout, put into the small letters that the language model has learned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tollbook.codebook.casing import Casing, CasingWords

LEAST = 40
SHORT = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def is_capitals(text: str) -> bool:
    """True where nine of ten letters are capitals, and there are enough of them to tell."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LEAST and sum(c.isupper() for c in letters) * 10 >= len(letters) * 9


def small(text: str, casing: Casing, knows: Callable[[str], bool]) -> str:
    """The same length of text in small letters but for names; ``knows`` tells whether a word is one of the language's as it is written."""
    found = list(_WORD.finditer(text))
    named = _named(found, casing)
    pieces, last = [], 0
    for i, m in enumerate(found):
        capital = i in named or _is_dated(found, i, casing.words) or _follows_title(found, i, casing.words) or _opens(found, i)
        pieces += [text[last : m.start()], _written(m[0], knows, capital=capital)]
        last = m.end()
    return "".join([*pieces, text[last:]])


def _stem(word: str) -> str:
    return word.lower().split("'")[0]


def _named(found: Sequence[re.Match[str]], casing: Casing) -> set[int]:
    """The words that stand in names of countries and the like."""
    stems = [_stem(m[0]) for m in found]
    held: set[int] = set()
    for i in range(len(stems)):
        n = next((n for n in range(casing.longest, 0, -1) if tuple(stems[i : i + n]) in casing.names), 0)
        held.update(range(i, i + n))
    return held


def _written(word: str, knows: Callable[[str], bool], *, capital: bool) -> str:
    low, stem = word.lower(), _stem(word)
    if len(low) != len(word):
        return word
    if not stem.isalpha() or (knows(stem) and not capital):
        return low
    # Neither way a word: an acronym where it is short ("ELN").
    acronym = not capital and len(stem) <= SHORT and not knows(stem.capitalize())
    return word if acronym else word[0] + low[1:]


def _is_dated(found: Sequence[re.Match[str]], i: int, words: CasingWords) -> bool:
    return _stem(found[i][0]) in words.dated and any(m[0].isdigit() for m in (*found[max(0, i - 1) : i], *found[i + 1 : i + 2]))


def _follows_title(found: Sequence[re.Match[str]], i: int, words: CasingWords) -> bool:
    """True for "Cerezo" in "president Cerezo": right behind a title, and no small word of the language."""
    if i == 0 or found[i - 1][0].lower() not in words.titles or found[i].string[found[i - 1].end() : found[i].start()].strip(" ."):
        return False
    return len(found[i][0]) > SHORT - 1 and found[i][0].lower() not in words.titles


def _opens(found: Sequence[re.Match[str]], i: int) -> bool:
    """True for the first word of a sentence."""
    before = found[i].string[found[i - 1].end() : found[i].start()] if i else "."
    return before.strip(' "')[:1] in (".", "!", "?", "]") or "--" in before
