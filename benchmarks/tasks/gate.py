"""The gate before the parse: which gold events it loses, what it lets through of texts that tell none, and how much faster a mixed stream is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from benchmarks.coding import account_starts, code_reports, coder, relevant
from benchmarks.task import MissingDataError, Result, Row, hash_of
from benchmarks.tasks.gate_read import EVENTS, OPEN, Sample, corpus_samples, gold_samples, samples
from benchmarks.tasks.speed import PUBLISHED, WORDS

HOMES = (".",)
STREAM, ONE_IN = 60, 5
"""The mixed stream: this many reports, one in so many of conflict."""
LONG = 250
"""The stream's reports are texts of at least this many words, cut at 400."""
UNSURE = ("gva_longtail",)
"""Corpora left out of the shares of events: many of their pages hold a site's menus and no report."""
_HEADS = ("texts", "with events", "events", "lost", "of these coded", "without accounts", "let through", "accounts lost")


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, whether the gate lets it through, and how many accounts the coder finds where the gold is silent or the gate shut."""

    sample: Sample
    passed: bool
    accounts: int | None

    @property
    def is_empty(self) -> bool:
        """True where neither the gold nor the coder finds anything."""
        return self.accounts == 0 and not self.sample.events

    @property
    def lost(self) -> int:
        """The gold's events in a text that is not let through."""
        return 0 if self.passed else self.sample.events


def measure(folder: Path, split: str) -> Result:
    """The gate on all corpora below the folder, or on the one that the folder is."""
    texts, files = _texts(folder, split)
    if not texts:
        raise MissingDataError(f"{folder} holds none of these corpora: {', '.join(EVENTS)}")
    coder()
    told, took = _gated(texts)
    judged = [Judged(s, passed, _accounts(s, passed)) for s, passed in zip(texts, told, strict=True)]
    plain, gated = _rates(judged)
    metrics = {**_metrics(judged), "us_per_text": round(1e6 * took / len(texts)), "stream": plain, "speedup": round(gated / plain, 2) if plain else 0}
    errors = [_told(j, f"lost {j.lost}") for j in judged if j.lost] + [_told(j, "let through") for j in judged if j.is_empty and j.passed]
    return Result("gate", split, len(texts), metrics, gated, hash_of(files), tuple(_rows(judged)), tuple(errors))


def _told(judged: Judged, what: str) -> str:
    return f"{judged.sample.corpus} {judged.sample.id} {what}: {judged.sample.title or ''} {judged.sample.text[:200]!r}"


def _texts(folder: Path, split: str) -> tuple[list[Sample], list[Path]]:
    """The texts of the corpora, and of gold reports beside them where it is the development part."""
    if (folder / f"{split}.jsonl").is_file():
        if folder.resolve().name not in EVENTS:
            raise MissingDataError(f"{folder} is named for none of these corpora: {', '.join(EVENTS)}")
        return list(corpus_samples(folder.resolve(), split)), [folder / f"{split}.jsonl"]
    found = list(samples(folder, split))
    gold = next((g for g in (folder / "gold", folder / "../gold") if g.is_dir() and split == "dev"), None)
    found += list(gold_samples(gold)) if gold else []
    return found, [folder / corpus / f"{split}.jsonl" for corpus in EVENTS if (folder / corpus / f"{split}.jsonl").is_file()]


def _gated(texts: Sequence[Sample]) -> tuple[list[bool], float]:
    """Whether each text is let through, and the seconds that took."""
    relevant(texts[0].text, texts[0].title)
    started = time.process_time()
    told = [relevant(s.text, s.title) for s in texts]
    return told, time.process_time() - started


def _accounts(sample: Sample, passed: bool) -> int | None:
    silent = not sample.events and sample.corpus in OPEN
    return len(account_starts(sample.text, sample.day)) if silent or (sample.events and not passed) else None


def _metrics(judged: Sequence[Judged]) -> dict[str, float]:
    """What the gate loses and lets through, in percent."""
    sure = [j for j in judged if j.sample.corpus not in UNSURE]
    empty = [j for j in judged if j.is_empty]
    told = [j for j in sure if j.sample.events]
    return {
        "events": _events(sure),
        "events_lost": _share(_lost(sure), _events(sure)),
        "coded_lost": _share(_lost(j for j in judged if j.accounts), _events(judged)),
        "texts_lost": _share(sum(not j.passed for j in told), len(told)),
        "gold_lost": _lost(_of(judged, "gold")),
        "empty": len(empty),
        "let_through": _share(sum(j.passed for j in empty), len(empty)),
    }


def _of(judged: Iterable[Judged], corpus: str) -> list[Judged]:
    return [j for j in judged if j.sample.corpus == corpus]


def _events(judged: Iterable[Judged]) -> int:
    return sum(j.sample.events for j in judged)


def _lost(judged: Iterable[Judged]) -> int:
    return sum(j.lost for j in judged)


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _rows(judged: Sequence[Judged]) -> Iterator[Row]:
    yield ("corpus", *_HEADS)
    for name in dict.fromkeys(j.sample.corpus for j in judged):
        yield _row(name, _of(judged, name))
    yield _row("all", judged)


def _row(name: str, judged: Sequence[Judged]) -> Row:
    empty = [j for j in judged if j.is_empty]
    told = (sum(j.sample.events > 0 for j in judged), _events(judged), _lost(judged), _lost(j for j in judged if j.accounts))
    accounts = sum(j.accounts or 0 for j in judged if not j.passed and not j.sample.events)
    counts = (*told, len(empty), sum(j.passed for j in empty), accounts)
    return (name, str(len(judged)), *map(str, counts))


def _rates(judged: Sequence[Judged]) -> tuple[float, float]:
    """Reports of 400 words a second of one core in a mixed stream, all coded and with the gate before; zeros where there is too little text."""
    ours = [_cut(j.sample) for j in judged if j.sample.events and _is_long(j.sample)]
    others = [_cut(j.sample) for j in judged if j.is_empty and _is_long(j.sample)]
    if not ours or not others:
        return 0.0, 0.0
    count = STREAM // ONE_IN
    stream = [*islice(cycle(_spread(ours, count)), count), *islice(cycle(_spread(others, STREAM - count)), STREAM - count)]
    code_reports((s.text for s in stream[:count]), PUBLISHED)
    words = sum(len(s.text.split()) for s in stream) / WORDS
    return round(words / _seconds(stream, gated=False), 2), round(words / _seconds(stream, gated=True), 2)


def _spread(texts: Sequence[Sample], count: int) -> Sequence[Sample]:
    """So many of the texts, from all over."""
    return texts[:: max(1, len(texts) // count)][:count]


def _seconds(stream: Sequence[Sample], gated: bool) -> float:
    started = time.process_time()
    code_reports((s.text for s in stream if not gated or relevant(s.text, s.title)), PUBLISHED)
    return time.process_time() - started


def _is_long(sample: Sample) -> bool:
    return len(sample.text.split()) >= LONG


def _cut(sample: Sample) -> Sample:
    """The text's first 400 words, in its own lines."""
    ends = [m.end() for m in islice(re.finditer(r"\S+", sample.text), WORDS)]
    return replace(sample, text=sample.text[: ends[-1]])
