"""What a benchmark task is, what it gives back, and the tasks there are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from benchmarks.coding import versions

Json = dict[str, Any]
Row = tuple[str, ...]


class MissingDataError(Exception):
    """What a task needs is not there; ``str()`` is one line that says what is lacking."""


@dataclass(frozen=True, slots=True)
class Result:
    """One run: ``metrics`` by name, the printed ``table`` (its first row is the heading), the worst ``errors`` first, the ``data``'s hash."""

    task: str
    split: str
    n: int
    metrics: Mapping[str, float]
    docs_per_s: float
    data: str
    table: tuple[Row, ...] = ()
    errors: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=versions)

    def line(self) -> str:
        """The result as one line of JSON."""
        head: Json = {"task": self.task, "split": self.split, "n": self.n}
        tail: Json = {"docs_per_s": self.docs_per_s, "data": self.data, "versions": dict(self.versions)}
        return json.dumps({**head, **self.metrics, **tail}, ensure_ascii=False)


class Task(Protocol):
    """One measurement on one schema of data."""

    def __call__(self, folder: Path, split: str, /) -> Result:
        """The result on the folder's split; MissingDataError where the folder does not hold it."""


TASKS = (
    "gold",
    "speed",
    "gate",
    "timex",
    "conflict_time",
    "toponyms",
    "relative",
    "variants",
    "villages",
    "hrdsattack",
    "ceha",
    "indiapolice",
    "plover",
    "wikievents",
    "muc4",
    "insecurity_insight",
    "isaf",
    "gvc_docs",
    "gva_longtail",
    "storyline",
    "storylines",
    "ecbplus",
    "meantime",
    "reading",
    "ledger",
    "merge_scale",
    "durability",
    "fuzz",
)
"""Each is a module of ``benchmarks.tasks`` with a ``measure`` and the folders it is at home in (``HOMES``, below the data folder).
Some have a folder of their own in the project (``OWN``), which is read where no other is given."""


def load_task(name: str) -> Task:
    """The task's ``measure``; MissingDataError where there is no such task."""
    if name not in TASKS:
        raise MissingDataError(f"there is no task '{name}'; tasks: {', '.join(TASKS)}, all")
    measure: Callable[[Path, str], Result] = import_module(f"benchmarks.tasks.{name}").measure
    return measure


def homes_of(name: str, data: Path) -> list[Path]:
    """The task's folder below (or beside) the data folder, or in the project, all of them where it is measured on EACH; empty where none is there."""
    module = import_module(f"benchmarks.tasks.{name}")
    homes = [home for home in (*(data / h for h in module.HOMES), *own_of(name)) if home.is_dir()]
    return homes if getattr(module, "EACH", False) else homes[:1]


def own_of(name: str) -> list[Path]:
    """The folder in the project that the task reads where none is given; empty where it has none."""
    own: Path | None = getattr(import_module(f"benchmarks.tasks.{name}"), "OWN", None) if name in TASKS else None
    return [own] if own else []


def records(folder: Path, split: str) -> Iterator[Json]:
    """The records of a folder's ``SPLIT.jsonl``; MissingDataError where it is not there or holds no JSON lines."""
    path = folder / f"{split}.jsonl"
    if not path.is_file():
        raise MissingDataError(f"{path} is lacking: this task reads JSON lines from it")
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            if line.strip():
                yield json.loads(line)
        except json.JSONDecodeError as error:
            raise MissingDataError(f"{path}, line {n} is no JSON: {error.msg}") from error


def hash_of(files: Iterable[Path]) -> str:
    """The first 16 hex digits of the SHA-256 of the files' names and bytes, in name order."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda p: p.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
