"""What the user names on the command line, as documents: files, folders, archives and web addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tollbook.model.document import Original, Refused
from tollbook.read.columns import Columns
from tollbook.read.limits import Limits

_WEB = ("http://", "https://")


def is_web(name: str) -> bool:
    """True for an address that would be dialled."""
    return name.lower().startswith(_WEB)


def sources_of(names: Iterable[str], limits: Limits, columns: Columns | None, allowed: frozenset[str]) -> Iterator[Original | Refused]:
    """The documents behind the names, in the order given, and what was not read; dials only where a name is a web address."""
    for name in names:
        if is_web(name):
            yield from _fetched(name, limits, columns, allowed)
        else:
            yield from _below(Path(name), limits, columns)


def _below(path: Path, limits: Limits, columns: Columns | None) -> Iterator[Original | Refused]:
    from tollbook.read.child import Child

    if not path.exists():
        yield Refused(path.as_posix(), "there is no such file or folder; check the name")
        return
    with Child(limits) as child:
        yield from child.unfold(path, columns)


def _fetched(url: str, limits: Limits, columns: Columns | None, allowed: frozenset[str]) -> Iterator[Original | Refused]:
    from tollbook.fetch.client import Fetcher
    from tollbook.read.child import Child

    with Fetcher(limits, allowed) as fetcher:
        answer = fetcher.get(url)
    if isinstance(answer, Refused):
        yield answer
    elif answer.original is None:
        yield Refused(url, f"the server answered {answer.status} and sent no page; check the address in a browser")
    else:
        with Child(limits) as child:
            yield from child.unfold_original(answer.original, columns)
