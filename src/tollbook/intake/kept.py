"""A ledger's incidents without folding all of it each time: from a shelf beside the ledger, brought up to date by what came in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import msgspec

from tollbook.codebook.merging import MergeTable
from tollbook.codebook.versions import digest_of
from tollbook.intake.filings import filed_in, filed_of
from tollbook.merge.extend import extend, merged
from tollbook.merge.facts import Filed
from tollbook.merge.replay import Merged
from tollbook.merge.shelf import MemoryShelf
from tollbook.model.decision import Decision
from tollbook.store.changes import Seen, changed_since, seen_now
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project
from tollbook.store.shelf import FileShelf, write_shelf

SHELF = "incidents.cache"
"""The file's name in the project; it can be deleted at any time."""
FEW = 500
"""So many changed reports are added to the shelf one by one; more make it worth making anew."""
_PARTS = ("merge", "model", "read", "codebook", "export/unwire.py", "intake", "store", "data/merge", "data/lexicon", "data/codebook")


def kept_in(ledger: Ledger, decisions: Iterable[Decision], table: MergeTable) -> Merged:
    """The incidents of all accounts in force under these decisions, which are all there are; the same as a replay's, whatever lies on the shelf."""
    said, path = tuple(decisions), ledger.project.folder / SHELF
    try:
        found = _brought_up(ledger, said, table, path)
    except (sqlite3.Error, msgspec.MsgspecError):
        found = None
    return _made_anew(ledger, said, table, path) if found is None else found


def _brought_up(ledger: Ledger, decisions: tuple[Decision, ...], table: MergeTable, path: Path) -> Merged | None:
    """What the shelf tells with what came in since; ``None`` where there is none of this version, or it is cheaper to make it anew."""
    if not path.is_file():
        return None
    shelf = FileShelf(path)
    try:
        shelf.begin()
        before, now = shelf.note("seen"), seen_now(ledger)
        if before is None or shelf.note("version") != version().encode():
            return None
        changed = changed_since(ledger, msgspec.msgpack.decode(before, type=Seen), now)
        if changed is None or len(changed) > FEW:
            return None
        extend(shelf, filed_of(ledger, sorted(changed)), decisions, table)
        shelf.write("seen", msgspec.msgpack.encode(now))
        found = merged(shelf)
        shelf.commit()
        return found
    finally:
        shelf.close()


def _made_anew(ledger: Ledger, decisions: tuple[Decision, ...], table: MergeTable, path: Path) -> Merged:
    now, shelf = seen_now(ledger), MemoryShelf()
    extend(shelf, _by_report(filed_in(ledger)), decisions, table)
    # A full disk, or a project that may only be read, costs time and nothing else.
    with suppress(sqlite3.Error, OSError):
        write_shelf(path, shelf, {"version": version().encode(), "seen": msgspec.msgpack.encode(now)})
    return merged(shelf)


def _by_report(filed: Iterable[Filed]) -> Mapping[str, tuple[Filed, ...]]:
    return {report: tuple(held) for report, held in groupby(filed, key=lambda f: f.report.id)}


@lru_cache(maxsize=1)
def version() -> str:
    """What a shelf was made by: it is of no use to any other code or words."""
    package = files("tollbook")
    return digest_of(*(package.joinpath(part) for part in _PARTS))


class Filings(Mapping[str, Filed]):
    """The accounts of a ledger by id, read when they are asked for: some one by one, from then on all at once."""

    ONE_BY_ONE = 20

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: dict[str, Filed] = {}
        self._asked = 0
        self._whole = False

    def __getitem__(self, account: str) -> Filed:
        if account not in self._held and not self._whole:
            self._asked += 1
            self._read(account if self._asked <= self.ONE_BY_ONE else None)
        return self._held[account]

    def __iter__(self) -> Iterator[str]:
        self._read(None)
        return iter(self._held)

    def __len__(self) -> int:
        self._read(None)
        return len(self._held)

    def _read(self, account: str | None) -> None:
        """Reads the report of that account, or all."""
        if self._whole:
            return
        with open_ledger(self._project) as ledger:
            if account is None:
                self._held.update((f.account.id, f) for f in filed_in(ledger))
                self._whole = True
                return
            for stored in ledger.accounts(account=account):
                self._held.update((f.account.id, f) for f in filed_of(ledger, (stored.report,))[stored.report])
