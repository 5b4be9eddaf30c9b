"""Documents into the ledger: read and coded by a crew, written by this process alone, one transaction a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from tollbook.intake.crew import Lost
from tollbook.intake.kin import link_kin
from tollbook.intake.work import Done, Job, Unread
from tollbook.model.document import Original, Refused, Told
from tollbook.model.ledger import UNDISCLOSED, Capture, Entry, Link, Taken, Truth
from tollbook.read.text import Issue
from tollbook.store.ledger import Ledger

if TYPE_CHECKING:
    from tollbook.store.vault import Vault


OPENLY = "in the ledger with their source told: what was known openly before cannot be hidden now"
"""What is said of documents whose source is to be protected too late."""


class Came(StrEnum):
    """What became of a document."""

    NEW = "new"
    COPY = "copy"
    KNOWN = "known"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; ``accounts`` counts the events coded from it now, ``note`` is one line for the user."""

    name: str
    came: Came
    accounts: int = 0
    coded: bool = False
    note: str | None = None
    kin: Link | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who takes documents in, with what, and by whose clock (which gives instants with their zone)."""

    operator: str
    tool: str
    clock: Callable[[], datetime]


class Workers(Protocol):
    """Whoever reads and codes documents, a crew for one."""

    def run(self, items: Iterable[Job]) -> Iterator[tuple[Job, Done | Unread | Lost]]:
        """Each job with what was made of it, in the order given."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are taken in; with a vault, their sources are protected."""

    ledger: Ledger
    crew: Workers
    stamp: Stamp
    vault: Vault | None = None

    def take(self, found: Iterable[Original | Refused], issue: Issue) -> Iterator[Outcome]:
        """What became of each document, in the order they came; what is told has been committed."""
        refused: list[Outcome] = []

        def jobs() -> Iterator[Job]:
            for thing in found:
                if isinstance(thing, Refused):
                    refused.append(self._quarantined(thing))
                else:
                    yield Job(thing, issue, self.vault is not None)

        for job, done in self.crew.run(jobs()):
            yield from refused
            refused.clear()
            yield self._written(job.original, done)
        yield from refused

    def _quarantined(self, thing: Refused) -> Outcome:
        if self.vault is not None:
            # Reasons may hold the address or the name of the source.
            self.vault.keep(Truth(thing.sha256 or "", f"{thing.name}: {thing.reason}", Told()))
            thing = Refused(UNDISCLOSED, "it could not be read; the vault says why", thing.sha256)
        self.ledger.quarantine(thing, self.stamp.clock())
        return Outcome(thing.name, Came.QUARANTINED, note=thing.reason)

    def _written(self, original: Original, done: Done | Unread | Lost) -> Outcome:
        if not isinstance(done, Done):
            return self._quarantined(Refused(original.name, done.reason, original.sha256))
        method = "fetch" if original.captured is not None and original.headers else "file"
        note = done.note
        if self.vault is not None:
            note = OPENLY if self.ledger.has(original.sha256) and not self.vault.of(original.sha256) else note
            self.vault.keep(Truth(original.sha256, original.name, original.told, original.headers, original.within))
            original = Original(UNDISCLOSED, original.raw, original.media, Told(source=UNDISCLOSED), captured=original.captured)
        capture = Capture(self.stamp.clock(), method, self.stamp.operator, self.stamp.tool)
        taken = self.ledger.take(Entry(original, capture, done.extraction, done.report, done.accounts, done.versions, done.bands))
        kin = link_kin(self.ledger, done.report.id, done.bands, capture.at)
        return Outcome(original.name, _came(taken), taken.accounts, taken.coding, note, kin)


def _came(taken: Taken) -> Came:
    if taken.report:
        return Came.NEW
    return Came.COPY if taken.copy else Came.KNOWN
