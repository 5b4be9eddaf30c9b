"""The marks by which web pages tell text from furniture, and the names under which they say who published what and when."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.patterns import compile_pattern

_WORD = re.compile(r"(?<![^\W_])(?:[A-Z]?[a-z]+|[A-Z]+(?![a-z]))+(?=\d*(?:[\W_]|$))")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class MarksFile(msgspec.Struct, frozen=True):
    """The shape of ``pages/marks.yml``.

    ``inline`` are elements that stand within a line, ``unseen`` those whose content no reader sees;
    ``furniture``, ``captions`` and ``heads`` are words of class and id attributes, the others names of meta elements in descending trust.
    """

    inline: list[str]
    unseen: list[str]
    furniture: list[str]
    captions: list[str]
    heads: list[str]
    published: list[str]
    updated: list[str]
    outlets: list[str]
    authors: list[str]
    titles: list[str]


class Marks(msgspec.Struct, frozen=True):
    """The same; a mark is the set of words that must all stand in one class."""

    inline: frozenset[str]
    unseen: frozenset[str]
    furniture: frozenset[frozenset[str]]
    captions: frozenset[frozenset[str]]
    heads: frozenset[frozenset[str]]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    outlets: tuple[str, ...]
    authors: tuple[str, ...]
    titles: tuple[str, ...]


@lru_cache(maxsize=1)
def load_marks() -> Marks:
    """The marks of pages; DataFileError where the file does not fit its shape."""
    held = load_table("pages/marks.yml", MarksFile)
    return Marks(
        frozenset(held.inline), frozenset(held.unseen),
        _sets(held.furniture), _sets(held.captions), _sets(held.heads),
        tuple(held.published), tuple(held.updated), tuple(held.outlets), tuple(held.authors), tuple(held.titles),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def bears(name: str, marks: frozenset[frozenset[str]]) -> bool:
    """True where the words of one class or id ("related-posts", "relatedPosts") include all words of one of the marks."""
    words = frozenset(hump.lower() for word in _WORD.findall(name) for hump in _HUMP.findall(word))
    return any(mark <= words for mark in marks)


def _sets(lines: list[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(line.split()) for line in lines)


class PageRule(msgspec.Struct, frozen=True):
    """One pattern of a whole line with its id, examples and counter-examples."""

    id: str
    pattern: str
    examples: list[str]
    counter: list[str] = msgspec.field(name="not")


class PagesFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/pages.yml``."""

    lines: list[PageRule]
    comments: list[PageRule]
    voices: list[PageRule]
    bylines: list[PageRule]
    calendar: list[str]
    live: list[PageRule]
    round_up: list[PageRule]
    walls: list[PageRule]


class PageWords(msgspec.Struct, frozen=True):
    """Compiled patterns of whole lines.

    Furniture, the heading of readers' comments and the lines of one, bylines (with the author as the group ``name``), the title of a live page,
    title and lead of a round-up, the wall before a paid text; ``calendar`` are the names of days and months in small letters.
    """

    lines: tuple[re.Pattern[str], ...]
    comments: tuple[re.Pattern[str], ...]
    voices: tuple[re.Pattern[str], ...]
    bylines: tuple[re.Pattern[str], ...]
    live: tuple[re.Pattern[str], ...]
    round_up: tuple[re.Pattern[str], ...]
    walls: tuple[re.Pattern[str], ...]
    calendar: frozenset[str]


@lru_cache(maxsize=8)
def load_page_words(lang: str) -> PageWords:
    """The language's words of pages; DataFileError where the file does not fit its shape."""
    held = load_table(f"lexicon/{lang}/pages.yml", PagesFile)

    def compiled(rules: list[PageRule]) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_pattern(r.pattern, {"calendar": held.calendar}) for r in rules)

    return PageWords(
        compiled(held.lines), compiled(held.comments), compiled(held.voices), compiled(held.bylines),
        compiled(held.live), compiled(held.round_up), compiled(held.walls), frozenset(word.lower() for word in held.calendar),
    )  # fmt: skip


def says(line: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    """True where one of the patterns matches the whole line."""
    return any(p.fullmatch(line) for p in patterns)
