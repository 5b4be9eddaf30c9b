"""Text to the small time expressions it holds, by patterns kept as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tollbook.codebook.needed import folded, may_match
from tollbook.codebook.times import AtomRule, TimeWords
from tollbook.model.span import Span
from tollbook.model.time import Timex, TimexKind

Fields = dict[str, Any]
SCALES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}
ISO = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y"}
PARTS = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}
"""What half a unit is told in."""


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
    told = folded(text)
    for atom in words.atoms:
        if atom.classes <= classes and may_match(atom.needs, told):
            for match in atom.pattern.finditer(text):
                timex = read_timex(match, atom.rule, words)
                if timex is not None:
                    rule, (start, end) = atom.rule, _span(match)
                    yield Atom(Span(base + start, base + end), rule.type, timex, rule.id, rule.alone, rule.guard, match[0].endswith("."))


def trigger_classes(tokens: Iterator[str], words: TimeWords) -> frozenset[str]:
    """The trigger classes of lower-case words; "digit" where one holds a digit, "colon" and "dotted" for "21:40" and "3/5/2021"."""
    found: set[str] = set()
    for token in tokens:
        if not token.isalpha():
            if any(c.isdigit() for c in token):
                found.add("digit")
                found.update(_MARKS[c] for c in token if c in _MARKS)
            for part in re.split(r"[-–.']", token):
                found |= words.triggers.get(part, frozenset())
        found |= words.triggers.get(token, frozenset())
    return frozenset(found)


_MARKS = {":": "colon", "/": "dotted", ".": "dotted"}


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
    _tell_edge(fields)
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
    if unit in SCALES and rule.type not in ("relunit", "decade"):
        times, unit = SCALES[unit]
        number = None if number is None else number * times
        fields["unit"] = unit
        if rule.gives.get("shift"):
            fields["shift"] *= times
    if rule.kind in (TimexKind.DURATION, TimexKind.SET):
        if unit is not None and (number is not None or rule.kind == TimexKind.SET):
            fields.pop("unit", None)
            fields["duration"] = length(number or 1, unit)
        return
    if number is not None:
        fields["shift"] = int(number) * int(rule.gives.get("sign", 1)) if number == int(number) else None
    if fields.get("unit") in ("week", "month", "year") and "sign" in rule.gives and rule.type in ("ago", "anaphoric"):
        fields["vague"] = True
    if rule.type == "anaphoric" and fields.get("unit") == "week" and fields.get("shift") is not None and "sign" in rule.gives:
        fields["unit"], fields["shift"], fields["vague"] = "day", fields["shift"] * 7, False


def length(number: float, unit: str) -> str:
    """A number of units as an ISO 8601 duration: P20Y, and P2Y6M for two and a half years."""
    whole = int(number)
    if number == whole or unit not in PARTS:
        return ISO[unit].format(f"{number:g}")
    smaller, times = PARTS[unit]
    rest = ISO[smaller].format(f"{(number - whole) * times:g}")
    return rest if not whole else ISO[unit].format(whole) + rest.removeprefix("PT" if unit in ("hour", "minute") else "P")


def _tell_edge(fields: Fields) -> None:
    """Turns "the first six months of" into a part of the period that follows."""
    if "edge" in fields:
        fields["part_of_period"] = f"{fields.pop('edge')}-{fields.pop('number'):g}-{fields.pop('unit')}"


def _tell_clock(fields: Fields) -> None:
    """Turns hours and minutes into a clock time and a part of the day (night 21-5, morning 5-12, afternoon 12-18, evening 18-21)."""
    if "hour" not in fields:
        return
    hour, minute, meridiem = fields.pop("hour"), fields.pop("minute", 0), fields.pop("meridiem", None)
    if meridiem is not None:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    fields["clock"] = f"{hour:02d}:{minute:02d}"
    fields["part_of_day"] = "night" if hour < 5 or hour >= 21 else "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


_BREAK = re.compile(r"[ -]+(?:and )?")
_YEAR = re.compile(r"^.*\byear ")
_FIGURES = {"1/2": 0.5}
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
    """Reads figures and number words: "24", "2 1/2", "two and a half", "a hundred", "twenty-four"."""
    found = _sum(value, tables["number"])
    return None if found is None else {"number": found}


def _sum(value: str, numbers: Mapping[str, int | str]) -> float | None:
    """Words below a hundred add up, a hundred and more multiply what stands before them; ``None`` at a word that is no number."""
    if _plain(value) in numbers:
        return float(numbers[_plain(value)])
    words = _BREAK.split(_plain(value))
    total, i = 0.0, 0
    while i < len(words):
        pair = " ".join(words[i : i + 2])
        size = 2 if pair in numbers and i + 1 < len(words) else 1
        word = _FIGURES.get(words[i]) or numbers.get(pair if size == 2 else words[i])
        if word is None and not words[i].replace(".", "", 1).isdigit():
            return None
        told = float(words[i] if word is None else word)
        total = max(total, 1) * told if told >= 100 else total + told
        i += size
    return total


def _spelled(value: str, tables: Tables) -> Fields | None:
    """Reads "nineteen ninety-six" and "two thousand six"."""
    words = _YEAR.sub("", _plain(value))
    found = _sum(words, tables["number"])
    if found is None or found >= 1000:
        return None if found is None else {"year": int(found)}
    first, *rest = _BREAK.split(words)
    hundreds, others = _sum(first, tables["number"]), _sum(" ".join(rest), tables["number"])
    return None if hundreds is None or others is None else {"year": int(hundreds * 100 + others)}


def _century(value: str, tables: Tables) -> Fields | None:
    told = int(value) if value.isdigit() else tables["century"].get(_plain(value))
    return None if told is None else {"year": int(told) * 100 - 100}


def _decade(value: str, tables: Tables) -> Fields | None:
    """Reads "1990", "90" and "nineties"."""
    told = int(value) if value.isdigit() else tables["decade"].get(_plain(value))
    return None if told is None else {"year": int(told) if int(told) >= 1000 else 1900 + int(told), "unit": "decade"}


def _part(value: str, tables: Tables) -> Fields | None:
    """Reads a part of the day; noon has its hour."""
    found = _look("part", "part_of_day", value, tables)
    clock = tables["hour"].get(_plain(value))
    return found if found is None or clock is None else {**found, "clock": str(clock)}


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
    "decade": _decade,
    "century": _century,
    "spelled": _spelled,
    "season": _from("season", "season"),
    "quarter": _from("quarter", "season"),
    "q": lambda value, tables: {"season": f"q{value}"},
    "edge": lambda value, tables: {"edge": value.lower()},
    "half": _from("half", "season"),
    "often": _from("often", "unit"),
    "other": _fixed(number=2.0),
    "shift": _from("which", "shift"),
    "unit": _from("unit", "unit"),
    "number": _number,
    "part": _part,
    "phase": _from("phase", "part_of_period"),
    "meridiem": lambda value, tables: {"meridiem": tables["meridiem"].get(_plain(value), value[0].lower())},
    "ordinal": _from("ordinal", "part_of_period"),
    "vague": _fixed(vague=True),
    "predawn": _fixed(part_of_day="night"),
    "dark": _fixed(part_of_day="night"),
    "before": _fixed(shift=-1),
    "after": _fixed(shift=1),
    "same": _fixed(shift=0),
}
