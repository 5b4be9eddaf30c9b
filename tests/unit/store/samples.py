"""Made-up entries for the ledger's tests."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tollbook.model.document import Anchor, Extraction, Original, Published, Told, Unit
from tollbook.model.ledger import Capture, Entry, Versions
from tollbook.model.span import Span
from tollbook.read.text import Issue, read_text

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2024, 4, 1, 12, tzinfo=UTC)
DAY = date(2024, 1, 15)
FIRST, SECOND = Versions("1.0", "a", "b", "c"), Versions("1.1", "a", "b", "c")
TEXT = "Five villagers were killed near Sévaré.\n\nThe mayor said that gunmen on motorbikes came at dawn."


def entry(text: str = TEXT, *, raw: bytes | None = None, at: datetime = NOW, **changes: Any) -> Entry:
    """An entry of one report that tells of one event."""
    told = Told(title="Attack on a village", source="Mopti Courier", url="https://courier.example/1", published=Published(DAY, "meta"), lang="en")
    read = Extraction(text, (Anchor(Span(0, len(text)), Unit.BYTE, f"0-{len(text.encode(errors='replace'))}"),), told, "text 1")
    report = read_text(text, Issue(told.title, told.source, told.url, DAY))
    original = Original(f"{DAY}.txt", text.encode(errors="replace") if raw is None else raw, "text/plain", told)
    made = Entry(original, Capture(at, "file", "analyst", "tollbook 1.0"), read, report, (wire(report.id, text),), FIRST, (3, 5, 8))
    return replace(made, **changes)


def wire(report: str, text: str, **changes: Any) -> str:
    """A line in the wire format, but for what the ledger does not look at."""
    spans = [{"start": 0, "end": 4, "quote": text[:4]}]
    told = {
        "id": f"{report}-00000001", "report": {"id": report}, "kind": "armed-attack", "currency": "new", "stance": "stated", "trigger": spans,
        "when": {"earliest": "2024-01-14", "latest": "2024-01-15", "spans": spans},
        "where": {"name": "Sévaré", "country": "MLI", "lat": 14.53, "lon": -4.1, "spans": spans},
        "tolls": [{"status": "killed", "group": "total", "low": 5, "best": 5, "high": 5, "spans": spans}],
    }  # fmt: skip
    return json.dumps({**told, **changes}, ensure_ascii=False)
