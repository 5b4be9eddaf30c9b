"""tollbook: the door for terminals; each command lies in a file of its own and loads what it needs when it runs."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from tollbook import __version__
from tollbook.cli import gazetteer, release
from tollbook.cli.add import add
from tollbook.cli.code import code, why
from tollbook.cli.count import count
from tollbook.cli.doctor import doctor
from tollbook.cli.export import export
from tollbook.cli.export_case import export_case
from tollbook.cli.history import history
from tollbook.cli.import_file import import_file
from tollbook.cli.incidents import incidents
from tollbook.cli.init import init
from tollbook.cli.merge import merge
from tollbook.cli.net import net
from tollbook.cli.read import read
from tollbook.cli.report import report
from tollbook.cli.split import split
from tollbook.cli.undo import undo
from tollbook.cli.validate import validate
from tollbook.cli.vault import vault
from tollbook.cli.verify import verify
from tollbook.cli.watch import watch
from tollbook.cli.withdraw import withdraw
from tollbook.errors import TollbookError

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
app.command()(code)
app.command()(init)
app.command()(read)
app.command()(add)
app.command()(watch)
app.command("import")(import_file)
app.command()(validate)
app.command()(verify)
app.command()(count)
app.command()(export)
app.command()(report)
app.command("export-case")(export_case)
app.command()(vault)
app.command()(history)
app.command()(incidents)
app.command()(merge)
app.command()(split)
app.command()(undo)
app.command()(withdraw)
app.command()(why)
app.add_typer(release.app, name="release")
app.add_typer(gazetteer.app, name="gazetteer")
app.command()(doctor)
app.command()(net)


def run() -> None:
    """Runs the command the terminal asks for; what a user can mend ends with one line and exit code 2."""
    # Sums of many numbers depend on how threads share them; one thread gives the same bytes on every machine, and leaves the others to other runs.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except TollbookError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(2) from None


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tollbook {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version and stop.")] = False,
) -> None:
    """Read reports of conflict and keep one sourced record of each event."""
