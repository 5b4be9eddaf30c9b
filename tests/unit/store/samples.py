"""Made-up entries for the ledger's tests."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tollbook.model.document import Anchor, Extraction, Original, Published, Told, Unit
from tollbook.model.imported import Imported
from tollbook.model.ledger import Capture, Entry, Versions
from tollbook.model.release import Held, MadeOf, Release, ReleaseRow, Step, Strand
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


STRAND = Strand("r1-1", "r1", "r1", "c1", "armed-attack", 0, 4)
STEP = Step("2024-01-15", "new-report", "reports", ("r1",))
ROW = ReleaseRow("inc-000000000001", Held.IN, '{"id":"inc-000000000001"}', MadeOf((), (STRAND,), (STEP,)))
RELEASE = Release("2024-W01", "0" * 64, "{}", "amina", NOW)


def imported_row(document: str) -> Imported:
    """A row of a dataset, taken from a document that the ledger holds."""
    text = "event_id_cnty: MLI1\nevent_date: 2024-01-15"
    anchors = (Anchor(Span(0, 19), Unit.ROW, "1:event_id_cnty"), Anchor(Span(20, len(text)), Unit.ROW, "1:event_date"))
    return Imported("acled", "MLI1", document, 1, text, anchors, '{"id": "a"}', DAY, DAY, "MLI", NOW)
