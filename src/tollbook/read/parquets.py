"""Tables as Parquet, read a batch of rows at a time."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from tollbook.errors import TollbookError, UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.columns import columns_in
from tollbook.read.found import Found, Task
from tollbook.read.rows import Row, originals_of_rows

_BATCH = 500
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1, "memory_limit": "512MB", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
}  # fmt: skip
_PATTERN = re.compile(r"[*?\[\]{}]")
"""Signs by which the library would take a file's name for a pattern."""


class MissingTablesError(TollbookError):
    """The extra that reads Parquet is not installed."""

    def __init__(self) -> None:
        super().__init__("Parquet tables need an extra; run: pip install 'tollbook[tables]'")


def rows_of_parquet(found: Found, task: Task) -> Iterator[Original | Refused]:
    """The table's rows as documents, numbered from 1; MissingColumnError where no column holds the text, MissingTablesError without the extra."""
    try:
        import duckdb
    except ImportError:
        raise MissingTablesError from None
    try:
        with _path(found.file) as path, duckdb.connect(config=_SETTINGS) as connection:
            connection.execute("SET enable_progress_bar = false")
            table = connection.execute("SELECT * FROM read_parquet($path, binary_as_string = true)", {"path": path})
            names = [column[0] for column in table.description or ()]
            yield from originals_of_rows(found, _rows(table, names), columns_in(names, task.columns), task)
    except duckdb.Error as error:
        raise UnreadableReportError(f"the Parquet table cannot be read ({' '.join(str(error).split())[:200]}); write it anew") from error


def _rows(table: Any, names: list[str]) -> Iterator[Row]:
    numbers = count(1)
    while batch := table.fetchmany(_BATCH):
        for cells in batch:
            yield Row(next(numbers), dict(zip(names, cells, strict=True)))


@contextmanager
def _path(file: BinaryIO) -> Iterator[str]:
    """A path to the file's bytes: its own, or that of a copy where it has none or none the library takes as it is."""
    own = getattr(file, "name", None)
    if isinstance(own, str) and not _PATTERN.search(own) and Path(own).is_file():
        yield own
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield copy.name
