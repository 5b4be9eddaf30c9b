"""tollbook merge: an analyst's judgement that two incidents are one event."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def merge(
    first: Annotated[str, typer.Argument(help="An incident's id, or an account's.")],
    second: Annotated[str, typer.Argument(help="The other's.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")],
    by: Annotated[str | None, typer.Option(help="Who decides; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Say that two incidents are one event. It outranks the machine, survives recoding, and can be undone."""
    from tollbook.cli.decide import decided
    from tollbook.intake.incidents import same

    for decision in decided(project, by, why, lambda told, word: (same(told, first, second, word),)):
        typer.echo(f"decision {decision.id}: one event; undo it with: tollbook undo {decision.id} --why REASON")
