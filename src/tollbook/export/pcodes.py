"""P-codes of regions, from a table the user gives: the codes humanitarian data are joined by."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tollbook.codebook.exporting import load_region_words
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.errors import TollbookError
from tollbook.export.validate_tables import is_tags
from tollbook.model.place import Gazetteer

COLUMNS = {"location": "location", "admin level": "level", "p-code": "code", "name": "name", "parent p-code": "parent", "valid from date": "valid"}
"""The columns of the list that OCHA publishes for all countries, in small letters, with what each holds here; the last may be missing."""


class PcodesError(TollbookError):
    """The file is no table of p-codes."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A region as the table has it: its p-code, its name there, its parent's code, and the day (ISO 8601) from which its edition is valid."""

    code: str
    name: str
    parent: str
    valid: str


@dataclass(frozen=True, slots=True)
class Pcodes:
    """The regions of a table by country (ISO 3166-1 alpha-3) and level."""

    regions: Mapping[tuple[str, int], Sequence[Coded]] = field(default_factory=dict)

    def first(self, country: str | None, name: str | None, gazetteer: Gazetteer | None) -> Coded | None:
        """The first-level region of that name; ``None`` where the table has none or several."""
        return _match(self.regions.get((country or "", 1), ()), (country, "admin1", name), gazetteer)

    def second(self, country: str | None, parent: Coded | None, name: str | None, gazetteer: Gazetteer | None) -> Coded | None:
        """The second-level region of that name in a first-level one; ``None`` where the table has none or several."""
        if parent is None:
            return None
        held = [r for r in self.regions.get((country or "", 2), ()) if r.parent == parent.code]
        return _match(held, (country, "admin2", name), gazetteer)


def _match(regions: Sequence[Coded], wanted: tuple[str | None, str, str | None], gazetteer: Gazetteer | None) -> Coded | None:
    """The one region that bears the name, but for words that say what sort it is; else the one whose name the gazetteer knows for another of it."""
    country, kind, name = wanted
    if not name:
        return None
    found = [r for r in regions if normal_key(r.name) == normal_key(name)]
    found = found or [r for r in regions if _bare(r.name) == _bare(name)]
    if not found and gazetteer is not None:
        for region in regions:
            entries = gazetteer.lookup(region.name)
            found += [region] if any((e.country, e.kind, e.name, e.loose) == (country, kind, name, False) for e in entries) else []
    return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    """The name's key without words for sorts of regions; the whole key where nothing else is in it."""
    key = normal_key(name)
    return " ".join(word for word in key.split() if word not in load_region_words()) or key


def read_pcodes(path: Path) -> Pcodes:
    """The table of a CSV file with the columns Location, Admin Level, P-Code, Name, Parent P-Code and, where there is one, Valid from date.

    A row of HXL tags below the header is passed over; PcodesError names the line that does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise PcodesError(f"{path}: {reason}; give a table of p-codes as CSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text))
    header = [COLUMNS.get(h.strip().lower(), "") for h in next(reader, [])]
    if lacking := [name for name, held in COLUMNS.items() if held not in header and held != "valid"]:
        raise PcodesError(f"{path}: the column '{lacking[0]}' is missing; a table of p-codes has {', '.join(COLUMNS)}")
    found: dict[tuple[str, int], list[Coded]] = {}
    for row in reader:
        if not row or is_tags(row):
            continue
        cells = dict(zip(header, (c.strip() for c in row), strict=False))
        if len(row) != len(header) or not cells["level"].isdecimal() or not cells["code"]:
            raise PcodesError(f"{path}:{reader.line_num}: the row needs {len(header)} cells, a level that is a number and a p-code")
        coded = Coded(cells["code"], cells["name"], cells["parent"], cells.get("valid", ""))
        found.setdefault((cells["location"].upper(), int(cells["level"])), []).append(coded)
    return Pcodes(found)
