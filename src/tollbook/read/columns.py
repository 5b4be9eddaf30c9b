"""Which columns of a table hold a report's text and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from tollbook.codebook.columns import load_columns
from tollbook.errors import TollbookError


class MissingColumnError(TollbookError):
    """A table lacks the column that is to hold the text, or one the user named."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns, ``None`` where they are to be found by their usual names."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    lang: str | None = None


def columns_in(names: Sequence[str], wanted: Columns | None) -> Columns:
    """The table's own columns; MissingColumnError, with the columns there are, where none holds the text or one that was named is not there."""
    asked, usual = wanted or Columns(), load_columns()
    found = {f.name: _one(names, getattr(asked, f.name), getattr(usual, f.name)) for f in fields(Columns)}
    if found["text"] is None:
        raise MissingColumnError(f"no column is known to hold the text; name it: --column text=NAME, one of {listed(names)}")
    return Columns(**found)


def listed(names: Sequence[str]) -> str:
    """The names in one line, the first twenty of them."""
    return ", ".join(f"'{n[:40]}'" for n in names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "") if names else "none"


def _one(names: Sequence[str], asked: str | None, usual: Sequence[str]) -> str | None:
    if asked is not None:
        if asked not in names:
            raise MissingColumnError(f"there is no column '{asked}'; its columns: {listed(names)}")
        return asked
    plain = {_plain(n): n for n in reversed(names)}
    return next((plain[u] for u in usual if u in plain), None)


def _plain(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())

