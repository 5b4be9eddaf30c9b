"""tollbook validate: whether a file is what a format asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SHOWN = 20


def validate(
    file: Annotated[Path, typer.Argument(help="The file, ours or of the same shape from elsewhere.")],
    name: Annotated[str, typer.Option("--as", help="The format, such as acled, ged, hxl, geojson or xlsx.")],
    every: Annotated[bool, typer.Option("--all", help=f"Tell every problem, not the first {SHOWN}.")] = False,
) -> None:  # fmt: skip
    """Check a file against a format: each problem in one line with its place; ends with 1 where there is one."""
    from tollbook.errors import TollbookError
    from tollbook.export.validate import problems_in

    try:
        raw = file.read_bytes()
    except OSError as error:
        raise TollbookError(f"{file}: {error.strerror or error}") from error
    problems = problems_in(raw, name, None if every else SHOWN + 1)
    for problem in problems if every else problems[:SHOWN]:
        typer.echo(f"{file}: {problem}")
    if problems:
        if not every and len(problems) > SHOWN:
            typer.echo(f"{file}: there are more; --all tells them", err=True)
        raise typer.Exit(1)
    typer.echo(f"{file}: all as {name} asks for")
