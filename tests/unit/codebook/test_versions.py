"""What a coding was made with is told in short digests that change with the data and with nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tollbook import __version__
from tollbook.codebook.versions import codebook_version, digest_of, engine_version, lexicon_version


def test_the_digests_are_short_and_differ() -> None:
    found = [codebook_version(), lexicon_version("en"), engine_version().removeprefix(f"{__version__}+")]
    assert all(re.fullmatch("[0-9a-f]{12}", v) for v in found)
    assert len(set(found)) == 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a.yml").write_text("one", encoding="utf-8")
    return tmp_path


def test_a_changed_word_changes_thedigest_of(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "words" / "a.yml").write_text("two", encoding="utf-8")
    assert digest_of(folder) != before


def test_a_renamed_file_changes_thedigest_of(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "words" / "a.yml").rename(folder / "words" / "b.yml")
    assert digest_of(folder) != before


def test_what_is_neither_data_nor_code_does_not_count(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "words" / "a.pyc").write_bytes(b"compiled")
    assert digest_of(folder) == before
