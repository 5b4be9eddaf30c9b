"""`tollbook add` killed at random moments: what the ledger holds then, and what it holds when all is done."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project
from tollbook.store.schema import Base, Coding, Report
from tollbook.store.verify import Fault, verify

WORDS = Path(__file__).parent / "sets" / "durability" / "words.yml"
ADD = (sys.executable, "-c", "from tollbook.cli.main import run; run()", "add")
SHORTEST, LONGEST = 4.0, 9.0
"""Seconds within which a run is killed: at first while it loads, later, where it never came to write, a little after that too."""
TOLD = 20
"""After so many kills a long run says how far it is."""
WHOLE = ("documents", "extractions", "captures", "reports", "codings")
"""Tables that hold one row a report, or the ledger is half written."""


@dataclass(slots=True)
class Trial:
    """What the kills did: how many hit a running `add`, how many ledgers they filled, and everything that was wrong."""

    kills: int = 0
    filled: int = 0
    faults: list[str] = field(default_factory=list)


def write_reports(folder: Path, many: int) -> Path:
    """A JSON Lines file of so many short reports, the same each time."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    file = folder / "reports.jsonl"
    rows = [{"text": _text(words, n), "published": f"2024-0{1 + n % 6}-1{n % 9}", "url": f"https://news.example/{n}"} for n in range(many)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def unbroken(file: Path, project: Project) -> str:
    """What the ledger holds after a run that nobody disturbs."""
    subprocess.run(_line(file, project), check=True, capture_output=True)  # noqa: S603 - our own command
    with open_ledger(project) as ledger:
        return digest(ledger)


def killed(file: Path, places: Iterator[Project], wanted: str, kills: int, seed: int) -> Trial:
    """The trial of so many kills: `add` is started again after each, in a new project whenever one is filled; ``wanted`` is what each must hold."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable moment, no secret
    trial, longest = Trial(), SHORTEST
    while trial.kills < kills:
        project = next(places)
        before: dict[str, int] = {}
        while trial.kills < kills:
            took = _killed_once(file, project, chance.uniform(0.2, longest))
            with open_ledger(project) as ledger:
                now = ledger.counts()
                trial.faults += _faults(ledger, before, now)
            kept, before = sum(before.values()), now
            if took is not None:
                longest = max(SHORTEST / 2, min(longest, took))
                break
            trial.kills += 1
            longest = min(LONGEST, longest * 1.1) if kept == sum(now.values()) else longest
            if trial.kills % TOLD == 0:
                print(f"{trial.kills} kills, {trial.filled} ledgers filled, {len(trial.faults)} faults", file=sys.stderr, flush=True)  # noqa: T201
        trial.filled += 1
        held = unbroken(file, project)
        if held != wanted:
            trial.faults.append(f"ledger {trial.filled} differs from that of an unbroken run")
    return trial


def new_projects(folder: Path, url: str | None) -> Iterator[Project]:
    """Projects with empty ledgers, as many as are asked for."""
    return (new_project(folder / f"p{n}", url, str(n)) for n in count())


def new_project(folder: Path, url: str | None, name: str) -> Project:
    """A project with an empty ledger; in a schema of its own where ``url`` is the pattern of a PostgreSQL address."""
    if url is not None:
        import psycopg  # noqa: PLC0415 - only where there is a server

        with psycopg.connect(url.format(name), autocommit=True) as db:
            db.execute(f"CREATE SCHEMA killed_{name}".encode())
    folder.parent.mkdir(parents=True, exist_ok=True)
    project = make_project(folder, url.format(name) if url else None)
    open_ledger(project, create=True).close()
    return project


def digest(ledger: Ledger) -> str:
    """The SHA-256 of all the ledger holds but the instants it came in and the numbers rows were given (a database may leave some out)."""
    total = hashlib.sha256()
    with ledger.reading() as conn:
        ids = {
            "report": dict(conn.execute(select(Report.n, Report.id)).all()),
            "coding": dict(conn.execute(select(Coding.n, Coding.id)).all()),
        }  # fmt: skip
        ids["other"] = ids["report"]
        for name, table in sorted(Base.metadata.tables.items()):
            rows = sorted(_plain(dict(row), ids) for row in conn.execute(select(table)).mappings())
            total.update(f"{name} {len(rows)}\n".encode() + "\n".join(rows).encode())
    return total.hexdigest()


def _plain(row: dict[str, Any], ids: dict[str, dict[int, str]]) -> str:
    kept = {k: ids[k].get(v, v) if k in ids else v for k, v in row.items() if k != "n" and not isinstance(v, datetime)}
    return json.dumps(kept, sort_keys=True, default=_day)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _text(words: dict[str, list[str]], n: int) -> str:
    opening = words["openings"][n % len(words["openings"])]
    place = words["places"][n % len(words["places"])]
    rest = [words["follow_ups"][(n * 3 + i * (1 + n % 5)) % len(words["follow_ups"])] for i in range(3)]
    return " ".join([opening.format(n=2 + n % 7, place=place), *dict.fromkeys(rest), f"It was report {n} of the week."])


def _line(file: Path, project: Project) -> list[str]:
    return [*ADD, str(file), "--project", str(project.folder), "--jobs", "1", "--operator", "bench"]


def _killed_once(file: Path, project: Project, seconds: float) -> float | None:
    """Starts `add` and kills it, workers and all, after so long; the seconds it took where it was done before, else ``None``."""
    started = time.monotonic()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(_line(file, project), stdout=quiet, stderr=quiet, start_new_session=True) as run:  # noqa: S603 - our own command
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            return None
    return time.monotonic() - started


def _faults(ledger: Ledger, before: dict[str, int], now: dict[str, int]) -> Iterator[str]:
    yield from (f"{name} fell from {n} to {now[name]}" for name, n in before.items() if now[name] < n)
    if len({now[name] for name in WHOLE}) != 1:
        yield "half a document: " + ", ".join(f"{name} {now[name]}" for name in WHOLE)
    yield from (fault.told for fault in verify(ledger) if isinstance(fault, Fault))
