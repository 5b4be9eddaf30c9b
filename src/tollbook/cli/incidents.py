"""tollbook incidents: what all reports of the ledger say together."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.choose import Wanted, chosen
from tollbook.cli.issue import day_of

if TYPE_CHECKING:
    from tollbook.intake.incidents import Told
    from tollbook.model.incident import Incident

CLAIMS = {"none": "claimed by nobody", "claimed": "claimed by", "denied": "denied by", "accused": "laid at the door of"}


def incidents(
    ids: Annotated[list[str] | None, typer.Argument(help="Incidents (or accounts) to show in full; without any, all are listed.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Only those on or after this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only those on or before this day.")] = None,
    country: Annotated[str | None, typer.Option(help="Only those in this country (ISO 3166-1 alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only those of this kind, such as armed-attack.")] = None,
    every: Annotated[bool, typer.Option("--all", help="What is planned, denied or told as history too.")] = False,
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC).")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an incident and line.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """List what happened as all reports together tell it: one line an incident, or all that is known of those named."""
    from tollbook.cli.countries import country_code
    from tollbook.export.incident_wire import to_json

    told = told_as_of(project, as_of)
    if ids:
        found = [told.incident(given) for given in ids]
    else:
        found = chosen(told.merged.incidents, Wanted(day_of(since), day_of(until), country_code(country), kind, every))
    for incident in found:
        if json:
            typer.echo(jsonlib.dumps(to_json(incident), ensure_ascii=False))
        else:
            whole = (*_whole(incident, told), *also_lines(project, told, incident)) if ids else ()
            typer.echo("\n".join([line_of(incident), *whole]))


def told_as_of(project: Path, as_of: str | None) -> Told:
    """The project's incidents as known at the end of the day."""
    from tollbook.intake.incidents import told_in
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        return told_in(ledger, end_of(as_of))


def also_lines(project: Path, told: Told, incident: Incident) -> Iterator[str]:
    """The rows of other datasets that may be the incident, one a line."""
    from tollbook.intake.beside import also_in
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        found = also_in(ledger, told, [incident])
    yield from (f"  also in {also.told()}" for also in found.get(incident.id, ()))


def end_of(day: str | None) -> datetime | None:
    """The last instant of the day (UTC)."""
    from datetime import UTC, time

    given = day_of(day)
    return None if given is None else datetime.combine(given, time.max, UTC)


def line_of(incident: Incident) -> str:
    """The incident in one line: id, day, kind, place, tolls, by how many reports."""
    from tollbook.merge.history import toll_text

    when, where = incident.when, incident.where
    days = "day unknown"
    if when is not None:
        days = when.value.earliest.isoformat() + (f"..{when.value.latest.isoformat()}" if when.value.latest != when.value.earliest else "")
    place = ", ".join(p for p in (where.value.name, where.value.country) if p) if where is not None else "place unknown"
    tolls = "; ".join(f"{line.status} {toll_text(line.toll)}" for line in incident.tolls if line.group == "total")
    n = incident.independent
    by = f"imported from {incident.sources[0].outlet}" if incident.id.startswith("imp-") else f"{n} source{'s' if n != 1 else ''}"
    return "  ".join((incident.id, days, incident.kind.value, place, tolls or "no toll told", by))


def _whole(incident: Incident, told: Told) -> Iterator[str]:
    """All that is said, and by whom."""
    from tollbook.merge.history import toll_text

    for cast in incident.cast:
        yield f"  {cast.role}: {cast.party.name} ({cast.party.kind})"
    for line in incident.tolls:
        yield f"  {line.status}, {line.group}: {toll_text(line.toll)} ({line.why})"
        for said in line.said:
            speakers = f" according to {', '.join(said.speakers)}" if said.speakers else ""
            yield f"    {said.as_of or 'undated'}: “{said.as_written}”{speakers} [{said.source.outlet or said.source.report}]"
    for claim in incident.claims:
        yield f"  {CLAIMS.get(claim.stance, claim.stance)} {claim.by or ''}".rstrip() + (f" (as of {claim.as_of})" if claim.as_of else "")
    for source in incident.sources:
        report = told.filed[source.account].report
        further = f", word for word in {', '.join(source.further)} too" if source.further else ""
        yield f"  told in {source.account} [{report.title or report.source or report.id}], {source.published or 'undated'}{further}"
