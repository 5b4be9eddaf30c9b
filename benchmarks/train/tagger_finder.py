"""A second finder of sentences: which sentences tell what police did, by the rules, by a trained encoder, and by either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coding import code_report
from benchmarks.task import Row, records
from benchmarks.tasks.gate_read import is_for_training
from benchmarks.tasks.indiapolice import LABELS, labels_by_sentence
from benchmarks.train.encoder import Item, Plan, Tagger, folds

PLAN = Plan(classes=len(LABELS), of_words=False, pieces=64, epochs=3)
PARTS = 2
"""Parts of the training half: each is scored by what was trained on the others, and that sets the thresholds."""
STEPS = tuple(n / 50 for n in range(2, 49))


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the article ``name`` with the gold's labels and the rules', 0 or 1 each."""

    name: str
    item: Item
    rules: tuple[int, ...]


def sentences(folder: Path) -> tuple[list[Told], list[Told]]:
    """The sentences of one half of the articles, which are learned from and not coded, and those of the other half."""
    learned: list[Told] = []
    measured: list[Told] = []
    for record in records(folder, "dev"):
        trains = is_for_training(record["id"])
        found = [set[str]()] * len(record["sents"])
        if not trains:
            found = labels_by_sentence(code_report(record["text"], record.get("dct") or None), record["text"], record["sents"])
        for sentence, labels in zip(record["sents"], found, strict=True):
            item = Item(sentence["text"].split() or ["-"], [int(n in sentence["labels"]) for n in LABELS])
            (learned if trains else measured).append(Told(record["id"], item, tuple(int(n in labels) for n in LABELS)))
    return learned, measured


def measure(folder: Path, encoder: Path) -> Iterator[Row]:
    """A row a label: how many in the gold, F1 of the rules, the encoder and either, and what the encoder adds to the rules, right and wrong."""
    learned, measured = sentences(folder)
    apart = folds((s.name for s in learned), PARTS)
    kept: list[tuple[Told, Sequence[float]]] = []
    for part in range(PARTS):
        rest = [s for s in learned if apart[s.name] == part]
        kept += zip(rest, _scores([s for s in learned if apart[s.name] != part], rest, encoder), strict=True)
    scores = _scores(learned, measured, encoder)
    yield ("sentences that tell", "gold", "rules", "encoder", "either", "added right", "added wrong", "threshold")
    for n, label in enumerate(LABELS):
        least = _threshold([(s.item.labels[n], row[n]) for s, row in kept])
        yield (label, *_row([(s.item.labels[n], s.rules[n], row[n] >= least) for s, row in zip(measured, scores, strict=True)]), f"{least:.2f}")


def _threshold(kept: Sequence[tuple[int, float]]) -> float:
    """Where F1 is best on what was not learned from."""
    return max(STEPS, key=lambda step: f1([g for g, _ in kept], [score >= step for _, score in kept]))


def _scores(learned: Sequence[Told], wanted: Sequence[Told], encoder: Path) -> list[Sequence[float]]:
    """The chances of the labels; half of the sentences without any are not learned from."""
    tagger = Tagger(PLAN, encoder)
    tagger.fit([s.item for n, s in enumerate(learned) if any(s.item.labels) or n % 2])
    return [rows[0] for rows in tagger.scores([s.item for s in wanted])]


def _row(marks: Sequence[tuple[int, int, bool]]) -> Row:
    gold, rules, ours = zip(*marks, strict=True)
    either = [r or o for r, o in zip(rules, ours, strict=True)]
    added = [g for g, r, o in marks if o and not r]
    return (str(sum(gold)), *(f"{f1(gold, told):.1f}" for told in (rules, ours, either)), str(sum(added)), str(len(added) - sum(added)))


def f1(gold: Sequence[int], told: Sequence[int | bool]) -> float:
    """F1 in percent."""
    right = sum(bool(g and t) for g, t in zip(gold, told, strict=True))
    return 200 * right / max(1, sum(map(bool, gold)) + sum(map(bool, told)))
