"""Made-up accounts for the benchmark of merging: events in crowded capitals and lonely hamlets, each told by some reports over days."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count
from pathlib import Path

from tollbook.codebook.merging import load_merging
from tollbook.merge.facts import Filed
from tollbook.model.account import Account, GroupToll, Part
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll
from tollbook.read.text import Issue, read_text

FIRST_DAY = date(2020, 1, 1)
DAYS, PLACES, COUNTRIES, OUTLETS, RARE = 1_500, 4_000, 40, 300, 30_000
KINDS = ("armed-attack", "killing", "bombing", "air-strike", "abduction", "protest", "arrest", "threat")
KIND_SHARES = (30, 20, 12, 8, 8, 10, 8, 4)
PARAGRAPHS, WORDS, OWN = 5, 32, 9
"""Paragraphs of a report, words of each, and how many of these are the event's own."""
GOES_ON, ASIDE, UNDATED, UNPLACED = 0.62, 0.15, 0.12, 0.12
"""How likely a further report is, that a report also tells an earlier event, and that an account lacks its day or its place."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: ``words`` are what reports of it share, names among them."""

    day: date
    place: Place
    kind: str
    killed: int
    doer: Party
    words: tuple[str, ...]


def filings(accounts: int) -> Iterator[tuple[Filed, ...]]:
    """Reports with one or two accounts each, event by event, until there are so many accounts; the same number gives the same reports."""
    made = 0
    for n in count():
        for report in reports(n):
            if made >= accounts:
                return
            made += len(report)
            yield report


def reports(n: int) -> Iterator[tuple[Filed, ...]]:
    """The reports of the n-th event, as they were published."""
    chance, told, issued, killed = _chance(f"reports {n}"), event(n), event(n).day, event(n).killed
    while True:
        issued += timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 5)))
        killed += chance.choice((0, 0, 0, 0, 1, 2)) if killed else 0
        earlier = event(chance.randrange(max(0, n - 3_000), n)) if n and chance.random() < ASIDE else None
        yield _report(chance, (told, killed), earlier, issued)
        if chance.random() > GOES_ON:
            return


@cache
def event(n: int) -> Event:
    """The n-th event."""
    chance = _chance(f"event {n}")
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    kind = chance.choices(KINDS, KIND_SHARES)[0]
    at = place(bisect_left(_crowds(), chance.random() * _crowds()[-1]))
    killed = int(chance.paretovariate(1.2)) if kind in KINDS[:4] and chance.random() < 0.8 else 0
    group = chance.randrange(60)
    doer = Party(f"Group {group}", "armed-group", f"made-{group}") if chance.random() < 0.5 else Party("gunmen", "unidentified", unidentified=True)
    names = [f"{coined(chance).title()} {coined(chance).title()}" for _ in range(3)]
    return Event(day, at, kind, killed, doer, (*_words(chance, 24), *names, at.name))


@cache
def place(n: int) -> Place:
    """The n-th place, the most crowded first; one in twenty is known by its region alone."""
    chance = _chance(f"place {n}")
    land = chance.randrange(COUNTRIES)
    lat, lon = (land // 8) * 12 - 30 + chance.uniform(0, 10), (land % 8) * 14 - 50 + chance.uniform(0, 12)
    wide = n % 20 == 19
    radius, precision = (120.0, PlacePrecision.ADMIN1) if wide else (4.0, PlacePrecision.EXACT)
    region = f"Region {land}-{chance.randrange(12)}"
    return Place(coined(chance).title(), f"X{land:02d}", region, round(lat, 4), round(lon, 4), radius, precision, f"made:{n}", "named")


def coined(chance: random.Random) -> str:
    """A word nobody uses."""
    return "".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in range(chance.randrange(2, 5)))


def digest_of_recipe() -> str:
    """The first 16 hex digits of the SHA-256 of this file: another recipe is other data."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]


def _report(chance: random.Random, main: tuple[Event, int], aside: Event | None, issued: date) -> tuple[Filed, ...]:
    parts = [_paragraph(chance, main[0]) for _ in range(PARAGRAPHS)] + ([_paragraph(chance, aside)] if aside else [])
    text, issue = "\n\n".join(parts), Issue(source=f"Outlet {chance.randrange(OUTLETS)}", published=issued)
    held = read_text(text, issue)
    first = _account(chance, held, Span(0, 5), main)
    start = len(text) - len(parts[-1])
    further = (_account(chance, held, Span(start, start + 5), (aside, aside.killed), Currency.BACKGROUND),) if aside else ()
    return tuple(Filed(a, held) for a in (first, *further))


def _paragraph(chance: random.Random, told: Event) -> str:
    words = [*_words(chance, WORDS - OWN), *chance.sample(told.words, OWN)]
    chance.shuffle(words)
    return f"There {' '.join(words)}."


def _account(chance: random.Random, held: Report, at: Span, main: tuple[Event, int], currency: Currency = Currency.NEW) -> Account:
    """What a report tells of an event and its dead; its words stand at ``at``."""
    told, killed = main
    when = None if chance.random() < UNDATED else Reading(When(told.day, told.day, TimePrecision.DAY), (at,), "made")
    where = None if chance.random() < UNPLACED else Reading(told.place, (at,), "made")
    tolls = (Reading(GroupToll("killed", "total", str(killed), Toll(killed, killed, killed)), (at,), "made"),) if killed else ()
    return Account(
        id=f"{held.id}-{at.start:08x}", report=held.id, kind=Reading(told.kind, (at,), "made"), currency=Reading(currency, (at,), "made"),
        stance=Reading(Stance.STATED, (at,), "made"), trigger=(at,), parties=(Reading(Part("perpetrator", told.doer), (at,), "made"),),
        when=when, where=where, tolls=tolls, claims=(), said_by=(), terms=(), deadline=None, motive=None, instrument=None, codes={},
    )  # fmt: skip


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret, and the same everywhere


def _words(chance: random.Random, n: int) -> list[str]:
    words, weights = _vocabulary()
    return chance.choices(words, cum_weights=weights, k=n)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """English words as common as the lexicon has them, and a long tail of rare ones."""
    common = sorted(load_merging("en").bits.items())
    chance = _chance("words")
    rare = [coined(chance) + coined(chance) for _ in range(RARE)]
    return [w for w, _ in common] + rare, list(accumulate([0.5**bits for _, bits in common] + [8.0 / (n + 50) for n in range(RARE)]))


@cache
def _crowds() -> list[float]:
    """How many events the first places have, and the first two, and so on: as few places as capitals have most of them."""
    return list(accumulate(1.0 / (n + 1) for n in range(PLACES)))
