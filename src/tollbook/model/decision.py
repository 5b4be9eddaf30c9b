"""Judgements on accounts, a machine's or an analyst's: kept for ever, never changed, at most undone by a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tollbook.model.account import Account
from tollbook.model.incident import FIELDS
from tollbook.model.ledger import digest_of
from tollbook.model.span import Span


class Verdict(StrEnum):
    """What was judged: two accounts are (not) of one event, nobody can tell, an account's value is right, an earlier judgement is undone."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"
    RIGHT = "right"
    UNDONE = "undone"


class Maker(StrEnum):
    """Who judged; an analyst outranks the machine."""

    MACHINE = "machine"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Mark:
    """An account as a judgement names it: by id, and by report, kind and trigger, which find it again when the report was coded anew."""

    account: str
    report: str
    kind: str
    trigger: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement: by whom, when (with its time zone) and why.

    ``about`` holds the two accounts of SAME, NOT_SAME and UNSURE, the one of RIGHT, whose value of ``field`` (one of ``incident.FIELDS``) is
    right, and none of UNDONE, which takes back the decision whose id is ``undoes``. Raises ValueError where these do not fit the verdict, and
    without a ``why``.
    """

    verdict: Verdict
    about: tuple[Mark, ...]
    maker: Maker
    by: str
    at: datetime
    why: str
    field: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the instant of a decision needs its time zone")
        if not self.why.strip():
            raise ValueError("a decision needs its reason")
        wanted = {Verdict.RIGHT: 1, Verdict.UNDONE: 0}.get(self.verdict, 2)
        if len({m.account for m in self.about}) != wanted:
            raise ValueError(f"a decision '{self.verdict}' is about {wanted} accounts, not {len(self.about)}")
        if self.verdict is Verdict.RIGHT and self.field not in FIELDS:
            raise ValueError(f"a decision can call one of these right: {', '.join(FIELDS)}, not '{self.field}'")
        if (self.field is not None) != (self.verdict is Verdict.RIGHT) or (self.undoes is not None) != (self.verdict is Verdict.UNDONE):
            raise ValueError(f"a decision '{self.verdict}' does not fit field {self.field} and undoes {self.undoes}")

    @property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256 of all it says: the same judgement twice is one."""
        about = sorted([m.account, m.report, m.kind, [[s.start, s.end] for s in m.trigger]] for m in self.about)
        told = (self.maker, self.by, self.at.isoformat(), self.why, self.field, self.undoes)
        return digest_of((self.verdict, about, *told))[:16]


def mark_of(account: Account) -> Mark:
    """How decisions name the account."""
    return Mark(account.id, account.report, account.kind.value, account.trigger)


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions nobody has undone, oldest first; one that takes back an undoing brings the first back."""
    by_id = {d.id: d for d in decisions}
    order = sorted(by_id.values(), key=lambda d: (d.at, d.id))
    undone: set[str] = set()
    for decision in reversed(order):
        if decision.verdict is Verdict.UNDONE and decision.id not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    return tuple(d for d in order if d.id not in undone and d.verdict is not Verdict.UNDONE)
