"""What many tests share: one loaded parser a run, and the core gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tollbook.codebook.gazetteer import SqliteGazetteer
from tollbook.codebook.gazetteer.build import build_core
from tollbook.codebook.gazetteer.store import FILE
from tollbook.parse import Parser, load_parser
from tollbook.pipeline import Coder, load_coder

ROOT = Path(__file__).parents[1]

# A busy machine is no fault: nothing is asserted of time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English parser."""
    return load_parser("en")


@pytest.fixture(scope="session")
def gazetteer_file() -> Path:
    """The core gazetteer in the project's cache, built where it is missing or older than what it is made of."""
    target = ROOT / ".cache" / FILE
    made_of = [p for folder in ("codebook", "data") for p in (ROOT / "src" / "tollbook" / folder / "gazetteer").iterdir() if p.is_file()]
    if not target.exists() or target.stat().st_mtime < max(p.stat().st_mtime for p in made_of):
        target.parent.mkdir(exist_ok=True)
        build_core(target)
    return target


@pytest.fixture(scope="session")
def gazetteer(gazetteer_file: Path) -> SqliteGazetteer:
    """The core gazetteer, opened."""
    return SqliteGazetteer(gazetteer_file)


@pytest.fixture(scope="session")
def coder(gazetteer: SqliteGazetteer) -> Coder:
    """The whole line for English."""
    return load_coder("en", gazetteer)
