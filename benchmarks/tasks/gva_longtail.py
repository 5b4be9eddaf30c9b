"""The Gun Violence Archive: reports on American shootings to incidents, most of which have one report."""

from __future__ import annotations

from pathlib import Path

from benchmarks.task import Result
from benchmarks.tasks.documents import measure_documents

HOMES = ("gva_longtail",)


def measure(folder: Path, split: str) -> Result:
    """How well the product's incidents and their numbers agree with the corpus's."""
    return measure_documents("gva_longtail", folder, split)
