"""What exports are made by: countries in the codes of other schemes, names of parties, columns of tables, and what the gate holds back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from tollbook.codebook.crosswalk import read_crosswalk
from tollbook.codebook.files import load_table
from tollbook.codebook.gazetteer.tables import load_countries

Type = Literal["text", "int", "number", "day", "lat", "lon", "url"]


class ExportCountry(msgspec.Struct, frozen=True):
    """A country: ISO 3166-1 codes, Gleditsch and Ward number (``None`` where that list has no such state), regions of ACLED and UCDP."""

    iso3: str
    numeric: int
    gw: int | None
    acled: str
    ucdp: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its name, type and meaning; ``needed`` where no row may leave it blank, ``values`` all it may hold (any where empty).

    ``low`` and ``high`` bound numbers; ``blank`` says why ours never holds anything; ``tag`` is its HXL tag; ``absent`` marks a column that
    real files of the shape may lack.
    """

    name: str
    means: str
    type: Type = "text"
    needed: bool = False
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    blank: str | None = None
    tag: str | None = None
    absent: bool = False


class ReleaseRules(msgspec.Struct, frozen=True):
    """The shape of ``export/release.yml``, which says what each list is for."""

    kinds: dict[str, str]
    actors: dict[str, str]
    groups: dict[str, str]
    places: dict[str, tuple[str, ...]]
    harmless: frozenset[str]
    broad: frozenset[str]
    least: int
    ongoing: frozenset[str]
    embargo_hours: int
    grid_km: float
    private: str
    plain: frozenset[str]

    def is_private(self, outlet: str) -> bool:
        """True for a name that is an address, an account or a number to call."""
        return re.search(self.private, outlet) is not None


@lru_cache(maxsize=1)
def load_export_countries() -> Mapping[str, ExportCountry]:
    """The countries by ISO 3166-1 alpha-3 code."""
    return {c.iso3: c for c in load_table("export/countries.yml", list[ExportCountry])}


@lru_cache(maxsize=1)
def load_country_names() -> Mapping[str, str]:
    """The countries' names by ISO 3166-1 alpha-3 code."""
    return {c.iso3: c.name.strip() for c in load_countries()}


@lru_cache(maxsize=1)
def load_party_names() -> Mapping[str, str]:
    """What a party of a kind is called whose own name does not leave."""
    return load_table("export/names.yml", dict[str, str])


@lru_cache(maxsize=1)
def load_release_rules() -> ReleaseRules:
    """What the gate of exports holds back."""
    return load_table("export/release.yml", ReleaseRules)


@lru_cache(maxsize=16)
def load_columns(layout: str) -> tuple[Column, ...]:
    """The columns of a table, in their order; DataFileError where there is no such table."""
    return load_table(f"export/columns/{layout}.yml", tuple[Column, ...])


def label_of(kind: str, country: str | None) -> str:
    """What a party of the kind is called by what it is and its country (ISO 3166-1 alpha-3) alone."""
    pattern = load_party_names()[kind]
    if country is not None and country in load_country_names():
        return pattern.format(country=load_country_names()[country])
    return pattern.replace(" ({country})", "").replace(" of {country}", "")


@lru_cache(maxsize=1)
def load_inter_labels() -> Mapping[int, str]:
    """ACLED's inter codes in words."""
    return {int(row["inter"]): row["label"] for row in read_crosswalk("acled_inter")}


@lru_cache(maxsize=1)
def load_ged_groups() -> Mapping[str, str]:
    """To which side of a dyad (state, group, civilians) the dead of a group belong."""
    return load_table("export/ged_groups.yml", dict[str, str])


@lru_cache(maxsize=1)
def load_region_words() -> frozenset[str]:
    """Words of regions' names that say what sort of region each is."""
    return load_table("export/regions.yml", frozenset[str])


class PloverEvent(msgspec.Struct, frozen=True):
    """An event of PLOVER: quad code (1 to 4), scale (-10 to 10), and whether it needs a recipient."""

    quad: int
    scale: float
    recipient: bool = False


@lru_cache(maxsize=1)
def load_plover_scale() -> Mapping[str, PloverEvent]:
    """PLOVER's events by name."""
    return load_table("export/plover.yml", dict[str, PloverEvent])


@lru_cache(maxsize=1)
def load_gtd_types() -> Mapping[str, str]:
    """GTD's attack type by kind."""
    return load_table("export/gtd_types.yml", dict[str, str])
