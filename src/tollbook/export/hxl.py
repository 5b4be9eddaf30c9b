"""A table with HXL tags in the line below its header."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.codebook.exporting import load_columns
from tollbook.codebook.kinds import load_kinds
from tollbook.export.atlas import Atlas
from tollbook.export.event import AGENTS, PATIENTS, Event, Loss
from tollbook.export.tables import Row, Written, csv_bytes, degrees, listed, told
from tollbook.export.words import note_of

STATUSES = ("injured", "abducted", "detained")


def write_hxl(events: Sequence[Event], atlas: Atlas) -> Written:
    """One row an incident, unknown numbers blank."""
    columns = load_columns("hxl")
    tags = [c.tag or "" for c in columns]
    losses = [Loss(e.id, s, "hxl.range->figure") for e in events for s in STATUSES if (t := e.toll(s)) and not t.low == t.best == t.high]
    return Written(csv_bytes(columns, [_row(e, atlas) for e in events], tags), len(events), tuple(losses))


def _row(event: Event, atlas: Atlas) -> Row:
    when, spot, killed, civilians = event.when, event.where, event.toll("killed"), event.toll("killed", "civilians")
    days = sorted(t.published for t in event.tellers if t.published is not None)
    row = {
        "id": event.id, "event_type": load_kinds()[event.kind].label, "description": note_of(event),
        "date_start": when.earliest.isoformat() if when else "", "date_end": when.latest.isoformat() if when else "",
        "group_first": listed([a.name for a in event.side(AGENTS)]), "group_second": listed([a.name for a in event.side(PATIENTS)]),
        "killed_civilians": told(civilians.best) if civilians else "", "source": listed([t.outlet for t in event.tellers if t.outlet]),
        "url": listed([t.url for t in event.tellers if t.url]), "date_reported": days[0].isoformat() if days else "",
        **{name: _figure(event, status) for name, status in (("injured", "injured"), ("abducted", "abducted"), ("arrested", "detained"))},
    }  # fmt: skip
    if killed is not None:
        row |= {"killed": told(killed.best), "killed_min": told(killed.low), "killed_max": told(killed.high)}
    if spot is not None:
        first, second = atlas.coded(spot.country, spot.admin1, spot.admin2)
        radius = f" ({spot.radius_km:g} km)" if spot.radius_km is not None else ""
        row |= {
            "admin1_pcode": first.code if first else "", "admin2_pcode": second.code if second else "",
            "iso3": told(spot.country), "admin1": told(spot.admin1), "location": told(spot.name),
            "latitude": degrees(spot.lat),
            "longitude": degrees(spot.lon), "geo_precision": spot.precision.value + radius,
        }  # fmt: skip
    return row


def _figure(event: Event, status: str) -> str:
    toll = event.toll(status)
    return told(toll.figure) if toll is not None else ""
