"""What commands that export ask of the gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from tollbook.export.atlas import Atlas

CODED = ("hapi", "hxl")


def opened_atlas(name: str | None = None, pcodes: Path | None = None) -> Atlas:
    """The user's gazetteer, built first where there is none, and the table of p-codes; TollbookError where the format has none."""
    from tollbook.codebook.gazetteer.store import open_gazetteer
    from tollbook.errors import TollbookError
    from tollbook.export.atlas import atlas_of
    from tollbook.export.pcodes import read_pcodes

    if pcodes is not None and name not in CODED:
        raise TollbookError(f"--pcodes gives regions their codes in the formats {' and '.join(CODED)}; the format '{name}' has no column for them")
    coded = read_pcodes(pcodes) if pcodes is not None else None
    return atlas_of(open_gazetteer(tell=lambda line: typer.echo(line, err=True)), coded)
