"""MEANTIME: words for events in Wikinews on companies and markets."""

from __future__ import annotations

from pathlib import Path

from benchmarks.merging import day_of
from benchmarks.task import Json, Result, records
from benchmarks.tasks.mentions import Corpus, Word, measure_words
from tollbook.model.span import Span
from tollbook.read.text import Issue

HOMES = ("meantime",)


def measure(folder: Path, split: str) -> Result:
    """How well the product's incidents agree with the corpus on its words for events."""
    rows = list(records(folder, split))
    texts = tuple((r["id"], r["text"], Issue(published=day_of(_created(r)))) for r in rows)
    return measure_words(Corpus("meantime", split, folder / f"{split}.jsonl", texts, tuple(w for r in rows for w in words(r))))


def words(record: Json) -> list[Word]:
    """The words for events of one text; an instance that bears a mere word for a name is the text's own."""
    marked = [m for m in record["mentions"] if m["type"] == "EVENT_MENTION"]
    return [Word(f"{record['id']}:{m['m_id']}", record["id"], Span(m["start"], m["end"]), m["text"], _event(record, m)) for m in marked]


def _event(record: Json, mention: Json) -> str:
    instance = mention.get("instance") or mention["m_id"]
    return instance if any(c.isdigit() for c in instance) and not instance.isdigit() else f"{record['id']} {instance}"


def _created(record: Json) -> str | None:
    """The day the text was written, as the corpus marks it."""
    times = [m["attrs"] for m in record["mentions"] if m["type"] == "TIMEX3"]
    return next((t["value"] for t in times if t.get("functionInDocument") == "CREATION_TIME"), None)
