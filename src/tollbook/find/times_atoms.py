"""Text to the small time expressions it holds, by patterns kept as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tollbook.codebook.times import AtomRule, TimeWords
from tollbook.model.span import Span
from tollbook.model.time import Timex, TimexKind

Fields = dict[str, Any]
SCALES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}
ISO = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A small time expression: where it stands, what it may join with, what it means and the rule that found it."""

    span: Span
    type: str
    timex: Timex
    by: str
    alone: bool = True
    guard: str | None = None
    stop: bool = False


def scan(text: str, classes: frozenset[str], words: TimeWords, base: int = 0) -> Iterator[Atom]:
    """Every atom of every rule whose trigger classes are met, overlapping ones too; ``base`` is added to the offsets."""
    for atom in words.atoms:
        if atom.needs <= classes:
            for match in atom.pattern.finditer(text):
                timex = read_timex(match, atom.rule, words)
                if timex is not None:
                    rule, (start, end) = atom.rule, _span(match)
                    yield Atom(Span(base + start, base + end), rule.type, timex, rule.id, rule.alone, rule.guard, match[0].endswith("."))


def trigger_classes(tokens: Iterator[str], words: TimeWords) -> frozenset[str]:
    """The trigger classes of lower-case words; "digit" where one holds a digit."""
    found: set[str] = set()
    for token in tokens:
        if not token.isalpha():
            if any(c.isdigit() for c in token):
                found.add("digit")
            for part in re.split(r"[-–.']", token):
                found |= words.triggers.get(part, frozenset())
        found |= words.triggers.get(token, frozenset())
    return frozenset(found)


def longest(atoms: list[Atom]) -> list[Atom]:
    """The atoms in text order, of overlapping ones the longest; of equally long ones the first rule's."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: -len(a.span)):
        if not any(atom.span.overlaps(k.span) for k in kept):
            kept.append(atom)
    return sorted(kept, key=lambda a: a.span)


def _span(match: re.Match[str]) -> tuple[int, int]:
    for name in ("span", "span_2"):
        if name in match.re.groupindex and match.start(name) >= 0:
            return match.span(name)
    return match.span()


def read_timex(match: re.Match[str], rule: AtomRule, words: TimeWords) -> Timex | None:
    """What the groups of a match and the rule's constants mean; ``None`` where a name lacks its capital or a number is out of range."""
    told = {re.sub(r"_\d$", "", name): value for name, value in match.groupdict().items() if value is not None}
    fields: Fields = {k: v for k, v in rule.gives.items() if k not in _RULE_ONLY}
    last: Fields = {}
    for name, value in told.items():
        reader = _READERS.get(name.removeprefix("last_"))
        if reader is None:
            continue
        read = reader(value, words.tables)
        if read is None:
            return None
        (last if name.startswith("last_") else fields).update(read)
    _count(fields, rule)
    _tell_clock(fields)
    return _build(fields, last, rule)


_RULE_ONLY = ("sign", "until_next")


def _build(fields: Fields, last: Fields, rule: AtomRule) -> Timex | None:
    end = None
    if last:
        if "short" in last:
            last["year"] = fields["year"] // 100 * 100 + last.pop("short")
            if last["year"] <= fields["year"]:
                return None
        fields = {k: last[k] for k in ("month", "year") if k in last} | fields
        end = settled(Timex(TimexKind(rule.kind), **last))
    if rule.gives.get("until_next"):
        end = Timex(TimexKind.ANAPHORIC, unit="day", shift=1)
    return settled(Timex(TimexKind(rule.kind), **fields, last=end))


def settled(timex: Timex) -> Timex:
    """The same with the kind its fields call for: what has a year of its own is absolute."""
    if timex.kind is TimexKind.UNDERSPECIFIED and timex.year is not None:
        return replace(timex, kind=TimexKind.ABSOLUTE)
    return timex


