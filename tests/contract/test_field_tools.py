"""Every export of a ledger loads in the tools of the field, with numbers as numbers, days as days and shapes as shapes."""

from __future__ import annotations

import io
import json
import sqlite3
import warnings
from contextlib import closing
from importlib import import_module
from pathlib import Path
from shutil import which
from subprocess import run
from typing import Any

import pytest

from tests.unit.export.made import ATLAS, GUNMEN, JNIM, VILLAGERS, Said, event, nowhere, region
from tollbook.codebook.exporting import load_columns
from tollbook.export.event import Event
from tollbook.export.formats import FORMATS
from tollbook.model.account import Part
from tollbook.model.party import Party
from tollbook.model.toll import Toll

LEDGER = (
    Said(parties=(JNIM, VILLAGERS), tolls=(("killed", "total", Toll(5, 5, None)), ("killed", "civilians", 3), ("injured", "total", 0))),
    Said(kind="killing", where=region(), text="Two traders, “A, B” and \"C\", were killed; said he.", outlet="L'Écho; du fleuve"),
    Said(kind="shelling", parties=(Part("perpetrator", Party("the army", "state-forces", "mli-forces", "MLI")), GUNMEN), where=nowhere("Kôko")),
    Said(kind="protest", parties=(), tolls=(), when=None),
)
CSV = ("csv", "acled", "ged", "gtd", "hapi", "hxl")


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of each format, of the same events."""
    folder = tmp_path_factory.mktemp("exports")
    events: list[Event] = [event(said) for said in LEDGER]
    found = {}
    for name, made in FORMATS.items():
        found[name] = folder / f"{name}{made.suffix}"
        found[name].write_bytes(made.write(events, ATLAS).body)
    return found


def tool(name: str) -> Any:
    """The library; the test is skipped where it is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return import_module(name)
        except ImportError as error:
            pytest.skip(f"{name} is not installed: {error}")


@pytest.mark.parametrize("name", CSV)
def test_tables_are_data_frames_with_numbers(exports: dict[str, Path], name: str) -> None:
    table = tool("pandas").read_csv(exports[name], skiprows=[1] if name == "hxl" else None)
    columns = {c.name: c for c in load_columns(name)}
    assert list(table.columns) == list(columns)
    assert len(table) >= 1
    for column in columns.values():
        if column.type in ("int", "number", "lat", "lon") and table[column.name].notna().any():
            assert table[column.name].dtype.kind in "if", column.name


def test_unknown_is_missing_and_not_nought_in_a_data_frame(exports: dict[str, Path]) -> None:
    table = tool("pandas").read_csv(exports["csv"], parse_dates=["date_start"]).set_index("kind")
    assert table.loc["armed-attack", ["killed_low", "killed_best", "injured_best"]].tolist() == [5, 5, 0]
    assert table["killed_high"].isna()["armed-attack"]
    assert table["killed_best"].isna()["protest"]
    assert str(table["date_start"]["armed-attack"].date()) == "2024-03-05"
    assert table["sources"]["killing"] == "L'Écho, du fleuve"


@pytest.mark.parametrize("name", ["jsonl", "plover"])
def test_lines_of_json_are_data_frames(exports: dict[str, Path], name: str) -> None:
    table = tool("pandas").read_json(exports[name], lines=True)
    assert len(table) == len(exports[name].read_text(encoding="utf-8").splitlines()) >= 1


def plain(table: Any) -> list[list[object]]:
    """The cells in the order of the plain table's columns: numbers as such, days as days, None where nothing is."""
    held = table[[c.name for c in load_columns("csv")]].astype(object)
    found: list[list[object]] = []
    for row, blank in zip(held.itertuples(index=False), held.isna().itertuples(index=False), strict=True):
        found.append([None if no or cell == "" else _cell(cell) for cell, no in zip(row, blank, strict=True)])
    return found


def _cell(cell: Any) -> object:
    return str(cell.date()) if hasattr(cell, "date") else float(cell) if isinstance(cell, int | float) else str(cell)


@pytest.mark.parametrize("name", ["xlsx", "sqlite", "parquet", "geoparquet"])
def test_the_plain_table_is_the_same_table_in_every_format(exports: dict[str, Path], name: str) -> None:
    pandas = tool("pandas")
    if name == "xlsx":
        tool("openpyxl")
        table = pandas.read_excel(exports[name], sheet_name="Incidents")
    elif name == "sqlite":
        with closing(sqlite3.connect(f"file:{exports[name].as_posix()}?mode=ro", uri=True)) as db:
            table = pandas.read_sql("SELECT * FROM incidents", db)
    else:
        with closing(tool("duckdb").connect()) as db:
            table = db.execute("SELECT * FROM read_parquet(?)", [str(exports[name])]).df()
    assert plain(table) == plain(pandas.read_csv(exports["csv"]))


def test_a_workbook_says_what_its_columns_mean(exports: dict[str, Path]) -> None:
    tool("openpyxl")
    told = tool("pandas").read_excel(exports["xlsx"], sheet_name="Columns")
    assert list(told["column"]) == [c.name for c in load_columns("csv")]


