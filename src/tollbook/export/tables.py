"""Rows as CSV, and what every format gives back."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.codebook.exporting import Column
from tollbook.export.event import Loss

Row = Mapping[str, str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run as a formula where a text begins with it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes and how many rows they hold, what was lost on the way, and files that belong beside it, by what their names end with."""

    body: bytes
    rows: int
    losses: tuple[Loss, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


def csv_bytes(columns: Sequence[Column], rows: Sequence[Row], second: Sequence[str] | None = None) -> bytes:
    """The rows in UTF-8, after a header and, where given, a second line (HXL's tags); texts no spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([c.name for c in columns])
    if second is not None:
        writer.writerow(second)
    writer.writerows([_safe(c, row.get(c.name, "")) for c in columns] for row in rows)
    return out.getvalue().encode()


def _safe(column: Column, value: str) -> str:
    clean = " ".join(value.split())
    return f"'{clean}" if column.type == "text" and clean.startswith(FORMULA) else clean


def dictionary(columns: Sequence[Column]) -> bytes:
    """The data dictionary as CSV: each column with its type, the values it may hold and its meaning."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("column", "type", "needed", "values", "meaning"))
    writer.writerows((c.name, c.type, "yes" if c.needed else "no", "; ".join(c.values), c.blank or c.means) for c in columns)
    return out.getvalue().encode()


def told(value: object) -> str:
    """A value as a table writes it, blank for ``None``."""
    return "" if value is None else str(value)


def degrees(value: float | None, digits: int = 4) -> str:
    """Degrees with no more than so many decimals, blank for ``None``."""
    return "" if value is None else f"{value:.{digits}f}".rstrip("0").rstrip(".")


def listed(values: Sequence[str]) -> str:
    """Several values in one cell: apart by "; ", a semicolon within one is a comma."""
    return "; ".join(dict.fromkeys(v.replace(";", ",") for v in values))
