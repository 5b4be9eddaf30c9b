"""What a text names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tollbook.model.place import Toponym
from tollbook.model.span import Span
from tollbook.model.time import Timex
from tollbook.model.toll import Count


class MentionKind(StrEnum):
    """The seven sorts of things a text names."""

    DEED = "deed"
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    COUNT = "count"
    SPEECH = "speech"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Deed:
    """A word that tells of an event: ``kind`` is a slug of the codebook, ``form`` is verb or noun.

    ``outcome`` marks words that tell what came of an event ("killed", "wounded") and join the event they came of.
    """

    kind: str
    form: str
    outcome: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: ``kind`` is a slug of the codebook's actor kinds, ``register`` an id of the actor register.

    ``name`` is the phrase as a table shows it. ``country`` is ISO 3166-1 alpha-3. ``unidentified`` is true for "gunmen" and "armed men";
    ``pronoun`` for a mention that only points back ("they", "the attackers") and ``refers`` then gives the span it points to, where found.
    """

    name: str
    kind: str
    country: str | None = None
    register: str | None = None
    unidentified: bool = False
    pronoun: bool = False
    refers: Span | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A word that reports what somebody said; ``act`` is say, deny, claim, accuse, demand, threaten, ask or announce."""

    act: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes how a deed is to be taken; ``effect`` is negated, alleged, hypothetical, future, denied or background."""

    effect: str


MentionValue: TypeAlias = Deed | Actor | Toponym | Timex | Count | Speech | Cue


@dataclass(frozen=True, slots=True)
class Mention:
    """Something the text names: where it stands, its head word (a position in ``Parse.tokens``), what it is and the rule that found it."""

    kind: MentionKind
    span: Span
    head: int
    value: MentionValue
    by: str
    confidence: float = 1.0
