"""tollbook init: a project folder with its ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_LEDGER = "Address of a PostgreSQL database to keep the ledger in, postgresql://user@host/database; without it a file in the folder."


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it may be there already.")],
    ledger: Annotated[str | None, typer.Option(help=_LEDGER)] = None,
) -> None:
    """Make a project: its settings, an empty ledger, and the folder in which originals are kept."""
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import make_project

    project = make_project(folder, ledger)
    try:
        with open_ledger(project, create=True):
            pass
    except BaseException:
        project.settings.unlink()
        raise
    typer.echo(f"{folder}: a new project; its ledger is {project.place}")
