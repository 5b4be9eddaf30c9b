"""How what is known of an incident changed from day to day, each change with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from tollbook.merge.consensus import heard, incident_of
from tollbook.merge.facts import Facts
from tollbook.model.incident import Incident, Revision, TollLine, TollSaid
from tollbook.model.ledger import Reason
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.toll import Toll

PRECISIONS = tuple(PlacePrecision)
DOERS = ("perpetrator", "side_a", "side_b")


def with_history(facts: Sequence[Facts], right: Mapping[str, str]) -> Incident:
    """The incident of these accounts with all its revisions: one state for each day on which a report of it was issued."""
    ordered = sorted(facts, key=lambda f: f.rank)
    before: Incident | None = None
    found: list[Revision] = []
    known: list[Facts] = []
    for day, group in groupby(ordered, key=lambda f: f.issued):
        known.extend(group)
        after = incident_of(heard(known, right))
        found += [replace(r, number=n) for n, r in enumerate(changes(before, after, day), len(found) + 1)]
        before = after
    assert before is not None
    return replace(before, revisions=tuple(found))


def changes(before: Incident | None, after: Incident, day: date | None) -> Iterator[Revision]:
    """What became known that day: the reports first, then each field that changed."""
    old = before.sources if before else ()
    new = tuple(s for s in after.sources if s not in old)
    copies = before is not None and all(s.original in {o.original for o in old} for s in new)
    reports = (str(before.independent) if before else None, str(after.independent))
    yield Revision(0, day, Reason.DUPLICATE if copies else Reason.NEW_REPORT, "reports", *reports, new)
    if before is None:
        return
    for what, reason, one, other in _differences(before, after):
        if one != other:
            yield Revision(0, day, reason, what, one, other, new)


def _differences(before: Incident, after: Incident) -> Iterator[tuple[str, Reason, str | None, str | None]]:
    lines = {(t.status, t.group): t for t in before.tolls}
    for line in after.tolls:
        old = lines.get((line.status, line.group))
        yield f"{line.status} {line.group}", Reason.TOLL_UPDATE, toll_text(old.toll) if old else None, toll_text(line.toll)
    yield "doers", Reason.ACTOR_IDENTIFIED, _doers(before), _doers(after)
    finer = before.where is None or (after.where is not None and _closer(after.where.value, before.where.value))
    yield "where", Reason.LOCATION_REFINED if finer else Reason.NEW_REPORT, _place(before), _place(after)
    yield "when", Reason.NEW_REPORT, _days(before), _days(after)
    yield "kind", Reason.NEW_REPORT, before.kind.value, after.kind.value
    yield "claims", Reason.NEW_REPORT, _claims(before), _claims(after)


def steps(line: TollLine) -> tuple[TollSaid, ...]:
    """The line's history as a person would tell it: each figure when it was first given, copies and repetitions left out."""
    found: list[TollSaid] = []
    for said in line.said:
        if not found or said.toll != found[-1].toll:
            found.append(said)
    return tuple(found)


def toll_text(toll: Toll) -> str:
    """The toll for a reader: "5", "8 or more", "8 to 12", "up to 12", "23 (8 or more)"."""
    low, high = toll.low, toll.high
    if low is not None and low == high:
        return str(low)
    ends = f"{low} to {high}" if low is not None and high is not None else f"{low} or more" if low is not None else f"up to {high}"
    if toll.best is None or (toll.best == low and high is None):
        return ends
    return f"about {toll.best}" if low is None and high is None else f"{toll.best} ({ends})"


def _doers(incident: Incident) -> str | None:
    known = {c.party.name: c.party.register for c in incident.cast if c.role in DOERS and not c.party.unidentified and c.party.register}
    return ", ".join(sorted(known)) or None


def _closer(one: Place, other: Place) -> bool:
    return PRECISIONS.index(one.precision) < PRECISIONS.index(other.precision)


def _place(incident: Incident) -> str | None:
    return None if incident.where is None else f"{incident.where.value.name} ({incident.where.value.precision.value})"


def _days(incident: Incident) -> str | None:
    if incident.when is None:
        return None
    w = incident.when.value
    return w.earliest.isoformat() if w.earliest == w.latest else f"{w.earliest.isoformat()}/{w.latest.isoformat()}"


def _claims(incident: Incident) -> str | None:
    return "; ".join(f"{c.stance} {c.by}" if c.by else c.stance for c in incident.claims) or None


