"""How rows of other people's datasets are read as accounts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from tollbook.codebook.exporting import load_columns
from tollbook.codebook.files import load_table

SHAPES = ("acled", "ged", "gtd")
"""The datasets whose rows can be read."""


class DayColumns(msgspec.Struct, frozen=True):
    """Where the days stand: in ``first`` (and ``last``), or as ``year``, ``month`` and ``day`` of which 0 is unknown.

    ``spread`` says how widely the one day is known by the code in ``precision``.
    """

    first: str | None = None
    last: str | None = None
    year: str | None = None
    month: str | None = None
    day: str | None = None
    precision: str | None = None
    spread: dict[str, Literal["day", "week", "month"]] = {}


class Point(msgspec.Struct, frozen=True):
    """What a code of precision means: a place's precision, and the radius in kilometres about its point; without one there is no point."""

    precision: Literal["exact", "near", "area", "admin2", "admin1", "country", "unresolved"]
    radius_km: float | None = None


class PlaceColumns(msgspec.Struct, frozen=True):
    """Where the place stands: ``iso`` holds ISO 3166-1 numbers, ``gw`` Gleditsch and Ward's; ``points`` are the codes of ``precision``."""

    name: str
    admin1: str
    country: str
    lat: str
    lon: str
    precision: str
    points: dict[str, Point]
    iso: str | None = None
    gw: str | None = None


class TollColumns(msgspec.Struct, frozen=True):
    """Where a number of people stands; one number alone is all three ends. ``zero`` is false where a 0 may stand for unknown."""

    status: str
    group: str
    best: str
    low: str | None = None
    high: str | None = None
    zero: bool = True


class SideColumns(msgspec.Struct, frozen=True):
    """Where a party stands, and which kind of actor it is by the code in ``code``, in small letters; ``otherwise`` where that is another or none.

    ``state`` is a column that is filled where the party is a state.
    """

    column: str
    kinds: dict[str, str]
    code: str | None = None
    state: str | None = None
    otherwise: str = "other"


class KindRule(msgspec.Struct, frozen=True):
    """The kind of a row whose cells are as ``when`` has them, ``None`` where it is none of ours; ``roles`` are those of the sides, in order."""

    when: dict[str, str]
    kind: str | None
    roles: tuple[str, ...] = ()


class ImportShape(msgspec.Struct, frozen=True):
    """The shape of ``import/NAME.yml``: columns by what they hold, in small letters, the first rule of ``kinds`` that fits being the row's.

    ``marks`` are columns that together tell the dataset; ``layout`` names the table of columns its files have, ``more`` those that table lacks.
    ``missing`` are cells that say nothing; ``unidentified`` is what names of nobody begin with, ``states`` what those of
    a state's forces do, with their kind, before the country's name; ``codes`` are the cells of a scheme's own codes.
    """

    name: str
    marks: tuple[str, ...]
    layout: str
    more: tuple[str, ...]
    ref: str
    days: DayColumns
    place: PlaceColumns
    tolls: tuple[TollColumns, ...]
    sides: tuple[SideColumns, ...]
    unidentified: tuple[str, ...]
    states: dict[str, str]
    kinds: tuple[KindRule, ...]
    codes: dict[str, tuple[str, ...]]
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The columns its files may have."""
        return frozenset((*(c.name.lower() for c in load_columns(self.layout)), *self.more))


@lru_cache(maxsize=1)
def load_import_shapes() -> Mapping[str, ImportShape]:
    """The shapes by the names users give; DataFileError where a file does not fit its shape."""
    return {name: load_table(f"import/{name}.yml", ImportShape) for name in SHAPES}
