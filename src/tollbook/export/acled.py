"""Rows as ACLED has them: one day, one place, one pair of actors; compatible with its tables, and never its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from tollbook.codebook.acled import Pair, disorder_type, highest, interaction_text
from tollbook.codebook.exporting import load_columns, load_country_names, load_export_countries, load_inter_labels
from tollbook.export.acled_sides import Sides, civilians_targeted, sides_of
from tollbook.export.acled_tolls import fatalities_of, shares
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event, Loss
from tollbook.export.tables import Row, Written, csv_bytes, degrees, listed
from tollbook.export.words import note_of
from tollbook.model.ledger import UNDISCLOSED
from tollbook.model.place import PlacePrecision
from tollbook.model.time import TimePrecision, When

WEEK, MONTH = 7, 31
SUICIDE = "Suicide bomb"
STRATEGIC = "Strategic developments"
DEMONSTRATIONS = ("Protests", "Riots")
NOT_HAPPENED = ("hypothetical", "negated", "denied")
LASTING = ("armed-clash", "shelling", "air-strike", "drone-strike", "protest", "riot", "strike", "mob-violence")
"""Kinds that go on from day to day: of others a range tells when they can have happened."""
GEO = {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 2, PlacePrecision.ADMIN2: 2}


@dataclass(frozen=True, slots=True)
class Point:
    """Where ACLED puts an event: the name, degrees and geo_precision."""

    name: str
    lat: float
    lon: float
    precision: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row before it is written."""

    event: Event
    day: date
    part: int
    time_precision: int
    pair: Pair
    sides: Sides
    point: Point
    fatalities: int

    @property
    def same(self) -> tuple[date, str, frozenset[str]]:
        """What rows share that are one: the day, the town, the two sides; a wider place is no reason to take two events for one."""
        place = self.point.name if self.point.precision == 1 else self.event.id
        return self.day, place, frozenset((self.sides.first.name, self.sides.second.name if self.sides.second else ""))


def write_acled(events: Sequence[Event], atlas: Atlas, *, war_zone: bool = False) -> Written:
    """The 31 columns in their order; ``war_zone`` takes "several" for 10 dead instead of 3."""
    losses: list[Loss] = []
    kept = lines_of(events, atlas, losses, war_zone=war_zone)
    return Written(csv_bytes(load_columns("acled"), [_row(line) for line in kept]), len(kept), tuple(losses))


def lines_of(events: Sequence[Event], atlas: Atlas, losses: list[Loss], *, war_zone: bool = False) -> list[Line]:
    """The rows before they are written; what is lost is added to ``losses``."""
    lines = [line for event in events for line in _lines(event, atlas, losses, war_zone)]
    return _by_hierarchy(lines, losses)


def _lines(event: Event, atlas: Atlas, losses: list[Loss], war_zone: bool) -> Iterator[Line]:
    """The event's rows, none where ACLED has none."""

    def lose(what: str, rule: str) -> None:
        losses.append(Loss(event.id, what, f"acled.{rule}"))

    pair = event.codes.get("acled")
    days = days_of(event.when, lasting=event.kind in LASTING)
    if pair is None or event.currency == "future" or event.stance in NOT_HAPPENED or days is None:
        lose("row", "no-type" if pair is None else "not-happened" if days is not None else "time-too-wide")
        return
    assert isinstance(pair, list | tuple)
    kind: Pair = (str(pair[0]), str(pair[1]))
    point = point_of(event, atlas, strategic=kind[0] == STRATEGIC)
    sides, rules = sides_of(event, kind)
    if point is None or sides is None or event.country is None:
        lose("row", "place-too-wide" if point is None or event.country is None else "no-actor")
        return
    deaths, told = fatalities_of(event, war_zone)
    for what, rule in (*rules, *told, *_place_rules(event, point), *((("event_date", days[2]),) if days[2] else ())):
        lose(what, rule)
    if kind[1] == SUICIDE:
        lose("fatalities", "suicide-bomber-counted-only-where-told")
    for n, (day, share) in enumerate(zip(days[0], shares(deaths, len(days[0])), strict=True), 1):
        yield Line(event, day, n, days[1], kind, sides, point, share)


