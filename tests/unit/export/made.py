"""Incidents made for tests of exports, folded from made-up accounts as the ledger folds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from tollbook.code.codes import codes_of, told_of
from tollbook.codebook.merging import load_merging
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event
from tollbook.export.gate import PUBLIC, Cleared, Policy, clear
from tollbook.export.rows import Exportable
from tollbook.merge.facts import Filed
from tollbook.merge.replay import replay
from tollbook.model.account import Account, Attribution, Claim, GroupToll, Part
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import GazetteerEntry, Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll
from tollbook.read.text import Issue, read_text

NOW = datetime(2025, 1, 1, tzinfo=UTC)
DAY = date(2024, 3, 5)
MOPTI = "Mopti"
SEVARE = GazetteerEntry("geonames:1", "Sévaré", "town", 14.53, -4.09, "MLI", MOPTI, 40000)
ENTRIES = (
    SEVARE,
    GazetteerEntry("geonames:2", MOPTI, "town", 14.4843, -4.183, "MLI", MOPTI, 120000),
    GazetteerEntry("geonames:3", MOPTI, "admin1", 14.75, -3.75, "MLI", MOPTI, 0, 240.0),
    GazetteerEntry("geonames:4", "Mali", "country", 17.0, -4.0, "MLI", None, 0, 900.0),
    GazetteerEntry("geonames:5", "Bamako", "capital", 12.65, -8.0, "MLI", "Bamako", 1300000),
)
GUNMEN = Part("perpetrator", Party("gunmen", "unidentified-armed-group", unidentified=True))
VILLAGERS = Part("victim", Party("villagers", "civilians"))
ARMY = Part("target", Party("the army", "state-forces", "mli-forces", "MLI"))
JNIM = Part("perpetrator", Party("JNIM", "jihadist-group", "jnim"))


class Gazetteer:
    """A few places."""

    version = "made"

    def lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        return tuple(e for e in ENTRIES if e.name.lower() == name.lower() and e.kind != "country")

    def similar(self, name: str, country: str) -> tuple[tuple[GazetteerEntry, float], ...]:
        return tuple((e, 1.0) for e in self.lookup(name) if e.country == country)

    def demonym(self, word: str) -> tuple[str, ...]:
        return ("MLI",) if word.lower() == "malian" else ()

    def people(self, word: str) -> GazetteerEntry | None:
        return ENTRIES[2] if word.lower() == "moptian" else None

    def country(self, code: str) -> GazetteerEntry | None:
        return ENTRIES[3] if code == "MLI" else None

    def capital(self, code: str) -> GazetteerEntry | None:
        return ENTRIES[4] if code == "MLI" else None


ATLAS = Atlas(Gazetteer())


def place(name: str = "Sévaré", precision: PlacePrecision = PlacePrecision.EXACT, radius: float | None = 5.0, known: bool = True) -> Place:
    """A place at Sévaré's point; ``known`` gives it the gazetteer's id."""
    how, ref = ("named", "geonames:1") if known else ("relative", None)
    return Place(name, "MLI", MOPTI, 14.53127, -4.09412, radius, precision, ref, how)


def region(name: str = MOPTI) -> Place:
    return Place(name, "MLI", name, 14.75, -3.75, 240.0, PlacePrecision.ADMIN1, "geonames:3", "named")


def country() -> Place:
    return Place("Mali", "MLI", None, 17.0, -4.0, 900.0, PlacePrecision.COUNTRY, "geonames:4", "named")


def nowhere(name: str) -> Place:
    return Place(name, "MLI", MOPTI, None, None, None, PlacePrecision.UNRESOLVED, None, "unresolved")


@dataclass(frozen=True)
class Said:
    """What one report says of an event; ``tolls`` as (status, group, toll or number)."""

    kind: str = "armed-attack"
    when: When | None = field(default_factory=lambda: When(DAY, DAY, TimePrecision.DAY))
    where: Place | None = field(default_factory=place)
    parties: Sequence[Part] = (GUNMEN, VILLAGERS)
    tolls: Sequence[tuple[str, str, Toll | int]] = (("killed", "total", 5),)
    claims: Sequence[Claim] = ()
    speakers: Sequence[str] = ()
    currency: Currency = Currency.NEW
    stance: Stance = Stance.STATED
    instrument: str | None = None
    outlet: str | None = "Mopti Courier"
    published: date | None = date(2024, 3, 6)
    title: str | None = "Attack near the market"
    url: str | None = "https://courier.example/1"
    text: str = "Gunmen attacked the market of Sévaré on Tuesday and five people died there."


def filed(said: Said) -> Filed:
    held = read_text(said.text, Issue(said.title, said.outlet, said.url, said.published))
    span = Span(0, 6)
    tolls = [GroupToll(s, g, str(t), t if isinstance(t, Toll) else Toll(t, t, t)) for s, g, t in said.tolls]
    account = Account(
        id=f"{held.id}-{said.kind}", report=held.id, kind=Reading(said.kind, (span,), "test"), currency=Reading(said.currency, (span,), "test"),
        stance=Reading(said.stance, (span,), "test"), trigger=(span,), parties=tuple(Reading(p, (span,), "test") for p in said.parties),
        when=Reading(said.when, (span,), "test") if said.when else None, where=Reading(said.where, (span,), "test") if said.where else None,
        tolls=tuple(Reading(t, (span,), "test") for t in tolls), claims=tuple(Reading(c, (span,), "test") for c in said.claims),
        said_by=tuple(Reading(Attribution(s, None), (span,), "test") for s in said.speakers), terms=(), deadline=None, motive=None,
        instrument=Reading(said.instrument, (span,), "test") if said.instrument else None, codes={},
    )  # fmt: skip
    return Filed(replace(account, codes=codes_of(told_of(account, "en"))), held)


def exportable(*said: Said) -> Exportable:
    """One incident of all that is said."""
    found = [filed(s) for s in said or (Said(),)]
    merged = replay(found, (), load_merging("en"))
    (incident,) = merged.incidents
    by_id = {f.account.id: f for f in found}
    held = [by_id[a] for a in incident.accounts]
    reports: tuple[Report, ...] = tuple({f.report.id: f.report for f in held}.values())
    return Exportable(incident, tuple(f.account for f in held), reports)


def cleared(*said: Said, policy: Policy = PUBLIC, now: datetime = NOW) -> Cleared:
    return clear([exportable(s) for s in said], policy, now, ATLAS)


def event(said: Said | None = None, policy: Policy = PUBLIC) -> Event:
    """The one event as the gate lets it out."""
    (found,) = cleared(said or Said(), policy=policy).events
    return found
