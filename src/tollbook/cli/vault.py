"""tollbook vault: the true sources of undisclosed documents, for who knows the passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def vault(
    document: Annotated[str | None, typer.Argument(help="SHA-256 of a document; without it all of them.")] = None,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:
    """Show where undisclosed documents are truly from, one JSON object a line; it asks for the vault's passphrase."""
    import json

    import msgspec

    from tollbook.store.project import open_project
    from tollbook.store.vault import VaultError, open_vault

    found = open_project(project)
    if not found.vault.exists():
        raise VaultError(f"{found.folder} has no vault: nothing was taken in with --undisclosed")
    opened = open_vault(found)
    truths = opened.truths() if document is None else opened.of(document)
    if document is not None and not truths:
        typer.echo(f"the vault tells nothing of a document {document}; without a hash all are shown", err=True)
        raise typer.Exit(1)
    for truth in truths:
        typer.echo(json.dumps(msgspec.to_builtins(truth)))