def days_of(when: When | None, *, lasting: bool) -> tuple[tuple[date, ...], int, str | None] | None:
    """The days of the rows, time_precision, and the rule that made one of many; ``None`` where the time is known less well than to the month.

    A told range of up to a week is one day after another of what can last (``lasting``), and of what happens once the days it can have happened.
    """
    if when is None:
        return None
    span = (when.latest - when.earliest).days
    if span == 0 or (span == 1 and when.part_of_day == "night"):
        return (when.earliest,), 1, "night->first-day" if span else None
    if lasting and when.precision is TimePrecision.RANGE and when.part_of_day is None and span < WEEK:
        return tuple(when.earliest + timedelta(n) for n in range(span + 1)), 1, "range->row-a-day"
    if span >= MONTH:
        return None
    middle = when.earliest + timedelta(span // 2)
    return (middle,), 2 if span < WEEK else 3, "interval->middle"


def point_of(event: Event, atlas: Atlas, *, strategic: bool) -> Point | None:
    """The point with its name and geo_precision: a region's is that of its capital; ``None`` for a country alone, unless it is strategic."""
    spot = event.where
    if spot is None:
        return None
    if spot.precision is PlacePrecision.COUNTRY:
        capital = atlas.capital(spot.country) if strategic else None
        return Point(capital.name, capital.lat, capital.lon, 3) if capital is not None else None
    seat = atlas.admin1_capital(spot.country, spot.admin1)
    if spot.precision is PlacePrecision.ADMIN1:
        if seat is not None:
            return Point(seat.name, seat.lat, seat.lon, 3)
        return _plain(spot.name or spot.admin1, spot.lat, spot.lon, 3)
    name = spot.name or spot.admin1 or load_country_names().get(spot.country or "")
    return _plain(name, spot.lat, spot.lon, 3 if spot.name is None else GEO.get(spot.precision, 3))


def _plain(name: str | None, lat: float | None, lon: float | None, precision: int) -> Point | None:
    return None if name is None or lat is None or lon is None else Point(name, lat, lon, precision)


def _place_rules(event: Event, point: Point) -> Iterator[tuple[str, str]]:
    spot = event.where
    if spot is None:
        return
    if spot.precision is PlacePrecision.ADMIN1:
        yield "location", "admin1->capital" if point.name != spot.name else "admin1-capital-unknown->region"
    if spot.precision is PlacePrecision.COUNTRY:
        yield "location", "country->capital"
    if spot.name is None:
        yield "location", "name-held-back->region"
    if spot.radius_km is not None:
        yield "latitude, longitude", "radius->point"


def _by_hierarchy(lines: Sequence[Line], losses: list[Loss]) -> list[Line]:
    """Several events of one pair of actors, place and day are one row, of the type that stands highest, with the deaths of all."""
    groups: dict[object, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.same, []).append(line)
    kept: list[Line] = []
    for same in groups.values():
        top = highest(line.pair for line in same)
        first = next((line for line in same if line.pair == top), same[0])
        pair = first.pair if top is None else top
        losses += [Loss(line.event.id, "row", f"acled.hierarchy->{first.event.number}") for line in same if line is not first]
        kept.append(replace(first, pair=pair, fatalities=sum(line.fatalities for line in same)))
    return kept


def _row(line: Line) -> Row:
    event, sides, point = line.event, line.sides, line.point
    country = load_export_countries()[event.country or ""]
    labels = load_inter_labels()
    spot = event.where
    second = sides.second
    changed = datetime.combine(event.changed, time.min, UTC).timestamp() if event.changed else None
    return {
        "event_id_cnty": event.number + (f"-{line.part}" if line.part > 1 else ""), "event_date": line.day.isoformat(), "year": str(line.day.year),
        "time_precision": str(line.time_precision), "disorder_type": disorder_type(line.pair), "event_type": line.pair[0],
        "sub_event_type": line.pair[1], "actor1": sides.first.name, "assoc_actor_1": listed(sides.with_first), "inter1": labels.get(sides.inter1, ""),
        "actor2": second.name if second else "", "assoc_actor_2": listed(sides.with_second), "inter2": labels.get(sides.inter2, ""),
        "interaction": interaction_text(sides.inter1, sides.inter2) or "", "civilian_targeting": civilians_targeted(line.pair, sides),
        "iso": str(country.numeric), "region": country.acled, "country": load_country_names()[country.iso3],
        "admin1": (spot.admin1 if spot else None) or "", "admin2": (spot.admin2 if spot else None) or "", "admin3": "", "location": point.name,
        "latitude": degrees(point.lat), "longitude": degrees(point.lon), "geo_precision": str(point.precision),
        "source": listed([t.outlet for t in event.tellers if t.outlet]) or UNDISCLOSED, "source_scale": "", "notes": note_of(event),
        "fatalities": str(line.fatalities), "tags": _tags(line),
        "timestamp": str(int(changed)) if changed is not None else "",
    }  # fmt: skip


def _tags(line: Line) -> str:
    crowd = "crowd size=no report" if line.pair[0] in DEMONSTRATIONS else ""
    return listed([tag for tag in (crowd, f"imported from {line.event.imported}" if line.event.imported else "") if tag])
