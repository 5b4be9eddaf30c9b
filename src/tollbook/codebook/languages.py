"""The languages that are told apart, and when a text is long and plain enough to tell its own."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table

CODED = ("en",)
"""The languages there are words and rules for."""


class Plain(msgspec.Struct, frozen=True):
    """Words that hardly another language has, and the share of a text's words they must be to tell it."""

    share: float
    words: frozenset[str]


class Likely(msgspec.Struct, frozen=True):
    """When a text too short to tell its language shows that it is not in the one it is presumed to be in.

    It has so many ``letters`` and so many ``words`` without capitals (a list of names has none), none of the presumed language's plain words,
    and the likeliest language has at least the share ``least``; ``unsure`` is that share for texts that are long enough, but mixed.
    """

    letters: int
    words: int
    least: float
    unsure: float


class Languages(msgspec.Struct, frozen=True):
    """The shape of ``pages/languages.yml``.

    ``known`` are the codes of the languages of the press, ``same`` those that are read as another; a text of fewer ``letters``, or whose
    likeliest language has less than the share ``least``, does not tell its own. ``plain`` are those that a few words tell; ``likely`` is when
    a text is in another language than the one nobody declared but that was presumed.
    """

    letters: int
    least: float
    known: list[str]
    same: dict[str, str]
    plain: dict[str, Plain]
    likely: Likely


@lru_cache(maxsize=1)
def load_languages() -> Languages:
    """The languages; DataFileError where the file does not fit its shape."""
    return load_table("pages/languages.yml", Languages)
