"""The form of a vault's file, which can be checked without its passphrase.

A head (a line that names the form, then the salt), then records: four bytes of the body's size, a sum over that size, the encrypted body, a sum over
the record. Each sum goes over all that stands before it, so that no byte can change, and no record be moved or taken out, unseen.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import TollbookError

MAGIC = b"tollbook vault 2\n"
SALT = 16
HEAD = len(MAGIC) + SALT
SUM = 32
"""Bytes of a sum, which is a SHA-256."""
_SIZE = struct.Struct(">I")
_FRONT = _SIZE.size + SUM


class DamagedError(TollbookError):
    """The file is not as it was written; the line names no file."""


@dataclass(frozen=True, slots=True)
class Walked:
    """The bodies of whole records, the bytes they take, and the sum over everything up to their end."""

    bodies: tuple[bytes, ...]
    size: int
    total: bytes


def salt_in(head: bytes) -> bytes:
    """The salt; DamagedError where the file does not begin as a vault does."""
    if len(head) < HEAD or not head.startswith(MAGIC):
        raise DamagedError("this is no vault, or another version's; restore it from a backup or move it away")
    return head[len(MAGIC) : HEAD]


def first_total(salt: bytes) -> bytes:
    """The sum over the head."""
    return hashlib.sha256(MAGIC + salt).digest()


def record_of(body: bytes, before: bytes) -> bytes:
    """The record of a body, to stand after what has the sum ``before``."""
    size = _SIZE.pack(len(body))
    return size + _sum(before, size) + body + _sum(before, size, body)


def walk(data: bytes, before: bytes, n: int = 0) -> Walked:
    """The whole records in ``data``, the first of which is number ``n``; a last one that was not written to its end is left out.

    DamagedError where a record was changed: what says its size truly and ends too soon is the only thing that counts as not written to its end.
    """
    bodies: list[bytes] = []
    at = 0
    while len(data) - at >= _FRONT:
        size = data[at : at + _SIZE.size]
        if data[at + _SIZE.size : at + _FRONT] != _sum(before, size):
            raise _damaged(n + len(bodies))
        end = at + _FRONT + _SIZE.unpack(size)[0]
        if len(data) < end + SUM:
            break
        body, before = data[at + _FRONT : end], _sum(before, size, data[at + _FRONT : end])
        if data[end : end + SUM] != before:
            raise _damaged(n + len(bodies))
        bodies.append(body)
        at = end + SUM
    return Walked(tuple(bodies), at, before)


def truths_in(path: Path) -> int:
    """How many truths the vault holds, told without its passphrase; DamagedError where it was changed, OSError as it comes."""
    data = path.read_bytes()
    bodies = walk(data[HEAD:], first_total(salt_in(data[:HEAD]))).bodies
    if not bodies:
        raise _damaged(0)
    return len(bodies) - 1


def _sum(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _damaged(n: int) -> DamagedError:
    return DamagedError(f"{f'record {n}' if n else 'its beginning'} was changed; restore the vault from a backup")
