"""Words of an account by what they tell: bits, many where a word is rare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nsmallest
from math import sqrt
from sys import intern

WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]|\d[\d,.:]*\d|\d")
_OPENING = re.compile(r"[.!?:;•—–|\n\u2028\"“(\[]\s*$|^\s*$")
_MARKS = str.maketrans({"’": "'", "-": " "})


def words_in(text: str) -> list[str]:
    """The words and numbers of the text in small letters, possessives cut."""
    return [plain(m[0]) for m in WORD.finditer(text)]


@lru_cache(maxsize=1 << 17)
def plain(word: str) -> str:
    """The word in small letters without a possessive."""
    return intern(word.translate(_MARKS).lower().removesuffix("'s").removesuffix("'"))


def names_in(text: str) -> set[str]:
    """The words the text writes large within a sentence and never small, word by word, and each two that follow one another."""
    large: set[str] = set()
    small: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    before, end = "", -1
    for m in WORD.finditer(text):
        word, capital = plain(m[0]), m[0][0].isupper() and len(m[0]) > 2
        if m[0][0].islower():
            small.add(word)
        elif capital and not _OPENING.search(text[max(0, m.start() - 3) : m.start()]):
            large.add(word)
        if capital and before and m.start() == end + 1:
            pairs.add((before, word))
        before, end = word if capital else "", m.end()
    names = large - small
    return names | {f"{first} {last}" for first, last in pairs if first not in small and last in names}


def telling(words: Mapping[str, int], bits: Mapping[str, int], rare: int, most: int) -> dict[str, float]:
    """The ``most`` most telling words with their share of a vector of length 1; a word said twice tells a little more."""
    weighed = {w: bits.get(w, rare) * (1.0 + 0.5 * min(n - 1, 2)) for w, n in words.items()}
    kept = nsmallest(most, weighed.items(), key=lambda item: (-item[1], item[0]))
    length = sqrt(sum(x * x for _, x in kept)) or 1.0
    return {w: x / length for w, x in sorted(kept) if x}


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How much two vectors of words point one way, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return min(1.0, sum(x * b[w] for w, x in a.items() if w in b))


def united_words(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The vectors as one of length 1."""
    held: dict[str, float] = {}
    for vector in vectors:
        for word, x in vector.items():
            held[word] = max(x, held.get(word, 0.0))
    length = sqrt(sum(x * x for x in held.values())) or 1.0
    return {w: x / length for w, x in sorted(held.items())}
