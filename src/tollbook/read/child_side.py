"""The reading process: takes jobs from its pipe, works within its limits, and sends back what it read."""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tollbook.errors import TollbookError
from tollbook.model.document import Extraction, Original, Refused
from tollbook.read.columns import Columns
from tollbook.read.extract import extract
from tollbook.read.folders import named
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_in, originals_of

T = TypeVar("T")
_UNFOLDING = 6


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One original to extract, or to ``unfold``, or one path to unfold."""

    limits: Limits
    original: Original | None = None
    unfold: bool = False
    path: bytes | None = None
    columns: Columns | None = None

    @property
    def seconds(self) -> float:
        """How long until the next frame; more where an archive is unfolded, since much may lie between two of its documents."""
        return self.limits.seconds * (_UNFOLDING if self.unfold or self.path is not None else 1)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was read; ``done`` marks a job's last frame."""

    original: Original | None = None
    extraction: Extraction | None = None
    refused: Refused | None = None
    done: bool = False


def packed(value: object) -> bytes:
    """The value as bytes of plain data: what comes out of a reading process may be hostile and is never run."""
    return msgspec.msgpack.encode(msgspec.to_builtins(value, builtin_types=(bytes,)))


def unpacked(raw: bytes, kind: type[T]) -> T:
    """The value of that type; msgspec.ValidationError where the bytes hold none."""
    return msgspec.convert(msgspec.msgpack.decode(raw), type=kind, builtin_types=(bytes,))


def serve(pipe: Connection, limits: Limits) -> None:
    """Works off jobs until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_silent()
    limit_memory(limits.memory)
    pipe.send_bytes(b"")
    with suppress(EOFError, OSError):
        while True:
            _work(pipe, unpacked(pipe.recv_bytes(), Job))


def _work(pipe: Connection, job: Job) -> None:
    name = job.original.name if job.original is not None else named(Path(os.fsdecode(job.path or b"")))
    try:
        limit_time(job.seconds)
        for frame in _frames(job):
            pipe.send_bytes(packed(frame))
            if frame.done:
                return
            limit_time(job.seconds)
        pipe.send_bytes(packed(Frame(done=True)))
    except (OSError, EOFError):
        raise
    except MemoryError:
        # Nothing is sure after that: the owner starts another process.
        reason = f"reading it needs more than {job.limits.memory / 1e6:,.0f} MB of memory; split it, or raise the limit if you trust it"
        pipe.send_bytes(packed(Frame(refused=Refused(name, reason), done=True)))
        raise SystemExit(1) from None
    except Exception as error:  # noqa: BLE001 - whatever one input does must not cost the others
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = f"it could not be read ({told}); this is a fault of Tollbook, please report the file"
        pipe.send_bytes(packed(Frame(refused=Refused(name, reason.encode("utf-8", "replace").decode()), done=True)))


def _frames(job: Job) -> Iterator[Frame]:
    if job.original is not None and not job.unfold:
        try:
            yield Frame(extraction=extract(job.original, job.limits), done=True)
        except TollbookError as error:
            yield Frame(refused=Refused(job.original.name, str(error)), done=True)
        return
    parts: Iterator[Original | Refused] = iter(())
    if job.original is not None:
        parts = originals_of(job.original, job.limits, job.columns)
    elif job.path is not None:
        parts = originals_in(Path(os.fsdecode(job.path)), job.limits, job.columns)
    for found in parts:
        yield Frame(refused=found) if isinstance(found, Refused) else Frame(original=found)


def _be_silent() -> None:
    """Sends to nowhere what libraries write to the terminal about damaged files."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def limit_memory(memory: int) -> None:
    """Lets this process take so many more bytes of address space than it has now; does nothing where the system knows no such limit."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def limit_time(seconds: float) -> None:
    """Lets this process take so many more seconds of processor time, then the system ends it; does nothing where it knows no such limit."""
    try:
        import resource
    except ImportError:
        return
    used: Any = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
