"""All numbers of people that a report tells of one event to its tolls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tollbook.code.tolls_range import Told, combined, total_of
from tollbook.code.tolls_struck import UNTOLD, Died, lived
from tollbook.codebook.counts import CountWords, load_counts
from tollbook.frame.ones import RULE_MANY
from tollbook.model.account import GroupToll
from tollbook.model.frame import Counted
from tollbook.model.reading import Reading
from tollbook.model.span import Span, distinct
from tollbook.model.toll import STATUSES, STRUCK, Count

TOTAL, OTHERS = "total", "others"
_REACH = 60
_DOUBT = 0.5
_ORDER = (*STATUSES, STRUCK)


def tolls_of(counted: Sequence[Counted], parse_text: str, lang: str = "en", *, died: Died = UNTOLD) -> tuple[Reading[GroupToll], ...]:
    """The event's tolls, one for each status and group, totals first; the order of ``counted`` does not matter.

    Numbers told in one breath ("two soldiers and three civilians") and no total: their sum is the total too. Parts of a total ("five of them
    soldiers") never add to it, nor do fighters. A total smaller than its parts is doubtful: half the confidence. ``died``
    says whether the report tells a death without a number.
    """
    words = load_counts(lang)
    told = lived(_told(counted, parse_text, words), died, parse_text, words)
    chains = _chains(told, parse_text, words)
    told = _regrouped(told, chains, parse_text, words)
    chains = _chains(told, parse_text, words)
    sums = _sums(chains, words)
    totals = {t.status for t in told if t.group == TOTAL}
    found = _readings([*told, *(s for s in sums if s.status not in totals)], chains, parse_text, words)
    checked = [_checked(r, [s for s in sums if s.status == r.value.status]) for r in found]
    return tuple(sorted(checked, key=lambda r: (STATUSES.index(r.value.status), r.value.group != TOTAL, r.spans, r.value.group, r.value.as_written)))


def _told(counted: Iterable[Counted], text: str, words: CountWords) -> list[Told]:
    """Each number once a status, in text order; those that mix the dead and the hurt are left out."""
    found: dict[tuple[Span, str], Told] = {}
    for c in sorted(counted, key=lambda c: (c.mention.span, _ORDER.index(c.status), c.by)):
        count, span = c.mention.value, c.mention.span
        if not isinstance(count, Count) or c.mention.by == words.unclear:
            continue
        risen = c.mention.by == words.ordinal or words.rises.search(text[max(0, span.start - _REACH) : span.start]) is not None
        found.setdefault(
            (span, c.status),
            Told(c.status, count.group, count.toll, span, (span,), c.mention.by, c.mention.confidence, count.part, count.article, risen, count.noun),
        )
    told = [t for t in found.values() if not _only_many(t, found.values())]
    return [t for t in told if not _raises(t, found.values(), text, words)]


def _only_many(told: Told, others: Iterable[Told]) -> bool:
    """True for the "workers" of a headline where "four mine workers" are told: a bare plural beside a number of the same noun."""
    noun = told.noun.lower() if told.by == RULE_MANY and told.noun is not None else None
    numbered = (o for o in others if o.by != RULE_MANY and o.status == told.status and o.toll.figure > 1)
    return noun is not None and any(o.noun is not None and o.noun.lower() == noun for o in numbered)


def _raises(told: Told, others: Iterable[Told], text: str, words: CountWords) -> bool:
    """True for the five in "the toll rose to 31 after five people died": they are among the 31."""
    return any(
        o.risen and o.status == told.status and o.span.end < told.span.start and told.toll.figure < o.toll.figure
        and words.causes.match(text[o.span.end : told.span.start]) is not None
        for o in others
    )  # fmt: skip


def _chains(told: list[Told], text: str, words: CountWords) -> list[list[Told]]:
    """Runs of numbers of one status told in one breath; a total before a comma stands apart from what follows."""
    chains: list[list[Told]] = []
    for status in STATUSES:
        same = [t for t in told if t.status == status]
        chain = same[:1]
        for before, after in pairwise(same):
            gap = text[before.span.end : after.span.start]
            apart = before.group == TOTAL and gap.strip() == ","
            if before.part == after.part and words.joins.match(gap) is not None and not apart:
                chain.append(after)
            else:
                chains.append(chain)
                chain = [after]
        chains.append(chain)
    return [c for c in chains if len(c) > 1]


def _regrouped(told: list[Told], chains: list[list[Told]], text: str, words: CountWords) -> list[Told]:
    """People told beside others are no total but others: "three soldiers and two people", "another five people"."""
    beside = {(t.span, t.status) for c in chains for t in c}
    found: list[Told] = []
    for t in told:
        rest = any(o.status == t.status and o.group == TOTAL and o is not t and (o.span, o.status) not in beside for o in told)
        further = words.additional.match(t.span.quote(text)) is not None and any(o.status == t.status and not o.part for o in found)
        other = t.group == TOTAL and ((t.span, t.status) in beside or further or (t.part and rest))
        found.append(replace(t, group=OTHERS) if other else t)
    return found


def _sums(chains: list[list[Told]], words: CountWords) -> list[Told]:
    """What each run of victims adds up to."""
    found: list[Told] = []
    for chain in chains:
        victims = [t for t in chain if not t.part and not _fights(t.group, words)]
        toll = victims[0].toll if _is_sum(victims) else total_of(victims)
        if len(victims) < 2 or toll is None:
            continue
        spans = distinct(t.span for t in victims)
        found.append(Told(victims[0].status, TOTAL, toll, spans[0].join(spans[-1]), spans, "toll.sum", min(t.confidence for t in victims)))
    return found


def _is_sum(victims: Sequence[Told]) -> bool:
    """True for "18 pupils, ten girls and eight boys": the first are the others."""
    first, *rest = victims or (None,)
    return first is not None and len(rest) > 1 and first.toll == total_of(rest)


def _fights(group: str, words: CountWords) -> bool:
    return group in words.groups and words.groups[group].fighting


def _readings(told: list[Told], chains: list[list[Told]], text: str, words: CountWords) -> list[Reading[GroupToll]]:
    again = _repeats(chains, words)
    buckets: dict[tuple[object, ...], list[Told]] = {}
    for t in told:
        buckets.setdefault((*_key(t, words), again.get((t.span, t.status), 0)), []).append(t)
    return [_reading(same, text) for same in buckets.values()]


def _repeats(chains: list[list[Told]], words: CountWords) -> dict[tuple[Span, str], int]:
    """How often a group came before in the same run: "four guards and two guards" are not one group told twice."""
    found: dict[tuple[Span, str], int] = {}
    for chain in chains:
        for i, t in enumerate(chain):
            found[t.span, t.status] = sum(_key(o, words) == _key(t, words) for o in chain[:i])
    return found


def _key(told: Told, words: CountWords) -> tuple[object, ...]:
    """What makes two numbers numbers of the same people; of loose groups the noun or the number must agree too."""
    group = words.groups.get(told.group)
    if told.group == OTHERS:
        return (told.status, told.group, told.toll.low, told.toll.best, told.toll.high)
    named = group is not None and (group.open or group.named)
    return (told.status, told.group, told.noun.lower() if named and told.noun else None)


def _reading(same: list[Told], text: str) -> Reading[GroupToll]:
    same = sorted(same, key=lambda t: t.span)
    toll, chosen = combined(same)
    by = chosen.by if toll == chosen.toll else "toll.range"
    written = GroupToll(chosen.status, chosen.group, chosen.span.quote(text), toll)
    return Reading(written, distinct(s for t in same for s in t.spans), by, chosen.confidence)


def _checked(reading: Reading[GroupToll], sums: list[Told]) -> Reading[GroupToll]:
    """The total, doubted where the parts told in one breath make more."""
    high = reading.value.toll.high
    if reading.value.group != TOTAL or high is None or all(s.toll.low is None or s.toll.low <= high for s in sums):
        return reading
    return replace(reading, confidence=reading.confidence * _DOUBT)
