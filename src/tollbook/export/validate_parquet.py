"""Whether a Parquet file holds the plain table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tollbook.export.validate_rules import plain_rules
from tollbook.export.validate_tables import Problem, Table, problems_of
from tollbook.read.parquets import MissingTablesError

SETTINGS = {"threads": 1, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
GEOMETRY = "geometry"


def parquet_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with the columns and rows, numbered as lines of a table with a header; MissingTablesError without DuckDB."""
    table, _ = _read(raw)
    yield from [table] if isinstance(table, Problem) else problems_of(table, "csv", plain_rules)


def geoparquet_problems(raw: bytes) -> Iterator[Problem]:
    """The same, and that the file says which column holds shapes as WKB."""
    table, geo = _read(raw)
    if isinstance(table, Problem):
        yield table
        return
    told = json.loads(geo) if geo is not None else {}
    column = told.get("columns", {}).get(told.get("primary_column", ""), {})
    if column.get("encoding") != "WKB" or told["primary_column"] not in table.header:
        yield Problem(1, GEOMETRY, "the file must name a column of shapes in WKB as GeoParquet does")
    yield from problems_of(table, "csv", plain_rules)


def _read(raw: bytes) -> tuple[Table | Problem, bytes | None]:
    """The table, each cell as a CSV would have it, and what the file says of its shapes."""
    try:
        library = import_module("duckdb")
    except ImportError:
        raise MissingTablesError from None
    with tempfile.TemporaryDirectory() as folder, library.connect(config=SETTINGS) as db:
        source = Path(folder) / "given.parquet"
        source.write_bytes(raw)
        try:
            found = db.read_parquet(str(source))
            header = tuple(name.lower() for name in found.columns)
            rows = found.fetchall()
            geo = db.execute("SELECT value FROM parquet_kv_metadata(?) WHERE key = 'geo'", [str(source)]).fetchone()
        except library.Error as error:
            return Problem(1, None, f"it is no Parquet: {str(error).splitlines()[0]}"), None
    cells = ((n, {name: "" if cell is None else str(cell) for name, cell in zip(header, row, strict=True)}) for n, row in enumerate(rows, 2))
    return Table(header, tuple(cells)), geo[0] if geo is not None else None
