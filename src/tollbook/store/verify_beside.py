"""Whether releases and imported rows are what was put in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, select

from tollbook.store.imported import imported_of
from tollbook.store.schema import Imported, Release
from tollbook.store.verify_quotes import account_faults

BATCH = 500
"""Rows held in memory at once."""


def release_faults(conn: Connection, folder: Path) -> Iterator[str]:
    """What is wrong with the releases: a manifest that is not what its hash says, files that are missing or changed where their folder is there."""
    for row in conn.execute(select(Release.name, Release.manifest, Release.sha256).order_by(Release.n)):
        if _sha256(row.manifest.encode()) != row.sha256:
            yield f"release {row.name}: its manifest was changed, its hash is another"
        elif (folder / row.name).is_dir():
            held = {"manifest.json": {"sha256": row.sha256}, **json.loads(row.manifest)["files"]}
            yield from _file_faults(folder / row.name, held)


def _file_faults(folder: Path, files: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, told in files.items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: a file of the release is missing"
        elif _sha256(path.read_bytes()) != told["sha256"]:
            yield f"{path}: a file of the release was changed, its hash is another"


def import_faults(conn: Connection) -> Iterator[str]:
    """What is wrong with imported rows: one that is not what its id says, or quotes a cell that it does not have."""
    for row in conn.execution_options(yield_per=BATCH).execute(select(Imported.__table__).order_by(Imported.n)).mappings():
        held = imported_of(dict(row))
        if held.id != row["id"]:
            yield f"imported row {row['id']}: it is not what its id says"
        report = json.loads(held.wire).get("report", {}).get("id", "")
        for told in dict.fromkeys(account_faults(held.wire, report, held.text)):
            yield f"imported row {row['id']}: {told}"


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
