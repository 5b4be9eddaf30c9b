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
    groups = [r.value for r in account.tolls if r.value.group != TOTAL]
    found = [(t.status, t.group, TollSaid(t.toll, t.as_written, speakers, as_of, voice.source)) for t in groups]
    for status, figure in voice.facts.figures.items():
        words = [r.value.as_written for r in account.tolls if r.value.status == status and (figure.summed or r.value.group == TOTAL)]
        summed = figure.summed and not figure.lone
        said = TollSaid(figure.toll, " + ".join(words), speakers, as_of, voice.source, summed, figure.lone, figure.corrects)
        found.append((status, TOTAL, said))
    return found


def _line(status: str, group: str, said: Sequence[TollSaid], right: str | None) -> TollLine:
    ordered = tuple(sorted(said, key=lambda s: (s.as_of or date.max, s.source.published or date.max, s.source.account, s.as_written)))
    best, why = _best(ordered, right)
    return TollLine(status, group, _around([s.toll for s in ordered], best), why, ordered)


def _best(said: Sequence[TollSaid], right: str | None) -> tuple[int | None, str]:
    """The figure to repeat and why: an analyst's, else the latest day's; of several that day the one most texts give, then the highest.

    Totals outrank sums of groups, and a fall is believed where as many texts tell it as told the higher figure, or one puts that right.
    """
    judged = [s for s in said if s.source.account == right and s.toll.best is not None]
    if judged:
        return judged[-1].toll.best, "an analyst called it right"
    told = _totals([s for s in said if s.toll.best is not None])
    if not told:
        return None, "nobody gives a figure of their own"
    votes = Counter(n for n, _ in {(s.toll.figure, s.source.original) for s in told})
    if len(votes) == 1:
        return told[0].toll.figure, "the only figure"
    best, day = 0, None
    struck: set[int] = set()
    for as_of, same in groupby(told, key=lambda s: s.as_of):
        group = tuple(same)
        put_right = [s.toll.figure for s in group if s.corrects]
        last = max(put_right or [s.toll.figure for s in group], key=lambda n: (votes[n], n))
        if put_right:
            struck = (struck | {best}) - {last}
        if put_right or (last not in struck and (last >= best or votes[last] >= votes[best])):
            best, day = last, as_of
    return best, f"the latest, as of {day}" if day else "the one most reports give"


def _totals(told: Sequence[TollSaid]) -> Sequence[TollSaid]:
    """The totals; where there are any, of single groups only those of more people than each total before, which is one too low."""
    firm = [s for s in told if not s.summed and not s.lone]
    if not firm:
        return told
    return [s for n, s in enumerate(told) if s in firm or (s.lone and all(o.toll.figure < s.toll.figure for o in told[:n] if o in firm))]


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
