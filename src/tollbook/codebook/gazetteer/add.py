"""Which importer a file of places needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tollbook.codebook.gazetteer.geonames import add_geonames
from tollbook.codebook.gazetteer.intake import Added
from tollbook.codebook.gazetteer.tabular import add_table
from tollbook.codebook.gazetteer.wof import add_wof

DATABASES = (".db", ".sqlite", ".sqlite3")


def add_places(path: Path, gazetteer: Path, tell: Callable[[str], None] | None = None) -> Added:
    """Adds a file or folder of places by its kind; DataFileError where it is of none."""
    if path.is_dir() or path.suffix.lower() in DATABASES:
        return add_wof(path, gazetteer, tell)
    if path.suffix.lower() == ".csv":
        return add_table(path, gazetteer, tell)
    return add_geonames(path, gazetteer, tell)
