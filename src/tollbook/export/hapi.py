"""Conflict events by month and region, as the HDX Humanitarian API has them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
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
FINE = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.AREA)
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
    lines = lines_of(events, atlas, losses)
    for line in lines:
        for key in _keys(line):
            ids, deaths = sums.get(key, (set(), 0))
            sums[key] = (ids | {line.event.id}, deaths + line.fatalities)
    rows = [_row(key, atlas, len(ids), deaths) for key, (ids, deaths) in sorted(sums.items())]
    losses += [loss for event in {line.event.id: line.event for line in lines}.values() for loss in _coarse(event)]
    losses += _uncoded(sums, atlas)
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
    second = spot.admin2 if spot is not None else None
    first = spot.admin1 if spot is not None else None
    for kind in types_of(line.pair, bool(civilians_targeted(line.pair, line.sides))):
        yield Key(line.event.country or "", first or "", second or "", line.day.year, line.day.month, kind)


def _coarse(event: Event) -> Iterator[Loss]:
    """Told once of an event whose place is known more closely than to its region, and yet not to which second-level one."""
    spot = event.where
    if spot is not None and spot.admin2 is None and spot.precision in FINE:
        yield Loss(event.id, "provider_admin2_name", "hapi.admin2-unknown->admin1")


def _uncoded(keys: Iterable[Key], atlas: Atlas) -> Iterator[Loss]:
    """Regions without a p-code: all of them where there is no table."""
    if atlas.pcodes is None:
        yield Loss("", "admin1_code, admin2_code", "hapi.no-table-of-pcodes")
        return
    for country, admin1, admin2 in sorted({(k.country, k.admin1, k.admin2) for k in keys if k.admin1}):
        first, second = atlas.coded(country, admin1, admin2)
        if first is None or (admin2 and second is None):
            yield Loss("", ", ".join(filter(None, (admin2, admin1, country))), "hapi.no-pcode-of-that-name")


def _row(key: Key, atlas: Atlas, events: int, deaths: int) -> Row:
    first, second = atlas.coded(key.country, key.admin1, key.admin2)
    edition = next((c.valid for c in (second, first) if c is not None and c.valid), None)
    month = f"{key.year:04}-{key.month:02}"
    return {
        "location_code": key.country, "provider_admin1_name": key.admin1, "provider_admin2_name": key.admin2,
        "admin_level": "2" if key.admin2 else "1" if key.admin1 else "0", "event_type": key.kind, "events": str(events), "fatalities": str(deaths),
        "reference_period_start": f"{month}-01", "reference_period_end": f"{month}-{monthrange(key.year, key.month)[1]}",
        "warning": OVERLAP + (f"; p-codes valid from {edition}" if edition else ""),
        "admin1_code": first.code if first else "",
        "admin1_name": first.name if first else "",
        "admin2_code": second.code if second else "", "admin2_name": second.name if second else "",
    }  # fmt: skip
