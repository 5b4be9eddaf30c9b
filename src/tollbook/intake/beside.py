"""What other datasets have of the ledger's incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tollbook.codebook.importing import load_import_shapes
from tollbook.codebook.merging import load_merging
from tollbook.export.rows import Exportable
from tollbook.export.unwire import from_line
from tollbook.intake.import_rows import report_of
from tollbook.intake.incidents import LANG, Told
from tollbook.merge.beside import LONG, Beside, beside
from tollbook.merge.facts import Facts, facts_of
from tollbook.merge.history import with_history
from tollbook.merge.replay import in_order
from tollbook.model.account import Account
from tollbook.model.imported import Imported
from tollbook.model.incident import Incident
from tollbook.model.report import Report
from tollbook.store.imported import imported
from tollbook.store.ledger import Ledger

AROUND = timedelta(1)
HEX = 12
"""How many hex digits an incident's id has."""


@dataclass(frozen=True, slots=True)
class Also:
    """A row of another dataset that may be the incident, and why."""

    row: Imported
    link: Beside

    def told(self) -> str:
        """The row in one line: "ACLED MLI1234 (linked: same-day, places-meet)"."""
        kind = "linked" if self.link.linked else "suggested"
        name = load_import_shapes()[self.row.dataset].name
        return f"{name} {self.row.ref} ({kind}: {self.link.why}) [{self.row.id}]"


@dataclass(frozen=True, slots=True)
class _Read:
    row: Imported
    account: Account
    report: Report
    facts: Facts


def also_in(ledger: Ledger, told: Told, wanted: Sequence[Incident]) -> dict[str, tuple[Also, ...]]:
    """The rows of other datasets beside each of the incidents, by its id; incidents without any are left out."""
    span = _span(wanted)
    if span is None:
        return {}
    rows = _read(ledger, told.as_of, span)
    near = [i for i in told.merged.incidents if _meets(i, span)] if rows else []
    found: dict[str, list[Also]] = {}
    by_id = {r.row.id: r.row for r in rows}
    for link in _links(told, near, rows):
        found.setdefault(link.incident, []).append(Also(by_id[link.other], link))
    return {i.id: tuple(sorted(found[i.id], key=lambda a: (not a.link.linked, a.row.id))) for i in wanted if i.id in found}


def others_only(ledger: Ledger, told: Told) -> tuple[tuple[Exportable, ...], int]:
    """The events of other datasets that may be none of the ledger's incidents, as incidents of their own, and how many may be one.

    Datasets come in the order acled, ged, gtd: an event that may be one of an earlier dataset's is left out too. Ids begin with "imp-".
    """
    rows = _read(ledger, told.as_of, None)
    taken: dict[str, Sequence[Facts]] = dict(_facts_of(told, told.merged.incidents))
    found: list[Exportable] = []
    left = 0
    for key in load_import_shapes():
        here = [r for r in rows if r.row.dataset == key]
        table = load_merging(LANG)
        held = {link.other for link in beside(taken, {r.row.id: r.facts for r in here}, table)}
        left += len(held)
        new = [r for r in here if r.row.id not in held]
        taken |= {r.row.id: (r.facts,) for r in new}
        found += [_exportable(r) for r in new]
    return tuple(found), left


def _exportable(read: _Read) -> Exportable:
    incident = replace(with_history([read.facts], {}), id=read.row.id[: len("imp-") + HEX])
    return Exportable(incident, (read.account,), (read.report,), load_import_shapes()[read.row.dataset].name)


def _links(told: Told, near: Sequence[Incident], rows: Sequence[_Read]) -> list[Beside]:
    ours, table = _facts_of(told, near), load_merging(LANG)
    return [
        link for key in load_import_shapes() for link in beside(ours, {r.row.id: r.facts for r in rows if r.row.dataset == key}, table)
    ]  # fmt: skip


def _facts_of(told: Told, incidents: Sequence[Incident]) -> dict[str, list[Facts]]:
    """What the incidents' accounts tell."""
    home = {account: i.id for i in incidents for account in i.accounts}
    found: dict[str, list[Facts]] = {}
    for facts in in_order((told.filed[account] for account in home), load_merging(LANG)):
        found.setdefault(home[facts.id], []).append(facts)
    return found


def _read(ledger: Ledger, as_of: datetime | None, span: tuple[date, date] | None) -> list[_Read]:
    found = []
    for row in imported(ledger, as_of, span):
        account = from_line(row.wire)
        report = report_of(row.text, row.anchors, load_import_shapes()[row.dataset])
        (facts,) = facts_of([account], report, load_merging(LANG))
        found.append(_Read(row, account, report, facts))
    return found


def _span(incidents: Sequence[Incident]) -> tuple[date, date] | None:
    """The days within which rows can be beside these incidents; ``None`` where none of them has days few enough."""
    days = [i.when.value for i in incidents if i.when is not None and (i.when.value.latest - i.when.value.earliest).days <= LONG]
    if not days:
        return None
    return min(w.earliest for w in days) - AROUND, max(w.latest for w in days) + AROUND


def _meets(incident: Incident, span: tuple[date, date]) -> bool:
    when = incident.when.value if incident.when is not None else None
    return when is not None and when.earliest <= span[1] + AROUND and when.latest >= span[0] - AROUND
