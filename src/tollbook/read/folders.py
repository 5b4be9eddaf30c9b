"""The files below a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tollbook.model.document import Refused


def files_in(path: Path) -> Iterator[Path | Refused]:
    """The path itself where it is a file, else the files below it, sorted by name.

    Hidden ones and what is no file (a device, a socket) are left out; a link in a folder is refused, one that the user names is followed.
    """
    if not path.exists():
        yield Refused(named(path), "there is no such file or folder; check the name")
    elif path.is_dir():
        yield from _below(path)
    elif path.is_file():
        yield path
    else:
        yield Refused(named(path), "it is no file and no folder; give a file")


def named(path: Path) -> str:
    """The path in characters that every ledger takes; bytes that are none are written out."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _below(folder: Path) -> Iterator[Path | Refused]:
    try:
        paths = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Refused(named(folder), f"the folder cannot be opened ({error.strerror or error}); check its permissions")
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            # It may lead out of the folder, to what nobody meant to be read, or round in a ring.
            yield Refused(named(path), "it is a link, and links in folders are not followed; name what it leads to")
        elif path.is_dir():
            yield from _below(path)
        elif path.is_file():
            yield path
