"""What all accounts of a ledger say together: its incidents, folded anew from accounts and decisions."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tollbook.codebook.merging import load_merging
from tollbook.errors import TollbookError
from tollbook.intake.filings import PAGE, filed_in
from tollbook.intake.kept import Filings, kept_in
from tollbook.merge.facts import Filed
from tollbook.merge.ids import incident_id
from tollbook.merge.replay import Merged, replay
from tollbook.model.decision import Decision, Maker, Mark, Verdict, mark_of
from tollbook.model.incident import Incident
from tollbook.store.ledger import Ledger

LANG = "en"
KEPT_FROM = 2_000
"""From so many accounts on the incidents are kept on a shelf; fewer are folded in a second or two."""


class UnknownIdError(TollbookError):
    """No incident, account or decision of the ledger has the id."""

    def __init__(self, what: str, given: str, later: datetime | None = None) -> None:
        here = f"in this ledger; tollbook {'history ID' if what == 'decision' else 'incidents'} lists those there are"
        if later is not None:
            here = f"as of {later.date()}: it was not known yet on that day; ask for a later day, or leave out --as-of"
        super().__init__(f"there is no {what} '{given}' {here}")


@dataclass(frozen=True, slots=True)
class Told:
    """The ledger's incidents as of a time, the accounts they are made of by id, and ids of incidents and accounts that came later."""

    merged: Merged
    filed: Mapping[str, Filed]
    as_of: datetime | None = None
    later: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()

    def judged(self, incident: Incident) -> tuple[Decision, ...]:
        """The decisions that name one of the incident's accounts, and those that take such back, oldest first."""
        held = set(incident.accounts)
        named = {d.id for d in self.decisions if any(mark.account in held for mark in d.about)}
        while more := {d.id for d in self.decisions if d.undoes in named} - named:
            named |= more
        return tuple(sorted((d for d in self.decisions if d.id in named), key=lambda d: (d.at, d.id)))

    def incident(self, given: str) -> Incident:
        """The incident of that id, or the one it was merged into, or the one the account of that id is in; UnknownIdError where there is none."""
        wanted = self.merged.merged_into.get(given, given)
        for incident in self.merged.incidents:
            if incident.id == wanted or given in incident.accounts:
                return incident
        raise UnknownIdError("incident", given, self.as_of if given in self.later else None)


@dataclass(frozen=True, slots=True)
class Word:
    """Whose judgement something is, why, and when it was given (with its zone); TollbookError where nobody says why."""

    by: str
    why: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise TollbookError("a decision needs its reason; give it with --why, in words another analyst can check")


def told_in(ledger: Ledger, as_of: datetime | None = None) -> Told:
    """The incidents of all accounts in force, under all decisions, as known at the time."""
    decisions, table = ledger.decisions(as_of), load_merging(LANG)
    if as_of is None and ledger.has_accounts(KEPT_FROM):
        return Told(kept_in(ledger, decisions, table), Filings(ledger.project), None, frozenset(), decisions)
    filed = {f.account.id: f for f in filed_in(ledger, as_of)}
    later = frozenset() if as_of is None else frozenset(_later(ledger, filed))
    return Told(replay(filed.values(), decisions, table), filed, as_of, later, decisions)


def _later(ledger: Ledger, known: Container[str]) -> Iterator[str]:
    """The ids of accounts in force now that were not yet, and of the incidents they may have founded."""
    for stored in ledger.each_account(limit=PAGE):
        if stored.id not in known:
            yield from (stored.id, incident_id(stored.id))


def same(told: Told, first: str, second: str, word: Word) -> Decision:
    """An analyst's judgement that two incidents (or accounts) are one event."""
    a, b = told.incident(first), told.incident(second)
    if a.id == b.id:
        raise TollbookError(f"'{first}' and '{second}' are one incident already: {a.id}")
    return Decision(Verdict.SAME, (_mark(told, a.accounts[0]), _mark(told, b.accounts[0])), Maker.ANALYST, word.by, word.at, word.why)


def apart(told: Told, account: str, word: Word) -> tuple[Decision, ...]:
    """An analyst's judgement that an account is of another event than the rest of its incident, one decision against each other account."""
    incident = told.incident(account)
    if account not in incident.accounts:
        raise UnknownIdError("account", account)
    others = [other for other in incident.accounts if other != account]
    if not others:
        raise TollbookError(f"the account '{account}' is alone in its incident; there is nothing to split")
    mark = _mark(told, account)
    return tuple(Decision(Verdict.NOT_SAME, (mark, _mark(told, other)), Maker.ANALYST, word.by, word.at, word.why) for other in others)


def undone(ledger: Ledger, decision: str, word: Word) -> Decision:
    """What takes back a decision; UnknownIdError where there is none of that id."""
    if all(d.id != decision for d in ledger.decisions()):
        raise UnknownIdError("decision", decision)
    return Decision(Verdict.UNDONE, (), Maker.ANALYST, word.by, word.at, word.why, undoes=decision)


def _mark(told: Told, account: str) -> Mark:
    return mark_of(told.filed[account].account)
