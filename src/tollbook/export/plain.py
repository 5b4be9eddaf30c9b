"""The plain table and JSON Lines: nothing changed for any scheme's sake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from tollbook.codebook.exporting import load_columns, load_country_names
from tollbook.codebook.kinds import load_kinds
from tollbook.export.atlas import Atlas
from tollbook.export.event import AGENTS, PATIENTS, Event
from tollbook.export.tables import Row, Written, csv_bytes, degrees, dictionary, listed, told
from tollbook.export.words import CLAIMS, claim_text, note_of, range_text
from tollbook.model.toll import STATUSES


def write_csv(events: Sequence[Event], atlas: Atlas) -> Written:
    """One row an incident, with the data dictionary beside it."""
    columns = load_columns("csv")
    return Written(csv_bytes(columns, [plain_row(e) for e in events]), len(events), beside={".columns.csv": dictionary(columns)})


def write_jsonl(events: Sequence[Event], atlas: Atlas) -> Written:
    """One JSON object an incident and line, with all that the gate let out."""
    lines = [json.dumps(plain_json(e), ensure_ascii=False, separators=(",", ":")) for e in events]
    return Written("".join(f"{line}\n" for line in lines).encode(), len(events))


def plain_json(event: Event) -> dict[str, Any]:
    """The event's fields, days in ISO 8601, ``None`` where nobody says, with its sentence."""
    held: dict[str, Any] = msgspec.to_builtins(event)
    return {**held, "note": note_of(event)}


def plain_row(event: Event) -> Row:
    """The event as the plain table has it."""
    return {**_what(event), **_where(event), **_who(event), **_tolls(event), **_codes(event), **_sources(event), "note": note_of(event)}


def _what(event: Event) -> Row:
    when = event.when
    return {
        "id": event.id, "kind": event.kind, "label": load_kinds()[event.kind].label, "currency": event.currency, "stance": event.stance,
        "date_start": when.earliest.isoformat() if when else "", "date_end": when.latest.isoformat() if when else "",
        "date_precision": when.precision.value if when else "", "part_of_day": told(when.part_of_day) if when else "",
    }  # fmt: skip


def _where(event: Event) -> Row:
    spot = event.where
    if spot is None:
        return {}
    return {
        "country": told(spot.country), "country_name": load_country_names().get(spot.country or "", ""), "admin1": told(spot.admin1),
        "place": told(spot.name), "latitude": degrees(spot.lat), "longitude": degrees(spot.lon), "radius_km": told(spot.radius_km),
        "place_precision": spot.precision.value, "place_moved": "yes" if spot.coarse else "",
    }  # fmt: skip


def _who(event: Event) -> Row:
    return {
        "perpetrators": listed([a.name for a in event.side(AGENTS)]),
        "targets": listed([a.name for a in event.side(PATIENTS)]),
        "claims": listed([claim_text(c) for c in event.claims if c.stance in CLAIMS]),
    }


def _tolls(event: Event) -> Row:
    found: dict[str, str] = {}
    for status in STATUSES:
        toll = event.toll(status)
        if toll is not None:
            found |= {f"{status}_low": told(toll.low), f"{status}_best": told(toll.best), f"{status}_high": told(toll.high)}
    return {**found, "killed_groups": listed([f"{g.group} {range_text(g.toll)}" for g in event.groups("killed")])}


def _codes(event: Event) -> Row:
    acled, plover = event.codes.get("acled"), event.codes.get("plover")
    types = [str(c) for c in acled] if isinstance(acled, list | tuple) else ["", ""]
    modes = [told(c) for c in plover] if isinstance(plover, list | tuple) else ["", ""]
    return {
        "acled_event_type": types[0], "acled_sub_event_type": types[1], "plover_event": modes[0], "plover_mode": modes[1],
        "ucdp_type": told(event.codes.get("ucdp")),
    }  # fmt: skip


def _sources(event: Event) -> Row:
    days = sorted(t.published.isoformat() for t in event.tellers if t.published is not None)
    return {
        "sources": listed([t.outlet for t in event.tellers if t.outlet]), "sources_independent": str(event.independent),
        "first_reported": days[0] if days else "", "last_reported": days[-1] if days else "", "sensitive": "yes" if event.sensitive else "",
        "revision": str(event.revision), "changed": event.changed.isoformat() if event.changed else "", "imported_from": told(event.imported),
    }  # fmt: skip
