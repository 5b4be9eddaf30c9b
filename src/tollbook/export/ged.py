"""Rows as UCDP's georeferenced events have them: one event, one dyad, deaths by side; candidates, and never UCDP's data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.codebook.exporting import load_columns, load_country_names, load_export_countries
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event, Loss, Spot
from tollbook.export.ged_deaths import Deaths, deaths_of
from tollbook.export.ged_sides import Dyad, dyad_of
from tollbook.export.tables import Row, Written, csv_bytes, degrees, listed
from tollbook.export.words import place_text
from tollbook.model.place import PlacePrecision
from tollbook.model.time import When

NOT_HAPPENED = ("hypothetical", "negated", "denied")
NEAR_KM = 25.0
HEX = 12
"""How many hex digits end an incident's id."""
WHERE = {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 2, PlacePrecision.ADMIN2: 3, PlacePrecision.ADMIN1: 4, PlacePrecision.COUNTRY: 6}
LINE, REGION, COUNTRY = 5, 4, 6


@dataclass(frozen=True, slots=True)
class Point:
    """Where the row stands and how exactly: where_prec."""

    name: str
    lat: float
    lon: float
    precision: int


def write_ged(events: Sequence[Event], atlas: Atlas) -> Written:
    """The 49 columns in their order, one row an event with a dyad and a death."""
    losses: list[Loss] = []
    rows = [row for event in events if (row := _row(event, atlas, losses)) is not None]
    return Written(csv_bytes(load_columns("ged"), rows), len(rows), tuple(losses))


def _row(event: Event, atlas: Atlas, losses: list[Loss]) -> Row | None:
    """The event's row; ``None`` where UCDP has none."""
    days, point, dyad = dates_of(event.when), point_of(event.where, atlas), dyad_of(event)
    deaths = deaths_of(event, dyad) if dyad is not None else None
    reason = _reason(event, days, point, dyad)
    if reason is not None or days is None or point is None or dyad is None or deaths is None:
        losses.append(Loss(event.id, "row", f"ged.{reason or 'no-deaths'}"))
        return None
    losses += [Loss(event.id, what, f"ged.{rule}") for what, rule in (*deaths.rules, *_rules(event, point))]
    return {**_sides(event, dyad), **_sources(event), **_place(event, point), **_days(event, days), **_deaths(deaths)}


def _reason(event: Event, days: tuple[int, int] | None, point: Point | None, dyad: Dyad | None) -> str | None:
    """Why there is no row, the first that holds; ``None`` where there may be one."""
    if event.currency == "future" or event.stance in NOT_HAPPENED:
        return "not-happened"
    if event.codes.get("ucdp") is None:
        return "no-type"
    if dyad is None:
        return "no-dyad"
    if days is None:
        return "time-too-wide"
    return "place-unknown" if point is None else None


def dates_of(when: When | None) -> tuple[int, int] | None:
    """Date_prec and event_clarity by the days between the ends; ``None`` where the time is not known to the year."""
    if when is None:
        return None
    span = (when.latest - when.earliest).days
    if span > 365:
        return None
    precision = next(n for n, most in ((1, 0), (2, 5), (3, 6), (4, 30), (5, 365)) if span <= most)
    return precision, 2 if precision >= 4 else 1


def point_of(spot: Spot | None, atlas: Atlas) -> Point | None:
    """The point with where_prec: a region's or country's own where the place is known no better; ``None`` where not even the country is."""
    if spot is None or spot.country is None:
        return None
    if spot.lat is not None and spot.lon is not None:
        precision = WHERE.get(spot.precision, LINE)
        wide = precision == WHERE[PlacePrecision.NEAR] and (spot.radius_km or 0) > NEAR_KM
        name = spot.name or spot.admin1 or load_country_names().get(spot.country, spot.country)
        return Point(name, spot.lat, spot.lon, LINE if wide else precision)
    region = atlas.admin1(spot.country, spot.admin1)
    if region is not None:
        return Point(region.name, region.lat, region.lon, REGION)
    land = atlas.country(spot.country)
    return Point(land.name, land.lat, land.lon, COUNTRY) if land is not None else None


def _rules(event: Event, point: Point) -> list[tuple[str, str]]:
    spot = event.where
    told = []
    if spot is not None and spot.lat is None:
        told.append(("latitude, longitude", "place-unresolved->centroid"))
    if spot is not None and spot.radius_km is not None and point.precision < REGION:
        told.append(("latitude, longitude", "radius->point"))
    if any(event.toll(status) is not None for status in ("injured", "abducted", "detained")):
        told.append(("best", "injured-and-held-not-coded"))
    return told


def _sides(event: Event, dyad: Dyad) -> Row:
    year = event.when.earliest.year if event.when else 0
    name = f"{dyad.a} - {dyad.b}"
    return {
        "id": event.number, "relid": f"{event.number[:-HEX]}-{event.country}-{year}-{dyad.type}-{event.number[-HEX:]}", "code_status": "Candidate",
        "type_of_violence": str(dyad.type), "conflict_name": name, "dyad_name": name, "side_a": dyad.a, "side_b": dyad.b,
        "gwnoa": _gw(dyad.state_a), "gwnob": _gw(dyad.state_b),
    }  # fmt: skip


def _gw(country: str | None) -> str:
    found = load_export_countries().get(country or "")
    return str(found.gw) if found is not None and found.gw is not None else ""


def _sources(event: Event) -> Row:
    tellers = [t for t in event.tellers if t.outlet]
    quoted = [f'"{t.outlet},{t.published or ""},{t.title or ""}"' for t in tellers]
    return {
        "number_of_sources": str(event.independent), "source_article": ";".join(quoted), "source_office": ";".join(t.outlet or "" for t in tellers),
        "source_date": ";".join(t.published.isoformat() if t.published else "" for t in tellers),
        "source_headline": ";".join(t.title for t in tellers if t.title), "source_original": listed(event.speakers),
    }  # fmt: skip


def _place(event: Event, point: Point) -> Row:
    spot = event.where
    land = load_export_countries()[event.country or ""]
    return {
        "where_prec": str(point.precision), "where_coordinates": point.name, "where_description": place_text(spot),
        "adm_1": (spot.admin1 if spot else None) or "", "adm_2": (spot.admin2 if spot else None) or "",
        "latitude": degrees(point.lat), "longitude": degrees(point.lon),
        "geom_wkt": f"POINT ({degrees(point.lon)} {degrees(point.lat)})", "priogrid_gid": str(priogrid(point.lat, point.lon)),
        "country": load_country_names()[land.iso3], "country_id": "" if land.gw is None else str(land.gw), "region": land.ucdp,
    }  # fmt: skip


def priogrid(lat: float, lon: float) -> int:
    """The number of the half-degree cell: rows from the south, 720 cells each from the west, beginning with 1."""
    row, column = min(359, math.floor((lat + 90) * 2)), min(719, math.floor((lon + 180) * 2))
    return row * 720 + column + 1


def _days(event: Event, days: tuple[int, int]) -> Row:
    assert event.when is not None
    return {
        "year": str(event.when.earliest.year), "date_prec": str(days[0]), "event_clarity": str(days[1]),
        "date_start": event.when.earliest.isoformat(), "date_end": event.when.latest.isoformat(),
    }  # fmt: skip


def _deaths(deaths: Deaths) -> Row:
    return {
        "deaths_a": str(deaths.a), "deaths_b": str(deaths.b), "deaths_civilians": str(deaths.civilians), "deaths_unknown": str(deaths.unknown),
        "best": str(deaths.best), "low": str(deaths.low), "high": str(deaths.high),
    }  # fmt: skip
