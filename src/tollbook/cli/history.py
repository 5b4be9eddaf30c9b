"""tollbook history: how what is known of an incident changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def history(
    incident: Annotated[str, typer.Argument(help="The incident's id, or one of its accounts'.")],
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC).")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Tell how what is known of an incident changed: on which day, what, from what to what, by whose word; and what analysts decided of it."""
    from tollbook.cli.incidents import also_lines, line_of, told_as_of

    told = told_as_of(project, as_of)
    found = told.incident(incident)
    typer.echo(line_of(found))
    for revision in found.revisions:
        change = f"{revision.what}: {revision.before or 'not known'} → {revision.after or 'not known'}"
        outlets = ", ".join(dict.fromkeys(s.outlet or s.report for s in revision.sources))
        typer.echo(f"{revision.number:>3}  {revision.day or 'undated'}  {change}  ({revision.reason.value}; {outlets})")
    for decision in told.judged(found):
        accounts = " and ".join(mark.account for mark in decision.about)
        about = f"undoes {decision.undoes}" if decision.undoes else f"{decision.verdict.value}: {accounts}"
        typer.echo(f"decided {decision.at:%Y-%m-%d %H:%M} by {decision.by}: {about} ({decision.why}) [{decision.id}]")
    for line in also_lines(project, told, found):
        typer.echo(line)
