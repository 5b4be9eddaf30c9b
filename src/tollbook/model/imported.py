"""Events as other people's datasets have them: beside the ledger's reports, and never among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tollbook.model.document import Anchor
from tollbook.model.ledger import digest_of


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of a dataset as an account of its own kind.

    ``text`` is the row in lines of "column: cell", ``anchors`` lead from its lines to row and column of the ``document`` (by SHA-256), ``wire`` is
    the account in the wire format, its quotes standing in ``text``. ``ref`` is the dataset's own id of the event; of two rows with one ref
    the later replaces the earlier. ``earliest``, ``latest`` and ``country`` are what rows are looked up by.
    """

    dataset: str
    ref: str
    document: str
    row: int
    text: str
    anchors: tuple[Anchor, ...]
    wire: str
    earliest: date | None
    latest: date | None
    country: str | None
    at: datetime

    @property
    def id(self) -> str:
        """"imp-" and 16 hex digits of the SHA-256 of dataset, ref and account: the same row read in the same way is one."""
        return f"imp-{digest_of((self.dataset, self.ref, self.wire))[:16]}"
