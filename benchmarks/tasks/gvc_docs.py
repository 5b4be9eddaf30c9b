"""The Gun Violence Corpus: reports on American shootings to incidents."""

from __future__ import annotations

from pathlib import Path

from benchmarks.task import Result
from benchmarks.tasks.documents import measure_documents

HOMES = ("gvc_docs",)


def measure(folder: Path, split: str) -> Result:
    """How well the product's incidents and their numbers agree with the corpus's."""
    return measure_documents("gvc_docs", folder, split)
