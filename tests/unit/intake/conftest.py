"""A ledger and a desk whose worker reads without coding, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tollbook.errors import TollbookError
from tollbook.intake.take import Desk, Stamp
from tollbook.intake.work import Done, Job, Unread, undisclosed
from tollbook.model.ledger import Versions
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.near import bands
from tollbook.read.report import report_of
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import make_project

VERSIONS = Versions("0", "1", "2", "3")
START = datetime(2024, 5, 31, 12, tzinfo=UTC)


class Clock:
    """Tells a second more each time."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Reader:
    """Reads each document as a worker does, and finds no events."""

    def run(self, items: Iterable[Job]) -> Iterator[tuple[Job, Done | Unread]]:
        for job in items:
            yield job, self._read(job)

    def _read(self, job: Job) -> Done | Unread:
        try:
            extraction = extract(job.original, Limits())
        except TollbookError as error:
            return Unread(str(error))
        if job.undisclosed:
            extraction = undisclosed(extraction)
        report = report_of(extraction, job.issue)
        return Done(extraction, report, (), VERSIONS, bands(report.text))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    project = make_project(tmp_path / "project")
    with open_ledger(project, create=True) as held:
        yield held


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(ledger: Ledger, clock: Clock) -> Desk:
    return Desk(ledger, Reader(), Stamp("amina", "tollbook 0", clock))
