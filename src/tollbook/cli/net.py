"""tollbook net: everything that can dial out, and how it is set here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tollbook.errors import TollbookError


@dataclass(frozen=True, slots=True)
class Door:
    """One way out: the command or setting, whether it dials only when asked to by name, and what keeps it in bounds."""

    what: str
    when: str
    bounds: str


DOORS = (
    Door("add", "only where an input is a web address", "public addresses alone, after redirects too; others by --allow-host"),
    Door("read", "only where an input is a web address", "as add"),
    Door("watch", "always: the feeds named, and the pages they lead to (not with --no-pages)", "as add; robots.txt, pauses and back-off heeded"),
)
LEDGER = Door("ledger in tollbook.toml", "every command that opens the project, where it is a PostgreSQL address", "that server alone")


def net(
    project: Annotated[Path, typer.Option(help="A folder in the project, whose settings are told too.")] = Path(),
) -> None:
    """List every command and setting that can dial out; everything else works without a network."""
    for door in (*DOORS, LEDGER):
        typer.echo(f"{door.what}: {door.when}; {door.bounds}")
    typer.echo(_here(project))
    typer.echo("all other commands never dial")


def _here(project: Path) -> str:
    from tollbook.store.project import open_project

    try:
        held = open_project(project)
    except TollbookError:
        return "no project here"
    if held.ledger_url is None:
        return f"this project: its ledger is the file {held.database}"
    return f"this project: its ledger is at {held.place}, which each command dials"
