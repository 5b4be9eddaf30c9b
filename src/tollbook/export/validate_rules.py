"""What must hold between the cells of one row."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.codebook.acled import disorder_type, load_order
from tollbook.codebook.exporting import load_inter_labels
from tollbook.export.validate_tables import Cells, day_of, int_of
from tollbook.model.toll import STATUSES

Wrong = Iterator[tuple[str, str]]
SPANS = {1: (0, 0), 2: (1, 5), 3: (6, 6), 4: (7, 31), 5: (31, 366)}
"""Days between the ends of a GED row by date_prec, as published tables have them; a month of 31 days and a leap year are let through."""


def plain_rules(row: Cells) -> Wrong:
    """Ends of ranges in order, and a point either whole or absent."""
    for status in STATUSES:
        ends = [n for n in (int_of(row[f"{status}_{end}"]) for end in ("low", "best", "high")) if n is not None]
        if ends != sorted(ends):
            yield f"{status}_best", "low, best and high must not fall"
    start, end = day_of(row["date_start"]), day_of(row["date_end"])
    if (start is None) != (end is None) or (start is not None and end is not None and start > end):
        yield "date_end", "it must not lie before date_start, and one needs the other"
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "longitude", "a point needs both latitude and longitude"


def acled_rules(row: Cells) -> Wrong:
    """The sub-type belongs to the type, the disorder follows, codes of actors agree, and days and years do."""
    pair = (row["event_type"], row["sub_event_type"])
    if pair not in load_order():
        yield "sub_event_type", f"'{pair[1]}' is no sub-type of '{pair[0]}'"
    elif row["disorder_type"] not in _disorders(disorder_type(pair)):
        yield "disorder_type", f"it is '{disorder_type(pair)}' for '{pair[1]}'"
    day = day_of(row["event_date"])
    if day is not None and int_of(row["year"]) != day.year:
        yield "year", f"it is {row['year']} and event_date lies in {day.year}"
    yield from _inters(row)
    if pair[0] == "Violence against civilians":
        if not row["actor2"]:
            yield "actor2", "violence against civilians needs its victims as actor2"
        if not row["civilian_targeting"]:
            yield "civilian_targeting", "violence against civilians targets civilians"
    if row["civilian_targeting"] and pair[0] in ("Battles", "Strategic developments"):
        yield "civilian_targeting", f"{pair[0]} do not target civilians"


def _disorders(told: str) -> set[str]:
    """Excessive force is written with either of its two sorts or with both."""
    parts = told.split("; ")
    return {told, *parts, "; ".join(reversed(parts)), "Political violence/Demonstrations"} if len(parts) > 1 else {told}


def _inters(row: Cells) -> Wrong:
    """The interaction is 10 times the lower code plus the higher, in words or as a number; old tables may leave it blank."""
    codes = []
    for name in ("inter1", "inter2"):
        code = _inter(row[name])
        if code is None:
            yield name, f"'{row[name]}' is no kind of actor; it is 1 to 8 or one of: {', '.join(load_inter_labels().values())}"
            return
        codes.append(code)
    if not row["interaction"] or not any(codes):
        return
    low, high = sorted(codes)
    want = 10 * low + high if low else 10 * high
    told = _interaction(row["interaction"])
    if told is None or told != want:
        yield "interaction", f"'{row['interaction']}' is not {want}, which {row['inter1'] or 'nobody'} and {row['inter2'] or 'nobody'} make"


def _inter(told: str) -> int | None:
    if not told:
        return 0
    labels = {label: code for code, label in load_inter_labels().items()}
    code = labels.get(told, int_of(told))
    return code if code in (0, *labels.values()) else None


def _interaction(told: str) -> int | None:
    """The code of an interaction in words or figures; ``None`` where it is none."""
    if (number := int_of(told)) is not None:
        return number
    labels = {label: code for code, label in load_inter_labels().items()}
    if told.removesuffix(" only") in labels:
        return 10 * labels[told.removesuffix(" only")]
    for label, code in labels.items():
        if told.startswith(f"{label}-") and told[len(label) + 1 :] in labels:
            low, high = sorted((code, labels[told[len(label) + 1 :]]))
            return 10 * low + high
    return None


def ged_rules(row: Cells) -> Wrong:
    """Deaths add up and lie in their range, dates fit their precision, and one-sided violence is against civilians."""
    parts = [int_of(row[f"deaths_{side}"]) or 0 for side in ("a", "b", "civilians", "unknown")]
    low, best, high = (int_of(row[end]) or 0 for end in ("low", "best", "high"))
    if sum(parts) != best:
        yield "best", f"it is {best}; deaths_a, deaths_b, deaths_civilians and deaths_unknown make {sum(parts)}"
    if not low <= best <= high:
        yield "best", f"low {low}, best {best} and high {high} are not in order"
    if high == 0:
        yield "high", "an event needs a death in best, low or high"
    if int_of(row["type_of_violence"]) == 3 and row["side_b"] != "Civilians":
        yield "side_b", "one-sided violence is against 'Civilians'"
    yield from _ged_days(row)


def _ged_days(row: Cells) -> Wrong:
    start, end = day_of(row["date_start"]), day_of(row["date_end"])
    precision = int_of(row["date_prec"])
    if start is None or end is None or precision is None:
        return
    span = (end - start).days
    if span < 0:
        yield "date_end", "it lies before date_start"
    elif precision in SPANS and not SPANS[precision][0] <= span <= SPANS[precision][1]:
        yield "date_prec", f"{precision} does not go with {span} days between date_start and date_end"
    if int_of(row["event_clarity"]) == 2 and precision == 1:
        yield "event_clarity", "2 (a total over time or places) does not go with date_prec 1"
    if int_of(row["year"]) not in (start.year, end.year):
        yield "year", f"it is {row['year']} and the event lies in {start.year}"
