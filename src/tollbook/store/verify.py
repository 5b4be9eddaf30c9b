"""Whether what the ledger holds is what was put in: every original, text and quote checked against its hash and its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tollbook.model.ledger import UNDISCLOSED, Versions
from tollbook.store import blobs, rows
from tollbook.store.failures import told_of
from tollbook.store.ledger import Ledger
from tollbook.store.schema import Account, Capture, Coding, Document, Extraction, Report, Tombstone
from tollbook.store.vault_check import vault_faults
from tollbook.store.verify_beside import import_faults, release_faults
from tollbook.store.verify_quotes import account_faults

BATCH = 500
"""Rows held in memory at once."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was put in: one line that names the file or the row."""

    told: str


@dataclass(frozen=True, slots=True)
class Checked:
    """So many more rows of one sort were looked at."""

    what: str
    n: int


def verify(ledger: Ledger) -> Iterator[Fault | Checked]:
    """Every fault as it is found, and how far the check is; no fault where the ledger is whole."""
    with ledger.reading() as conn:
        yield from _originals(conn, ledger)
        yield from _captures(conn)
        yield from _extractions(conn)
        yield from _codings(conn)
        yield from _accounts(conn)
        yield from map(Fault, release_faults(conn, ledger.project.releases))
        yield from map(Fault, import_faults(conn))
        yield from map(Fault, vault_faults(ledger.project, _undisclosed(conn)))


def _originals(conn: Connection, ledger: Ledger) -> Iterator[Fault | Checked]:
    """The documents whose bytes are missing or changed, and files that bear another's name; withdrawn documents may be missing."""
    withdrawn = {row.what for row in conn.execute(select(Tombstone.what))}
    for n, row in enumerate(_rows(conn, select(Document.sha256, Document.size).order_by(Document.sha256)), 1):
        told = _original_fault(ledger, row.sha256, row.size, row.sha256 in withdrawn)
        if told:
            yield Fault(told)
        if n % BATCH == 0:
            yield Checked("originals", BATCH)
    known = set(conn.execute(select(Document.sha256)).scalars())
    for path in blobs.kept(ledger.project.originals):
        if path.name not in known and _sha256_of(path) != path.name:
            yield Fault(f"{path}: no document of the ledger, and not what its name says")


def _original_fault(ledger: Ledger, sha256: str, size: int, withdrawn: bool) -> str | None:
    path = blobs.path_of(ledger.project.originals, sha256)
    try:
        if path.stat().st_size != size:
            return f"{path}: the original has {path.stat().st_size} bytes and had {size}"
        if _sha256_of(path) != sha256:
            return f"{path}: the original was changed, its hash is another"
    except FileNotFoundError:
        return None if withdrawn else f"{path}: the original is missing"
    except OSError as error:
        return f"{path}: {told_of(error)}"
    return None


def _undisclosed(conn: Connection) -> frozenset[str]:
    """The documents with an undisclosed source, but for those withdrawn."""
    chosen = select(Capture.document).where(Capture.name == UNDISCLOSED, Capture.document.not_in(select(Tombstone.what)))
    return frozenset(conn.execute(chosen).scalars())


def _captures(conn: Connection) -> Iterator[Fault | Checked]:
    chosen = select(Capture.__table__).order_by(Capture.id)
    for row in conn.execution_options(yield_per=BATCH).execute(chosen).mappings():
        if rows.capture_id(dict(row)) != row["id"]:
            yield Fault(f"capture {row['id']}: it was changed, its hash is another")


def _extractions(conn: Connection) -> Iterator[Fault | Checked]:
    chosen = select(Extraction.document, Extraction.id, Extraction.by, Extraction.text, Extraction.text_sha256)
    for n, row in enumerate(_rows(conn, chosen.order_by(Extraction.document, Extraction.id)), 1):
        name = f"extraction {row.id} of document {row.document}"
        if rows.sha256_of(row.text) != row.text_sha256:
            yield Fault(f"{name}: its text was changed, its hash is another")
        if rows.sha256_of(f"{row.by}\n{row.text}") != row.id:
            yield Fault(f"{name}: it is not what its id says")
        if n % BATCH == 0:
            yield Checked("texts", BATCH)


def _codings(conn: Connection) -> Iterator[Fault | Checked]:
    chosen = select(Coding.id, Coding.versions_id, Coding.versions, Report.id.label("report")).join(Report, Coding.report == Report.n)
    for row in _rows(conn, chosen.order_by(Coding.n)):
        if Versions(**row.versions).id != row.versions_id or rows.coding_id(row.report, row.versions_id) != row.id:
            yield Fault(f"coding {row.id} of report {row.report}: it is not what its id says")


def _accounts(conn: Connection) -> Iterator[Fault | Checked]:
    """The accounts with a quote that does not stand where it says, or that are not of the report they are filed under."""
    chosen = select(Account.n, Account.id, Account.wire, Report.id.label("report"), Extraction.text)
    joined = chosen.join_from(Account, Coding, Account.coding == Coding.n).join(Report, Coding.report == Report.n)
    whole = joined.join(Extraction, (Extraction.document == Report.document) & (Extraction.id == Report.extraction))
    for n, row in enumerate(_rows(conn, whole.order_by(Account.n)), 1):
        for told in dict.fromkeys(account_faults(row.wire, row.report, row.text)):
            yield Fault(f"account {row.id} of report {row.report}: {told}")
        if n % BATCH == 0:
            yield Checked("accounts", BATCH)


def _rows(conn: Connection, chosen: Any) -> Iterator[Any]:
    """The rows, a batch of them in memory at once."""
    yield from conn.execution_options(yield_per=BATCH).execute(chosen)


def _sha256_of(path: Any) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
