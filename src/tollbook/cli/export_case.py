"""tollbook export-case: what the ledger holds of some reports, in one archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export_case(
    ids: Annotated[list[str], typer.Argument(help="Ids of reports or accounts.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The zip file to write.")],
    protected: Annotated[bool, typer.Option("--with-protected", help="Pack originals and words of undisclosed sources too.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Pack reports with their originals, hashes, captures and every coding into a zip file that can be checked without Tollbook."""
    from tollbook.store.case import export_case as packed
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        held = packed(ledger, ids, output, protected=protected)
    typer.echo(f"{output}: reports {held.reports:,}, documents {held.documents:,}, accounts {held.accounts:,}")
    if held.withheld:
        told = f"{len(held.withheld):,} originals were left out with their words, since their source is protected; --with-protected packs them"
        typer.echo(told, err=True)
