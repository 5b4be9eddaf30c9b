"""One deed with its arguments as the text gives them, and the scope it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.mention import Mention
from tollbook.model.span import Span


class Stance(StrEnum):
    """How the text stands to an event: whether it says that it happened, and on whose word."""

    STATED = "stated"
    ALLEGED = "alleged"
    DENIED = "denied"
    CLAIMED = "claimed"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Currency(StrEnum):
    """When the event lies to the report: in its own news, told as history, or still to come."""

    NEW = "new"
    BACKGROUND = "background"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody says so: ``verb`` is the SPEECH mention, ``speaker`` an ACTOR mention, ``when`` a TIME mention, each ``None`` where not told."""

    verb: Mention
    speaker: Mention | None
    when: Mention | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands over a deed: its stance, its currency where words and tense tell it (``None``: its date must), the cues and who says so."""

    stance: Stance = Stance.STATED
    currency: Currency | None = None
    cues: tuple[Mention, ...] = ()
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """An ACTOR mention in a role of the deed: perpetrator, target, victim, actor, recipient, detainee, speaker, side_a or side_b."""

    role: str
    mention: Mention
    by: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A COUNT mention with what happened to those counted: one of ``toll.STATUSES``, or ``toll.STRUCK``."""

    status: str
    mention: Mention
    by: str


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """Who claims, denies or is accused of an event: ``stance`` is claimed, denied, accused or none ("no group has claimed").

    ``speaker`` is an ACTOR mention (who claims, denies or accuses), ``accused`` the one accused. ``about`` is the position in ``Parse.tokens``
    of the word for the event ("the *attack*"), ``None`` where the text names none. ``spans`` are the words the claim was read from.
    """

    stance: str
    speaker: Mention | None
    about: int | None
    spans: tuple[Span, ...]
    head: int
    by: str
    accused: Mention | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A further value of a deed: ``sort`` is term ("20 years in prison"), motive or instrument; ``value`` as an account holds it."""

    sort: str
    value: str
    span: Span
    by: str
    what: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One deed, what belongs to it by the grammar round it, and its scope."""

    deed: Mention
    scope: Scope
    arguments: tuple[Argument, ...] = ()
    times: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    counts: tuple[Counted, ...] = ()
    claims: tuple[ClaimTold, ...] = ()
    details: tuple[Detail, ...] = ()
