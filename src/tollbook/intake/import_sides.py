"""The sides of a dataset's row: bodies of the register where the cell names one, else what its codes say they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tollbook.codebook.actors import RegisterEntry, load_actors, load_register
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.tables import load_countries
from tollbook.codebook.importing import ImportShape, KindRule, SideColumns
from tollbook.model.account import Part
from tollbook.model.party import Party
from tollbook.model.reading import Reading
from tollbook.model.time import When

if TYPE_CHECKING:
    from tollbook.intake.import_rows import RowText

LANG = "en"
STATE, NOBODY = "state-forces", "unidentified-armed-group"


def sides_of(held: RowText, shape: ImportShape, rule: KindRule, when: When | None) -> tuple[Reading[Part], ...]:
    """The parties in the roles that the row's kind gives its sides; a side whose cell is blank is left out."""
    found = []
    for side, role in zip(shape.sides, rule.roles, strict=False):
        name = held.cells.get(side.column)
        if name is not None:
            party = _party(name, _kind(held, side), shape, when)
            found.append(Reading(Part(role, party), held.span(side.column, side.code), f"import.{shape.layout}.{side.column}"))
    return tuple(found)


def country_named(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a country's name, what stands in brackets aside; ``None`` where it is no country's."""
    return _names().get(name.partition(" (")[0].strip().lower())


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """The countries by name; an alias that several bear is none's."""
    borne: dict[str, set[str]] = {}
    for c in load_countries():
        for alias in c.aliases:
            borne.setdefault(alias.lower(), set()).add(c.iso3)
    only = {alias: next(iter(codes)) for alias, codes in borne.items() if len(codes) == 1}
    return only | {c.name.lower(): c.iso3 for c in load_countries()}


def _kind(held: RowText, side: SideColumns) -> str:
    if side.state is not None and held.code(side.state):
        return STATE
    return side.kinds.get(held.code(side.code), side.otherwise)


def _party(name: str, kind: str, shape: ImportShape, when: When | None) -> Party:
    if name.lower().startswith(shape.unidentified):
        return Party(name, NOBODY, unidentified=True)
    for beginning, of_state in shape.states.items():
        country = country_named(name.removeprefix(beginning)) if name.startswith(beginning) else None
        if country is not None:
            return Party(name, of_state, load_actors(LANG).forces.get((country, of_state)), country)
    entry = _entry(name, when)
    if entry is None:
        return Party(name, kind)
    return Party(name, entry.kind, entry.id, entry.country[0] if len(entry.country) == 1 else None)


def _entry(name: str, when: When | None) -> RegisterEntry | None:
    """The one body that bears the name, or the name before its colon or brackets, and existed on the day; ``None`` where there are several."""
    for written in dict.fromkeys((name, name.partition(":")[0].strip(), name.partition(" (")[0].strip())):
        found = {e.id: e for e in _bearers(written) if e.valid(when.earliest if when is not None else None)}
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _bearers(name: str) -> Iterator[RegisterEntry]:
    by_name, by_acronym = _register()
    yield from by_acronym.get(name, ())
    yield from by_name.get(normal_key(name), ())


@lru_cache(maxsize=1)
def _register() -> tuple[Mapping[str, list[RegisterEntry]], Mapping[str, list[RegisterEntry]]]:
    """The register's entries by name in normal form, and by acronym as it is written."""
    by_name: dict[str, list[RegisterEntry]] = {}
    by_acronym: dict[str, list[RegisterEntry]] = {}
    for entry in load_register().values():
        for name in (entry.name, *entry.aliases):
            by_name.setdefault(normal_key(name), []).append(entry)
        for acronym in entry.acronyms:
            by_acronym.setdefault(acronym, []).append(entry)
    return by_name, by_acronym
