"""The gate's second look: a trained encoder on a report's title and first words, beside the weights for words that the gate has."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coding import account_starts
from benchmarks.task import Row
from benchmarks.tasks.gate_read import OPEN, Sample, is_kept, training_samples
from benchmarks.train.encoder import Item, Plan, Tagger
from tollbook.codebook.gate import GateWords, load_gate
from tollbook.read.gate import weigh, words_in
from tollbook.read.text import Issue, read_text

PLAN = Plan(classes=1, of_words=False, pieces=64, epochs=2)
LEAD = 48
"""Words that are looked at: the title and two or three sentences."""
UNSURE = ("gva_longtail",)
"""Corpora left out: many of their pages hold a site's menus and no report."""
RELEVANT, SILENT, PASSAGES = 120, 60, 4
"""At most so many relevant texts a corpus are learned from, so many of those whose gold is silent, and so many passages of one."""
LOSSES = (0.01, 0.05)
SHORT = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A text of at least 40 words, and whether its gold tells of an event; where not, neither does the coder."""

    sample: Sample
    relevant: bool

    @property
    def words(self) -> list[str]:
        """The words of title and text."""
        return f"{self.sample.title or ''}\n{self.sample.text}".split()


def texts(folder: Path) -> tuple[list[Judged], list[Judged]]:
    """The texts that are learned from, and the fifth kept from that."""
    learned: list[Judged] = []
    kept: list[Judged] = []
    count: Counter[tuple[str, bool]] = Counter()
    for sample in training_samples(folder):
        told, keeps = sample.events > 0, is_kept(sample.id)
        if sample.corpus in UNSURE or len(sample.text.split()) < SHORT or not (told or sample.corpus in OPEN):
            continue
        count[sample.corpus, told] += not keeps
        if not keeps and count[sample.corpus, told] > (RELEVANT if told else SILENT):
            continue
        if told or not account_starts(sample.text, sample.day):
            (kept if keeps else learned).append(Judged(sample, told))
    return learned, kept


def items(learned: Iterable[Judged]) -> Iterator[Item]:
    """The lead of each text; of those in which nothing is found further passages too, since there are few of them."""
    for text in learned:
        starts = [0] if text.relevant else range(0, min(len(text.words), PASSAGES * LEAD), LEAD)
        yield from (Item(text.words[at : at + LEAD], [int(text.relevant)]) for at in starts)


def measure(folder: Path, encoder: Path) -> Iterator[Row]:
    """The gates side by side: area under the curve, what they let through at two losses, and the milliseconds a text."""
    learned, kept = texts(folder)
    tagger = Tagger(PLAN, encoder)
    tagger.fit(list(items(learned)))
    yield from compared(kept, tagger)


def compared(kept: Sequence[Judged], tagger: Tagger) -> Iterator[Row]:
    """The rows of the gates on texts that were not learned from."""
    gate = load_gate("en")
    relevant = sum(j.relevant for j in kept)
    through = (f"let through, {n:.0%} lost" for n in LOSSES)
    yield (f"{relevant} relevant texts, {len(kept) - relevant} others", "area under the curve", *through, "ms a text")
    whole, took = _timed(lambda: [_weight(j.sample.text, j.sample.title, gate) for j in kept])
    yield ("weights for words, whole text", *_figures(kept, whole), f"{1000 * took / len(kept):.1f}")
    leads, took = _timed(lambda: [_weight(" ".join(j.words[:LEAD]), None, gate) for j in kept])
    yield ("weights for words, title and lead", *_figures(kept, leads), f"{1000 * took / len(kept):.1f}")
    told, took = _timed(lambda: [rows[0][0] for rows in tagger.scores([Item(j.words[:LEAD], [0]) for j in kept])])
    yield ("trained encoder, title and lead", *_figures(kept, told), f"{1000 * took / len(kept):.1f}")
    passed = [(j, score) for j, score, weight in zip(kept, told, whole, strict=True) if weight >= gate.least]
    yield ("the same, behind the weights for words", *_figures([j for j, _ in passed], [score for _, score in passed]), "")


def _timed(score: Callable[[], list[float]]) -> tuple[list[float], float]:
    started = time.process_time()
    return score(), time.process_time() - started


def _weight(text: str, title: str | None, gate: GateWords) -> float:
    return weigh(list(words_in(read_text(text, Issue(title=title)))), gate)


def _figures(judged: Sequence[Judged], scores: Sequence[float]) -> Row:
    ours = sorted(s for j, s in zip(judged, scores, strict=True) if j.relevant)
    others = [s for j, s in zip(judged, scores, strict=True) if not j.relevant]
    area = sum((o > s) + (o == s) / 2 for o in ours for s in others) / max(1, len(ours) * len(others))
    through = (sum(s >= ours[int(loss * len(ours))] for s in others) for loss in LOSSES)
    return (f"{area:.3f}", *(f"{n} of {len(others)}" for n in through))
