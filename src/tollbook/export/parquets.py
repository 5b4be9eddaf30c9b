"""The plain table as Parquet, and as GeoParquet with places as widely as they are known."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tollbook.codebook.exporting import Column, load_columns
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event, Loss, Spot
from tollbook.export.geojson import geometry_of
from tollbook.export.plain import plain_row
from tollbook.export.tables import Written
from tollbook.read.parquets import MissingTablesError

_SETTINGS = {"threads": 1, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
NO_SHAPES = '{"version":"1.0.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":[]}}}'
TYPES = {"int": "BIGINT", "number": "DOUBLE", "lat": "DOUBLE", "lon": "DOUBLE", "day": "DATE"}


def write_parquet(events: Sequence[Event], atlas: Atlas) -> Written:
    """One row an incident, with numbers and days as such; MissingTablesError without DuckDB."""
    return Written(_bytes(events, shapes=False), len(events))


def write_geoparquet(events: Sequence[Event], atlas: Atlas) -> Written:
    """The same with a column ``geometry`` (WKB, longitude and latitude in WGS 84); MissingTablesError without DuckDB."""
    losses = tuple(Loss(e.id, "geometry", "geoparquet.place-unknown->null") for e in events if e.where is None or e.where.lat is None)
    return Written(_bytes(events, shapes=True), len(events), losses)


def _bytes(events: Sequence[Event], shapes: bool) -> bytes:
    try:
        library = import_module("duckdb")
    except ImportError:
        raise MissingTablesError from None
    columns = load_columns("csv")
    with tempfile.TemporaryDirectory() as folder, library.connect(config=_SETTINGS) as db:
        target = Path(folder) / "events.parquet"
        _fill(db, columns, events, shapes)
        # The library names the column of shapes itself, but where there is none.
        bare = shapes and not any(wkt_of(e.where) for e in events)
        options = f"FORMAT parquet, KV_METADATA {{geo: '{NO_SHAPES}'}}" if bare else "FORMAT parquet"
        db.execute(f"COPY events TO '{target.as_posix().replace(chr(39), chr(39) * 2)}' ({options})")
        return target.read_bytes()


def _fill(db: Any, columns: Sequence[Column], events: Sequence[Event], shapes: bool) -> None:
    """A table of the events in the database; the names are the project's own."""
    defined = [f'"{c.name}" {TYPES.get(c.type, "VARCHAR")}' for c in columns] + (["geometry GEOMETRY"] if shapes else [])
    db.execute(f"CREATE TABLE events ({', '.join(defined)})")
    rows = []
    for event in events:
        told = plain_row(event)
        cells = [told.get(c.name) or None for c in columns]
        rows.append([*cells, wkt_of(event.where)] if shapes else cells)
    if rows:
        asked = ", ".join(f"CAST(? AS {TYPES.get(c.type, 'VARCHAR')})" for c in columns) + (", CAST(? AS GEOMETRY)" if shapes else "")
        db.executemany(f"INSERT INTO events VALUES ({asked})", rows)  # noqa: S608 - put together from the project's own column table


def wkt_of(spot: Spot | None) -> str | None:
    """The place as well-known text; ``None`` where no point is justified."""
    shape = geometry_of(spot)
    if shape is None:
        return None
    if shape["type"] == "Point":
        return f"POINT ({shape['coordinates'][0]} {shape['coordinates'][1]})"
    rings = ("(" + ", ".join(f"{x} {y}" for x, y in ring) + ")" for ring in shape["coordinates"])
    return f"POLYGON ({', '.join(rings)})"
