"""The files below a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tollbook.model.document import Refused


def files_in(path: Path) -> Iterator[Path | Refused]:
    """The path itself where it is a file, else the files below it, sorted by name.

    Hidden ones, links that lead round in a ring and what is no file (a device, a socket) are left out.
    """
    if not path.exists():
        yield Refused(named(path), "there is no such file or folder; check the name")
    elif path.is_dir():
        yield from _below(path, frozenset())
    elif path.is_file():
        yield path
    else:
        yield Refused(named(path), "it is no file and no folder; give a file")


def named(path: Path) -> str:
    """The path in characters that every ledger takes; bytes that are none are written out."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _below(folder: Path, above: frozenset[Path]) -> Iterator[Path | Refused]:
    try:
        real = folder.resolve()
        names = sorted(folder.iterdir(), key=lambda p: p.name)
    except (OSError, RuntimeError) as error:
        yield Refused(named(folder), f"the folder cannot be opened ({error}); check its permissions")
        return
    if real in above:
        return
    for path in names:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _below(path, above | {real})
        elif path.is_file():
            yield path
