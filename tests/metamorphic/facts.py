"""What a report's accounts say, freed of offsets and ids, so that two versions of a report can be compared word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Facts = dict[str, Any]
Told = Callable[[str, date | None], list[Facts]]
DROPPED = ("id", "report", "confidence", "trigger", "spans", "by")
OF_A_PLACE = ("admin1", "lat", "lon", "radius_km", "gazetteer")
NAMES = {"parties": "name", "said_by": "speaker", "claims": "by", "tolls": "as_written"}
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def facts_of(wire: Facts) -> Facts:
    """One account's values; names in lower case and without their article, for a name may open a sentence or stand at its end."""
    said = {key: value for key, value in wire.items() if key not in DROPPED}
    plain: Facts = _walked(said, lambda value: value)
    for key, name in NAMES.items():
        for held in plain[key]:
            held[name] = held[name] and held[name].lower().removeprefix("the ")
    return plain


def _walked(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with every leaf changed and every span left out."""
    if isinstance(value, Mapping):
        return {key: _walked(held, change) for key, held in value.items() if key != "spans"}
    if isinstance(value, list | tuple):
        return [_walked(held, change) for held in value]
    return change(value)


def worded(facts: Facts, words: Mapping[str, str]) -> Facts:
    """The facts with words put for others, whole words only and whatever their case, the longest first."""
    table = {old.lower(): new for old, new in words.items()}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(table, key=len, reverse=True)), re.IGNORECASE)
    return changed(facts, lambda v: v if ISO_DAY.fullmatch(v) else pattern.sub(lambda m: table[m.group().lower()], v))


def dated_from(facts: Facts, published: date) -> Facts:
    """The facts with every day as its distance from the publication."""
    return changed(facts, lambda v: (date.fromisoformat(v) - published).days if ISO_DAY.fullmatch(v) else v)


def changed(facts: Facts, change: Callable[[str], Any]) -> Facts:
    """The facts with every string changed."""
    new: Facts = _walked(facts, lambda v: change(v) if isinstance(v, str) else v)
    return new


def numbered(facts: Facts, numbers: Mapping[int, int]) -> Facts:
    """The facts with other numbers in the tolls."""
    tolls = [{**t, **{end: numbers.get(t[end], t[end]) for end in ("low", "best", "high")}} for t in facts["tolls"]]
    return {**facts, "tolls": tolls}


def without(facts: Facts, *keys: str) -> Facts:
    """The facts but for some keys."""
    return {key: value for key, value in facts.items() if key not in keys}


def ordered(told: list[Facts]) -> list[Facts]:
    """The accounts and what they list in an order of their own, whatever the order the text tells them in."""
    return sorted(({k: sorted(v, key=str) if isinstance(v, list) else v for k, v in facts.items()} for facts in told), key=str)
