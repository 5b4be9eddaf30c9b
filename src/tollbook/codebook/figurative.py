"""Figures of speech: words of violence said of what no violence can befall, and reports on matters that are told in such words."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class Figure(msgspec.Struct, frozen=True):
    """One figure: a deed is none where one of the slots ``at`` holds one of ``words``.

    Each slot of ``where`` must hold one of its words too, and none of ``without`` may; ``lemma`` restricts it to deeds of these words.
    ``examples`` are sentences without deeds of violence, ``not`` sentences with one.
    """

    id: str
    examples: tuple[str, ...]
    counter: tuple[str, ...] = msgspec.field(name="not")
    at: tuple[str, ...]
    words: tuple[str, ...]
    lemma: frozenset[str] = frozenset()
    where: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}


class Matter(msgspec.Struct, frozen=True):
    """What a report is about if ``least`` different ones of ``words`` stand in it; its deeds of ``kinds`` (all if none is named) are then figures.

    ``spares`` says what makes a deed one after all: "harmed" (somebody is counted), "armed" or "police" (such a doer), "struck" (a thing that
    can be struck), "weapon" (what with), "outcome" (killed, wounded), "grave" (stabbed to death) or "dated" (a time). In a matter with ``quiet``
    none of this may stand with any of the report's deeds of these kinds, else the whole report is read as it stands. ``natural`` matters do
    harm themselves.
    """

    least: int
    words: frozenset[str]
    spares: frozenset[str]
    kinds: frozenset[str] = frozenset()
    quiet: bool = False
    natural: bool = False


class FigurativeWords(msgspec.Struct, frozen=True):
    """Figures are looked for among the deeds of ``families`` and ``rules``; one word in ``one_in`` of a report must be a matter's.

    ``grave`` words say that one person came to grief, ``graves`` are grave kinds; ``struck`` are the things of "struck", ``armed`` and
    ``policing`` the kinds of doers of "armed" and "police".
    """

    families: tuple[str, ...]
    rules: frozenset[str]
    one_in: int
    grave: frozenset[str]
    graves: frozenset[str]
    armed: frozenset[str]
    policing: frozenset[str]
    struck: tuple[str, ...]
    figures: tuple[Figure, ...]
    matters: dict[str, Matter]


@lru_cache(maxsize=8)
def load_figurative(lang: str) -> FigurativeWords:
    """The language's table; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/figurative.yml", FigurativeWords)
