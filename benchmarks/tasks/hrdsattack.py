"""HRDsAttack: where, when, by whom and how human-rights defenders and journalists were attacked, one main violation a news article."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.coding import code_report, coder, countries_named
from benchmarks.task import Result, Row, hash_of, records
from benchmarks.tasks.hrdsattack_read import Source, Told, read_accounts
from benchmarks.tasks.hrdsattack_terms import TERMS
from benchmarks.tasks.rates import Rates

HOMES = ("hrdsattack",)
FIELDS = ("country", "city", "year", "month", "day", "perpetrator")
Gold = Mapping[str, Any]


def measure(folder: Path, split: str) -> Result:
    """The share of articles whose field is told as the annotators did (nothing where they found nothing), and F1 of violations and victims' names."""
    texts = list(records(folder, split))
    coder()
    started = time.perf_counter()
    ours = [read_accounts(code_report(text_of(r), r.get("dct") or None), source_of(r)) for r in texts]
    took = time.perf_counter() - started
    score = Score()
    errors = [line for r, told in zip(texts, ours, strict=True) for line in score.add(r, told)]
    rate = round(len(texts) / took, 2)
    return Result("hrdsattack", split, len(texts), score.metrics(), rate, hash_of([folder / f"{split}.jsonl"]), tuple(score.rows()), tuple(errors))


def text_of(record: Mapping[str, Any]) -> str:
    """The article's title and text as one report."""
    return f"{record['title']}\n\n{record['text']}" if record.get("title") else str(record["text"])


def source_of(record: Mapping[str, Any]) -> Source:
    """What else than its accounts is read of an article."""
    text, published, title = text_of(record), record.get("dct") or "", len(record.get("title") or "")
    named = countries_named(text, published or None)
    return Source(published, text, tuple(c for at, c in named if at < title), tuple(c for _, c in named))


def wanted_of(gold: Gold) -> Told:
    """The annotation, its notation made one; where its country is none but its town is one, the columns have slipped."""
    city, country = _told(gold["city"]), _told(gold["country"])
    if (country is None or country_of(country) is None) and city is not None and country_of(city) is not None:
        city, country = None, city
    names = [n for v in gold["victims"] if (n := _told(v["victim_name"])) is not None]
    return Told(
        _number(gold["year"]), month_of(gold["month"]), _number(gold["date"]), city, (country_of(country) or country) if country else None,
        frozenset(gold["violation_types"]), _told(gold["perpetrator_type"]), tuple(dict.fromkeys(names)),
    )  # fmt: skip


def _told(value: Any) -> str | None:
    return None if value is None or value in TERMS.nothing else str(value)


def _number(value: Any) -> int | None:
    found = re.fullmatch(r"(\d+)(?:\.0)?", str(value))
    return int(found[1]) if found else None


def month_of(value: Any) -> int | None:
    """The month a number or a name, however spelled behind its first three letters, means."""
    number = _number(value)
    return number if number is not None else next((n for n, m in enumerate(TERMS.months, 1) if str(value).lower().startswith(m)), None)


@lru_cache(maxsize=1024)
def country_of(name: str) -> str | None:
    """The country a name, an adjective or a first-order part of it means, as the corpus counts it; ``None`` where it means none."""
    gazetteer, bare = coder().gazetteer, name.removeprefix("the ").strip()
    if bare.lower() in TERMS.named:
        return TERMS.named[bare.lower()]
    entries = gazetteer.lookup(bare)
    lands = [e.country for kind in ("country", "admin1") for e in entries if e.kind == kind and not e.loose] or list(gazetteer.demonym(bare))
    return TERMS.part_of.get(lands[0], lands[0]) if lands and lands[0] else None


class Score:
    """What was right over all articles."""

    def __init__(self) -> None:
        self.n = 0
        self.right = Counter[str]()
        self.known = Counter[str]()
        self.violations, self.victims, self.loose = Rates(), Rates(), Rates()

    def add(self, record: Mapping[str, Any], told: Told) -> Iterator[str]:
        """Counts one article; the lines tell what is not as annotated."""
        wanted = wanted_of(record["annotations"][0])
        self.n += 1
        for field in FIELDS:
            gold, ours = getattr(wanted, field), getattr(told, field)
            self.right[field] += gold == ours
            self.known[field] += gold is not None and gold == ours
            if gold != ours:
                yield f"{record['id']} {field}: {gold} | {ours} | {record['title'][:60]}"
        self.violations.add(wanted.violations, told.violations)
        self.victims.add(set(wanted.victims), set(told.victims))
        self._add_loose(wanted.victims, told.victims)
        yield from (f"{record['id']} victim missed: {name}" for name in wanted.victims if name not in told.victims)
        yield from (f"{record['id']} victim not annotated: {name}" for name in told.victims if name not in wanted.victims)

    def _add_loose(self, gold: Sequence[str], told: Sequence[str]) -> None:
        """Names count as one where one is within the other."""
        self.loose.gold += len(gold)
        self.loose.told += len(told)
        self.loose.right += sum(any(n in g or g in n for g in gold) for n in told)

    def metrics(self) -> dict[str, float]:
        """All figures, in percent."""
        shares = {field: round(100 * self.right[field] / max(1, self.n), 1) for field in FIELDS}
        return {**shares, "victim_f1": self.victims.f1, "victim_loose_f1": self.loose.f1, "violation_f1": self.violations.f1}

    def rows(self) -> Iterator[Row]:
        """The table: per field what is as annotated, and how much of it is a value rather than nothing."""
        yield ("field", "articles", "as annotated", "of these values", "%", "", "")
        for field in FIELDS:
            right = self.right[field]
            yield (field, str(self.n), str(right), str(self.known[field]), str(round(100 * right / max(1, self.n), 1)), "", "")
        yield ("", "annotated", "told", "right", "precision", "recall", "F1")
        yield self.violations.row("violations")
        yield self.victims.row("victims, exact")
        yield self.loose.row("victims, part of the name")
