"""tollbook split: an analyst's judgement that an account is of another event."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def split(
    account: Annotated[str, typer.Argument(help="The account to take out of its incident.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")],
    by: Annotated[str | None, typer.Option(help="Who decides; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Say that an account is of another event than the rest of its incident. It outranks the machine, survives recoding, and can be undone."""
    from tollbook.cli.decide import decided
    from tollbook.intake.incidents import apart

    for decision in decided(project, by, why, lambda told, word: apart(told, account, word)):
        other = next(mark.account for mark in decision.about if mark.account != account)
        typer.echo(f"decision {decision.id}: not the event of {other}; undo it with: tollbook undo {decision.id} --why REASON")
