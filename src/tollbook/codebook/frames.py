"""The words that tie arguments, times, places and counts to a deed, and one sentence's deed to another's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class LightVerbs(msgspec.Struct, frozen=True):
    """Verbs that lend a noun deed its arguments: who did it, what it hit, who underwent it; ``telling`` ones only say that it was.

    ``aimed`` are nouns between a deed and what it hit: "the *target* of the attack was a bank".
    """

    acting: frozenset[str]
    hitting: frozenset[str]
    undergoing: frozenset[str]
    telling: frozenset[str]
    aimed: frozenset[str]


class FrameWords(msgspec.Struct, frozen=True):
    """What the frame stage reads off data; the file says what each list is for."""

    light: LightVerbs
    status_of_rule: Mapping[str, str]
    status_of_lemma: Mapping[str, str]
    status_of_kind: Mapping[str, str]
    affected: frozenset[str]
    qualifying_kinds: Mapping[str, str]
    linking: frozenset[str]
    marks: frozenset[str]
    apart: frozenset[str]
    definite: frozenset[str]
    general_cues: frozenset[str]
    families: Mapping[str, frozenset[str]]
    specific: tuple[str, ...]
    answering: frozenset[str]
    manner: Mapping[str, frozenset[str]]
    manner_of_kind: Mapping[str, str]
    single: frozenset[str]
    settings: Mapping[str, frozenset[str]]
    ways: frozenset[str]
    at_home: frozenset[str]
    hanging: frozenset[str]
    kind_of_status: Mapping[str, str]
    leaving: frozenset[str]
    acting_things: frozenset[str]
    bystanders: frozenset[str]
    needing: frozenset[str]
    untold: frozenset[str]
    bloodless: frozenset[str]
    earlier: frozenset[str]
    accidents: frozenset[str]
    recalling: frozenset[str]
    naming: frozenset[str]
    operations: frozenset[str]
    meanwhile: frozenset[str]
    units: frozenset[str]
    forces: frozenset[str]
    deathly: frozenset[str]
    attempting: frozenset[str]
    fatally: frozenset[str]
    rule_by_doer: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=8)
def load_frames(lang: str) -> FrameWords:
    """The language's frame words; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/frames.yml", FrameWords)
