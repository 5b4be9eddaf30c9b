"""Mutated inputs through every reader: how many end in a crash, a hang or more memory than is allowed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.task import Result, Row, hash_of
from benchmarks.tasks.fuzz_child import Told, serve
from benchmarks.tasks.fuzz_mutate import mutated
from benchmarks.tasks.fuzz_seeds import seeds
from tollbook.read.limits import Limits

OWN = Path(__file__).parents[2] / "tests" / "fuzz"
HOMES = ("tests/fuzz",)
COUNTS = {"dev": 1_000, "test": 20_000, "train": 200_000}
"""How many inputs each split has; those of a smaller one are the first of a larger."""
STINT = 4_000
"""So many inputs one process reads."""
SLOW = Limits().seconds
MEMORY = Limits().memory
_STARTING, _MOST_WAITED = 120.0, 120.0


@dataclass(slots=True)
class Findings:
    """What went wrong, each with the number of its input, and how often what came out of how many inputs."""

    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    read: int = 0


def measure(folder: Path, split: str) -> Result:
    """The findings on the split's inputs; the folder holds inputs that once did harm and are mutated too."""
    began = time.monotonic()
    findings = fuzzed(folder, 0, COUNTS[split])
    took = time.monotonic() - began
    kinds = Counter(kind for _, kind, _ in findings.wrong)
    metrics = {kind: kinds[kind] for kind in ("crash", "broken", "hang", "memory", "death")}
    errors = tuple(f"{number} {kind}: {' | '.join(what.strip().splitlines()[-3:])}" for number, kind, what in findings.wrong)
    return Result("fuzz", split, findings.read, metrics, round(findings.read / took, 1), hash_of(folder.glob("*.bin")), _table(findings), errors)


def fuzzed(folder: Path, first: int, last: int) -> Findings:
    """The findings on the inputs of these numbers, read in one process after the other; one that dies or hangs costs its input alone."""
    findings = Findings()
    while first < last:
        first = _stint(folder, first, min(first + STINT, last), findings)
    return findings


def _stint(folder: Path, first: int, last: int, findings: Findings) -> int:
    """The number the next process begins with."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process: Any = spawn.Process(target=serve, args=(theirs, first, last, str(folder), MEMORY), daemon=True)
    process.start()
    theirs.close()
    at = first
    try:
        at = _listen(ours, process.pid, first, findings)
    finally:
        process.kill()
        process.join()
        ours.close()
    return at


def _listen(pipe: Any, pid: int, first: int, findings: Findings) -> int:
    at, begun = first, False
    while True:
        if not pipe.poll(_STARTING) if not begun else _hangs(pipe, pid):
            findings.wrong.append((at, "hang", f"more than {SLOW:g} seconds"))
            return at + 1
        try:
            told = msgspec.msgpack.decode(pipe.recv_bytes(), type=Told)
        except (EOFError, OSError):
            findings.wrong.append((at, "death", "the process died"))
            return at + 1
        if told.number < 0:
            findings.counts.update(told.counts)
            return at + 1
        if told.wrong:
            findings.wrong.append((told.number, told.wrong, told.what))
        else:
            findings.read += told.number != at or not begun
            at, begun = told.number, True


def _hangs(pipe: Any, pid: int) -> bool:
    """True where nothing comes for too long, in seconds the process has had and not in those it waited for a busy machine."""
    used, waited = _seconds(pid), 0.0
    while not pipe.poll(1.0):
        waited += 1.0
        if _seconds(pid) - used > SLOW or waited > _MOST_WAITED:
            return True
    return False


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _table(findings: Findings) -> tuple[Row, ...]:
    kinds = sorted({key.split()[0] for key in findings.counts})
    outcomes = ("read", "again", "unread", "refused")
    return (("sort", *outcomes), *((kind, *(str(findings.counts[f"{kind} {o}"]) for o in outcomes)) for kind in kinds))


def main() -> None:
    """Python -m benchmarks.tasks.fuzz FIRST LAST FOLDER: inputs of these numbers; what went wrong is told, and each input written to the folder."""
    first, last, target = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    target.mkdir(parents=True, exist_ok=True)
    held = seeds(OWN)
    findings = Findings()
    while first < last:
        first = _stint(OWN, first, min(first + STINT, last), findings)
        sys.stdout.writelines(_written(findings, held, target))
        sys.stdout.write(f"{findings.read} read up to {first - 1}\n")
        sys.stdout.flush()
        findings.wrong.clear()


def _written(findings: Findings, held: list[Any], target: Path) -> Iterator[str]:
    for number, kind, what in findings.wrong:
        seed = mutated(held, number)
        digest = hashlib.sha256(seed.raw).hexdigest()[:8]
        (target / f"{seed.kind},{digest}-{seed.name}.bin").write_bytes(seed.raw)
        yield f"{number} {kind} {seed.kind} {seed.name} {digest}\n{what}\n"


if __name__ == "__main__":
    main()
