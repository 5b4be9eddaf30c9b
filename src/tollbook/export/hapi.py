"""Conflict events by month and region, as the HDX Humanitarian API has them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tollbook.codebook.acled import Pair
from tollbook.codebook.exporting import load_columns
from tollbook.export.acled import Line, lines_of
from tollbook.export.acled_sides import civilians_targeted
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event, Loss
from tollbook.export.tables import Row, Written, csv_bytes
from tollbook.model.place import PlacePrecision

TARGETING, DEMONSTRATION, POLITICAL = "civilian_targeting", "demonstration", "political_violence"
ORGANISED = ("Battles", "Explosions/Remote violence", "Violence against civilians")
ALSO = ("Excessive force against protesters", "Mob violence")
OVERLAP = "event types overlap; do not add them up"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a row is for; names are blank where not known."""

    country: str
    admin1: str
    admin2: str
    year: int
    month: int
    kind: str


def write_hapi(events: Sequence[Event], atlas: Atlas) -> Written:
    """One row a month, region and type of event, by the days and deaths of the rows ACLED would have."""
    losses: list[Loss] = []
    sums: dict[Key, tuple[set[str], int]] = {}
    for line in lines_of(events, atlas, losses):
        for key in _keys(line):
            ids, deaths = sums.get(key, (set(), 0))
            sums[key] = (ids | {line.event.id}, deaths + line.fatalities)
    rows = [_row(key, len(ids), deaths) for key, (ids, deaths) in sorted(sums.items())]
    told = tuple(Loss(loss.event, loss.what, loss.rule.replace("acled.", "hapi.", 1)) for loss in losses)
    return Written(csv_bytes(load_columns("hapi"), rows), len(rows), told)


def types_of(pair: Pair, targeted: bool) -> Iterator[str]:
    """The types of an event: violence that aims at civilians is of two."""
    if pair[0] in ORGANISED or pair[1] in ALSO:
        yield POLITICAL
    if pair[0] == "Protests" or pair[1] == "Violent demonstration":
        yield DEMONSTRATION
    if targeted:
        yield TARGETING


def _keys(line: Line) -> Iterator[Key]:
    spot = line.event.where
    second = spot.name if spot is not None and spot.precision is PlacePrecision.ADMIN2 else None
    first = spot.admin1 if spot is not None else None
    for kind in types_of(line.pair, bool(civilians_targeted(line.pair, line.sides))):
        yield Key(line.event.country or "", first or "", second or "", line.day.year, line.day.month, kind)


def _row(key: Key, events: int, deaths: int) -> Row:
    month = f"{key.year:04}-{key.month:02}"
    return {
        "location_code": key.country, "provider_admin1_name": key.admin1, "provider_admin2_name": key.admin2,
        "admin_level": "2" if key.admin2 else "1" if key.admin1 else "0", "event_type": key.kind, "events": str(events), "fatalities": str(deaths),
        "reference_period_start": f"{month}-01", "reference_period_end": f"{month}-{monthrange(key.year, key.month)[1]}", "warning": OVERLAP,
    }  # fmt: skip
