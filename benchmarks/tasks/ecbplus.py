"""ECB+: words for events in news of 43 topics, without dates."""

from __future__ import annotations

from pathlib import Path

from benchmarks.task import Json, Result, records
from benchmarks.tasks.mentions import Corpus, Word, measure_words
from tollbook.model.span import Span
from tollbook.read.text import Issue

HOMES = ("ecbplus",)
EVENTS = ("ACTION", "NEG_ACTION")


def measure(folder: Path, split: str) -> Result:
    """How well the product's incidents agree with the corpus on the words of its checked sentences."""
    rows = list(records(folder, split))
    texts = tuple((r["id"], r["text"], Issue()) for r in rows)
    return measure_words(Corpus("ecbplus", split, folder / f"{split}.jsonl", texts, tuple(w for r in rows for w in words(r))))


def words(record: Json) -> list[Word]:
    """The words for events in the checked sentences of one text; those without a cluster tell an event of their own."""
    checked = set(record["validated_sentences"])
    marked = [m for m in record["mentions"] if m["type"].startswith(EVENTS) and m["sent"] in checked]
    names = [f"{record['id']}:{m['m_id']}" for m in marked]
    return [
        Word(name, record["id"], Span(m["start"], m["end"]), m["text"], m.get("cluster") or name) for name, m in zip(names, marked, strict=True)
    ]
