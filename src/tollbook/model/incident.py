"""What all accounts of one event say together, and where they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tollbook.model.ledger import Reason
from tollbook.model.party import Party
from tollbook.model.place import Place
from tollbook.model.time import When
from tollbook.model.toll import Toll

T_co = TypeVar("T_co", covariant=True)

FIELDS = ("kind", "currency", "stance", "when", "where", "tolls")
"""What a decision can call right in an account."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells: an account in a report of an outlet, and the day that was issued; ``None`` where nobody said.

    ``original`` is the report this one copies or is a later version of (the earliest of those on the event): sources of one original count once.
    ``further`` are the other outlets (else addresses) where the report's text was found word for word, as they came in.
    """

    account: str
    report: str
    outlet: str | None
    published: date | None
    original: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said(Generic[T_co]):
    """A value and all who give it, earliest first."""

    value: T_co
    sources: tuple[Source, ...]

    @property
    def independent(self) -> int:
        """By how many reports that are no copies of each other it is said."""
        return len({s.original for s in self.sources})


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """The value with the best evidence, why it was taken, and the others that are not the same, best first."""

    said: Said[T_co]
    why: str
    dissent: tuple[Said[T_co], ...] = ()

    @property
    def value(self) -> T_co:
        """The value taken."""
        return self.said.value


@dataclass(frozen=True, slots=True)
class TollSaid:
    """One figure as one account gives it: in its words, on whose word, and as of which day (said, else published).

    ``summed`` marks a total the account does not give itself: the sum of the groups it names; ``lone`` that of the only group it names;
    ``corrects`` one that is told to put an earlier one right.
    """

    toll: Toll
    as_written: str
    speakers: tuple[str, ...]
    as_of: date | None
    source: Source
    summed: bool = False
    lone: bool = False
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class TollLine:
    """How many of a group: a range that holds every figure, ``best`` as ``why`` says, and the figures in the order they were told."""

    status: str
    group: str
    toll: Toll
    why: str
    said: tuple[TollSaid, ...]


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """Who claims, denies or lays the event at whose door, as of which day (ISO 8601), on which accounts' word.

    ``stance`` none with no speaker: as of that day nobody had claimed it.
    """

    stance: str
    by: str | None
    as_of: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """A party in its role, as the accounts state it."""

    role: str
    party: Party
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """How what is known changed on a day: ``what`` names the field ("killed total"), values as a person reads them, ``None`` where not known."""

    number: int
    day: date | None
    reason: Reason
    what: str
    before: str | None
    after: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One event as all its accounts tell it.

    ``id`` names the account that founded it; ``also`` are the ids under which it was or may have been known, which lead here.
    """

    id: str
    sources: tuple[Source, ...]
    kind: Field[str]
    currency: Field[str]
    stance: Field[str]
    when: Field[When] | None
    where: Field[Place] | None
    cast: tuple[Cast, ...]
    tolls: tuple[TollLine, ...]
    claims: tuple[ClaimSaid, ...]
    also: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def accounts(self) -> tuple[str, ...]:
        """The ids of its accounts, earliest first."""
        return tuple(s.account for s in self.sources)

    @property
    def revision(self) -> int:
        """The number of its last change."""
        return self.revisions[-1].number if self.revisions else 0

    @property
    def independent(self) -> int:
        """By how many reports that are no copies of each other it is told."""
        return len({s.original for s in self.sources})
