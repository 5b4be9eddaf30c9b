"""A case file: everything the ledger holds of some reports, in one archive that can be checked without Tollbook.

The same rows give the same bytes on every machine: members in the order of their names, all of one date, not packed.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from tollbook.model.ledger import UNDISCLOSED
from tollbook.store.failures import LedgerError, told_of
from tollbook.store.ledger import Ledger
from tollbook.store.schema import Account, Base, Capture, Coding, Copy, Document, Extraction, Link, Report, Revision, Tombstone
from tollbook.store.withheld import Rows, without_words

SUMS = "SHA256SUMS"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first instant a zip can hold."""
_README = """\
What a Tollbook ledger holds of the reports {reports}.

SHA256SUMS      the hash of every other file; check them with: sha256sum -c SHA256SUMS
originals/      the documents, byte for byte, each under its SHA-256
texts/          the texts taken out of them, in UTF-8, each under its SHA-256
documents.jsonl captures.jsonl extractions.jsonl reports.jsonl copies.jsonl links.jsonl
                what the documents are, how they were come by (when, from where, by whom, with what), who read which text out of them
codings.jsonl   every coding of the reports, in order, with the versions that made it
accounts.jsonl  the accounts of each coding; offsets count Unicode characters of the text of the account's report
revisions.jsonl tombstones.jsonl
                what was changed or withdrawn, and why
"""
_WITHHELD = "withheld.txt"
_WITHHELD_TOLD = "These documents are left out, with their texts, titles and every quote that is theirs alone, since their source is protected:\n"


@dataclass(frozen=True, slots=True)
class Packed:
    """What a case holds: so many reports, documents and accounts, and the documents left out because their source is protected."""

    reports: int
    documents: int
    accounts: int
    withheld: tuple[str, ...]


def export_case(ledger: Ledger, ids: Iterable[str], target: Path, *, protected: bool = False) -> Packed:
    """What was written to ``target``, a new zip file; ids are of reports or accounts.

    Originals whose source is protected are left out, and their words with them, unless ``protected``.
    LedgerError where there is no such report or account, where the file is there already or cannot be written, or where an original is missing or
    was changed.
    """
    if target.exists():
        raise LedgerError(f"{target} is there already; choose another name")
    with ledger.reading() as conn:
        reports = _reports_of(conn, ids)
        tables = _tables(conn, [r.n for r in reports])
    held = {row["document"] for row in (*tables["reports"], *tables["copies"])}
    disclosed = {row["document"] for row in tables["captures"] if row["name"] != UNDISCLOSED}
    withheld = () if protected else tuple(sorted(held - disclosed))
    tables = without_words(tables, withheld)
    texts = {row["text_sha256"]: text for row in tables["extractions"] if (text := row.pop("text")) is not None}
    members = {
        "README.txt": _README.format(reports=", ".join(r.id for r in reports)).encode(),
        **{f"originals/{sha}": ledger.original(sha) for sha in sorted(held - set(withheld))},
        **{f"texts/{sha}.txt": text.encode() for sha, text in texts.items()},
        **{f"{name}.jsonl": _lines(rows) for name, rows in tables.items()},
    }
    if withheld:
        members[_WITHHELD] = (_WITHHELD_TOLD + "\n".join(withheld) + "\n").encode()
    _write(target, members)
    return Packed(len(reports), len(held), len(tables["accounts"]), withheld)


def _reports_of(conn: Connection, ids: Iterable[str]) -> list[Any]:
    """The reports meant, in the order they came in."""
    found = {}
    for name in ids:
        of_account = select(Coding.report).join(Account, Account.coding == Coding.n).where(Account.id == name)
        row = conn.execute(select(Report.n, Report.id).where(or_(Report.id == name, Report.n.in_(of_account)))).first()
        if row is None:
            raise LedgerError(f"there is no report or account {name}; ids are in the lines of: tollbook code --json")
        found[row.n] = row
    return [found[n] for n in sorted(found)]


