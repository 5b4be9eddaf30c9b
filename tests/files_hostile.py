"""Files built to do harm, made by code."""

from __future__ import annotations

import struct
import zipfile
import zlib

from tests.files import zipped
from tests.files_pdf import raw_pdf

_MEGABYTE = 1 << 20


def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros as a bare deflate stream: one packed megabyte, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(_MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * megabytes + packer.flush()


def gzip_bomb(megabytes: int) -> bytes:
    """The same as a packed file; its check at the end is wrong, which nobody lives to see."""
    return b"\x1f\x8b\x08" + bytes(7) + zeros(megabytes) + bytes(8)


def pdf_bomb(megabytes: int) -> bytes:
    """A paper whose one page unpacks to so many megabytes."""
    packed, bomb = zlib.compress(b"", 9), b"\x78\xda" + zeros(megabytes) + bytes(4)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n"
    return raw_pdf(b"").replace(head % len(packed) + packed, head % len(bomb) + bomb)


def zip_bomb(megabytes: int) -> bytes:
    """An archive with one member of so many megabytes of zeros."""
    return _zip(zeros(megabytes), megabytes * _MEGABYTE)


def lying_zip(megabytes: int) -> bytes:
    """The same, but it says that the member holds a hundred bytes."""
    return _zip(zeros(megabytes), 100)


def _zip(packed: bytes, told: int) -> bytes:
    """An archive of one member, packed and of the size that is told."""
    name = b"report.txt"
    sizes = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), told, len(name), 0)
    local = b"PK\x03\x04" + sizes + name + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + sizes + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def nested_bomb(width: int, depth: int, megabytes: int) -> bytes:
    """Archives of archives, each of so many equal members."""
    raw = zipped({"a.txt": b"\n".join(b"%d" % n for n in range(megabytes * 150_000))})
    for _ in range(depth):
        raw = zipped({f"{n}.zip": raw for n in range(width)}, zipfile.ZIP_STORED)
    return raw


def overlapping_zip(members: int) -> bytes:
    """An archive whose directory names one packed member many times."""
    raw = zipped({"a.txt": b"Two men died. " * 20_000})
    start = raw.index(b"PK\x01\x02")
    entry = raw[start : raw.index(b"PK\x05\x06")]
    directory = b"".join(entry.replace(b"a.txt", b"%c.txt" % (97 + n)) for n in range(members))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, members, members, len(directory), start, 0)
    return raw[:start] + directory + end
