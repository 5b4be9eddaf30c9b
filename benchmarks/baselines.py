"""What merging must beat: every report alone, the same day and place, the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.merging import Coded, table
from tollbook.merge.facts import lead_of
from tollbook.merge.words import likeness, telling, words_in

ALIKE = 0.35
"""Texts are one from this likeness on: what scores best on the training part of gvc_docs."""


def alone(coded: Sequence[Coded]) -> dict[str, str]:
    """Each text a group of its own."""
    return {c.id: c.id for c in coded}


def same_day_and_place(coded: Sequence[Coded]) -> dict[str, str]:
    """Texts whose main event is of one day in one place, as they were coded; others alone."""
    found = alone(coded)
    for c in coded:
        lead = lead_of(c.accounts, table())
        if lead and lead.when and lead.where:
            found[c.id] = f"{lead.when.value.earliest} {lead.where.value.gazetteer or lead.where.value.name}"
    return found


def same_words(coded: Sequence[Coded], least: float = ALIKE) -> dict[str, str]:
    """Texts as alike in their rare words as ``least``, and those alike to these."""
    held = table()
    vectors = [telling(Counter(words_in(c.report.text)), held.bits, held.rare, held.file.words) for c in coded]
    home = list(range(len(coded)))
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, vector in enumerate(vectors):
        for m in sorted({m for word in vector for m in by_word[word]}):
            if home[m] != home[n] and likeness(vectors[m], vector) >= least:
                home = [home[m] if h == home[n] else h for h in home]
        for word in vector:
            by_word[word].append(n)
    return {c.id: str(h) for c, h in zip(coded, home, strict=True)}
