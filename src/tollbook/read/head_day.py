"""The day a paper gives in its first lines."""

from __future__ import annotations

import re

from tollbook.model.document import Published
from tollbook.read.days import published_in

_HEAD = 12
"""So many first lines are a paper's head."""
_DAY = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4})\b")
_LABELLED = re.compile(r"(?:[A-Z][\w ]{2,30}: *|[A-Z][\w ,.'’-]{2,40}[,|–—-] *|[A-Z][a-z]+day,? *)?")


def day_in_head(text: str) -> tuple[Published | None, bool]:
    """The day that stands in a line of its own (at most after a label, a place or a weekday), and whether any day stands there at all.

    None where there is no such line, or lines with two different days.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD]
    found = [(line, m, published_in(m[0].replace(".", ""), "text")) for line in lines for m in _DAY.finditer(line)]
    days = [(line, m, day) for line, m, day in found if day is not None]
    alone = {day for line, m, day in days if m.end() == len(line.rstrip(" .|")) and _LABELLED.fullmatch(line[: m.start()])}
    return (alone.pop() if len(alone) == 1 else None), bool(days)
