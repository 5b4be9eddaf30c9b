"""Originals under their hashes."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from tollbook.store import blobs
from tollbook.store.failures import LedgerError

RAW = b"the bytes as found"
SHA = hashlib.sha256(RAW).hexdigest()


def test_bytes_lie_under_their_hash_and_may_not_be_written(tmp_path: Path) -> None:
    assert blobs.keep(tmp_path, SHA, RAW)
    path = tmp_path / SHA[:2] / SHA[2:4] / SHA
    assert path.read_bytes() == RAW
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert blobs.get(tmp_path, SHA) == RAW
    assert [p.name for p in blobs.kept(tmp_path)] == [SHA]


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    blobs.keep(tmp_path, SHA, RAW)
    before = blobs.path_of(tmp_path, SHA).stat()
    assert not blobs.keep(tmp_path, SHA, RAW)
    assert blobs.path_of(tmp_path, SHA).stat() == before


@pytest.mark.parametrize("found", [b"half", RAW.upper()])
def test_other_bytes_under_the_name_are_told_and_left(tmp_path: Path, found: bytes) -> None:
    path = blobs.path_of(tmp_path, SHA)
    path.parent.mkdir(parents=True)
    path.write_bytes(found)
    with pytest.raises(LedgerError, match="not what its name says; move it away and take the document in again"):
        blobs.keep(tmp_path, SHA, RAW)
    assert path.read_bytes() == found
    with pytest.raises(LedgerError, match="the original was changed"):
        blobs.get(tmp_path, SHA)
    path.unlink()
    assert blobs.keep(tmp_path, SHA, RAW)


def test_a_missing_original(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="the original is missing; restore it from a backup"):
        blobs.get(tmp_path, SHA)


def test_what_a_stopped_run_had_begun_does_not_count(tmp_path: Path) -> None:
    begun = blobs.path_of(tmp_path, SHA).with_name(f".begun-1-{SHA[:16]}")
    begun.parent.mkdir(parents=True)
    begun.write_bytes(RAW[:4])
    assert list(blobs.kept(tmp_path)) == []
    assert blobs.keep(tmp_path, SHA, RAW)
