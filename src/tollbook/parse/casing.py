"""Texts in capitals throughout, put into the small letters that the language model has learned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tollbook.codebook.casing import Casing

LEAST = 40
SHORT = 5
CLEARLY = 3
"""How many times as frequent the capital spelling must be for a word to be a name wherever it stands."""
RARE = 600_000
Rank = Callable[[str], int | None]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_VOWEL = re.compile(r"[aeiouyáéíóú]")


def is_capitals(text: str) -> bool:
    """True where nine of ten letters are capitals, and there are enough of them to tell."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LEAST and sum(c.isupper() for c in letters) * 10 >= len(letters) * 9


def small(text: str, casing: Casing, rank: Rank) -> str:
    """The same length of text in small letters but for names; ``rank`` is a spelling's place by how frequent it is, ``None`` for no word."""
    words = [_Word(m, _stem(m[0])) for m in _WORD.finditer(text)]
    written = _Speller(words, casing, rank).spelled()
    pieces, last = [], 0
    for word, told in zip(words, written, strict=True):
        pieces += [text[last : word.match.start()], told]
        last = word.match.end()
    return "".join([*pieces, text[last:]])


@dataclass(frozen=True, slots=True)
class _Word:
    match: re.Match[str]
    stem: str

    @property
    def text(self) -> str:
        return self.match[0]


def _stem(word: str) -> str:
    return word.lower().split("'")[0]


def _titled(word: str) -> str:
    """The word with its first letter as a capital, in "D'AUBUISSON" the first two."""
    head, mark, rest = word.partition("'")
    return head + mark + rest[:1] + rest[1:].lower() if mark and len(head) == 1 and len(rest) > SHORT - 2 else word[0] + word[1:].lower()


@dataclass(frozen=True)
class _Speller:
    """Spells the words of one text, each with an eye on its neighbours."""

    words: Sequence[_Word]
    casing: Casing
    rank: Rank

    @property
    def small_words(self) -> frozenset[str]:
        """What stays small inside names."""
        return self.casing.words.particles | self.casing.words.links

    def spelled(self) -> list[str]:
        """The words as they are written where not all is in capitals."""
        names, found = self._named(), list[str]()
        for i, word in enumerate(self.words):
            if len(word.text.lower()) != len(word.text):
                found.append(word.text)
            elif i in names and word.stem not in self.small_words:
                found.append(_titled(word.text))
            elif self._is_initial(i) or self._is_acronym(i):
                found.append(word.stem.upper() + word.text[len(word.stem) :].lower())
            else:
                found.append(_titled(word.text) if self._has_capital(i, found[-1:]) else word.text.lower())
        return [self._article(i, found) for i in range(len(found))]

    def _named(self) -> set[int]:
        """The words that stand in names of countries, armed groups and the like."""
        stems = [w.stem for w in self.words]
        held: set[int] = set()
        for i in range(len(stems)):
            n = next((n for n in range(min(self.casing.longest, len(stems) - i), 0, -1) if tuple(stems[i : i + n]) in self.casing.names), 0)
            if n > 1 or (n == 1 and self._is_proper(stems[i])):
                held.update(range(i, i + n))
        return held

    def _is_proper(self, stem: str) -> bool:
        """False for a name that is a word of the language first: "poles", "turkey"."""
        small, capital, _ = self._ranks(stem)
        return stem in self.casing.words.proper or capital <= small

    def _ranks(self, stem: str) -> tuple[int, int, int]:
        """How frequent the small, the capital and the all-capital spelling are."""
        small, capital, all_capital = (self.rank(w) for w in (stem, stem.capitalize(), stem.upper()))
        return (RARE if small is None else small, RARE if capital is None else capital, RARE if all_capital is None else all_capital)

    def _is_initial(self, i: int) -> bool:
        """True for the letters of "U.S." and "J. Cruz" and for the one in "M-19"."""
        word = self.words[i]
        after = word.match.string[word.match.end() : word.match.end() + 2]
        return len(word.text) == 1 and word.text.isalpha() and (after[:1] == "." or (after[:1] == "-" and after[1:].isdigit()) or word.stem == "i")

    def _is_acronym(self, i: int) -> bool:
        """True for "ELN": short, and no word of the language, or one that is written so more often than small."""
        word = self.words[i]
        if word.stem in self.casing.acronyms:
            return True
        small, capital, whole = self._ranks(word.stem)
        if not 1 < len(word.stem) <= SHORT or not word.stem.isalpha() or min(small, capital) < whole:
            return False
        return whole < RARE or self._is_bracketed(i) or _VOWEL.search(word.stem) is None

    def _is_bracketed(self, i: int) -> bool:
        m = self.words[i].match
        return m.string[m.start() - 1 : m.start()] in ("(", "[") and m.string[m.end() : m.end() + 1] in (")", "]")

    def _has_capital(self, i: int, before: Sequence[str]) -> bool:
        stem, words = self.words[i].stem, self.casing.words
        if not stem.isalpha() or stem in self.small_words:
            return self._opens(i) and stem.isalpha()
        small, capital, _ = self._ranks(stem)
        if self._opens(i) or capital * CLEARLY < small or small == RARE:
            return True
        if stem in words.dated and self._is_dated(i):
            return True
        if not before or not self._touches(i) or stem in words.titles:
            return False
        # Right behind a title or a name, less will do: "President Brown", "Pablo Rivers".
        name = before[0][0].isupper() and self.words[i - 1].stem not in self.casing.peoples
        return capital < small * (CLEARLY if self.words[i - 1].stem in words.titles else 1) and (name or self.words[i - 1].stem in words.titles)

    def _is_dated(self, i: int) -> bool:
        return any(w.text.isdigit() for w in (*self.words[max(0, i - 1) : i], *self.words[i + 1 : i + 2]))

    def _touches(self, i: int) -> bool:
        """True where nothing but a space, or the stop of "Col.", parts the word from the one before."""
        gap = self.words[i].match.string[self.words[i - 1].match.end() : self.words[i].match.start()]
        return not gap.strip(" .") and (gap.strip() == "" or self.words[i - 1].stem in self.casing.words.titles)

    def _opens(self, i: int) -> bool:
        """True for the first word of a sentence."""
        m = self.words[i].match
        if i == 0:
            return True
        before, last = m.string[self.words[i - 1].match.end() : m.start()], self.words[i - 1].stem
        if before.startswith(".") and (last in self.casing.words.titles or len(last) == 1):
            return False
        mark = before.strip(' "')[:1]
        return mark in (".", "!", "?") or (mark == "]" and not self._is_bracketed(i - 1))

    def _article(self, i: int, found: Sequence[str]) -> str:
        """The word, an article with a capital where it opens a name: "La Libertad", but "de la Cruz"."""
        told = found[i]
        if self.words[i].stem not in self.casing.words.articles or i + 1 >= len(found) or not found[i + 1][0].isupper():
            return told
        return told if i and self.words[i - 1].stem in self.casing.words.links else told.capitalize()
