"""Reading in a process of its own, so that a bomb, a hang or a crash ends as a refusal and not with the reader's owner."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from tollbook.model.document import Extraction, Original, Refused
from tollbook.read.child_side import Frame, Job, packed, serve, unpacked
from tollbook.read.columns import Columns
from tollbook.read.folders import named
from tollbook.read.limits import Limits

_START = 30.0
"""How long the process may take to start, in seconds: a busy machine, a cold disk."""
_GRACE = 2.0
"""So much later than the process's own limit of time it is ended from here."""
_NO_PROCESS = ConnectionError, EOFError, OSError


class Child:
    """A reading process with limits of memory and time, started when it is first needed and again after it has died.

    What it cannot read comes back as Refused. Close it, or use it as a context. ``side`` is what the process does with the pipe it is given.
    """

    def __init__(self, limits: Limits, side: Callable[[Connection, Limits], None] = serve) -> None:
        self._limits = limits
        self._side = side
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def extract(self, original: Original) -> Extraction | Refused:
        """The original's text; Refused, with the reason, where there is none or where reading it costs more than the limits allow."""
        for frame in self._run(Job(limits=self._limits, original=original), original.name):
            if frame.extraction is not None:
                return frame.extraction
            if frame.refused is not None:
                return Refused(original.name, frame.refused.reason, original.sha256)
        return Refused(original.name, "it could not be read", original.sha256)

    def unfold(self, path: Path, columns: Columns | None = None) -> Iterator[Original | Refused]:
        """What originals_in gives; a file at which the process dies ends with a refusal that names the last thing that was read."""
        yield from self._parts(Job(limits=self._limits, path=os.fsencode(path), columns=columns), named(path))

    def unfold_original(self, original: Original, columns: Columns | None = None) -> Iterator[Original | Refused]:
        """What originals_of gives for some bytes, a feed's entries among them; ends as unfold does where the process dies at them."""
        yield from self._parts(Job(limits=self._limits, original=original, unfold=True, columns=columns), original.name)

    def close(self) -> None:
        """Ends the process."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            if process.is_alive():
                process.kill()
            process.join()
            process.close()

    def _parts(self, job: Job, name: str) -> Iterator[Original | Refused]:
        for frame in self._run(job, name):
            found = frame.original or frame.refused
            if found is not None:
                yield found

    def _run(self, job: Job, name: str) -> Iterator[Frame]:
        """The frames of a job up to its end; one with a refusal where the process dies or is too slow. A job left early ends the process."""
        done = False
        try:
            pipe = self._started()
            pipe.send_bytes(packed(job))
            while not done:
                if not pipe.poll(job.seconds + _GRACE):
                    yield Frame(refused=Refused(name, _slow(job)))
                    return
                frame = unpacked(pipe.recv_bytes(), Frame)
                name = frame.original.name if frame.original is not None else name
                done = frame.done
                yield frame
        except (*_NO_PROCESS, msgspec.MsgspecError):
            yield Frame(refused=Refused(name, self._why_it_died(job)))
        finally:
            if not done:
                self.close()

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        self.close()
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process: Any = spawn.Process(target=self._side, args=(theirs, self._limits), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        if not ours.poll(_START):
            raise EOFError
        ours.recv_bytes()
        return ours

    def _why_it_died(self, job: Job) -> str:
        code = None
        if self._process is not None:
            with suppress(AssertionError, ValueError):
                self._process.join(_GRACE)
                code = self._process.exitcode
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return _slow(job)
        return f"reading it ended the reading process (code {code}): it is damaged or was built to do harm; save it anew from its program"


def _slow(job: Job) -> str:
    return f"reading it took more than {job.seconds:g} seconds; split it, or raise the limit if you trust it"
