"""One report's account of one event, every field with the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import Place
from tollbook.model.reading import Reading
from tollbook.model.span import Span
from tollbook.model.time import When
from tollbook.model.toll import Toll


@dataclass(frozen=True, slots=True)
class Part:
    """A party in its role in the event."""

    role: str
    party: Party


@dataclass(frozen=True, slots=True)
class GroupToll:
    """How many of a group were killed, hurt, held: ``status`` is one of ``toll.STATUSES``, ``group`` a slug of the groups or ``total``."""

    status: str
    group: str
    as_written: str
    toll: Toll


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims, denies or lays the event at whose door; ``stance`` none with no speaker: nobody has claimed it as of the report."""

    stance: str
    by: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, and the day it was said (ISO 8601), ``None`` where not told."""

    speaker: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A penalty or condition: ``what`` is prison, death or another slug, ``value`` an ISO 8601 duration or a word."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account of one event in codebook terms; all sentences of the report that tell the event make one account.

    ``open`` lists what the text gives and the product could not settle, each with the reason ("needs a publication date").
    """

    id: str
    report: str
    kind: Reading[str]
    currency: Reading[Currency]
    stance: Reading[Stance]
    trigger: tuple[Span, ...]
    parties: tuple[Reading[Part], ...]
    when: Reading[When] | None
    where: Reading[Place] | None
    tolls: tuple[Reading[GroupToll], ...]
    claims: tuple[Reading[Claim], ...]
    said_by: tuple[Reading[Attribution], ...]
    terms: tuple[Reading[Term], ...]
    deadline: Reading[When] | None
    motive: Reading[str] | None
    instrument: Reading[str] | None
    codes: Mapping[str, object]
    open: tuple[Reading[str], ...] = ()
