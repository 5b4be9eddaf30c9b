"""What all accounts of a ledger say together: its incidents, folded anew from accounts and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tollbook.codebook.merging import load_merging
from tollbook.errors import TollbookError
from tollbook.export.unwire import from_line
from tollbook.merge.facts import Filed
from tollbook.merge.replay import Merged, replay
from tollbook.model.decision import Decision, Maker, Mark, Verdict, mark_of
from tollbook.model.incident import Incident
from tollbook.model.ledger import StoredReport
from tollbook.model.report import Report
from tollbook.read.text import Issue, read_text
from tollbook.store.ledger import Ledger

PAGE = 1_000
LANG = "en"


class UnknownIdError(TollbookError):
    """No incident, account or decision of the ledger has the id."""

    def __init__(self, what: str, given: str) -> None:
        super().__init__(f"there is no {what} '{given}' in this ledger; tollbook incidents lists those there are")


@dataclass(frozen=True, slots=True)
class Told:
    """The ledger's incidents as of a time, and the accounts they are made of by id."""

    merged: Merged
    filed: dict[str, Filed]

    def incident(self, given: str) -> Incident:
        """The incident of that id, or the one it was merged into, or the one the account of that id is in; UnknownIdError where there is none."""
        wanted = self.merged.merged_into.get(given, given)
        for incident in self.merged.incidents:
            if incident.id == wanted or given in incident.accounts:
                return incident
        raise UnknownIdError("incident", given)


@dataclass(frozen=True, slots=True)
class Word:
    """Whose judgement something is, why, and when it was given (with its zone)."""

    by: str
    why: str
    at: datetime


def told_in(ledger: Ledger, as_of: datetime | None = None) -> Told:
    """The incidents of all accounts in force, under all decisions, as known at the time."""
    filed = {f.account.id: f for f in _filed(ledger, as_of)}
    return Told(replay(filed.values(), ledger.decisions(as_of), load_merging(LANG)), filed)


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


def _filed(ledger: Ledger, as_of: datetime | None) -> Iterator[Filed]:
    """The accounts in force with their reports, in the order they came in."""
    after: tuple[int, int] | None = None
    reports: dict[str, Report] = {}
    while True:
        page = ledger.accounts(as_of=as_of, after=after, limit=PAGE)
        for stored in page:
            if stored.report not in reports:
                reports = {stored.report: _report(ledger, stored.report)}
            yield Filed(from_line(stored.wire), reports[stored.report])
        if len(page) < PAGE:
            return
        after = (page[-1].number, page[-1].ordinal)


def _report(ledger: Ledger, report: str) -> Report:
    stored = ledger.report(report)
    if stored is None:
        raise UnknownIdError("report", report)
    return report_from(stored)


def report_from(stored: StoredReport) -> Report:
    """A stored report with its blocks found again."""
    return read_text(stored.text, Issue(stored.title, stored.source, stored.url, stored.published, stored.lang, stored.country))
