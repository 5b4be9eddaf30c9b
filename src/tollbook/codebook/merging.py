"""What merging is weighed with: how common words are, and what each likeness of two accounts speaks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.counts import load_counts
from tollbook.codebook.files import load_table
from tollbook.codebook.frames import load_frames
from tollbook.codebook.kinds import load_kinds
from tollbook.codebook.patterns import compile_pattern


class CommonFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/common.yml``: words by how rare they are, n where one text in 2**n holds them, apart by blanks.

    A word that is not listed is as rare as ``rare``.
    """

    rare: int
    words: dict[int, str]


class CorrectedRule(msgspec.Struct, frozen=True):
    """One way to say that a number puts an earlier one right, looked for in the sentence that holds it."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    counter: tuple[str, ...] = msgspec.field(name="not")


class MergeFile(msgspec.Struct, frozen=True):
    """The shape of ``merge/weights.yml``: what each likeness weighs (natural logarithm of odds a unit), and the limits that merging keeps.

    ``apart`` are families of kinds by whom they may be one event with; ``harm`` families that may lead a report. ``news_days`` is how long
    before its report undated news may lie, ``reach_km`` what two places may lie apart beyond both radii to be compared at all, ``apart_km`` what
    two points may, and be one event, ``regions_apart_km`` the same for two first-level regions. A pair is one event from ``least`` on; a cluster
    grows while all its pairs weigh ``linkage`` or more on average and none less than ``worst``, nor less than ``least`` with a ``parting`` feature.
    """

    weights: dict[str, float]
    harm: tuple[str, ...]
    apart: dict[str, tuple[str, ...]]
    news_days: int
    reach_km: float
    apart_km: float
    regions_apart_km: float
    least: float
    linkage: float
    worst: float
    parting: tuple[str, ...]
    alone: tuple[str, ...]
    siblings: tuple[str, ...]
    crowd: int
    words: int
    lead_words: int


class MergeTable(msgspec.Struct, frozen=True):
    """The same for one language, with the family of each kind, the bits each common word tells, what marks a correction and sets an event apart."""

    file: MergeFile
    families: Mapping[str, str]
    bits: Mapping[str, int]
    rare: int
    corrected: tuple[re.Pattern[str], ...]
    apart: frozenset[str]


@lru_cache(maxsize=4)
def load_merging(lang: str) -> MergeTable:
    """The language's table; DataFileError where a file does not fit its shape."""
    common = load_table(f"lexicon/{lang}/common.yml", CommonFile)
    bits = {word: n for n, words in common.words.items() for word in words.split()}
    families = {kind.kind: kind.family for kind in load_kinds().values()}
    numbers = load_counts(lang).numbers
    corrected = tuple(compile_pattern(rf"(?:{r.pattern})(?!\w)", {"number": list(numbers)}) for r in load_corrected(lang))
    return MergeTable(load_table("merge/weights.yml", MergeFile), families, bits, common.rare, corrected, load_frames(lang).apart)


def load_corrected(lang: str) -> tuple[CorrectedRule, ...]:
    """The language's rules for corrections; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/corrected.yml", tuple[CorrectedRule, ...])
