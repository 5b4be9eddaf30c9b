"""tollbook export: the ledger's incidents in a format of others, through the gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from tollbook.cli.choose import Wanted
    from tollbook.export.rows import Exportable
    from tollbook.export.tables import Written
    from tollbook.intake.incidents import Told
    from tollbook.model.incident import Incident
    from tollbook.store.project import Project


def export(
    name: Annotated[str, typer.Option("--format", "-f", help="Such as csv, acled or geojson; a wrong name lists them all.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; without it the rows go to the terminal.")] = None,
    profile: Annotated[str, typer.Option(help="public, or internal where the project's release.toml opens it.")] = "public",
    since: Annotated[str | None, typer.Option("--from", help="Only those on or after this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only those on or before this day.")] = None,
    country: Annotated[str | None, typer.Option(help="Only those in this country (ISO 3166-1 alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only those of this kind, such as armed-attack.")] = None,
    every: Annotated[bool, typer.Option("--all", help="What is planned, denied or told as history too.")] = False,
    war_zone: Annotated[bool, typer.Option("--war-zone", help="ACLED's rows take several dead for 10 and not for 3.")] = False,
    pcodes: Annotated[Path | None, typer.Option(help="A CSV of p-codes as OCHA publishes it, for hapi and hxl.")] = None,
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC).")] = None,
    with_imported: Annotated[bool, typer.Option("--with-imported", help="Imported events that may be no incident here too, marked.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Write incidents for others to load; the default profile holds back names of persons, fine places, small groups and what may still go on."""
    from datetime import UTC, datetime

    from tollbook.cli.atlas import opened_atlas
    from tollbook.cli.choose import Wanted, chosen
    from tollbook.cli.countries import country_code
    from tollbook.cli.incidents import told_as_of
    from tollbook.export.formats import format_of, sidecar
    from tollbook.export.gate import clear, linked_places
    from tollbook.export.policy import policy_of
    from tollbook.store.project import open_project

    made, held = format_of(name, war_zone=war_zone), open_project(project)
    policy = policy_of(held.folder, profile)
    told = told_as_of(project, as_of)
    wanted = Wanted(day_of(since), day_of(until), country_code(country), kind, every)
    atlas, now = opened_atlas(name, pcodes), datetime.now(UTC)
    items = exportables(told, chosen(told.merged.incidents, wanted)) + (imported_too(project, told, wanted) if with_imported else [])
    cleared = clear(items, policy, now, atlas, linked_places(told.merged.incidents))
    written = made.write(cleared.events, atlas)
    if output is None:
        typer.echo(written.body, nl=False)
    else:
        write_files(output, written, sidecar(name, profile, cleared, written))
    filters = {**wanted.told(), "as_of": as_of, "war_zone": war_zone, "with_imported": with_imported, "pcodes": pcodes.name if pcodes else None}
    asked = {"format": name, "profile": profile, "filter": filters, "file": output.name if output else None}
    log_export(held, now, asked, written)
    lost = len(cleared.losses) + len(written.losses)
    typer.echo(f"rows {written.rows:,} of {len(cleared.events):,} incidents; values held back or changed: {lost:,}", err=True)


def exportables(told: Told, incidents: Sequence[Incident]) -> list[Exportable]:
    """The incidents with their accounts and reports."""
    from tollbook.intake.release import exportable

    return [exportable(told, incident) for incident in incidents]


def imported_too(project: Path, told: Told, wanted: Wanted) -> list[Exportable]:
    """The imported events that fit and may be no incident of the ledger; how many may be one is told on standard error."""
    from tollbook.intake.beside import others_only
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        found, left = others_only(ledger, told)
    items = [item for item in found if wanted.fits(item.incident)]
    datasets = ", ".join(sorted({item.imported for item in items if item.imported}))
    if datasets:
        typer.echo(f"imported events among these: {len(items):,}, of {datasets}; the terms of use of those apply", err=True)
    if left:
        typer.echo(f"imported events left out, since they may be incidents here: {left:,}", err=True)
    return items


def log_export(held: Project, at: datetime, asked: Mapping[str, object], written: Written) -> None:
    """Adds a line to the project's log of exports."""
    from tollbook.export.formats import log_line

    with (held.folder / "exports.jsonl").open("a", encoding="utf-8") as log:
        log.write(log_line(at, asked, written) + "\n")


def write_files(output: Path, written: Written, losses: bytes) -> None:
    """The file and those beside it; TollbookError where one cannot be written."""
    from tollbook.errors import TollbookError

    try:
        output.write_bytes(written.body)
        for ending, body in {**written.beside, ".losses.json": losses}.items():
            output.with_name(output.name + ending).write_bytes(body)
    except OSError as error:
        raise TollbookError(f"{output}: {error.strerror or error}; choose another file") from error
