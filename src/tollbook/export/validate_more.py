"""What must hold in tables of attacks and of monthly counts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from tollbook.export.validate_tables import Cells, Problem, day_of, int_of, read_table, table_problems

Wrong = Iterator[tuple[str, str]]
KEY = ("location_code", "provider_admin1_name", "provider_admin2_name", "admin1_code", "admin2_code", "event_type", "reference_period_start")


def gtd_rules(row: Cells) -> Wrong:
    """A day that is one, counts of 0 or more but for -99, the attackers' dead among the dead, a claim's mode with a claim."""
    year, month, day = (int_of(row[name]) or 0 for name in ("iyear", "imonth", "iday"))
    if day and not month:
        yield "iday", "a day needs its month"
    elif day and day > monthrange(year, month)[1]:
        yield "iday", f"{year}-{month:02} has no day {day}"
    for name in ("nkill", "nkillter", "nwound", "nhostkid"):
        number = int_of(row.get(name, ""))
        if number is not None and number < 0 and number != -99:
            yield name, f"{number} is no number of people; write -99 or nothing where it is unknown"
    dead, attackers = int_of(row["nkill"]), int_of(row.get("nkillter", ""))
    if dead is not None and attackers is not None and attackers > dead >= 0:
        yield "nkillter", f"{attackers} attackers are more than the {dead} dead, among whom they count"
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "longitude", "a point needs both latitude and longitude"
    if row.get("claimmode") and int_of(row.get("claimed", "")) not in (1, None):
        yield "claimmode", "it needs a claim"


def hapi_problems(raw: bytes) -> Iterator[Problem]:
    """What is wrong with a table of monthly counts: cells, months that are none, and two rows for one month, region and type."""
    yield from table_problems(raw, "hapi", _month)
    table = read_table(raw)
    seen: dict[tuple[str, ...], int] = {}
    for told in () if isinstance(table, Problem) else table.rows:
        if isinstance(told, Problem):
            return
        line, cells = told
        key = tuple(cells.get(name, "") for name in KEY)
        if key in seen:
            yield Problem(line, None, f"it is for the same month, region and type as line {seen[key]}")
        seen.setdefault(key, line)


def _month(row: Cells) -> Wrong:
    start, end = day_of(row["reference_period_start"]), day_of(row["reference_period_end"])
    if start is None or end is None:
        return
    if start > end:
        yield "reference_period_end", "it lies before reference_period_start"
    elif start.day != 1 or (start.year, start.month) != (end.year, end.month) or end.day != monthrange(end.year, end.month)[1]:
        yield "reference_period_end", "the period must be one calendar month"
    level = int_of(row["admin_level"])
    if level == 0 and (row.get("provider_admin1_name") or row["admin1_code"]):
        yield "admin_level", "a row of level 0 names no region"
