"""Rows as the Global Terrorism Database has them, of what reports can tell; compatible with it, and never its data."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.codebook.exporting import load_columns, load_country_names, load_gtd_types
from tollbook.export.atlas import Atlas
from tollbook.export.event import AGENTS, PATIENTS, Event, Loss
from tollbook.export.tables import Row, Written, csv_bytes, degrees, listed, told
from tollbook.export.words import note_of, when_text
from tollbook.model.place import PlacePrecision
from tollbook.model.time import TimePrecision, When

NOT_HAPPENED = ("hypothetical", "negated", "denied")
UNTOLD, UNCOUNTED, MODE_UNKNOWN = "-9", "-99", "10"
SPECIFICITY = {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 3, PlacePrecision.AREA: 3, PlacePrecision.ADMIN2: 3, PlacePrecision.ADMIN1: 4}
UNPLACED = 5
TAKING = ("abduction", "hostage-taking", "hijacking")
CHARGED = ("claimed", "alleged")


def write_gtd(events: Sequence[Event], atlas: Atlas) -> Written:
    """One row an attack by others than states; a month or day that is not known is 0, an unknown number blank."""
    losses: list[Loss] = []
    rows = [row for event in events if (row := _row(event, losses)) is not None]
    return Written(csv_bytes(load_columns("gtd"), rows), len(rows), tuple(losses))


def _row(event: Event, losses: list[Loss]) -> Row | None:
    reason = _reason(event)
    if reason is not None or event.when is None:
        losses.append(Loss(event.id, "row", f"gtd.{reason}"))
        return None
    losses += [Loss(event.id, what, f"gtd.{rule}") for what, rule in _rules(event)]
    return {**_when(event.when), **_where(event), **_who(event), **_what(event), **_numbers(event)}


def _reason(event: Event) -> str | None:
    """Why there is no row; ``None`` where there is one."""
    if event.currency == "future" or event.stance in NOT_HAPPENED:
        return "not-happened"
    if event.codes.get("gtd") is None or event.kind not in load_gtd_types():
        return "no-attack-type"
    if event.when is None:
        return "time-unknown"
    return "country-unknown" if event.country is None else None


def _rules(event: Event) -> list[tuple[str, str]]:
    found = []
    for column, status in (("nkill", "killed"), ("nwound", "injured")):
        toll = event.toll(status)
        if toll is not None and not toll.low == toll.best == toll.high:
            found.append((column, "range->figure"))
    if _too_many(event):
        found.append(("nkillter", "more-than-all->unknown"))
    if event.when is not None and event.when.earliest.year != event.when.latest.year:
        found.append(("iyear", "years->first"))
    return found


def _too_many(event: Event) -> bool:
    """True where more attackers are told dead than people in all: sources disagree, and the total stands."""
    killed, attackers = event.toll("killed"), event.toll("killed", "attackers")
    return killed is not None and attackers is not None and attackers.figure > killed.figure


def _when(when: When) -> Row:
    """Year, month and day, 0 for what is not known; a night is its first day."""
    first, last = when.earliest, when.latest
    night = (last - first).days == 1 and when.part_of_day == "night"
    month = first.month if (first.year, first.month) == (last.year, last.month) or night else 0
    day = first.day if first == last or night else 0
    long = when.precision is TimePrecision.RANGE and first != last and not night
    return {
        "iyear": str(first.year), "imonth": str(month), "iday": str(day), "approxdate": "" if day else when_text(when), "extended": str(int(long)),
    }  # fmt: skip


def _where(event: Event) -> Row:
    spot = event.where
    assert spot is not None
    specificity = 3 if spot.coarse else SPECIFICITY.get(spot.precision, UNPLACED) if spot.lat is not None else UNPLACED
    placed = specificity != UNPLACED
    return {
        "country_txt": load_country_names()[spot.country or ""], "provstate": told(spot.admin1),
        "city": told(spot.name) if spot.precision in (PlacePrecision.EXACT, PlacePrecision.NEAR) and spot.name else "Unknown",
        "vicinity": str(int(spot.precision is PlacePrecision.NEAR)), "latitude": degrees(spot.lat) if placed else "",
        "longitude": degrees(spot.lon) if placed else "", "specificity": str(specificity),
    }  # fmt: skip


def _who(event: Event) -> Row:
    named = [a.name for a in event.side(AGENTS) if a.known]
    claims = [c for c in event.claims if c.stance == "claimed"]
    unclaimed = any(c.stance == "none" for c in event.claims)
    speakers = {c.by for c in claims}
    return {
        "gname": named[0] if named else "Unknown", "guncertain1": str(int(bool(named) and event.stance in CHARGED)),
        "target1": listed([a.name for a in event.side(PATIENTS)]), "targtype1": told(event.codes.get("gtd_target")),
        "claimed": "1" if claims else "0" if unclaimed else UNTOLD, "claimmode": MODE_UNKNOWN if claims else "",
        "compclaim": str(int(len(speakers) > 1)) if claims else UNTOLD,
    }  # fmt: skip


def _what(event: Event) -> Row:
    acled = event.codes.get("acled")
    suicide = event.kind == "suicide-attack" or (isinstance(acled, list | tuple) and "Suicide bomb" in acled)
    return {
        "eventid": event.number, "summary": note_of(event), "doubtterr": UNTOLD, "success": "1", "suicide": str(int(suicide)),
        "attacktype1": load_gtd_types()[event.kind], "weaptype1": told(event.codes.get("gtd_weapon")),
        "ishostkid": str(int(event.kind in TAKING or event.toll("abducted") is not None)),
    }  # fmt: skip


def _numbers(event: Event) -> Row:
    killed, wounded, taken = event.toll("killed"), event.toll("injured"), event.toll("abducted")
    attackers = None if _too_many(event) else event.toll("killed", "attackers")
    return {
        "nkill": told(killed.figure) if killed else "", "nwound": told(wounded.figure) if wounded else "",
        "nkillter": told(attackers.figure) if attackers else "",
        "nhostkid": told(taken.figure) if taken else UNCOUNTED if event.kind in TAKING else "",
    }  # fmt: skip