def _tables(conn: Connection, reports: list[int]) -> dict[str, Rows]:
    """The rows of every table that are of these reports."""
    held = select(Report.document).where(Report.n.in_(reports)).union(select(Copy.document).where(Copy.report.in_(reports)))
    codings = select(Coding.n).where(Coding.report.in_(reports))
    names = [
        *conn.execute(select(Report.id).where(Report.n.in_(reports))).scalars(),
        *conn.execute(select(Account.id).where(Account.coding.in_(codings))).scalars(),
        *conn.execute(held).scalars(),
    ]
    other = select(Report.id).where(Report.n == Link.other).scalar_subquery().label("other")
    mine = select(Report.id).where(Report.n == Link.report).scalar_subquery().label("report")
    of_copy = select(Report.id).where(Report.n == Copy.report).scalar_subquery().label("report")
    coded = select(Coding.id, Report.id.label("report"), Coding.versions_id, Coding.versions, Coding.at).join(Report, Coding.report == Report.n)
    told = select(Coding.id.label("coding"), Account.ordinal, Account.wire).join(Coding, Account.coding == Coding.n)
    statements = {
        "documents": select(Document.__table__).where(Document.sha256.in_(held)).order_by(Document.sha256),
        "captures": select(Capture.__table__).where(Capture.document.in_(held)).order_by(Capture.at, Capture.id),
        "extractions": select(Extraction.__table__).where(Extraction.document.in_(held)).order_by(Extraction.at, Extraction.document, Extraction.id),
        "reports": select(*_all_but(Report, "n")).where(Report.n.in_(reports)).order_by(Report.id),
        "copies": select(of_copy, *_all_but(Copy, "report")).where(Copy.report.in_(reports)).order_by(Copy.at, Copy.document),
        "links": select(mine, other, Link.how, Link.score, Link.at).where(or_(Link.report.in_(reports), Link.other.in_(reports))).order_by(Link.at),
        "codings": coded.where(Coding.n.in_(codings)).order_by(Coding.at, Coding.id),
        "accounts": told.where(Coding.n.in_(codings)).order_by(Coding.at, Coding.id, Account.ordinal),
        "revisions": select(Revision.__table__).where(Revision.what.in_(names)).order_by(Revision.at, Revision.id),
        "tombstones": select(Tombstone.__table__).where(Tombstone.what.in_(names)).order_by(Tombstone.at, Tombstone.id),
    }
    return {name: [dict(row) for row in conn.execute(statement).mappings()] for name, statement in statements.items()}


def _all_but(table: type[Base], name: str) -> list[ColumnElement[Any]]:
    """The table's columns but the one that counts for this database alone."""
    return [column for column in table.__table__.c if column.name != name]


def _lines(rows: Rows) -> bytes:
    return "".join(_line(row) + "\n" for row in rows).encode()


def _line(row: Mapping[str, Any]) -> str:
    """The row as JSON, instants and days in ISO 8601; an account's line stands in it as it is."""
    told = {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items() if name != "wire"}
    line = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return f'{line[:-1]}, "account": {row["wire"]}}}' if "wire" in row else line


def _write(target: Path, members: Mapping[str, bytes]) -> None:
    begun = target.with_name(f".begun-{os.getpid()}-{target.name}")
    try:
        with zipfile.ZipFile(begun, "x") as archive:
            for name, data in _in_order(members):
                info = zipfile.ZipInfo(name, _EARLIEST)
                info.create_system, info.external_attr = 3, 0o100644 << 16
                archive.writestr(info, data)
        begun.replace(target)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise LedgerError(f"{target}: {told_of(error)}") from error


def _in_order(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The members by name, and last the hashes of them all as sha256sum -c reads them."""
    sums = []
    for name in sorted(members):
        sums.append(f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n")
        yield name, members[name]
    yield SUMS, "".join(sums).encode()
