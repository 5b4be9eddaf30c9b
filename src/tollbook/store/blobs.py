"""Documents' bytes, each under its SHA-256 and never written twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from threading import get_ident

from tollbook.store.failures import LedgerError

_BEGUN = ".begun-"


def path_of(originals: Path, sha256: str) -> Path:
    """Where the document with that hash lies."""
    return originals / sha256[:2] / sha256[2:4] / sha256


def keep(originals: Path, sha256: str, raw: bytes) -> bool:
    """True where the bytes were not there and are now, safe on the disk; LedgerError where others lie under their name, OSError as it comes."""
    path = path_of(originals, sha256)
    try:
        if path.stat().st_size != len(raw) or _sha256_of(path) != sha256:
            raise LedgerError(f"{path}: what lies there is not what its name says; move it away and take the document in again")
        return False
    except FileNotFoundError:
        pass
    _make_folder(path.parent, originals)
    begun = path.with_name(f"{_BEGUN}{os.getpid()}-{get_ident()}-{sha256[:16]}")
    try:
        _write(begun, raw)
        begun.replace(path)
    except OSError:
        begun.unlink(missing_ok=True)
        raise
    settle(path.parent)
    return True


def get(originals: Path, sha256: str) -> bytes:
    """The document's bytes; LedgerError where it is missing or was changed."""
    path = path_of(originals, sha256)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise LedgerError(f"{path}: the original is missing; restore it from a backup") from None
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise LedgerError(f"{path}: the original was changed, its hash is another; restore it from a backup")
    return raw


def kept(originals: Path) -> Iterator[Path]:
    """The files of the folder in the order of their names, those that a stopped run had begun left out."""
    for folder, inner, names in os.walk(originals):
        inner.sort()
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith(_BEGUN))


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, raw: bytes) -> None:
    # What a killed run of this number had begun is of no use.
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    try:
        rest = memoryview(raw)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path, top: Path) -> None:
    if folder.is_dir():
        return
    if folder != top:
        _make_folder(folder.parent, top)
    try:
        folder.mkdir()
    except FileExistsError:
        return
    settle(folder.parent)


def settle(folder: Path) -> None:
    """Makes the names in a folder safe on the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
