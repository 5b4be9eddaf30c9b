"""A process that is killed while it takes entries leaves whole ones, and a rerun ends where an unbroken run does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.unit.store.samples import entry
from tollbook.store import blobs
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project
from tollbook.store.verify import Fault, verify

ROOT = Path(__file__).parents[3]
ENTRIES, KILLS = 40, 3
TAKE = """
import sys
from pathlib import Path
from tests.unit.store.test_killed import take_all
take_all(Path(sys.argv[1]))
"""


def take_all(folder: Path) -> None:
    """Takes the entries that are not there, and tells the number of each when it is."""
    from tollbook.store.project import open_project  # noqa: PLC0415 - what the child needs

    with open_ledger(open_project(folder)) as ledger:
        for n in range(ENTRIES):
            ledger.take(entry(f"Report {n}: two people were killed."))
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


def test_what_was_told_is_there_and_whole_after_a_kill(project: Project, tmp_path: Path) -> None:
    open_ledger(project, create=True).close()
    for kill in range(KILLS):
        last = killed_after(project, (kill + 1) * ENTRIES // (KILLS + 1))
        with open_ledger(project) as ledger:
            counts = ledger.counts()
            assert last + 1 <= counts["reports"] <= last + 3
            assert counts["documents"] == counts["captures"] == counts["extractions"] == counts["codings"] == counts["accounts"] == counts["reports"]
            assert [found for found in verify(ledger) if isinstance(found, Fault)] == []
            assert len(ledger.accounts(text="killed")) == counts["reports"]
    run(project).communicate(timeout=120)
    whole = make_project(tmp_path / "whole")
    open_ledger(whole, create=True).close()
    take_all(whole.folder)
    with open_ledger(project) as broken, open_ledger(whole) as unbroken:
        assert told(broken) == told(unbroken)
    assert [p.name for p in blobs.kept(project.originals)] == [p.name for p in blobs.kept(whole.originals)]


def killed_after(project: Project, n: int) -> int:
    """The number of the last entry that a run had told when it was killed, some time after the n-th."""
    child = run(project)
    assert child.stdout is not None
    last = -1
    for line in child.stdout:
        last = int(line)
        if last >= n:
            break
    time.sleep(0.003 * (n % 3))
    os.kill(child.pid, signal.SIGKILL)
    rest = [int(line) for line in child.stdout if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    return max([last, *rest])


def run(project: Project) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", TAKE, str(project.folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def told(ledger: Ledger) -> tuple[object, ...]:
    """What the ledger tells, but for numbers: PostgreSQL's leave gaps."""
    reports, accounts = ledger.reports(), ledger.accounts()
    return [replace(r, number=0) for r in reports], [replace(a, number=0) for a in accounts], ledger.counts()
