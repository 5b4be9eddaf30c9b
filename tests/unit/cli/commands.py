"""A command run as a user would run it."""

from __future__ import annotations

from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.errors import TollbookError


def run(*words: str) -> tuple[int, str]:
    """How the command ended and what it printed; 2 and the error's line where it refused."""
    told = CliRunner().invoke(app, list(words))
    if isinstance(told.exception, TollbookError):
        return 2, str(told.exception)
    return told.exit_code, told.output
