"""Words for events in many texts: which of them tell one event, by the incident of the account they stand in."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.baselines import same_words
from benchmarks.coref import Scores, score
from benchmarks.merging import Coded, code_texts, merged, wrong_pairs
from benchmarks.task import MissingDataError, Result, Row, hash_of
from tollbook.model.span import Span
from tollbook.read.text import Issue

_HEADS = ("MUC", "B3", "CEAF-e", "CoNLL", "pairs P", "pairs R")


@dataclass(frozen=True, slots=True)
class Word:
    """A word for an event as the corpus marks it: its text and place there, what it says, and the event it tells of."""

    id: str
    text: str
    span: Span
    said: str
    event: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of a split (id, text, what is told of them) and the words for events in them."""

    task: str
    split: str
    file: Path
    texts: tuple[tuple[str, str, Issue], ...]
    words: tuple[Word, ...]


def measure_words(corpus: Corpus) -> Result:
    """The scores of the product's incidents and of three baselines on the corpus's words."""
    if not corpus.words:
        raise MissingDataError(f"{corpus.file} marks no words for events")
    started = time.perf_counter()
    coded = code_texts(corpus.texts)
    found, told = groups(corpus.words, coded)
    rate = round(len(coded) / (time.perf_counter() - started), 1)
    gold = {w.id: w.event for w in corpus.words}
    ways = {"product": found, **baselines(corpus.words, coded)}
    scores = {name: score(gold, way) for name, way in ways.items()}
    table = tuple(_rows(scores))
    numbers = {**_metrics(scores), "told": round(100 * told / len(corpus.words), 2)}
    return Result(corpus.task, corpus.split, len(coded), numbers, rate, hash_of([corpus.file]), table, tuple(_errors(corpus.words, gold, found)))


def groups(words: Sequence[Word], coded: Sequence[Coded]) -> tuple[dict[str, str], int]:
    """By word the incident of the account whose trigger it is, else itself; and how many are in an incident."""
    home = {a: i.id for i in merged(coded).incidents for a in i.accounts}
    triggers = {c.id: [(span, home[a.id]) for a in c.accounts for span in a.trigger] for c in coded}
    found = {w.id: next((i for span, i in triggers[w.text] if span.overlaps(w.span)), f"alone {w.id}") for w in words}
    return found, sum(not group.startswith("alone") for group in found.values())


def baselines(words: Sequence[Word], coded: Sequence[Coded]) -> dict[str, dict[str, str]]:
    """Every word alone; the same word; the same word in texts that are alike."""
    alike = same_words(coded)
    return {
        "singletons": {w.id: w.id for w in words},
        "same word": {w.id: w.said.lower() for w in words},
        "same word in alike texts": {w.id: f"{w.said.lower()} {alike[w.text]}" for w in words},
    }


def _metrics(scores: Mapping[str, Scores]) -> dict[str, float]:
    ours = scores["product"]
    found = {"conll": ours.conll, "pairs_precision": ours.pairs.precision, "pairs_recall": ours.pairs.recall}
    found |= {f"conll_{name.replace(' ', '_')}": s.conll for name, s in scores.items() if name != "product"}
    return {name: round(100 * value, 2) for name, value in found.items()}


def _rows(scores: Mapping[str, Scores]) -> Iterator[Row]:
    yield ("", *_HEADS)
    for name, s in scores.items():
        values = (s.muc.f, s.b_cubed.f, s.ceaf_e.f, s.conll, s.pairs.precision, s.pairs.recall)
        yield (name, *(f"{100 * v:.1f}" for v in values))


def _errors(words: Sequence[Word], gold: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    by_id = {w.id: w for w in words}
    wrong, _ = wrong_pairs(gold, found)
    for a, b in islice(wrong, 200):
        yield f"merged: {by_id[a].said!r} in {by_id[a].text} + {by_id[b].said!r} in {by_id[b].text}"