def _count(fields: Fields, rule: AtomRule) -> None:
    """Turns a number of units into a shift or a duration."""
    number, unit = fields.pop("number", None), fields.get("unit")
    if rule.kind == TimexKind.SET:
        return
    if unit in SCALES and rule.type not in ("relunit", "decade"):
        times, unit = SCALES[unit]
        number = None if number is None else number * times
        fields["unit"] = unit
    if rule.kind == TimexKind.DURATION:
        fields.pop("unit", None)
        if number is not None and unit is not None:
            fields["duration"] = ISO[unit].format(f"{number:g}")
        return
    if number is not None:
        fields["shift"] = int(number) * int(rule.gives.get("sign", 1)) if number == int(number) else None
    if fields.get("unit") in ("week", "month", "year") and "sign" in rule.gives and rule.type in ("ago", "anaphoric"):
        fields["vague"] = True
    if rule.type == "anaphoric" and fields.get("unit") == "week" and fields.get("shift") is not None and "sign" in rule.gives:
        fields["unit"], fields["shift"], fields["vague"] = "day", fields["shift"] * 7, False


def _tell_clock(fields: Fields) -> None:
    """Turns hours and minutes into a clock time and a part of the day (night 21-5, morning 5-12, afternoon 12-18, evening 18-21)."""
    if "hour" not in fields:
        return
    hour, minute, meridiem = fields.pop("hour"), fields.pop("minute", 0), fields.pop("meridiem", None)
    if meridiem is not None:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    fields["clock"] = f"{hour:02d}:{minute:02d}"
    fields["part_of_day"] = "night" if hour < 5 or hour >= 21 else "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


Tables = Mapping[str, Mapping[str, int | str]]


def _plain(value: str) -> str:
    return " ".join(value.lower().replace("’", "'").rstrip(".").split())


def _look(table: str, field: str, value: str, tables: Tables) -> Fields | None:
    found = tables[table].get(_plain(value))
    return None if found is None else {field: found}


def _name(*found_in: str, field: str) -> Callable[[str, Tables], Fields | None]:
    """Reads a name, which in English needs its capital, from the first table that has it."""

    def read(value: str, tables: Tables) -> Fields | None:
        if not value[0].isupper():
            return None
        return next((f for f in (_look(t, field, value, tables) for t in found_in) if f), None)

    return read


def _from(table: str, field: str) -> Callable[[str, Tables], Fields | None]:
    return lambda value, tables: _look(table, field, value, tables)


def _number(value: str, tables: Tables) -> Fields | None:
    if value[0].isdigit():
        return {"number": float(value)}
    return _look("number", "number", value, tables)


def _digits(field: str) -> Callable[[str, Tables], Fields | None]:
    return lambda value, tables: {field: int(re.sub(r"\D", "", value))}


def _fixed(**fields: Any) -> Callable[[str, Tables], Fields | None]:
    return lambda value, tables: dict(fields)


_READERS: Mapping[str, Callable[[str, Tables], Fields | None]] = {
    "year": _digits("year"),
    "shortyear": _digits("short"),
    "day": _digits("day"),
    "hour": _digits("hour"),
    "minute": _digits("minute"),
    "month": lambda value, tables: _digits("month")(value, tables) if value.isdigit() else _name("month", "shortmonth", field="month")(value, tables),
    "weekday": _name("weekday", "shortday", field="weekday"),
    "weekdays": lambda value, tables: {} if value[0].isupper() else None,
    "feast": _name("feast", field="feast"),
    "decade": lambda value, tables: {"year": int(value), "unit": "decade"},
    "season": _from("season", "season"),
    "shift": _from("which", "shift"),
    "unit": _from("unit", "unit"),
    "number": _number,
    "part": _from("part", "part_of_day"),
    "phase": _from("phase", "part_of_period"),
    "meridiem": lambda value, tables: {"meridiem": value[0].lower()},
    "vague": _fixed(vague=True),
    "predawn": _fixed(part_of_day="night"),
    "dark": _fixed(part_of_day="night"),
    "before": _fixed(shift=-1),
    "after": _fixed(shift=1),
    "same": _fixed(shift=0),
}
