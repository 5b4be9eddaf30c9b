"""Accounts made for tests of merging, each in a report of its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tollbook.codebook.merging import load_merging
from tollbook.merge.facts import Facts, Filed, facts_of
from tollbook.model.account import Account, Attribution, Claim, GroupToll, Part
from tollbook.model.decision import Decision, Maker, Verdict, mark_of
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll
from tollbook.read.text import Issue, read_text

TABLE = load_merging("en")
POINTS = {"Dorra": (14.2, -3.1), "Kessou": (14.6, -3.0), "Fandiala": (11.0, 8.2), "Bamako": (12.65, -8.0), "Gao": (16.27, -0.05)}
TEXT = "Gunmen on motorcycles attacked the market of Dorra on Tuesday, said Issa Bamadio, the mayor.\n\nTraders ran into the fields."


@dataclass(frozen=True)
class Told:
    """What an account of a test says; ``day`` is the first of ``days`` days; ``killed`` is a toll or its one number."""

    kind: str = "armed-attack"
    day: date | None = date(2024, 3, 5)
    days: int = 1
    place: str | None = "Dorra"
    killed: Toll | int | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    currency: Currency = Currency.NEW
    stance: Stance = Stance.STATED
    doer: Party | None = None
    claims: Sequence[Claim] = ()
    speakers: Sequence[Attribution] = ()
    at: int = 0
    injured: int | None = None


def report(text: str = TEXT, published: date | None = date(2024, 3, 6), source: str | None = "Radio Dorra", title: str | None = None) -> Report:
    return read_text(text, Issue(title=title, source=source, published=published))


def account(told: Told, within: Report) -> Account:
    span = Span(told.at, told.at + 7)
    when = None
    if told.day is not None:
        last = date.fromordinal(told.day.toordinal() + told.days - 1)
        when = Reading(When(told.day, last, TimePrecision.DAY if told.days == 1 else TimePrecision.RANGE), (span,), "test")
    tolls = [GroupToll("killed", group, str(n), Toll(n, n, n)) for group, n in told.groups.items()]
    if told.killed is not None:
        toll = told.killed if isinstance(told.killed, Toll) else Toll(told.killed, told.killed, told.killed)
        tolls.append(GroupToll("killed", "total", f"{toll.figure} people", toll))
    if told.injured is not None:
        tolls.append(GroupToll("injured", "total", f"{told.injured} people", Toll(told.injured, told.injured, told.injured)))
    return Account(
        id=f"{within.id}-{told.kind}-{told.at}", report=within.id, kind=Reading(told.kind, (span,), "test"),
        currency=Reading(told.currency, (span,), "test"), stance=Reading(told.stance, (span,), "test"), trigger=(span,),
        parties=(Reading(Part("perpetrator", told.doer), (span,), "test"),) if told.doer else (), when=when,
        where=Reading(place(told.place), (span,), "test") if told.place else None, tolls=tuple(Reading(t, (span,), "test") for t in tolls),
        claims=tuple(Reading(c, (span,), "test") for c in told.claims), said_by=tuple(Reading(s, (span,), "test") for s in told.speakers),
        terms=(), deadline=None, motive=None, instrument=None, codes={},
    )  # fmt: skip


def place(name: str) -> Place:
    lat, lon = POINTS.get(name, (None, None))
    precision = PlacePrecision.EXACT if name in POINTS else PlacePrecision.UNRESOLVED
    return Place(name, "MLI" if name in POINTS else None, None, lat, lon, 5.0 if name in POINTS else None, precision, None, "named")


def filed(told: Told, within: Report | None = None) -> Filed:
    held = within or report()
    return Filed(account(told, held), held)


def facts(one: Filed) -> Facts:
    return facts_of([one.account], one.report, TABLE)[0]


def decided(verdict: Verdict, *about: Filed, hour: int = 0, field: str | None = None, undoes: str | None = None) -> Decision:
    at = datetime(2024, 4, 1, hour, tzinfo=UTC)
    return Decision(verdict, tuple(mark_of(f.account) for f in about), Maker.ANALYST, "tester", at, "as told", field, undoes)
