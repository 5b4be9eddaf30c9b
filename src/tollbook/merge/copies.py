"""Which reports of an event are copies of another: one wire text at many outlets is one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.merge.facts import Facts
from tollbook.merge.words import likeness

COPY = 0.85
"""From this likeness of their telling words on two passages are one text."""


def originals_of(facts: Sequence[Facts]) -> Mapping[str, str]:
    """For each report the earliest of these whose text it copies or is a later version of, else itself; ``facts`` are in order of publication."""
    found: dict[str, str] = {}
    kin: dict[str, str] = {}
    firsts: list[Facts] = []
    for f in facts:
        if f.report in found:
            continue
        family = f.copy_of or f.report
        like = next((g for g in firsts if likeness(f.words, g.words) >= COPY), None)
        found[f.report] = kin[family] = kin.get(family) or (found[like.report] if like else f.report)
        if like is None:
            firsts.append(f)
    return found
