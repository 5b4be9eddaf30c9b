"""Zip archives: their members, and what in them is a trap."""

from __future__ import annotations

import lzma
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from gzip import GzipFile
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.found import Budget, Found, Task, held
from tollbook.read.media import HEAD, STREAMED, media_of

FREE = 1_000_000
"""A member may unpack to this many bytes whatever its ratio."""
_CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, IndexError, UnicodeError)
"""What the library raises on archives that are damaged, encrypted or packed by a method it does not know (a RuntimeError)."""


def members_of_zip(found: Found, task: Task) -> Iterator[Found | Refused]:
    """All of the archive's members, but for hidden ones; raises as members_of."""
    yield from members_of(found, task, lambda path: True)


def members_of(found: Found, task: Task, wanted: Callable[[str], bool]) -> Iterator[Found | Refused]:
    """The members of wanted paths in their order, hidden ones left out; what leads out of the archive, is encrypted or a bomb is refused.

    Raises UnreadableReportError where the archive itself cannot be read, OverLimitError where it unpacks to more than the limits allow.
    """
    try:
        archive = zipfile.ZipFile(found.file)
    except BROKEN as error:
        raise UnreadableReportError(f"it is no whole zip archive ({error}); pack it anew") from error
    with archive:
        infos = archive.infolist()
        size = found.file.seek(0, 2)
        if sum(i.compress_size for i in infos) > size:
            raise UnreadableReportError("its members overlap each other, as those of a bomb do; pack it anew")
        for info in infos:
            if info.is_dir() or _is_hidden(info.filename) or not wanted(info.filename):
                continue
            name = f"{found.name}!/{info.filename}"
            task.budget.count()
            if wrong := _wrong(info, task):
                yield Refused(name, wrong)
                continue
            task.budget.unpack(info.file_size)
            yield from _member(archive, info, replace(found.about, name=name, media=None, within=found.sha256()), found.depth, task)


def _wrong(info: zipfile.ZipInfo, task: Task) -> str | None:
    """Why a member is not to be unpacked; None where it may be."""
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
        return "its path leads out of the archive; pack it anew under a plain name"
    if info.flag_bits & 0x1:
        return "it is encrypted; unpack the archive with its password and give the folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, no file; pack what it points to"
    if info.file_size > FREE + task.limits.ratio * info.compress_size:
        return f"it unpacks to more than {task.limits.ratio} times its size, as a bomb does; unpack it by hand if you trust it"
    return None


def _is_hidden(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, about: Original, depth: int, task: Task) -> Iterator[Found | Refused]:
    try:
        with archive.open(info) as packed:
            head = packed.read(HEAD)
            if media_of(about.name, head) in STREAMED:
                with unpacked(head, packed, info.file_size) as file:
                    yield Found(about, file, media_of(about.name, head), cache(lambda: hash_of(file)), depth + 1)
                return
            raw = head + packed.read(task.limits.document + 1 - len(head))
    except BROKEN as error:
        yield Refused(about.name, f"it cannot be unpacked ({error}); pack it anew")
        return
    if len(raw) > task.limits.document:
        yield Refused(about.name, f"it has more than {task.limits.document / 1e6:,.0f} MB; split it")
    else:
        yield held(replace(about, raw=raw), depth + 1)


def unpacked(head: bytes, packed: IO[bytes] | GzipFile, most: int, budget: Budget | None = None) -> BinaryIO:
    """A file without a name that holds the head and the rest, and stands at its beginning.

    Raises UnreadableReportError where there are more bytes than ``most``, OverLimitError where they are more than the budget allows.
    """
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=16 * _CHUNK))  # noqa: SIM115
    try:
        size = file.write(head)
        while chunk := packed.read(_CHUNK):
            size += file.write(chunk)
            if budget is not None:
                budget.unpack(len(chunk))
            if size > most:
                raise UnreadableReportError("it unpacks to far more than its size, as a bomb does; unpack it by hand if you trust it")
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def hash_of(file: BinaryIO) -> str:
    """The SHA-256 of the file's bytes; the file stands where it stood."""
    place = file.tell()
    file.seek(0)
    found = sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    file.seek(place)
    return found.hexdigest()
