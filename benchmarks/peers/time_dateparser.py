"""dateparser's search on JSON lines: a list of TIMEX3 a text, then the seconds taken. It prefers the past; the grain is read off the words."""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import datetime
from typing import Any

from dateparser.search import search_dates  # type: ignore[import-untyped]

DAY = re.compile(r"\d{1,2}\b(?!\s*(?:months?|years?|weeks?))|day|\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b", re.IGNORECASE)
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|month", re.IGNORECASE)
CLOCK = re.compile(r"\d:\d\d|\d\s*[ap]\.?m", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def timexes(text: str, dct: str) -> list[dict[str, Any]]:
    """The library's dates, found again in the text by their words."""
    today = datetime.fromisoformat(dct or "2000-01-01")
    settings = {"RELATIVE_BASE": today, "PREFER_DATES_FROM": "past"}
    found: list[dict[str, Any]] = []
    at = 0
    for words, when in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            value = value_of(words, when)
            found.append({"start": start, "end": at, "type": "TIME" if "T" in value else "DATE", "value": value})
    return found


def value_of(words: str, when: datetime) -> str:
    """The date at the grain its words tell."""
    if CLOCK.search(words):
        return f"{when:%Y-%m-%dT%H:%M}"
    rest = YEAR.sub("", words)
    if DAY.search(rest):
        return f"{when:%Y-%m-%d}"
    if "week" in rest:
        return f"{when:%G-W%V}"
    return f"{when:%Y-%m}" if MONTH.search(rest) else f"{when:%Y}" if "year" in rest or rest != words else f"{when:%Y-%m-%d}"


if __name__ == "__main__":
    asked = [json.loads(line) for line in sys.stdin]
    started = time.perf_counter()
    told = [timexes(a["text"], a["dct"]) for a in asked]
    took = time.perf_counter() - started
    sys.stdout.write("".join(json.dumps(t) + "\n" for t in told) + json.dumps(took) + "\n")
