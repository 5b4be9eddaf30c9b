"""Made-up reports for the ledger's benchmark: words by Zipf's law, one to three accounts each, a tenth of them copies."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from tollbook.model.document import Anchor, Extraction, Original, Published, Told, Unit
from tollbook.model.ledger import Capture, Entry, Versions
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.read.text import report_id

FIRST_DAY = date(2020, 1, 1)
DAYS, WORDS, VOCABULARY, BANDS = 1_500, 300, 20_000, 32
VERSIONS = Versions("1", "1", "1", "1")
_CAPTURE = Capture(datetime(2024, 3, 1, tzinfo=UTC), "file", "bench", "tollbook 1")


@dataclass(frozen=True, slots=True)
class Made:
    """An entry, and what to ask for to find it again: its report's id, a place, words few hold and words many hold."""

    entry: Entry
    report: str
    point: tuple[float, float]
    rare: str
    common: str


def entry(n: int) -> Made:
    """The n-th report; the same n gives the same report."""
    chance = random.Random(n)  # noqa: S311 - no secret, and the same everywhere
    vocabulary, weights = _vocabulary()
    words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
    text = f"Report {n} of the day.\n\n" + "\n\n".join(" ".join(words[i : i + 60]) + "." for i in range(0, WORDS, 60))
    day = FIRST_DAY + timedelta(days=n * DAYS // 100_000 if n < 100_000 else n % DAYS)
    report = report_id(text, day)
    point = round(chance.uniform(-30, 35), 4), round(chance.uniform(-15, 50), 4)
    outlet = n % 300
    told = Told(f"Report {n} of the day", None, f"Outlet {outlet}", f"https://outlet{outlet}.example/{n}", Published(day, "meta"))
    read = Extraction(text, _anchors(text), told, "html made 1")
    held = Report(report, text, (), "en", told.title, told.source, told.url, day)
    lines = tuple(_line(report, k, day, (point[0] + k / 10, point[1])) for k in range(1 + n % 3))
    original = Original(f"{n}.html", f"<html>{text}</html>".encode(), "text/html", told, (("content-type", "text/html"), ("date", str(day))))
    made = Entry(original, _CAPTURE, read, held, lines, VERSIONS, _bands(n))
    return Made(made, report, point, f"{words[0]} {words[1]} {words[2]}", vocabulary[n % 20])


def digest_of_recipe() -> str:
    """The first 16 hex digits of the SHA-256 of this file: another recipe is other data."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]


def _anchors(text: str) -> tuple[Anchor, ...]:
    found, start = [], 0
    for k, paragraph in enumerate(text.split("\n\n"), 1):
        found.append(Anchor(Span(start, start + len(paragraph)), Unit.ELEMENT, f"/html/body/div/article/p[{k}]"))
        start += len(paragraph) + 2
    return tuple(found)


def _bands(n: int) -> tuple[int, ...]:
    """Bands of their own; every tenth report shares half of them with one of its thousand forerunners."""
    chance = random.Random(f"bands {n}")  # noqa: S311
    own = [chance.getrandbits(63) for _ in range(BANDS)]
    if n % 10 == 9:
        own[: BANDS // 2] = _bands(max(0, n - chance.randrange(1, 1000)) // 10 * 10)[: BANDS // 2]
    return tuple(own)


def _line(report: str, k: int, day: date, point: tuple[float, float]) -> str:
    spans = [{"start": 0, "end": 6, "quote": "Report"}]
    earliest = (day - timedelta(days=k)).isoformat()
    when = {"earliest": earliest, "latest": day.isoformat(), "precision": "day", "part_of_day": None, "spans": spans}
    where = {
        "name": "Somewhere",
        "country": "MLI",
        "admin1": None,
        "lat": point[0],
        "lon": point[1],
        "radius_km": 5,
        "precision": "near",
        "spans": spans,
    }
    toll = {"status": "killed", "group": "total", "as_written": "two", "low": 2, "best": 2, "high": 2, "spans": spans}
    party = {"role": "perpetrator", "name": "armed men", "kind": "unidentified-armed-group", "register": None, "country": None, "spans": spans}
    told = {
        "id": f"{report}-{k:08x}", "report": {"id": report, "published": day.isoformat()}, "kind": "armed-attack",
        "currency": "new", "stance": "stated", "trigger": spans, "parties": [party] * 3, "when": when, "where": where,
        "tolls": [toll], "by": {"kind": "deed.attack.verb"},
    }  # fmt: skip
    return json.dumps(told, separators=(", ", ": "))


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random("words")  # noqa: S311
    letters = "abcdefghijklmnoprstuvyz"
    words = ["".join(chance.choices(letters, k=chance.randrange(3, 10))) for _ in range(VOCABULARY)]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
