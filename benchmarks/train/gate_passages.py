"""The passages the gate learns from: round what the coder or the gold finds, and all of the texts in which neither finds anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.coding import account_starts
from benchmarks.tasks.gate_read import OPEN, Sample, is_kept
from tollbook.codebook.kinds import load_kinds

PASSAGE = 40
"""Words that are weighed together: a paragraph of news."""
FAR = 80
"""A passage this many words from every account tells nothing, by the coder."""
SOFT = ("speech", "accord")
"""Families of kinds that texts on business and sport are full of: what tells of these alone is neither."""
NOISY = ("release", "resignation", "strike")
MANY = ("gva_longtail",)
"""Corpora so large that a fifth of their texts is enough."""
RARE = {"plover_gsr": 3.0}
"""Weights of corpora that alone hold some kinds of events."""
NAMELESS = 0.96
"""A text in which more of the words than this are written small writes names small too."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that follow each other in one text."""

    words: tuple[str, ...]
    relevant: bool
    weight: float


@dataclass
class Lesson:
    """What is learned from: ``passages``; whole texts (their words) that only set the threshold; how often a word is written small, and at all."""

    passages: list[Passage] = field(default_factory=list)
    kept: list[tuple[str, bool, list[str]]] = field(default_factory=list)
    small: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)


def lesson_of(samples: Iterable[Sample]) -> Lesson:
    """The lesson of the texts, each coded where its gold does not say all."""
    lesson = Lesson()
    for sample in samples:
        if _teaches_nothing(sample):
            continue
        words = _words(sample)
        text = _Text(sample, [w.lower() for w in words], _found(sample, words))
        if is_kept(sample.id):
            lesson.kept += [(sample.corpus, text.relevant, text.words)] if text.relevant or text.empty else []
            continue
        _count(words, lesson)
        lesson.passages.extend(_passages(text))
    return lesson


def _teaches_nothing(sample: Sample) -> bool:
    """True for more of the same, and for a text on conflict whose gold tells no event of the sort that its corpus is about."""
    return (sample.corpus in MANY and not is_kept(sample.id + sample.corpus)) or (not sample.events and sample.corpus not in OPEN)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where accounts start, counted in words: all of them, and those of conflict."""

    all: tuple[int, ...] = ()
    conflict: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    sample: Sample
    words: list[str]
    found: _Found

    @property
    def relevant(self) -> bool:
        return self.sample.events > 0

    @property
    def empty(self) -> bool:
        return not self.sample.events and not self.found.all and self.sample.corpus in OPEN


def _words(sample: Sample) -> list[str]:
    return _WORD.findall(f"{sample.title or ''}\n{sample.text}")


def _found(sample: Sample, words: Sequence[str]) -> _Found:
    """The accounts of the text; none looked for where the gold says that a text of one passage is relevant."""
    if sample.events and len(words) <= PASSAGE:
        return _Found()
    before = len(_WORD.findall(sample.title or ""))
    starts = [m.start() for m in _WORD.finditer(sample.text)]
    found = [(before + sum(s < start for s in starts), kind) for start, kind in account_starts(sample.text, sample.day)]
    return _Found(tuple(at for at, _ in found), tuple(at for at, kind in found if _is_conflict(kind)))


def _is_conflict(kind: str) -> bool:
    return kind not in NOISY and load_kinds()[kind].family not in SOFT


def _count(words: Iterable[str], lesson: Lesson) -> None:
    """Counts how words are written, in texts that tell names by their capitals."""
    words = list(words)
    small = [w for w in words if w.islower()]
    if len(words) <= 2 * len(small) and len(small) <= NAMELESS * len(words):
        lesson.small.update(small)
        lesson.seen.update(w.lower() for w in words)


def _passages(text: _Text) -> Iterator[Passage]:
    weight = RARE.get(text.sample.corpus, 1.0)
    for at in text.found.conflict:
        start = max(0, at - PASSAGE // 2)
        yield Passage(tuple(text.words[start : start + PASSAGE]), True, weight / len(text.found.conflict) ** 0.5)
    if text.relevant and not text.found.conflict:
        yield Passage(tuple(text.words[:PASSAGE]), True, weight)
    if text.sample.corpus in OPEN and not text.relevant:
        for start in range(0, max(1, len(text.words) - PASSAGE // 3), PASSAGE // 2):
            end = start + PASSAGE
            if not any(start - FAR <= at < end + FAR for at in text.found.all):
                yield Passage(tuple(text.words[start:end]), False, 1.0 if text.empty else 0.5)
