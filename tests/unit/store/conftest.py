"""A project on each of the two databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import NoPostgresError, schema, server
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server; tests that need one are skipped where there is none."""
    started = server()
    try:
        address = started.__enter__()
    except NoPostgresError as error:
        pytest.skip(str(error))
    try:
        yield address
    finally:
        started.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """A new project, its ledger not yet made."""
    if request.param == "sqlite":
        yield make_project(tmp_path / "project")
        return
    with schema(request.getfixturevalue("postgres")) as address:
        yield make_project(tmp_path / "project", address)


@pytest.fixture
def ledger(project: Project) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(project, create=True) as opened:
        yield opened
