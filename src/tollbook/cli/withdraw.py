"""tollbook withdraw: what no longer counts."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.errors import TollbookError
from tollbook.model.ledger import Reason

if TYPE_CHECKING:
    from tollbook.store.ledger import Ledger


def withdraw(
    given: Annotated[str, typer.Argument(metavar="ID", help="A report's, an account's, an imported row's or (by its SHA-256) a document's id.")],
    why: Annotated[str, typer.Option(help="What happened, kept with the withdrawal.")],
    reason: Annotated[Reason, typer.Option(help="The reason's code.")] = Reason.SOURCE_WITHDRAWN,
    by: Annotated[str | None, typer.Option(help="Who withdraws; your login unless said.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Take a report, account or document out of what counts from now on. It stays in the ledger, and what was known before is as it was."""
    from datetime import UTC, datetime

    from tollbook.store.ledger import open_ledger
    from tollbook.store.project import open_project

    with open_ledger(open_project(project)) as ledger:
        if not _is_there(ledger, given):
            raise TollbookError(f"there is no report, account or document '{given}' in this ledger")
        if not why.strip():
            raise TollbookError("--why is empty; say what happened")
        new = ledger.withdraw(given, reason, by=by or getpass.getuser(), at=datetime.now(UTC), note=why)
    typer.echo(f"{given} is withdrawn" if new else f"{given} was withdrawn before")


def _is_there(ledger: Ledger, given: str) -> bool:
    from tollbook.store.imported import is_imported

    known = ledger.report(given) is not None or bool(ledger.accounts(account=given, limit=1))
    return known or ledger.has(given) or is_imported(ledger, given)
