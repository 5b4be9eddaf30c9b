"""When and where an incident was, as the conference's keys write it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from benchmarks.tasks.muc4_phrases import first
from benchmarks.tasks.muc4_text import Json, Text, is_heading, nation, type_of
from benchmarks.tasks.muc4_words import WORDS

LONGEST = timedelta(days=40)


def day_of(account: Json, text: Text) -> str | None:
    """The day or days as the keys write them; ``None`` where not even the day of the text is known."""
    when: Json | None = account["when"] or _only("when", text)
    if when is not None and not is_heading(when, text):
        start, end = date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"])
        if end - start <= LONGEST:
            return _day(start) if start == end else f"{_day(start)} - {_day(end)}"
    return f"- {_day(text.published)}" if text.published else None


def _only(field: str, text: Text) -> Json | None:
    """The day or the place of violence where the whole text gives but one; ``None`` where it gives none or several."""
    found = [a[field] for a in text.accounts if type_of(a) and a[field] and a["currency"] == "new" and not is_heading(a[field], text)]
    first_of = {str(v.get("earliest") or v.get("name")): v for v in found}
    return next(iter(first_of.values())) if len(first_of) == 1 else None


def _day(day: date) -> str:
    return f"{day.day:02} {WORDS.months[day.month - 1]} {day.year % 100:02}"


def place_of(account: Json, country: str, text: Text) -> str:
    """The country and, where the account tells it, the place."""
    where: Json | None = account["where"] or _only("where", text)
    if where is None or where["precision"] == "country" or where["country"] != country or not _is_told_in(where, text):
        return nation(country)
    words = re.sub(r"^(?:[a-z\d]\S*\s+)+(?=[A-Z])", "", " ".join(where["name"].split())).split()
    level = first(WORDS.beside.get(words[n].lower()) for n in (-1, 0))
    while len(words) > 1 and words[-1].lower() in (WORDS.beside.keys() | WORDS.particles) and words[-1].lower() != "city":
        words = words[:-1]
    if words[-1].lower() in WORDS.beside:
        return nation(country)
    return f"{nation(country)}: {_plain(' '.join(words))} ({level or _level(where, words[-1], text, country)})"


def _plain(name: str) -> str:
    """The name in capitals without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name.upper()) if not unicodedata.combining(c))


def _is_told_in(where: Json, text: Text) -> bool:
    """True for a place that the text names below its heading."""
    name = " ".join(where["name"].split()).lower()
    return not is_heading(where, text) or name in " ".join(text.text[text.text.find("--") :].lower().split())


def _level(where: Json, name: str, text: Text, country: str) -> str:
    """What sort of place it is: by the word beside the name, else by what the gazetteer knows.

    An airport or area of a known town is told as the town.
    """
    known = where["precision"] not in ("unresolved", "area") and where["how"] != "contained"
    for span in where["spans"]:
        told = text.text[span["start"] : span["end"] + 25].lower()
        end = told.find(name.lower()) + len(name)
        before = re.search(r"(\w+)(?: of(?: the)?)?\W*$", text.text[max(0, span["start"] - 40) : span["start"]].lower())
        after = re.match(r"\s(\w+)", told[end:])
        level = first((WORDS.beside.get(after[1]) if after else None, WORDS.named.get(before[1]) if before else None))
        if level and not (known and level in WORDS.inside):
            return level
    region = where["precision"] == "admin1" and where["how"] != "contained"
    return WORDS.parts.get(country, "DEPARTMENT") if region else "CITY"
