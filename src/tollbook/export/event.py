"""An incident as the gate lets it out: formats see this and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model.place import PlacePrecision
from tollbook.model.time import When
from tollbook.model.toll import Toll

AGENTS = ("perpetrator", "side_a", "actor")
PATIENTS = ("target", "victim", "side_b")
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: ``name`` is one that may leave, ``known`` true where it is a body of the register or a name the project lets out."""

    role: str
    name: str
    kind: str
    country: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: ``name`` is ``None`` where it may not leave; ``coarse`` where the point was moved to the middle of a wide cell.

    ``admin1`` and ``admin2`` name the first- and second-level region where these are known.
    ``lat`` and ``lon`` are WGS 84 degrees no finer than ``radius_km`` justifies; ``region`` outlines it by rings of (longitude, latitude).
    """

    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: PlacePrecision
    coarse: bool = False
    admin2: str | None = None
    region: tuple[Ring, ...] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group; ``total`` is all of them."""

    status: str
    group: str
    toll: Toll


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """Who claims, denies or is held to have done it, as of which day (ISO 8601)."""

    stance: str
    by: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """A source: ``copy`` where its text is another's; ``words`` are sentences of it, as they stand there, where words may leave."""

    outlet: str | None
    published: date | None
    copy: bool
    title: str | None = None
    url: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """How many in all as one source gives it: on whose word, and as of which day; ``summed`` where it is the sum of the groups it names.

    ``words`` are its own where words may leave.
    """

    status: str
    toll: Toll
    outlet: str | None
    published: date | None
    as_of: date | None
    speakers: tuple[str, ...]
    summed: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """How many in all were known of by the reports issued up to a day."""

    status: str
    day: date
    toll: Toll


@dataclass(frozen=True, slots=True)
class Event:
    """One incident, cleared: ``codes`` as on accounts, ``speakers`` who is quoted for its tolls, ``changed`` the day it last changed.

    ``figures`` are the totals as each source gives them, ``course`` what was known of them day by day.
    ``sensitive`` says that it belongs to a sensitive class and not to which, since that could say who was harmed. ``imported`` names the dataset
    of others it is from, ``None`` for the ledger's own.
    """

    id: str
    kind: str
    currency: str
    stance: str
    when: When | None
    where: Spot | None
    actors: tuple[Actor, ...]
    tolls: tuple[Group, ...]
    claims: tuple[ClaimTold, ...]
    tellers: tuple[Teller, ...]
    codes: Mapping[str, object]
    speakers: tuple[str, ...]
    independent: int
    revision: int
    changed: date | None
    sensitive: bool = False
    figures: tuple[Figure, ...] = ()
    course: tuple[Known, ...] = ()
    imported: str | None = None

    @property
    def number(self) -> str:
        """The id in Tollbook's own form for other schemes' id columns: "TB" (of others' events "IMP") and 12 hex digits, the same for good."""
        return ("TB" if self.imported is None else "IMP") + self.id.rpartition("-")[2]

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3, ``None`` where unknown."""
        return self.where.country if self.where is not None else None

    def side(self, roles: tuple[str, ...]) -> tuple[Actor, ...]:
        """The parties in these roles, in the order told."""
        return tuple(a for a in self.actors if a.role in roles)

    def toll(self, status: str, group: str = "total") -> Toll | None:
        """The toll of a status and group; ``None`` where nobody gives one."""
        return next((g.toll for g in self.tolls if (g.status, g.group) == (status, group)), None)

    def groups(self, status: str) -> tuple[Group, ...]:
        """The groups told of a status, without the total."""
        return tuple(g for g in self.tolls if g.status == status and g.group != "total")


@dataclass(frozen=True, slots=True)
class Loss:
    """A value of an event that a format or the gate could not carry: the column or field, what became of it, and the rule's id."""

    event: str
    what: str
    rule: str
