"""Workbooks and Parquet hold the plain table."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.unit.export.made import ATLAS, Said, cleared, event, nowhere
from tests.unit.export.redteam import Record, records
from tollbook.codebook.exporting import load_columns
from tollbook.export.parquets import wkt_of, write_geoparquet, write_parquet
from tollbook.export.sheets import NoSheetsError, write_xlsx
from tollbook.export.sqlite import write_sqlite
from tollbook.export.validate import problems_in
from tollbook.model.toll import Toll

SAID = Said(tolls=(("killed", "total", Toll(5, 5, None)),), outlet="=1+1")


def loaded(body: bytes, tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    target = tmp_path / "out.parquet"
    target.write_bytes(body)
    with duckdb.connect() as db:
        return db.execute(query.format(file=target)).fetchall()


def test_parquet_has_types_and_nulls(tmp_path: Path) -> None:
    found = loaded(write_parquet([event(SAID)], ATLAS).body, tmp_path, "SELECT killed_best, killed_high, date_start, latitude, place FROM '{file}'")
    assert found == [(5, None, date(2024, 3, 5), 14.53, "Sévaré")]


def test_parquet_of_nothing_has_the_columns(tmp_path: Path) -> None:
    found = loaded(write_parquet([], ATLAS).body, tmp_path, "SELECT column_name FROM (DESCRIBE SELECT * FROM '{file}')")
    assert [name for (name,) in found] == [c.name for c in load_columns("csv")]


def test_geoparquet_says_where_its_shapes_are(tmp_path: Path) -> None:
    body = write_geoparquet([event(), event(Said(where=nowhere("Kôko")))], ATLAS).body
    ((told,),) = loaded(body, tmp_path, "SELECT value FROM parquet_kv_metadata('{file}') WHERE key = 'geo'")
    geo = json.loads(told)
    assert geo["primary_column"] == "geometry"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert loaded(body, tmp_path, "SELECT count(*), count(geometry) FROM '{file}'") == [(2, 1)]


def test_what_is_written_is_in_order() -> None:
    events = [event(SAID), event(Said(where=None, when=None))]
    shaped, plain = write_geoparquet(events, ATLAS).body, write_parquet(events, ATLAS).body
    for bare in ([event(Said(where=None))], []):
        assert problems_in(write_geoparquet(bare, ATLAS).body, "geoparquet") == []
    assert problems_in(plain, "parquet") == problems_in(shaped, "geoparquet") == problems_in(shaped, "parquet") == []
    assert [p.column for p in problems_in(plain, "geoparquet")] == ["geometry"]
    assert [p.message[:17] for p in problems_in(b"PAR1", "parquet")] == ["it is no Parquet:"]


def test_shapes_are_well_known_text() -> None:
    told = wkt_of(event().where)
    assert told is not None
    assert told.startswith("POLYGON ((")
    assert wkt_of(None) is None


def test_a_database_has_tolls_and_sources_beside_the_table() -> None:
    body = write_sqlite([event(SAID)], ATLAS).body
    assert body == write_sqlite([event(SAID)], ATLAS).body
    assert problems_in(body, "sqlite") == []
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(body)
        assert db.execute("SELECT killed_best, killed_high, latitude FROM incidents").fetchall() == [(5, None, 14.53)]
        assert db.execute("SELECT status, who, low, best, high FROM tolls").fetchall() == [("killed", "total", 5, 5, None)]
        assert db.execute("SELECT outlet, published, title, url FROM sources").fetchall() == [("=1+1", "2024-03-06", None, None)]
        assert db.execute("SELECT count(*) FROM columns").fetchone() == (len(load_columns("csv")),)


def test_databases_that_are_none() -> None:
    assert [p.message for p in problems_in(b"x", "sqlite")] == ["it is no SQLite file"]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE other (x)")
        body = db.serialize()
    assert [p.message for p in problems_in(body, "sqlite")] == ["there is no table incidents to read: no such table: incidents"]


@pytest.mark.parametrize("record", records()[::7], ids=lambda r: r.name)
def test_no_record_of_the_red_team_is_in_binary_files(record: Record, tmp_path: Path) -> None:
    events = cleared(record.said).events
    rows = loaded(write_geoparquet(events, ATLAS).body, tmp_path, "SELECT * FROM '{file}'")
    told = "\n".join(str(cell) for row in rows for cell in row).lower()
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(write_sqlite(events, ATLAS).body)
        told += "\n".join(db.iterdump()).lower()
    assert not [s for s in record.secrets if s.lower() in told]


def test_without_its_library_a_workbook_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(NoSheetsError, match=r"tollbook\[sheets\]"):
        write_xlsx([], ATLAS)


def test_a_workbook_has_numbers_days_and_no_formulas() -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    body = write_xlsx([event(SAID)], ATLAS).body
    assert body == write_xlsx([event(SAID)], ATLAS).body
    book = openpyxl.load_workbook(io.BytesIO(body))
    header, row = book["Incidents"].iter_rows(values_only=True)
    told = dict(zip(header, row, strict=True))
    assert (told["killed_best"], told["killed_high"], told["date_start"]) == (5, None, datetime(2024, 3, 5))  # noqa: DTZ001
    assert told["sources"] == "=1+1"
    assert [c.data_type for c in book["Incidents"][2] if c.value == "=1+1"] != ["f"]
    assert book["Columns"].max_row == len(load_columns("csv")) + 1
