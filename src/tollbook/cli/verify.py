"""tollbook verify: whether the ledger still holds what was put in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def verify(project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path()) -> None:
    """Check every original, text and quote against its hash and its place; one line for each fault, and exit code 1 where there is one."""
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project
    from tollbook.store.verify import Fault
    from tollbook.store.verify import verify as checked

    faults = 0
    with open_ledger(open_project(project)) as ledger:
        for found in checked(ledger):
            if isinstance(found, Fault):
                faults += 1
                typer.echo(found.told)
        held = ledger.counts()
    told = f"documents {held['documents']:,}, texts {held['extractions']:,}, accounts {held['accounts']:,}"
    typer.echo(f"{told}; faults {faults:,}" if faults else f"{told}; all as they were put in")
    if faults:
        raise typer.Exit(1)
