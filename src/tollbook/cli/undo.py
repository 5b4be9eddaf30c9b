"""tollbook undo: a decision taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def undo(
    decision: Annotated[str, typer.Argument(help="The decision's id.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")],
    by: Annotated[str | None, typer.Option(help="Who decides; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Take back a decision: incidents are as if it had not been made, and both stay in the ledger."""
    from tollbook.cli.decide import word_of
    from tollbook.intake.incidents import undone
    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        back = undone(ledger, decision, word_of(by, why))
        ledger.decide(back)
    typer.echo(f"decision {back.id}: {decision} is undone")
