"""Workers in processes of their own, any of which may hang or die without costing another document."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""How many documents a worker may be ahead of the one that is written next."""
Beat = Callable[[float], None]
"""Says that work goes on, and how many seconds the next part of it may take."""
TRIES = 2
"""A worker may die of what came before; a document that kills two is at fault itself."""
_PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a document has no result: its worker hung or died."""

    reason: str


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    at: int | None = None
    until: float = 0.0


class Crew(Generic[Item, Result]):
    """Worker processes that share out documents; a context manager.

    ``start`` runs once in each worker and gives the function that does the work; it must be importable by name. ``patience`` is the longest
    one document may take, in seconds, unless its worker asks for more with the ``Beat`` that ``start`` is given.
    """

    def __init__(self, start: Callable[[Beat], Callable[[Item], Result]], jobs: int, patience: float) -> None:
        self._start = start
        self._jobs = jobs
        self._patience = patience
        self._workers: list[_Worker] = []
        self._items: dict[int, Item] = {}
        self._tries: dict[int, int] = {}
        self._queue: deque[int] = deque()
        self._done: dict[int, Result | Lost] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        """Each item with its result, in the order given; reads only a few items ahead."""
        source = enumerate(items)
        following, more = 0, True
        while more or self._items:
            while more and len(self._items) < AHEAD * self._jobs:
                number, item = next(source, (-1, None))
                if number < 0 or item is None:
                    more = False
                else:
                    self._items[number] = item
                    self._queue.append(number)
            self._share_out()
            if following in self._done:
                yield self._items.pop(following), self._done.pop(following)
                following += 1
            elif self._items:
                self._wait()

    def _share_out(self) -> None:
        """Gives each idle worker a document, and hires while there are more documents than workers."""
        while len(self._workers) < self._jobs and sum(w.at is None for w in self._workers) < len(self._queue):
            self._workers.append(_hired(self._start))
        for worker in self._workers:
            if self._queue and worker.ready and worker.at is None:
                self._give(worker, self._queue.popleft())

    def _give(self, worker: _Worker, number: int) -> None:
        worker.at, worker.until = number, time.monotonic() + self._patience
        self._tries[number] = self._tries.get(number, 0) + 1
        with suppress(BrokenPipeError, ConnectionResetError):  # it died; the next wait sees it
            worker.pipe.send(self._items[number])

    def _wait(self) -> None:
        """Until a worker has something to say, has died, or has taken too long."""
        busy = [w.until for w in self._workers if w.at is not None]
        timeout = max(0.0, min(busy) - time.monotonic()) if busy else None
        heard = wait([w.pipe for w in self._workers], timeout)
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.at is not None and time.monotonic() >= worker.until:
                self._dismiss(worker, "it took too long to be read", again=False)

    def _hear(self, worker: _Worker) -> None:
        try:
            word, value = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            if not worker.ready:
                raise RuntimeError(f"a worker process could not start (exit code {worker.process.exitcode})") from None
            self._dismiss(worker, f"the process reading it ended (exit code {worker.process.exitcode})", again=True)
            return
        if word == "ready":
            worker.ready = True
        elif word == "beat":
            worker.until = time.monotonic() + value
        elif worker.at is not None:
            self._done[worker.at] = value
            worker.at = None

    def _dismiss(self, worker: _Worker, reason: str, *, again: bool) -> None:
        self._workers.remove(worker)
        _end(worker)
        number = worker.at
        if number is None:
            return
        if again and self._tries[number] < TRIES:
            self._queue.appendleft(number)
        else:
            self._done[number] = Lost(reason)


def _hired(start: Callable[[Beat], Callable[[Any], Any]]) -> _Worker:
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_work, args=(theirs, start), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.pipe.close()


def _work(pipe: Connection, start: Callable[[Beat], Callable[[Any], Any]]) -> None:
    """What a worker does until nobody gives it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work = start(lambda seconds: pipe.send(("beat", seconds)))
        pipe.send(("ready", None))
        while True:
            pipe.send(("done", work(pipe.recv())))
