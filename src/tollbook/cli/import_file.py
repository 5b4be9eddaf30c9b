"""tollbook import: rows of other people's datasets, kept beside the ledger's incidents and never among them."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tollbook.intake.imports import Tally

SHOWN = 20
"""How many refused rows are named before the rest is only counted."""


def import_file(
    files: Annotated[list[Path], typer.Argument(help="CSV files or Excel workbooks in the columns of ACLED, UCDP GED or GTD.")],
    dataset: Annotated[str | None, typer.Option("--as", help="acled, ged or gtd; told by the columns unless said.")] = None,
    operator: Annotated[str | None, typer.Option(help="Who takes the files in, kept with each; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Take in events that others have coded, as accounts of their own kind: shown beside incidents, in no toll or export unless asked for."""
    from tollbook.cli.stamp import stamp
    from tollbook.errors import TollbookError
    from tollbook.intake import imports
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    failed = False
    with open_ledger(open_project(project)) as ledger:
        for path in files:
            try:
                tally = imports.import_file(ledger, path, dataset, stamp(operator or getpass.getuser()))
            except TollbookError as error:
                typer.echo(f"error: {error}" if str(path.name) in str(error) else f"error: {path}: {error}", err=True)
                failed = True
                continue
            _tell(path, tally)
            failed |= bool(tally.refused)
    if failed:
        raise typer.Exit(1)


def _tell(path: Path, tally: Tally) -> None:
    for refused in tally.refused[:SHOWN]:
        typer.echo(f"quarantined: {path.name}: {refused.reason}", err=True)
    if len(tally.refused) > SHOWN:
        typer.echo(f"and {len(tally.refused) - SHOWN:,} more; all are in the ledger's quarantine", err=True)
    if tally.unknown:
        typer.echo(f"{path.name}: columns that {tally.dataset} does not have are kept and not read: {', '.join(tally.unknown)}", err=True)
    if tally.note:
        typer.echo(f"{path.name}: {tally.note}", err=True)
    parts = ((tally.new, "new"), (tally.known, "known"), (tally.no_kind, "of no kind there is here"), (len(tally.refused), "quarantined"))
    told = ", ".join(f"{n:,} {what}" for n, what in parts if n) or "nothing"
    typer.echo(f"{path.name}: {tally.rows:,} rows as {tally.dataset}: {told}")
