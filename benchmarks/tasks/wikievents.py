"""WikiEvents: the words that tell of events and who stands in which role, for the event types the codebook has kinds for."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.coding import coder
from benchmarks.task import Result, Row, hash_of, records
from benchmarks.tasks.wikievents_read import TYPES, Events, coded, gold_of
from tollbook.read.text import Issue, read_text

HOMES = ("wikievents",)
_HEADS = ("type", "gold", "told", "right", "P", "R", "F1")


@dataclass(slots=True)
class Tally:
    """How many are in the gold, told and right, by type."""

    gold: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[tuple[Any, ...]], told: Iterable[tuple[Any, ...]]) -> None:
        """Counts two sets of tuples whose first element is the type."""
        wanted, given = set(gold), set(told)
        self.gold.update(t[0] for t in wanted)
        self.told.update(t[0] for t in given)
        self.right.update(t[0] for t in wanted & given)

    def rates(self, name: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent, of one type or of all."""
        gold, told, right = (c.total() if name is None else c[name] for c in (self.gold, self.told, self.right))
        p, r = 100 * right / max(1, told), 100 * right / max(1, gold)
        return round(p, 1), round(r, 1), round(2 * p * r / max(1e-9, p + r), 1)


def measure(folder: Path, split: str) -> Result:
    """F1 of event words (the word found at all, and of the right type) and of arguments' head words in their roles, where the gold has offsets."""
    rows = list(records(folder, split))
    engine = coder()
    started = time.perf_counter()
    pairs = []
    for row in rows:
        report = read_text(row["text"], Issue())
        parse = engine.parser.parse(report)
        pairs.append((gold_of(row, parse), coded(engine.code_parse(report, parse), parse, engine.lexicon)))
    took = time.perf_counter() - started
    data = hash_of([folder / f"{split}.jsonl"])
    figures, table = _figures(pairs)
    return Result("wikievents", split, len(rows), figures, round(len(rows) / took, 2), data, table, tuple(_errors(rows, pairs)))


def _figures(pairs: Sequence[tuple[Events, Events]]) -> tuple[dict[str, float], tuple[Row, ...]]:
    words, found, arguments, every = Tally(), Tally(), Tally(), Tally()
    for gold, told in pairs:
        mine = [t for t in gold.triggers if t[0] in TYPES]
        words.add(mine, told.triggers)
        found.add((("word", *t[1:]) for t in mine), (("word", *t[1:]) for t in told.triggers))
        arguments.add((a for a in gold.arguments if a[0] in TYPES), told.arguments)
        every.add(gold.triggers, told.triggers)
    figures = {
        "trigger_f1": words.rates()[2], "trigger_p": words.rates()[0], "trigger_r": words.rates()[1], "found_f1": found.rates()[2],
        "all_types_f1": every.rates()[2], "all_types_r": every.rates()[1],
    }  # fmt: skip
    if arguments.gold:
        figures |= {"argument_f1": arguments.rates()[2], "argument_p": arguments.rates()[0], "argument_r": arguments.rates()[1]}
    return figures, tuple(_rows(words, arguments, every))


def _rows(words: Tally, arguments: Tally, every: Tally) -> Iterator[Row]:
    yield _HEADS
    for tally, prefix in ((words, ""), (arguments, "arguments of ")):
        for name in sorted(set(tally.gold) | set(tally.told)):
            yield (prefix + name, *map(str, (tally.gold[name], tally.told[name], tally.right[name], *tally.rates(name))))
    left = sorted(set(every.gold) - set(TYPES))
    yield (f"{len(left)} types left out", str(sum(every.gold[n] for n in left)), *[""] * 5)


def _errors(rows: Sequence[dict[str, Any]], pairs: Sequence[tuple[Events, Events]]) -> Iterator[str]:
    """Words of another type first, then those not told, then those told for nothing."""
    for row, (gold, told) in zip(rows, pairs, strict=True):
        wanted, given = {t[1]: t[0] for t in gold.triggers if t[0] in TYPES}, {t[1]: t[0] for t in told.triggers}
        for start in sorted(wanted.keys() | given.keys()):
            if wanted.get(start) != given.get(start):
                around = row["text"][max(0, start - 60) : start + 60].replace("\n", " ")
                yield f"{row['id']} {wanted.get(start, '-')} | told {given.get(start, '-')} | …{around}…"
