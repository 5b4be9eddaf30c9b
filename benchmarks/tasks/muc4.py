"""Incidents of terrorism in broadcasts and wires, slot by slot: the texts and keys of the fourth message understanding conference."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.coding import code_report, coder
from benchmarks.task import Result, hash_of, records
from benchmarks.tasks.muc4_score import SLOTS, Scores, Template, read_template, rows
from benchmarks.tasks.muc4_templates import templates
from benchmarks.tasks.muc4_text import Text
from benchmarks.tasks.muc4_words import WORDS

HOMES = ("muc4",)
Json = dict[str, Any]
_HEADS = ("slot", "key", "ours", "right", "partly", "recall", "precision", "F")
_DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")


@dataclass(frozen=True, slots=True)
class Coded:
    """One text with its keys and our templates."""

    id: str
    keys: tuple[Template, ...]
    ours: tuple[Template, ...]


def measure(folder: Path, split: str) -> Result:
    """The slots of all templates; texts that have their capitals and small letters as printed are read so."""
    held = list(records(folder, split))
    coder()
    started = time.perf_counter()
    coded = [code(record) for record in held]
    took = time.perf_counter() - started
    scores, bracketed = Scores(), Scores()
    errors: list[tuple[int, str]] = []
    for record, text in zip(held, coded, strict=True):
        errors += _errors(text, scores.add(text.keys, text.ours))
        bracketed.add([read_template(t, bracketed=True) for t in record["templates"]], text.ours)
    metrics = {f"{slot}_f": round(scores.slots[slot].f, 1) for slot in SLOTS}
    whole = scores.all
    metrics |= {"all_r": round(whole.recall, 1), "all_p": round(whole.precision, 1), "all_f": round(whole.f, 1)}
    metrics |= {"template_f": round(scores.templates.f, 1), "inc_date_bracketed_f": round(bracketed.slots["inc_date"].f, 1)}
    metrics |= {"inc_loc_bracketed_f": round(bracketed.slots["inc_loc"].f, 1), "all_bracketed_f": round(bracketed.all.f, 1)}
    told = tuple(e for _, e in sorted(errors, key=lambda e: -e[0]))
    data = hash_of([folder / f"{split}.jsonl"])
    return Result("muc4", split, len(held), metrics, round(len(held) / took, 2), data, (_HEADS, *rows(scores)), told)


def code(record: Json) -> Coded:
    """The record's text as the product reads it, in the conference's templates."""
    text = str(record.get("text_mixed") or record["text"])
    day = published(record)
    ours = templates(Text(text, day, code_report(text, day.isoformat() if day else None)))
    return Coded(str(record["id"]), tuple(map(read_template, record["templates"])), tuple(ours))


def published(record: Json) -> date | None:
    """The day in the record's dateline, or in the first line of its text; ``None`` for "no date"."""
    head = str(record.get("dateline") or record["text"][:120].upper())
    m = _DATELINE.search(head)
    return date(1900 + int(m[3]), WORDS.months.index(m[2]) + 1, int(m[1])) if m and m[2] in WORDS.months else None


def _errors(text: Coded, pairs: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    for n, key in enumerate(text.keys):
        if n not in {k for _, k in pairs} and not key.optional:
            yield 2, f"{text.id}: missed {_brief(key)}"
    for n, ours in enumerate(text.ours):
        if n not in {r for r, _ in pairs}:
            yield 1, f"{text.id}: not asked for {_brief(ours)}"


def _brief(template: Template) -> str:
    shown = ("inc_type", "inc_date", "inc_loc", "perp_ind_id", "perp_org_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc")
    return "; ".join(f"{s} {', '.join(f.values[0][0] for f in template.slots[s])}" for s in shown if template.slots.get(s))
