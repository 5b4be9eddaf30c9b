"""People told only as hit ("four men were shot"): hurt, unless the report tells them dead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.code.tolls_range import Told
from tollbook.codebook.counts import CountWords
from tollbook.model.span import distinct
from tollbook.model.toll import STRUCK, Toll

KILLED, INJURED, TOTAL = "killed", "injured", "total"
RULE_REST = "toll.rest"
_SURE = 0.8  # that who is told as hit, and never as dead, lives


@dataclass(frozen=True, slots=True)
class Died:
    """Whether a death is told without a number: ``event`` by the event's own words, ``report`` by any word of the report."""

    event: bool = False
    report: bool = False


UNTOLD = Died()


def lived(told: Sequence[Told], died: Died, text: str, words: CountWords) -> list[Told]:
    """The numbers with those told as hit turned into hurt ones, or left out where it stays open how many of them live.

    Of five hit of whom two died three are hurt. Where the report counts the
    hurt itself, its number stands. Of attackers and suspects who were hit nothing is told.
    """
    hit = [t for t in told if t.status == STRUCK and not t.part and not _stands_apart(t.group, words)]
    others = [t for t in told if t.status != STRUCK]
    if not hit or any(t.status == INJURED for t in others):
        return others
    dead = _dead(others, words)
    if not dead and not died.event and not (died.report and all(t.toll.figure == 1 for t in hit)):
        return [*others, *(_hurt(t) for t in hit)]
    further = [t for t in hit if words.additional.match(t.span.quote(text)) is not None]
    if further:
        return [*others, *(_hurt(t) for t in further)]
    rest = _rest(hit, dead)
    return others if rest is None else [*others, rest]


def _stands_apart(group: str, words: CountWords) -> bool:
    return group in words.groups and (words.groups[group].fighting or words.groups[group].accused)


def _dead(told: Collection[Told], words: CountWords) -> Mapping[str, Told]:
    """By group the highest number of dead told without bounds left open; those who attacked are none of them."""
    found: dict[str, Told] = {}
    for t in told:
        known, apart = found.get(t.group), t.part or _stands_apart(t.group, words)
        if t.status == KILLED and not apart and t.toll.figure > (known.toll.figure if known is not None else 0):
            found[t.group] = t
    return found


def _hurt(told: Told) -> Told:
    return replace(told, status=INJURED, confidence=told.confidence * _SURE)


def _rest(hit: Sequence[Told], dead: Mapping[str, Told]) -> Told | None:
    """Those hit less the dead among them; ``None`` where one of the numbers is not exact or the groups leave open who is who."""
    whole = max(hit, key=lambda t: t.toll.figure)
    lost = [dead[TOTAL]] if TOTAL in dead else list(dead.values())
    exact = all(t.toll.low == t.toll.best == t.toll.high for t in (whole, *lost))
    if not exact or not lost or any(t.group not in (whole.group, TOTAL) for t in hit):
        return None
    left = whole.toll.figure - sum(t.toll.figure for t in lost)
    spans = distinct((whole.span, *(t.span for t in lost)))
    return replace(_hurt(whole), group=TOTAL, toll=Toll(left, left, left), spans=spans, by=RULE_REST) if left > 0 else None
