"""The benchmark of reading pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.task import MissingDataError, homes_of
from benchmarks.tasks.reading import OWN, measure, pages_of

TEXT = "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said by telephone."
TITLE = "Five traders killed at Gao cattle market"
TRUTH = """
- file: a.html
  shape: article
  title: Five traders killed at Gao cattle market
  date: {date}
  lang: en
  captions: []
  text: |-
    {text}
"""


def folder_of(tmp_path: Path, text: str = TEXT, date: str = "2024-03-02") -> Path:
    meta = '<meta property="article:published_time" content="2024-03-02">'
    page = f'<html lang="en"><head>{meta}</head><body><article><h1>{TITLE}</h1><p>{TEXT}</p></article></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "pages.yml").write_text(TRUTH.format(text=text, date=date), encoding="utf-8")
    return tmp_path


def test_all_right_is_one(tmp_path: Path) -> None:
    found = measure(folder_of(tmp_path), "dev")
    assert found.n == 1
    assert {k: found.metrics[k] for k in ("tollbook_f1", "tollbook_dates", "titles", "languages", "shapes", "captions")} == dict.fromkeys(
        ("tollbook_f1", "tollbook_dates", "titles", "languages", "shapes", "captions"), 1.0
    )
    assert found.errors == ()


def test_words_too_many_and_lacking_lower_it_and_are_listed(tmp_path: Path) -> None:
    found = measure(folder_of(tmp_path, f"{TEXT} The army came."), "dev")
    # 18 words of the 21 that are true, none too much.
    assert found.metrics["tollbook_f1"] == pytest.approx(2 * (18 / 21) / (1 + 18 / 21), abs=1e-4)
    assert found.errors == ("a.html: F1 0.923; too much: nothing; lacking: the army came",)


def test_wrong_date_counts_as_wrong_and_so_does_one_that_nobody_told(tmp_path: Path) -> None:
    for date in ("2024-03-03", "null"):
        found = measure(folder_of(tmp_path, date=date), "dev")
        assert found.metrics["tollbook_dates"] == 0.0
        assert "date 2024-03-02" in found.errors[0]


def test_lacking_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"pages\.yml is lacking"):
        measure(tmp_path, "dev")
    (folder_of(tmp_path) / "a.html").unlink()
    with pytest.raises(MissingDataError, match=r"a\.html is lacking"):
        measure(tmp_path, "dev")


def test_own_pages_are_read_where_no_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert homes_of("reading", tmp_path) == [OWN]
    assert main(["reading", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["n"] == len(pages_of(OWN))
    assert told["tollbook_f1"] >= 0.95
    assert told["tollbook_dates"] >= 0.95
    assert told["tollbook_f1"] > told["trafilatura_f1"]


def test_task_without_own_folder_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold"]) == 2
    assert "name the folder" in capsys.readouterr().err
