from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import ROOT, pages, refreshed


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_output_shown_is_what_comes_out(page: Path, gazetteer_file: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert refreshed(text, gazetteer_file.parent) == text, "run: make reference"


def test_the_readme_shows_use_on_its_first_screen() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]
    assert sum(line.startswith("$ ") for line in first) >= 1
