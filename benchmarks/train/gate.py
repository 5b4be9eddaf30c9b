"""python -m benchmarks.train.gate FOLDER: learns the gate's weights from the training parts below the folder and writes them to the lexicon."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import spacy

from benchmarks.task import MissingDataError
from benchmarks.tasks.gate_read import training_samples
from benchmarks.train.gate_fit import Floats, Passages, balanced, fit
from benchmarks.train.gate_passages import PASSAGE, Lesson, Passage, lesson_of
from tollbook.codebook.gate import GateWords
from tollbook.parse.model import find_model
from tollbook.read.gate import weigh

FILE = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "lexicon" / "en" / "gate.yml"
LEAST_OFTEN = 3
"""A word in fewer passages is not learned."""
SMALL_SHARE = 0.8
"""Names are not learned: a word must be written small this often."""
STEP = 0.1
SHORT = 40
"""Shorter texts are not judged: a sentence or two holds too few words, and costs little to read."""
LOST = 0.005
"""The share of the kept relevant texts that the threshold gives up."""
MARGIN = 0.5
"""What the threshold lies below that, since texts nobody has seen speak less clearly."""
UNSURE = ("gva_longtail",)
"""Corpora that set no threshold: many of their pages hold a site's menus and no report."""
_HEAD = """\
# schema: gate
# Which reports are worth parsing: words that speak for events of conflict, and against, by their weight in steps.
# Made by: python -m benchmarks.train.gate FOLDER. Do not mend a word by hand; the next training would lose it.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; 2 where there is nothing to train on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train.gate", description="Learns the gate's weights.")
    parser.add_argument("folder", type=Path, help="folder of corpora, one a folder, each with its train.jsonl or dev.jsonl")
    folder: Path = parser.parse_args(argv).folder
    try:
        lesson = lesson_of(training_samples(folder))
        if not lesson.passages or not lesson.kept:
            raise MissingDataError(f"{folder} holds no corpus to train on")
    except MissingDataError as error:
        sys.stderr.write(f"train: {error}\n")
        return 2
    weights = weights_of(lesson)
    least = threshold(lesson, weights)
    FILE.write_text(file_text(weights, least), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}: {FILE.stat().st_size} bytes\n")
    _report(lesson, weights, least)
    return 0


def weights_of(lesson: Lesson) -> dict[str, float]:
    """A weight for each common word of the passages, rounded to steps; those that round to nothing are left out."""
    held = Counter(w for p in lesson.passages for w in set(p.words))
    words = sorted(w for w, n in held.items() if n >= LEAST_OFTEN and lesson.small[w] > 0 and lesson.small[w] >= SMALL_SHARE * lesson.seen[w])
    learned, _ = fit(_numbered(lesson.passages, words), vectors_of(words))
    rounded = {w: round(float(x) / STEP) for w, x in zip(words, learned, strict=True)}
    return {w: n * STEP for w, n in rounded.items() if n}


def _numbered(passages: Sequence[Passage], words: Sequence[str]) -> Passages:
    number = {w: i for i, w in enumerate(words)}
    pairs = [(number[w], row) for row, p in enumerate(passages) for w in p.words if w in number]
    flat, rows = np.array(pairs, dtype=np.int64).T
    return Passages(flat, rows, *balanced([p.relevant for p in passages], [p.weight for p in passages]))


def vectors_of(words: Sequence[str]) -> Floats:
    """The words' vectors in the language model, of length one; zeros for a word without."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        vocabulary = spacy.load(find_model().path).vocab
    found: Floats = np.array([vocabulary.get_vector(w) for w in words], dtype=np.float64)
    lengths: Floats = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.maximum(1e-9, lengths)


def threshold(lesson: Lesson, weights: Mapping[str, float]) -> float:
    """The weight that all but a few of the kept relevant texts reach; those too short to be judged reach any."""
    gate = GateWords(PASSAGE, SHORT, 0.0, weights)
    texts = [words for corpus, relevant, words in lesson.kept if relevant and corpus not in UNSURE]
    reached = sorted(weigh(words, gate) for words in texts if len(words) >= SHORT)
    given_up = int(LOST * len(texts))
    return round(reached[given_up] - MARGIN, 2) if given_up < len(reached) else 0.0


def file_text(weights: Mapping[str, float], least: float) -> str:
    """The data file."""
    steps: dict[int, list[str]] = {}
    for word, weight in weights.items():
        steps.setdefault(round(weight / STEP), []).append(word)
    lines = (f"  {n}: {' '.join(sorted(steps[n]))}" for n in sorted(steps, reverse=True))
    head = f"window: {PASSAGE}\nshort: {SHORT}\nleast: {least}\nstep: {STEP}\nwords:\n"
    return _HEAD + head + "\n".join(_quoted(line) for line in lines) + "\n"


def _quoted(line: str) -> str:
    """The words in quotes, so that one alone is no truth value."""
    number, words = line.split(": ")
    return f'{number}: "{words}"'


def _report(lesson: Lesson, weights: Mapping[str, float], least: float) -> None:
    gate = GateWords(PASSAGE, SHORT, least, weights)
    sys.stdout.write(f"{len(lesson.passages)} passages, {len(weights)} words, least {least}\n")
    for name, relevant in sorted({(corpus, relevant) for corpus, relevant, _ in lesson.kept}):
        texts = [words for corpus, told, words in lesson.kept if (corpus, told) == (name, relevant)]
        passed = sum(_passes(words, gate) for words in texts)
        sys.stdout.write(f"kept {name}, {'relevant' if relevant else 'not relevant'}: {passed} of {len(texts)} let through\n")


def _passes(words: Iterable[str], gate: GateWords) -> bool:
    held = list(words)
    return len(held) < gate.short or weigh(held, gate) >= gate.least


if __name__ == "__main__":
    sys.exit(main())
