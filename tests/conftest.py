"""What many tests share: one loaded parser and one core gazetteer a test run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tollbook.codebook.gazetteer import SqliteGazetteer
from tollbook.codebook.gazetteer.build import build_core
from tollbook.codebook.gazetteer.store import FILE
from tollbook.parse import Parser, load_parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English parser."""
    return load_parser("en")


@pytest.fixture(scope="session")
def gazetteer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The core gazetteer, built once a run: workers share the folder above their own."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    target = folder / FILE
    if not target.exists():
        build_core(target)
    return target


@pytest.fixture(scope="session")
def gazetteer(gazetteer_file: Path) -> SqliteGazetteer:
    """The core gazetteer, opened."""
    return SqliteGazetteer(gazetteer_file)
