"""Whether a file is what its format asks for: ours, and files of the same shape from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from tollbook.errors import TollbookError
from tollbook.export.validate_hxl import hxl_problems
from tollbook.export.validate_json import geojson_problems, jsonl_problems
from tollbook.export.validate_more import gtd_rules, hapi_problems
from tollbook.export.validate_parquet import geoparquet_problems, parquet_problems
from tollbook.export.validate_plover import plover_problems
from tollbook.export.validate_rules import acled_rules, ged_rules, plain_rules
from tollbook.export.validate_sqlite import sqlite_problems
from tollbook.export.validate_tables import Problem, table_problems
from tollbook.export.validate_xlsx import xlsx_problems

Check = Callable[[bytes], Iterator[Problem]]
CHECKS: Mapping[str, Check] = {
    "csv": lambda raw: table_problems(raw, "csv", plain_rules),
    "jsonl": jsonl_problems,
    "geojson": geojson_problems,
    "acled": lambda raw: table_problems(raw, "acled", acled_rules),
    "ged": lambda raw: table_problems(raw, "ged", ged_rules),
    "gtd": lambda raw: table_problems(raw, "gtd", gtd_rules),
    "hapi": hapi_problems,
    "plover": plover_problems,
    "hxl": hxl_problems,
    "sqlite": sqlite_problems,
    "xlsx": xlsx_problems,
    "parquet": parquet_problems,
    "geoparquet": geoparquet_problems,
}


class UnknownShapeError(TollbookError):
    """There is no validator of the name."""

    def __init__(self, given: str) -> None:
        super().__init__(f"there is no format '{given}' to check against; formats: {', '.join(CHECKS)}")


def problems_in(raw: bytes, name: str, most: int | None = None) -> list[Problem]:
    """What is wrong with the bytes of a file as the format of that name, at most so many; UnknownShapeError where there is no such format."""
    if name not in CHECKS:
        raise UnknownShapeError(name)
    found: Iterable[Problem] = CHECKS[name](raw)
    return list(islice(found, most))
