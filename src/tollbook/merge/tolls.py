"""The tolls of one event: every figure with who gave it and when, a range that holds them all, and the one a reader should repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tollbook.merge.facts import Facts
from tollbook.merge.totals import TOTAL
from tollbook.model.incident import Source, TollLine, TollSaid
from tollbook.model.toll import STATUSES, Toll


@dataclass(frozen=True, slots=True)
class Voiced:
    """An account of the event with its source."""

    facts: Facts
    source: Source


def lines_of(voices: Sequence[Voiced], right: str | None = None) -> tuple[TollLine, ...]:
    """For each status the total and each group told, in the order of statuses; ``right`` is the account whose figures an analyst holds right."""
    found: dict[tuple[str, str], list[TollSaid]] = {}
    for voice in voices:
        for status, group, said in _said(voice):
            found.setdefault((status, group), []).append(said)
    order = sorted(found, key=lambda k: (STATUSES.index(k[0]), k[1] != TOTAL, k[1]))
    return tuple(_line(status, group, found[status, group], right) for status, group in order)


def _said(voice: Voiced) -> list[tuple[str, str, TollSaid]]:
    """The account's figures: the total of each status, and the groups as it gives them."""
    account = voice.facts.account
    speakers = tuple(dict.fromkeys(r.value.speaker for r in account.said_by))
    days = [date.fromisoformat(r.value.when) for r in account.said_by if r.value.when]
    as_of = min((d for d in days if voice.facts.issued is None or d <= voice.facts.issued), default=voice.facts.issued)
    told = [(r.value.status, r.value.group, r.value.toll, r.value.as_written, False) for r in account.tolls if r.value.group != TOTAL]
    for status, figure in voice.facts.figures.items():
        words = [r.value.as_written for r in account.tolls if r.value.status == status and (figure.summed or r.value.group == TOTAL)]
        told.append((status, TOTAL, figure.toll, " + ".join(words), figure.summed))
    return [(status, group, TollSaid(toll, words, speakers, as_of, voice.source, summed)) for status, group, toll, words, summed in told]


def _line(status: str, group: str, said: Sequence[TollSaid], right: str | None) -> TollLine:
    ordered = tuple(sorted(said, key=lambda s: (s.as_of or date.max, s.source.published or date.max, s.source.account, s.as_written)))
    best, why = _best(ordered, right)
    return TollLine(status, group, _around([s.toll for s in ordered], best), why, ordered)


def _best(said: Sequence[TollSaid], right: str | None) -> tuple[int | None, str]:
    """The figure to repeat and why: an analyst's, else the latest day's; of several that day the one most texts give, then the highest.

    Totals outrank sums of groups, and a fall is believed where as many texts tell it as told the higher figure.
    """
    judged = [s for s in said if s.source.account == right and s.toll.best is not None]
    if judged:
        return judged[-1].toll.best, "an analyst called it right"
    told = [s for s in said if s.toll.best is not None]
    told = [s for s in told if not s.summed] or told
    if not told:
        return None, "nobody gives a figure of their own"
    votes = Counter(n for n, _ in {(s.toll.figure, s.source.original) for s in told})
    if len(votes) == 1:
        return told[0].toll.figure, "the only figure"
    best, day = 0, None
    for as_of, group in groupby(told, key=lambda s: s.as_of):
        last = max({s.toll.figure for s in group}, key=lambda n: (votes[n], n))
        if last >= best or votes[last] >= votes[best]:
            best, day = last, as_of
    return best, f"the latest, as of {day}" if day else "the one most reports give"


def known_of(said: Sequence[TollSaid]) -> Toll:
    """What is known by these figures of one status and group, earliest first, where no analyst judged."""
    return _around([s.toll for s in said], _best(said, None)[0])


def _around(tolls: Sequence[Toll], best: int | None) -> Toll:
    """The range that holds every one of the ranges: an end that one of them leaves open is open."""
    lows, highs = [t.low for t in tolls], [t.high for t in tolls]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    if low is None and best is None and high is None:
        best = tolls[-1].figure
    return Toll(low, best, high)
