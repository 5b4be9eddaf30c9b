"""Why an incident is another in a later release: what the ledger tells of the time between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tollbook.model.decision import Decision, Maker, Verdict
from tollbook.model.ledger import Reason
from tollbook.model.release import Held, ReleaseRow, Strand


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason by its code: ``what`` says which sort of change it was, ``of`` names decisions, versions or incidents, ``reports`` counts reports.

    Nothing in it is the words of a report or an analyst, nor the id of a report, which is the hash of its words: those stay in the ledger, where
    ``tollbook history`` tells them.
    """

    code: Reason
    what: str
    of: tuple[str, ...] = ()
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger tells of the time between two moments, ``after`` and ``until``.

    ``came`` is the document of each report and when it came in; ``withdrawn`` what was withdrawn between them, by id; ``versions`` what made each
    coding. ``decisions`` are all there are. ``differs`` names what the two releases were made with that is not the same.
    """

    after: datetime
    until: datetime
    came: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)
    withdrawn: Mapping[str, Reason] = field(default_factory=dict)
    versions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    differs: tuple[str, ...] = ()


class Causes:
    """The reasons behind the incidents of two releases."""

    def __init__(self, before: Iterable[ReleaseRow], after: Iterable[ReleaseRow], known: Known) -> None:
        self._known = known
        self._was = {s.account: row for row in before for s in row.made_of.strands}
        self._now = {s.account: row for row in after for s in row.made_of.strands}
        by_id = {d.id: d for d in known.decisions}
        self._judged: dict[str, dict[str, tuple[Decision, Decision]]] = {}
        for d in known.decisions:
            if d.maker is Maker.ANALYST and known.after < d.at <= known.until:
                meant = by_id.get(d.undoes, d) if d.undoes else d
                for mark in meant.about:
                    # One of a report that was coded anew names an account that is not there any more.
                    name = mark.account if mark.account in self._now or mark.account in self._was else mark.report
                    self._judged.setdefault(name, {})[d.id] = (d, meant)

    def is_new(self, report: str) -> bool:
        """True for a report that came in after the earlier release."""
        return report in self._known.came and self._known.came[report][1] > self._known.after

    def changed(self, before: ReleaseRow, after: ReleaseRow, merged: Sequence[str]) -> tuple[Cause, ...]:
        """Why an incident is another than it was; ``merged`` are incidents that were merged into it."""
        strands = (*before.made_of.strands, *after.made_of.strands)
        found = [*self._new(after, before), *self._gone(before), *self._recoded(before, after), *self._decided(strands)]
        if merged:
            found.append(Cause(Reason.DUPLICATE, "merged", tuple(sorted(merged))))
        joined = {s.report for s in after.made_of.strands if s.account in self._was and self._was[s.account].held is not Held.IN}
        if joined:
            found.append(Cause(Reason.DUPLICATE, "joined", reports=len(joined)))
        parted = {self._now[s.account].incident for s in before.made_of.strands if s.account in self._now} - {after.incident}
        if parted:
            found.append(Cause(found[0].code if found else Reason.CODEBOOK_CHANGE, "split"))
        return tuple(found) or self._rules()

    def withdrawn(self, row: ReleaseRow, home: ReleaseRow | None) -> tuple[Cause, ...]:
        """Why an incident is no longer given out; ``home`` is what it is in the ledger now."""
        found = [*self._gone(row), *self._decided(row.made_of.strands)]
        if home is None:
            return (*found, *self._coded_away(row)) or (Cause(Reason.CODEBOOK_CHANGE, "recoded"),)
        # That the gate keeps it back is not told apart from a filter: it could say that somebody is held.
        return (*found, *self._new(home, row), *self._recoded(row, home), Cause(Reason.OUT_OF_SCOPE, "not-asked-for"))

    def added(self, row: ReleaseRow, before: ReleaseRow | None) -> tuple[Cause, ...]:
        """Why an incident is given out for the first time; ``before`` is what the ledger had of it."""
        new = self._new(row, before)
        if before is not None:
            return (*new, *self._recoded(before, row), *self._decided(row.made_of.strands)) or (Cause(Reason.OUT_OF_SCOPE, "asked-for-now"),)
        return tuple(new) or (Cause(Reason.CODEBOOK_CHANGE, "recoded", self._differing(row.made_of.strands, ())),)

    def merged(self, row: ReleaseRow, home: ReleaseRow) -> tuple[Cause, ...]:
        """Why an incident was merged into another: by whose decision, else by what is known now."""
        found = (*self._decided(row.made_of.strands), *self._new(home, row), *self._recoded(row, home))
        return (Cause(Reason.DUPLICATE, "merged"), *(found or self._rules()))

    def split(self, before: ReleaseRow, row: ReleaseRow) -> tuple[Cause, ...]:
        """Why accounts of an incident are another incident now."""
        found = (*self._decided(row.made_of.strands), *self._new(row, before), *self._recoded(before, row))
        return found or self._rules()

    def _new(self, row: ReleaseRow, before: ReleaseRow | None) -> list[Cause]:
        known = {s.report for s in before.made_of.strands} if before is not None else set()
        new = [s for s in row.made_of.strands if s.report not in known and self.is_new(s.report)]
        copies = {s.report for s in new if s.original != s.report and s.original in known}
        told = {s.report for s in new} - copies
        found = [Cause(Reason.NEW_REPORT, "reports", reports=len(told))] if told else []
        return [*found, Cause(Reason.DUPLICATE, "copies", reports=len(copies))] if copies else found

    def _gone(self, row: ReleaseRow) -> list[Cause]:
        """What of the incident was withdrawn, by the reason given."""
        found: dict[Reason, set[str]] = {}
        for s in row.made_of.strands:
            if (reason := self._withdrawal(s)) is not None:
                found.setdefault(reason, set()).add(s.report)
        return [Cause(reason, "withdrawn", reports=len(reports)) for reason, reports in found.items()]

    def _withdrawal(self, strand: Strand) -> Reason | None:
        """Why the account, its report or its document was withdrawn; ``None`` where none of them was."""
        document = self._known.came.get(strand.report, ("",))[0]
        named = (strand.account, strand.report, document)
        return next((self._known.withdrawn[name] for name in named if name in self._known.withdrawn), None)

    def _recoded(self, before: ReleaseRow, after: ReleaseRow) -> list[Cause]:
        old = {s.report: s.coding for s in before.made_of.strands}
        anew = [s for s in after.made_of.strands if old.get(s.report, s.coding) != s.coding]
        gone = [s for s in before.made_of.strands if s.account not in self._now and self._withdrawal(s) is None]
        if not anew and not gone:
            return []
        return [Cause(Reason.CODEBOOK_CHANGE, "recoded", self._differing(anew, before.made_of.strands))]

    def _coded_away(self, row: ReleaseRow) -> list[Cause]:
        return self._recoded(row, ReleaseRow(row.incident, Held.FILTER, None, type(row.made_of)((), ())))

    def _differing(self, anew: Iterable[Strand], old: Iterable[Strand]) -> tuple[str, ...]:
        """What is another in the codings: "engine 0.1 -> 0.2"."""
        codings = {s.report: s.coding for s in old}
        found: dict[str, None] = {}
        for s in anew:
            now, was = self._known.versions.get(s.coding, {}), self._known.versions.get(codings.get(s.report, ""), {})
            found |= dict.fromkeys(f"{name} {was[name]} -> {now[name]}" for name in now if name in was and was[name] != now[name])
        return tuple(found)

    def _decided(self, strands: Iterable[Strand]) -> list[Cause]:
        named: dict[str, tuple[Decision, Decision]] = {}
        for s in strands:
            named |= {**self._judged.get(s.account, {}), **self._judged.get(s.report, {})}
        found = []
        for decision, meant in sorted(named.values(), key=lambda pair: (pair[0].at, pair[0].id)):
            words = ("analyst", "undone" if decision.verdict is Verdict.UNDONE else "", meant.verdict.value, meant.field or "")
            found.append(Cause(Reason.CODER_ERROR, " ".join(filter(None, words)), (decision.id,)))
        return found

    def _rules(self) -> tuple[Cause, ...]:
        """What is left where nothing of the incident itself is another: what the releases were made with, or what lies beside it."""
        if self._known.differs:
            return (Cause(Reason.CODEBOOK_CHANGE, "rules", self._known.differs),)
        return (Cause(Reason.OUT_OF_SCOPE, "beside"),)
