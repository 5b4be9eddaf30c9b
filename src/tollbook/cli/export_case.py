"""tollbook export-case: what the ledger holds of some reports, in one archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tollbook.store.ledger import Ledger

INCIDENT = "inc-"


def export_case(
    ids: Annotated[list[str], typer.Argument(help="Ids of incidents, reports or accounts.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The zip file to write.")],
    protected: Annotated[bool, typer.Option("--with-protected", help="Pack originals and words of undisclosed sources too.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Pack reports with their originals, hashes, captures and every coding into a zip file that can be checked without Tollbook."""
    from tollbook.store.case import export_case as packed
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        held = packed(ledger, _with_accounts(ids, ledger), output, protected=protected)
    typer.echo(f"{output}: reports {held.reports:,}, documents {held.documents:,}, accounts {held.accounts:,}")
    if held.withheld:
        told = f"{len(held.withheld):,} originals were left out with their words, since their source is protected; --with-protected packs them"
        typer.echo(told, err=True)


def _with_accounts(ids: list[str], ledger: Ledger) -> list[str]:
    """The ids, those of incidents replaced by their accounts'."""
    from tollbook.intake.incidents import told_in

    if not any(given.startswith(INCIDENT) for given in ids):
        return ids
    told = told_in(ledger)
    return [one for given in ids for one in (told.incident(given).accounts if given.startswith(INCIDENT) else (given,))]
