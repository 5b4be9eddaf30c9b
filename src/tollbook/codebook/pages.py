"""The marks by which web pages tell text from furniture, and the names under which they say who published what and when."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


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
    words = frozenset(w.lower() for w in _WORD.findall(name))
    return any(mark <= words for mark in marks)


def _sets(lines: list[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(line.split()) for line in lines)
