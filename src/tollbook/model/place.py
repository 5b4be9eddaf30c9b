"""Where: toponyms as a text gives them and places as a gazetteer knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PlacePrecision(StrEnum):
    """How closely a place is known, best first; exports map it to ACLED 1-3 and UCDP 1-7."""

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place of a gazetteer: ``id`` like ``geonames:2594157``, WGS 84 degrees, ISO 3166-1 alpha-3 country.

    ``kind`` is one of country, admin1, admin2, capital, town, region, water, spot; ``population`` is 0 where unknown.
    ``radius_km`` is the rough extent of what is wider than a town. ``alternate`` is true where the name asked for is not the place's first name,
    ``loose`` where only a looser spelling of it matched.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    population: int = 0
    radius_km: float | None = None
    alternate: bool = False
    loose: bool = False


class Gazetteer(Protocol):
    """What the line asks of a gazetteer."""

    @property
    def version(self) -> str:
        """Names the sources and their vintage: same version, same answers."""
        ...

    def lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        """All places that bear the name, largest first; empty where none does."""
        ...

    def similar(self, name: str, country: str) -> tuple[tuple[GazetteerEntry, float], ...]:
        """The places of a country spelled most like a name, each with its likeness (0..1), best first."""
        ...

    def demonym(self, word: str) -> tuple[str, ...]:
        """The countries (ISO 3166-1 alpha-3) whose people the word names; empty where it names none."""
        ...

    def people(self, word: str) -> GazetteerEntry | None:
        """The first-level region whose people the word names; ``None`` where it names a country's or none."""
        ...

    def country(self, code: str) -> GazetteerEntry | None:
        """The country with that ISO 3166-1 alpha-3 code."""
        ...

    def capital(self, code: str) -> GazetteerEntry | None:
        """The capital of the country with that ISO 3166-1 alpha-3 code."""
        ...


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place lies to an anchor: ``kind`` is in, at, near, outside, distance, between, road, border or part.

    Distances are kilometres; ``bearing`` is degrees clockwise from north; ``hedged`` marks "about 80 kilometers". ``capital`` is true
    where the anchor is told as "the capital": of the country the anchor names, or of the country in play where it names none.
    """

    kind: str
    km: float | None = None
    bearing: float | None = None
    hedged: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """Where a named place is told to lie: "Dorra, 12 km south of Kessou" gives Dorra the anchor Kessou, 12 km, 180 degrees."""

    anchors: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as the text gives it.

    ``name`` is the place's own name (``None`` in "80 km from Bamako"), ``anchors`` the names it is told relative to, ``relation`` how,
    ``common`` a common noun that heads the phrase ("checkpoint", "the town"), ``demonym`` true for "Malian". ``within`` names what the place
    lies in, smallest first; ``told`` how the named place (or, without one, the first anchor) is told to lie. ``event`` is false where the
    phrase cannot be an event's place: a list of other countries, an origin, a possessor, where somebody spoke to reporters.
    """

    name: str | None
    anchors: tuple[str, ...] = ()
    relation: Relation | None = None
    common: str | None = None
    demonym: bool = False
    within: tuple[str, ...] = ()
    told: tuple[Constraint, ...] = ()
    event: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place an event can have; ``lat`` and ``lon`` are ``None`` where no point is justified.

    ``radius_km`` is the radius that holds the true place in 95 of 100 cases; ``how`` is named, relative, contained or unresolved.
    ``region`` outlines what a relative place may be: rings of (longitude, latitude) corners, the first round it, others cut out of it.
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: PlacePrecision
    gazetteer: str | None
    how: str
    region: tuple[tuple[tuple[float, float], ...], ...] | None = None
