"""Under which names tables of reports hold what."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class ColumnsFile(msgspec.Struct, frozen=True):
    """The shape of ``codebook/columns.yml``: the usual names of each column, the surest first."""

    text: list[str]
    title: list[str]
    published: list[str]
    author: list[str]
    source: list[str]
    url: list[str]
    lang: list[str]


@lru_cache(maxsize=1)
def load_columns() -> ColumnsFile:
    """The usual names of the columns; DataFileError where the file does not fit its shape."""
    return load_table("codebook/columns.yml", ColumnsFile)
