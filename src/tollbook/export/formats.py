"""The formats by name: how each is written, and what a file of it is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial

from tollbook.codebook.exporting import load_columns
from tollbook.errors import TollbookError
from tollbook.export.acled import write_acled
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event, Loss
from tollbook.export.gate import Cleared
from tollbook.export.ged import write_ged
from tollbook.export.geojson import write_geojson
from tollbook.export.gtd import write_gtd
from tollbook.export.hapi import write_hapi
from tollbook.export.hxl import write_hxl
from tollbook.export.parquets import write_geoparquet, write_parquet
from tollbook.export.plain import write_csv, write_jsonl
from tollbook.export.plover import write_plover
from tollbook.export.sheets import write_xlsx
from tollbook.export.sqlite import write_sqlite
from tollbook.export.tables import Written


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what files of it end with, and the function that writes them; ``means`` is one line for its users."""

    suffix: str
    write: Callable[[Sequence[Event], Atlas], Written]
    means: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(".csv", write_csv, "a plain table with its data dictionary beside it"),
    "jsonl": Format(".jsonl", write_jsonl, "one JSON object an incident"),
    "geojson": Format(".geojson", write_geojson, "places drawn as widely as they are known"),
    "acled": Format(".csv", write_acled, "31 columns compatible with ACLED's"),
    "ged": Format(".csv", write_ged, "49 columns compatible with UCDP GED's"),
    "gtd": Format(".csv", write_gtd, "columns compatible with the Global Terrorism Database's"),
    "hapi": Format(".csv", write_hapi, "events by month and region, as the HDX Humanitarian API has them"),
    "plover": Format(".jsonl", write_plover, "PLOVER 2.0, one JSON object an event"),
    "hxl": Format(".csv", write_hxl, "a table with the tags of the Humanitarian Exchange Language"),
    "parquet": Format(".parquet", write_parquet, "the plain table as Parquet"),
    "geoparquet": Format(".parquet", write_geoparquet, "the same with shapes"),
    "sqlite": Format(".sqlite", write_sqlite, "the plain table as a database, with tolls and sources beside it"),
    "xlsx": Format(".xlsx", write_xlsx, "the plain table as an Excel workbook"),
}


LAYOUTS = ("acled", "ged", "gtd", "hapi", "hxl")
"""Formats with columns that ours never fill."""


class UnknownFormatError(TollbookError):
    """There is no format of the name."""

    def __init__(self, given: str) -> None:
        super().__init__(f"there is no format '{given}'; formats: {', '.join(FORMATS)}")


def format_of(name: str, *, war_zone: bool = False) -> Format:
    """The format; UnknownFormatError where there is none of the name, TollbookError where it knows no war zones."""
    if name not in FORMATS:
        raise UnknownFormatError(name)
    found = FORMATS[name]
    if war_zone and found.write is not write_acled:
        raise TollbookError(f"--war-zone says how many ACLED's rows take 'several' dead for; the format '{name}' has no such rule")
    return replace(found, write=partial(write_acled, war_zone=True)) if war_zone else found


def sidecar(name: str, profile: str, cleared: Cleared, written: Written) -> bytes:
    """What was lost in an export, as JSON: each value with its rule, first what the gate held back, then what the format cannot carry."""
    held = {
        "format": name, "profile": profile, "rows": written.rows, "incidents": len(cleared.events),
        "sha256": hashlib.sha256(written.body).hexdigest(), "gate": _by_rule(cleared.losses), "format_rules": _by_rule(written.losses),
        "always_blank": {c.name: c.blank for c in load_columns(name) if c.blank} if name in LAYOUTS else {},
        "losses": [asdict(loss) for loss in (*cleared.losses, *written.losses)],
    }  # fmt: skip
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _by_rule(losses: Sequence[Loss]) -> dict[str, int]:
    found: dict[str, int] = {}
    for loss in losses:
        rule = loss.rule.partition("->TB")[0]
        found[rule] = found.get(rule, 0) + 1
    return dict(sorted(found.items()))


def log_line(at: datetime, asked: Mapping[str, object], written: Written) -> str:
    """A line of the log of exports: when, what was asked for, how many rows, and the hash of what was written."""
    held = {"at": at.isoformat(timespec="seconds"), **asked, "rows": written.rows, "sha256": hashlib.sha256(written.body).hexdigest()}
    return json.dumps(held, ensure_ascii=False)
