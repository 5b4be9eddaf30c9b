"""The process that reads mutated inputs one after the other and tells what each of them did."""

from __future__ import annotations

import logging
import os
import signal
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks.tasks.fuzz_mutate import mutated
from benchmarks.tasks.fuzz_seeds import Seed, seeds
from tollbook.errors import TollbookError
from tollbook.model.document import Extraction, Original, Refused
from tollbook.read.child_side import limit_memory
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_of

LIMITS = Limits(members=2_000)
"""Those of every day, but for archives of very many members, which take long and show nothing new."""


_MOST_READ = 40
"""So many documents of one input are read; what stands after them are copies."""


class Told(msgspec.Struct, frozen=True):
    """What the process says: the input it works at, what went wrong with it, or (``number`` -1) how often what came out."""

    number: int
    wrong: Literal["", "crash", "memory", "broken"] = ""
    what: str = ""
    counts: dict[str, int] = {}


def serve(pipe: Connection, first: int, last: int, folder: str, memory: int) -> None:
    """Reads the inputs of these numbers; says each number before it is read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found = seeds(Path(folder))
    bench = Bench()
    limit_memory(memory)
    for number in range(first, last):
        beat = partial(pipe.send_bytes, msgspec.msgpack.encode(Told(number)))
        beat()
        wrong, what = bench.tried(mutated(found, number), beat)
        if wrong:
            pipe.send_bytes(msgspec.msgpack.encode(Told(number, wrong, what)))
            if wrong == "memory":
                break
    pipe.send_bytes(msgspec.msgpack.encode(Told(-1, counts=dict(bench.counts))))


@dataclass(slots=True)
class Bench:
    """Reads one input after the other: how often what came out, and the hashes of the documents that have been read, which are not read again."""

    counts: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def tried(self, seed: Seed, beat: Callable[[], object] = lambda: None) -> tuple[Literal["", "crash", "memory", "broken"], str]:
        """What went wrong with one input, and where; two times "" where it was read or refused; ``beat`` is called before each document."""
        try:
            for read, found in enumerate(originals_of(Original(seed.name, seed.raw, seed.media), LIMITS)):
                if read < _MOST_READ:
                    beat()
                    self.counts[f"{seed.kind} {self._outcome(found)}"] += 1
        except MemoryError:
            return "memory", "".join(traceback.format_exc(limit=-3))
        except AssertionError:
            return "broken", "".join(traceback.format_exc(limit=-2))
        except Exception:  # noqa: BLE001 - every one of them is a finding
            return "crash", "".join(traceback.format_exc(limit=-6))
        return "", ""

    def _outcome(self, found: Original | Refused) -> str:
        if isinstance(found, Refused):
            _check_line(found.reason)
            return "refused"
        digest = f"{found.sha256} {found.media}"
        if digest in self.seen:
            return "again"
        self.seen.add(digest)
        try:
            extraction = extract(found, LIMITS)
        except TollbookError as error:
            _check_line(str(error))
            return "unread"
        _check(extraction)
        return "read"


def _check_line(reason: str) -> None:
    assert reason.strip(), "a refusal without a reason"
    assert "\n" not in reason, f"a reason of several lines: {reason!r}"
    reason.encode()


def _check(found: Extraction) -> None:
    """AssertionError where the extraction is not what it promises."""
    found.text.encode()
    assert found.id and "\0" not in found.text, "a text no ledger takes"
    assert found.text.strip(), "an empty text"
    at = 0
    for anchor in found.anchors:
        assert at <= anchor.span.start, f"anchors overlap at {at}: {anchor}"
        assert not found.text[at : anchor.span.start].strip(), f"no anchor for {found.text[at : anchor.span.start]!r}"
        at = anchor.span.end
    assert at <= len(found.text), "an anchor reaches past the text"
    assert not found.text[at:].strip(), f"no anchor for {found.text[at:]!r}"
    for told in (found.told.title, found.told.author, found.told.source, found.told.url, found.told.lang, *found.notes, *found.captions):
        assert told is None or (told and "\0" not in told), f"told without words: {told!r}"
        (told or "").encode()