def test_shapes_are_a_layer(exports: dict[str, Path]) -> None:
    layer = tool("geopandas").read_file(exports["geojson"])
    assert str(layer.crs) == "EPSG:4326"
    shaped = layer[~layer.geometry.isna()]
    assert len(layer) == len(LEDGER)
    assert set(shaped.geometry.geom_type) == {"Polygon"}
    assert shaped.geometry.is_valid.all()
    points = tool("geopandas").GeoSeries.from_xy(shaped.longitude, shaped.latitude, index=shaped.index, crs=layer.crs)
    assert shaped.geometry.contains(points).all()
    held = json.loads(exports["geojson"].read_text(encoding="utf-8"))
    back = json.loads(layer[["id", "geometry"]].to_json())
    assert [f["geometry"] for f in back["features"]] == [f["geometry"] for f in held["features"]]


@pytest.mark.parametrize("name", ["geojson", "csv", "acled", "ged", "xlsx", "sqlite"])
def test_the_library_of_geographic_systems_opens_it(exports: dict[str, Path], name: str) -> None:
    """QGIS opens files by the same library (GDAL)."""
    pyogrio = tool("pyogrio")
    layer = {"xlsx": "Incidents", "sqlite": "incidents"}.get(name)
    told = pyogrio.read_info(exports[name], layer=layer, force_feature_count=True)
    assert told["features"] == (len(LEDGER) if name not in ("acled", "ged") else len(exports[name].read_text(encoding="utf-8").splitlines()) - 1)
    assert len(told["fields"]) >= 15


@pytest.mark.parametrize("name", ["parquet", "geoparquet"])
def test_parquet_is_a_table_of_duckdb_and_of_data_frames(exports: dict[str, Path], name: str) -> None:
    duckdb = tool("duckdb")
    tool("pandas")
    with closing(duckdb.connect()) as db:
        columns = "* EXCLUDE (geometry), ST_AsText(geometry) AS shape" if name == "geoparquet" else "*"
        columns = "*" if name == "parquet" else columns.replace("ST_AsText(geometry)", "geometry::VARCHAR")
        table = db.execute(f"SELECT {columns} FROM read_parquet(?)", [str(exports[name])]).df()
    assert table.set_index("kind")["killed_low"]["armed-attack"] == 5
    assert table["date_start"].dtype.kind == "M"
    if name == "geoparquet":
        assert sorted(bool(shape) and shape.startswith("POLYGON") for shape in table["shape"].fillna("")) == [False, True, True, True]


@pytest.mark.parametrize("name", ["parquet", "geoparquet"])
def test_parquet_opens_with_arrow(exports: dict[str, Path], name: str) -> None:
    tool("pyarrow")
    table = tool("geopandas").read_parquet(exports[name]) if name == "geoparquet" else tool("pandas").read_parquet(exports[name])
    assert len(table) == len(LEDGER)
    if name == "geoparquet":
        assert str(table.crs) in ("EPSG:4326", "OGC:CRS84")


@pytest.mark.parametrize("name", CSV)
def test_tables_load_in_duckdb(exports: dict[str, Path], name: str) -> None:
    with closing(tool("duckdb").connect()) as db:
        rows = db.read_csv(str(exports[name]), skiprows=1 if name == "hxl" else 0, header=True).fetchall()
    assert len(rows) + (name == "hxl") == len(exports[name].read_text(encoding="utf-8").splitlines()) - 1


def test_tags_are_understood_and_hold_what_the_standard_asks(exports: dict[str, Path]) -> None:
    hxl = tool("hxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        body = exports["hxl"].read_bytes()
        bodies = (body, body, body.replace(b",5,5,", b",six,5,"))
        source, again, broken = (hxl.data(io.BytesIO(b), hxl.InputOptions(allow_local=True)) for b in bodies)
        tags, rows = source.display_tags, list(source)
        told = [hxl.validate(s)["is_valid"] for s in (again, broken)]
    assert [c.tag for c in load_columns("hxl")] == tags
    assert [row.get("#affected+killed") for row in rows] == ["5", "5", "5", None]
    assert told == [True, False]


def test_a_database_is_a_database(exports: dict[str, Path]) -> None:
    with closing(sqlite3.connect(f"file:{exports['sqlite'].as_posix()}?mode=ro", uri=True)) as db:
        table = tool("pandas").read_sql("SELECT kind, killed_low, killed_high FROM incidents", db).set_index("kind")
    assert table["killed_low"]["armed-attack"] == 5
    assert table["killed_high"].isna()["armed-attack"]


@pytest.mark.parametrize("name", CSV)
def test_r_reads_it(exports: dict[str, Path], name: str) -> None:
    interpreter = which("Rscript")
    if interpreter is None:
        pytest.skip("there is no R")
    code = "a <- commandArgs(TRUE); d <- read.csv(a[1], fileEncoding='UTF-8', check.names=FALSE); cat(nrow(d), ncol(d))"
    told = run([interpreter, "-e", code, str(exports[name])], capture_output=True, text=True, check=True)
    rows = len(exports[name].read_text(encoding="utf-8").splitlines()) - 1
    assert told.stdout.split() == [str(rows), str(len(load_columns(name)))]
