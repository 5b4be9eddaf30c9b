"""What other schemes call the project's kinds, actors and weapons: tables of data/crosswalk."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.files import read_lines
from tollbook.errors import DataFileError

Row = Mapping[str, str]
Plover = tuple[str, str | None]
HEADERS: Mapping[str, tuple[str, ...]] = {
    "acled": ("kind", "agent", "target", "weapon", "status", "event_type", "sub_event_type", "why"),
    "acled_inter": ("inter", "label"),
    "acled_order": ("event_type", "sub_event_type", "disorder_type"),
    "cameo_plover": ("cameo", "cameo_name", "plover", "plover_mode"),
    "gtd_targets": ("kind", "sort", "gtd"),
    "inso": ("kind", "act"),
    "plover_contexts": ("context", "becomes"),
    "plover_events": ("event", "modes"),
    "plover_repairs": ("event", "mode", "becomes", "becomes_mode", "context", "why"),
    "plover_rules": ("rule", "event", "mode", "why"),
    "plover_standing": ("event", "standing", "becomes", "mode", "why"),
    "ucdp": ("agent", "target", "type", "why"),
    "weapons": ("class", "gtd", "plover_mode"),
    "weapons_of_kinds": ("kind", "gtd"),
}
"""The columns of each table."""


class AcledCase(msgspec.Struct, frozen=True):
    """A case in which what is told beside the kind decides the type: empty ``agent``, ``target``, ``weapon`` and ``status`` ask for nothing."""

    kind: str
    agent: str
    target: str
    weapon: str
    status: str
    event_type: str
    sub_event_type: str


@lru_cache(maxsize=32)
def read_crosswalk(name: str) -> tuple[Row, ...]:
    """The table's rows; DataFileError where its header is another or a row has more or fewer cells."""
    rows = list(csv.reader(read_lines(f"crosswalk/{name}.csv")))
    header = HEADERS[name]
    if not rows or tuple(rows[0]) != header:
        raise DataFileError(f"data/crosswalk/{name}.csv: the first line must be {','.join(header)}")
    for n, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise DataFileError(f"data/crosswalk/{name}.csv, line {n}: {len(row)} cells instead of {len(header)}")
    return tuple(dict(zip(header, row, strict=True)) for row in rows[1:])


@lru_cache(maxsize=1)
def load_acled_cases() -> Mapping[str, tuple[AcledCase, ...]]:
    """The cases by kind, in the order they are tried."""
    cases = [AcledCase(**{k: v for k, v in row.items() if k != "why"}) for row in read_crosswalk("acled")]
    return {kind: tuple(c for c in cases if c.kind == kind) for kind in {c.kind for c in cases}}


@lru_cache(maxsize=1)
def load_cameo_plover() -> Mapping[str, tuple[str | None, str | None]]:
    """PLOVER event and mode by CAMEO code; ``None`` where PLOVER has no counterpart."""
    return {row["cameo"]: (row["plover"] or None, row["plover_mode"] or None) for row in read_crosswalk("cameo_plover")}


def plover_of_cameo(code: str) -> tuple[str | None, str | None]:
    """PLOVER event and mode of a CAMEO code, by its longest beginning the table has; KeyError where it has none."""
    table = load_cameo_plover()
    return table[next((code[:n] for n in range(len(code), 1, -1) if code[:n] in table), code)]


@lru_cache(maxsize=1)
def load_plover_events() -> Mapping[str, frozenset[str]]:
    """The scheme's events with the modes it defines."""
    return {row["event"]: frozenset(row["modes"].split()) for row in read_crosswalk("plover_events")}


@lru_cache(maxsize=1)
def _repairs() -> Mapping[tuple[str, str], Row]:
    return {(row["event"], row["mode"]): row for row in read_crosswalk("plover_repairs")}


def normal_plover(event: str, mode: str | None = None) -> Plover:
    """Event and mode in the names of PLOVER 2.0: older names, undefined modes and misplaced ones put right, other unknown modes left out.

    ValueError where the event is none of the scheme's.
    """
    row = _repairs().get((event, mode or "")) or _repairs().get((event, ""))
    if row is not None:
        event, mode = row["becomes"], row["becomes_mode"] or mode
    modes = load_plover_events().get(event)
    if modes is None:
        raise ValueError(f"PLOVER has no event {event}")
    if mode and mode not in modes:
        row = _repairs().get((event, mode))
        return (row["becomes"], row["becomes_mode"] or None) if row is not None else (event, None)
    return event, mode or None


def normal_plover_context(context: str) -> str:
    """The context in the names of PLOVER 2.0."""
    return next((row["becomes"] for row in read_crosswalk("plover_contexts") if row["context"] == context), context)


@lru_cache(maxsize=1)
def load_plover_rules() -> Mapping[str, Plover]:
    """Event and mode by the id of a deed rule that tells more than its kind."""
    return {row["rule"]: (row["event"], row["mode"] or None) for row in read_crosswalk("plover_rules")}


@lru_cache(maxsize=1)
def load_plover_standing() -> Mapping[tuple[str, str], Plover]:
    """What an event that is to come ("future") or did not come about ("negated") is to the scheme, by event and standing."""
    return {(row["event"], row["standing"]): (row["becomes"], row["mode"] or None) for row in read_crosswalk("plover_standing")}


@lru_cache(maxsize=1)
def load_ucdp_types() -> Mapping[tuple[str, str], int]:
    """Type of violence by the sorts of the two sides."""
    return {(row["agent"], row["target"]): int(row["type"]) for row in read_crosswalk("ucdp")}


@lru_cache(maxsize=1)
def load_weapons() -> Mapping[str, tuple[int | None, str | None]]:
    """GTD weapon type and PLOVER mode by sort of weapon."""
    return {row["class"]: (int(row["gtd"]) if row["gtd"] else None, row["plover_mode"] or None) for row in read_crosswalk("weapons")}


@lru_cache(maxsize=1)
def load_weapons_of_kinds() -> Mapping[str, int]:
    """GTD weapon type by kind, for kinds that name their means."""
    return {row["kind"]: int(row["gtd"]) for row in read_crosswalk("weapons_of_kinds")}


@lru_cache(maxsize=1)
def load_gtd_targets() -> Mapping[tuple[str, str], int]:
    """GTD target type by (kind of actor, "") and by ("", sort of target)."""
    return {(row["kind"], row["sort"]): int(row["gtd"]) for row in read_crosswalk("gtd_targets")}


@lru_cache(maxsize=1)
def load_inso_acts() -> Mapping[str, str]:
    """The act of a humanitarian security incident by kind; kinds that are none are left out."""
    return {row["kind"]: row["act"] for row in read_crosswalk("inso")}
