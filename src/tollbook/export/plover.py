"""PLOVER 2.0 as JSON Lines: actors and recipients as lists, and the standing of an event told apart from what it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tollbook import __version__
from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.crosswalk import normal_plover
from tollbook.codebook.exporting import load_country_names, load_plover_scale
from tollbook.export.atlas import Atlas
from tollbook.export.event import AGENTS, PATIENTS, Actor, Event, Loss
from tollbook.export.tables import Written
from tollbook.export.words import note_of
from tollbook.model.place import PlacePrecision

CODEBOOK = "plover-base-1.3.1"
RESOLUTION = {
    PlacePrecision.EXACT: 4, PlacePrecision.NEAR: 4, PlacePrecision.AREA: 3, PlacePrecision.ADMIN2: 3, PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 1,
}  # fmt: skip
COUNTS = (("dead", "killed"), ("injured", "injured"), ("arrested", "detained"))
STANDINGS = {"background": "historical", "future": "future"}
UNREAL = {"hypothetical": "hypothetical", "negated": "negation", "denied": "negation"}
UNKNOWN = "UNK"


def write_plover(events: Sequence[Event], atlas: Atlas) -> Written:
    """One object an event; one without a day or a PLOVER event has none."""
    losses: list[Loss] = []
    lines = [json.dumps(found, ensure_ascii=False) for e in events if (found := _object(e, losses)) is not None]
    return Written("".join(f"{line}\n" for line in lines).encode(), len(lines), tuple(losses))


def _object(event: Event, losses: list[Loss]) -> dict[str, Any] | None:
    code = event.codes.get("plover")
    if event.when is None or not isinstance(code, list | tuple):
        losses.append(Loss(event.id, "row", "plover.no-day" if event.when is None else "plover.no-event"))
        return None
    name, mode = normal_plover(str(code[0]), str(code[1]) if code[1] else None)
    scale = load_plover_scale()[name]
    actors, recipients = [_entity(a) for a in event.side(AGENTS)], [_entity(a) for a in event.side(PATIENTS)]
    if not actors:
        actors.append(_nobody())
        losses.append(Loss(event.id, "actor", "plover.actor-unknown->UNK"))
    if not recipients and scale.recipient:
        recipients.append(_nobody())
        losses.append(Loss(event.id, "recipient", "plover.recipient-unknown->UNK"))
    losses += [Loss(event.id, key, "plover.range->figure") for key, status in COUNTS if (t := event.toll(status)) and not t.low == t.best == t.high]
    found = {
        "id": event.number, "date": event.when.earliest.isoformat(), "enddate": event.when.latest.isoformat(), "actor": actors,
        "recipient": recipients, "event": name, "mode": [mode] if mode else [], "context": [], "quad_code": scale.quad, "event_scale": scale.scale,
        "auxiliary": [s for s in (STANDINGS.get(event.currency), UNREAL.get(event.stance)) if s], "event_loc": _place(event),
        "text": note_of(event), "counts": {key: t.figure for key, status in COUNTS if (t := event.toll(status)) is not None},
        "cite_info": [_cited(t.outlet, t.published.isoformat() if t.published else None, t.title, t.url) for t in event.tellers],
        "coder": f"tollbook {__version__}", "has_event": True,
    }  # fmt: skip
    if event.when.earliest == event.when.latest:
        del found["enddate"]
    return {key: value for key, value in found.items() if value is not None}


def _entity(actor: Actor) -> dict[str, str]:
    sector = load_actor_kinds()[actor.kind].plover
    return {"code": actor.country or "", "sector": sector, "entity_text": actor.name}


def _nobody() -> dict[str, str]:
    return {"code": "", "sector": UNKNOWN, "entity_text": ""}


def _place(event: Event) -> dict[str, Any] | None:
    """The place; ``None`` where not even the country is known."""
    spot = event.where
    if spot is None or spot.country is None:
        return None
    found = {
        "resolved_place": spot.name, "lat": spot.lat, "lon": spot.lon, "province": spot.admin1, "country": load_country_names()[spot.country],
        "country_code": spot.country, "resolution": RESOLUTION.get(spot.precision, 2 if spot.admin1 else 1) if not spot.coarse else 2,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}


def _cited(outlet: str | None, day: str | None, title: str | None, url: str | None) -> dict[str, str]:
    told = {"publication": outlet, "date": day, "title": title, "url": url, "codebook": CODEBOOK}
    return {key: value for key, value in told.items() if value is not None}
