"""Whether a file is PLOVER's JSON Lines; the older keys and names that gold records still have are taken as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tollbook.codebook.crosswalk import load_plover_events, normal_plover
from tollbook.codebook.exporting import load_plover_scale
from tollbook.export.validate_json import lines_of
from tollbook.export.validate_tables import Problem, day_of

OLDER = {"source": "actor", "target": "recipient", "eventText": "event_text", "dateCoded": "coded_date", "eventLoc": "event_loc"}
NEEDED = ("id", "date", "actor", "event")
AUXILIARY = ("historical", "future", "hypothetical", "negation")


def plover_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with each line."""
    for told in lines_of(raw):
        if isinstance(told, Problem):
            yield told
            continue
        n, found = told
        held = {OLDER.get(key, key): value for key, value in found.items()}
        lacking = [name for name in NEEDED if name not in held]
        yield from (Problem(n, name, "the field is missing") for name in lacking)
        if not lacking:
            yield from (Problem(n, column, message) for column, message in _wrong(held))


def _wrong(held: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _event(held)
    for key in ("date", "enddate"):
        if key in held and day_of(str(held[key])) is None:
            yield key, f"'{held[key]}' is no day; write it as YYYY-MM-DD"
    if "enddate" in held and str(held["enddate"]) < str(held["date"]):
        yield "enddate", "it lies before date"
    for key in ("actor", "recipient"):
        if not isinstance(held.get(key, []), list) or not all(isinstance(e, dict | str) for e in held.get(key, [])):
            yield key, "it must be a list of entities"
    for key, count in _counts(held):
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            yield "counts", f"{key} must be a whole number, 0 or more"


def _counts(held: dict[str, Any]) -> list[tuple[str, Any]]:
    found = held.get("counts", {})
    return list(found.items()) if isinstance(found, dict) else [("counts", None)]


def _event(held: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The event is the scheme's, its modes and quad code are the event's."""
    try:
        event, _ = normal_plover(str(held["event"]).upper())
    except ValueError as error:
        yield "event", str(error)
        return
    modes = held.get("mode") or []
    for mode in modes if isinstance(modes, list) else [modes]:
        if normal_plover(event, str(mode))[1] is None and str(mode) not in load_plover_events()[event]:
            yield "mode", f"{event} has no mode '{mode}'"
    quad = held.get("quad_code")
    if quad is not None and quad != load_plover_scale()[event].quad and event != "SANCTION":
        yield "quad_code", f"{event} has {load_plover_scale()[event].quad}, not {quad}"
    if load_plover_scale()[event].recipient and not held.get("recipient"):
        yield "recipient", f"{event} needs one"
    told = held.get("auxiliary", [])
    for word in told if isinstance(told, list) else [told]:
        if word not in AUXILIARY:
            yield "auxiliary", f"'{word}' is none of: {', '.join(AUXILIARY)}"
