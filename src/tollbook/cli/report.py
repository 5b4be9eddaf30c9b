"""tollbook report: a page for people, of one incident or of many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tollbook.cli.choose import Wanted
    from tollbook.export.gate import Cleared, Policy
    from tollbook.export.rows import Exportable
    from tollbook.intake.incidents import Told


def report(
    incident: Annotated[str | None, typer.Argument(help="The incident's id, or one of its accounts'; without it, all that fit the filter.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file, .html or .pdf; without it HTML goes to the terminal.")] = None,
    profile: Annotated[str, typer.Option(help="public, or internal where the project's release.toml opens it.")] = "public",
    since: Annotated[str | None, typer.Option("--from", help="Only those on or after this day or month, YYYY-MM-DD or YYYY-MM.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only those on or before this day or month.")] = None,
    country: Annotated[str | None, typer.Option(help="Only those in this country (ISO 3166-1 alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only those of this kind, such as armed-attack.")] = None,
    every: Annotated[bool, typer.Option("--all", help="What is planned, denied or told as history too.")] = False,
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC).")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Write a brief, HTML or PDF: what happened, who says what, a map, a timeline, the toll as it grew, the sources; by the gate of exports."""
    from datetime import UTC, datetime

    from tollbook.cli.choose import Wanted, chosen
    from tollbook.cli.count import first_day, last_day
    from tollbook.cli.countries import country_code
    from tollbook.cli.export import exportables, log_export, write_files
    from tollbook.cli.incidents import told_as_of
    from tollbook.cli.issue import day_of
    from tollbook.export.formats import sidecar
    from tollbook.export.policy import policy_of
    from tollbook.export.tables import Written
    from tollbook.store.project import open_project

    suffix, held = _suffix(output), open_project(project)
    policy, now, told = policy_of(held.folder, profile), datetime.now(UTC), told_as_of(project, as_of)
    wanted = Wanted(first_day(since), last_day(until), country_code(country), kind, every)
    found = [told.incident(incident)] if incident is not None else chosen(told.merged.incidents, wanted)
    page, cleared = _page(exportables(told, found), told, wanted, Way(policy, now, incident is not None, day_of(as_of)))
    written = Written(_bytes(page, suffix), len(cleared.events))
    if output is None:
        typer.echo(written.body, nl=False)
    else:
        write_files(output, written, sidecar(f"report{suffix}", profile, cleared, written))
    filters = {**wanted.told(), "incident": incident, "as_of": as_of}
    log_export(held, now, {"format": f"report{suffix}", "profile": profile, "filter": filters, "file": output.name if output else None}, written)
    typer.echo(f"a brief of {written.rows:,} incident{'s' if written.rows != 1 else ''}; values held back: {len(cleared.losses):,}", err=True)


@dataclass(frozen=True, slots=True)
class Way:
    """How a brief is made: what may leave, when, whether of one incident, and as known on which day."""

    policy: Policy
    now: datetime
    one: bool
    as_of: date | None


def _page(items: Sequence[Exportable], told: Told, wanted: Wanted, way: Way) -> tuple[str, Cleared]:
    """The page, and what the gate let out; TollbookError where it holds the one incident back."""
    from tollbook.cli.atlas import opened_atlas
    from tollbook.errors import TollbookError
    from tollbook.export.brief import Asked, brief_of
    from tollbook.export.brief_sums import sums_of, tolls_by_day
    from tollbook.export.gate import clear, linked_places

    atlas = opened_atlas()
    cleared = clear(items, way.policy, way.now, atlas, linked_places(told.merged.incidents))
    if way.one and not cleared.events:
        raise TollbookError("what is told there may still go on and is held back; ask later, or under a profile that opens what goes on")
    ids = {e.id for e in cleared.events}
    sums, tolls = sums_of(items, ids, (wanted.since, wanted.until)), tolls_by_day(items, ids)
    asked = Asked(title_of(wanted), way.policy.profile, way.as_of, way.policy.words, sums, tolls)
    return brief_of(cleared.events, asked, atlas, whole=not way.one), cleared


def _suffix(output: Path | None) -> str:
    """The sort of the file; TollbookError where it is none of ours."""
    from tollbook.errors import TollbookError

    suffix = output.suffix.lower() if output is not None else ".html"
    if suffix not in (".html", ".htm", ".pdf"):
        raise TollbookError(f"{output}: a brief is HTML or PDF; name a file that ends with .html or .pdf")
    return ".pdf" if suffix == ".pdf" else ".html"


def _bytes(page: str, suffix: str) -> bytes:
    from tollbook.export.brief_pdf import pdf_of

    return pdf_of(page) if suffix == ".pdf" else page.encode()


def title_of(wanted: Wanted) -> str:
    """What was asked for, in words."""
    from tollbook.codebook.exporting import load_country_names
    from tollbook.codebook.kinds import load_kinds
    from tollbook.export.brief_words import day_text

    kind = load_kinds()[wanted.kind].label if wanted.kind is not None and wanted.kind in load_kinds() else "Reported incidents"
    country = load_country_names().get(wanted.country or "", wanted.country)
    days = (day_text(wanted.since) if wanted.since else None, day_text(wanted.until) if wanted.until else None)
    span = f"{days[0]} to {days[1]}" if all(days) else f"since {days[0]}" if days[0] else f"up to {days[1]}" if days[1] else None
    return ", ".join(p for p in (kind + (f" in {country}" if country else ""), span) if p)
