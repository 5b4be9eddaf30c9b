"""Workbooks as people have them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest

from tests.unit.export.made import ATLAS, Said, event
from tollbook.export.sheets import write_xlsx
from tollbook.export.validate import problems_in
from tollbook.export.validate_xlsx import NoWorkbooksError
from tollbook.model.toll import Toll

openpyxl: Any = import_module("openpyxl")


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(cell: str, value: object) -> bytes:
    """Our workbook with one cell changed."""
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([event()], ATLAS).body))
    book["Incidents"][cell] = value
    return saved(book)


def column(name: str) -> str:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([event()], ATLAS).body))
    return str(next(c.column_letter for c in book["Incidents"][1] if c.value == name))


def test_what_is_written_is_in_order() -> None:
    said = Said(tolls=(("killed", "total", Toll(5, 5, None)), ("injured", "total", 0)), outlet="=1+1")
    for events in ([], [event(said)], [event(said), event(Said(where=None, when=None))]):
        assert problems_in(write_xlsx(events, ATLAS).body, "xlsx") == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("killed_best", "five", "line 2, column killed_best: 'five' is no number"),
        ("killed_best", 9, "line 2, column killed_best: low, best and high must not fall"),
        ("date_end", datetime(2024, 3, 1), "line 2, column date_end: it must not lie before date_start, and one needs the other"),  # noqa: DTZ001
        ("latitude", 95.5, "line 2, column latitude: 95.5 lies outside -90 to 90"),
        ("id", None, "line 2, column id: it is blank; the column needs a value"),
        ("note", "=1+1", "line 2, column note: it is a formula; write its value"),
    ],
)
def test_faults_are_told_by_row_and_column(name: str, value: object, told: str) -> None:
    assert told in [str(p) for p in problems_in(changed(f"{column(name)}2", value), "xlsx")]


def test_columns_that_are_missing_and_cells_beyond_them() -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "kind", None])
    book.active.append(["a", "killing", None, "x"])
    found = [str(p) for p in problems_in(saved(book), "xlsx")]
    assert "line 2: the row has cells beyond the 2 columns of the header" in found
    assert "line 1, column killed_best: the column is missing" in found


def test_files_that_are_no_workbooks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 20_000_000)
    assert [p.message[:34] for p in problems_in(b"id,kind\n", "xlsx")] == ["it is no Excel workbook (.xlsx): F"]
    assert [p.message for p in problems_in(out.getvalue(), "xlsx")] == ["it unpacks to far more than its size, as a bomb does"]
    book = openpyxl.Workbook()
    assert [p.message for p in problems_in(saved(book), "xlsx")] == ["the sheet is empty"]


def test_a_zip_that_holds_something_else() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    (problem,) = problems_in(out.getvalue(), "xlsx")
    assert problem.message.startswith("it is no workbook that can be read")


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(NoWorkbooksError, match=r"tollbook\[sheets\]"):
        problems_in(b"", "xlsx")
