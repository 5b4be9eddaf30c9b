"""What a role hint is worth: beside the rules' own arguments, as a proposer of perpetrators that they leave open, and as a veto against theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import Row
from benchmarks.train.encoder import Plan, Tagger, folds
from benchmarks.train.tagger_roles import BEFALLEN, DOER, Asked, questions

SURE = 0.95
"""The precision that a proposer must have shown on texts it was not trained on."""
LEAST_SEEN = 5
"""So many proposals must have passed the threshold for their precision to count."""
PLAN = Plan(classes=3, of_words=True, pieces=64, epochs=3)
PARTS = 2
PROPOSING, VETOING = (0.95, 0.9, 0.8, 0.7, 0.5), (0.02, 0.05, 0.1, 0.2, 0.5)
STEPS = tuple(n / 100 for n in range(99, 29, -1))
Scores = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Hint:
    """One perpetrator, proposed or the rules' own: what the encoder gives it, and whether the gold has it."""

    asked: Asked
    word: int
    score: float
    right: bool


def measure(folder: Path, encoder: Path) -> Iterator[Row]:
    """Tables of arguments on the development part; of proposals and vetoes there and, by parts that were not learned from, on the training part."""
    wiki, more = folder / "wikievents", list(questions(folder / "rams", "dev"))
    learned, measured = list(questions(wiki, "train")), list(questions(wiki, "dev"))
    scores, apart = scored([*learned, *more], measured, encoder), folds((a.name for a in learned), PARTS)
    kept: dict[int, Scores] = {}
    for part in range(PARTS):
        numbers = [n for n, a in enumerate(learned) if apart[a.name] == part]
        others = [a for a in learned if apart[a.name] != part]
        kept.update(zip(numbers, scored([*others, *more], [learned[n] for n in numbers], encoder), strict=True))
    yield from f1_rows(measured, scores)
    for name, asked, told in (("training part", learned, [kept[n] for n in range(len(learned))]), ("development part", measured, scores)):
        yield from hint_rows(name, asked, told)


def scored(learned: Sequence[Asked], wanted: Sequence[Asked], encoder: Path) -> Sequence[Scores]:
    """The chances of the roles for each word of what is wanted; half of the sentences without roles are not learned from."""
    tagger = Tagger(PLAN, encoder)
    tagger.fit([a.item for n, a in enumerate(learned) if a.gold(DOER) or a.gold(BEFALLEN) or n % 2])
    return tagger.scores([a.item for a in wanted])


def hint_rows(name: str, asked: Sequence[Asked], scores: Sequence[Scores]) -> Iterator[Row]:
    """How many hints are right and wrong at several scores."""
    open_ones, named = proposed(asked, scores), standing(asked, scores)
    sure = threshold(open_ones)
    yield (f"{name}: accounts without perpetrator", str(len(open_ones)), "sure from a score of", "none" if sure is None else f"{sure:.2f}")
    yield from ((f"proposed at {step:.2f}", f"{right} right", f"{wrong} wrong") for step, right, wrong in ladder(open_ones, PROPOSING))
    yield (f"{name}: perpetrators of the rules", str(len(named)))
    yield from ((f"vetoed below {step:.2f}", f"{right} right", f"{wrong} wrong") for step, right, wrong in ladder(named, VETOING, below=True))


def proposed(asked: Iterable[Asked], scores: Iterable[Scores]) -> list[Hint]:
    """For each event word whose account names no perpetrator, the party of its sentence that is most likely one."""
    found = []
    for a, rows in zip(asked, scores, strict=True):
        if a.told and DOER not in a.filled and a.parties:
            score, best = max((rows[i][DOER], i) for i in a.parties)
            found.append(Hint(a, best, score, best in a.gold(DOER)))
    return found


def standing(asked: Iterable[Asked], scores: Iterable[Scores]) -> list[Hint]:
    """The perpetrators the rules name in the sentence of the event word."""
    return [
        Hint(a, i, rows[i][DOER], i in a.gold(DOER)) for a, rows in zip(asked, scores, strict=True) for i, role in a.ours if role == DOER
    ]  # fmt: skip


def threshold(hints: Sequence[Hint]) -> float | None:
    """The lowest score from which on the proposals are sure enough; ``None`` where there is none."""
    passed = [(step, [h for h in hints if h.score >= step]) for step in STEPS]
    good = [step for step, held in passed if len(held) >= LEAST_SEEN and sum(h.right for h in held) >= SURE * len(held)]
    return min(good, default=None)


def ladder(hints: Sequence[Hint], steps: Sequence[float], *, below: bool = False) -> Iterator[tuple[float, int, int]]:
    """For each step how many right and wrong ones score at least that, or less than that."""
    for step in steps:
        held = [h for h in hints if (h.score < step) == below]
        yield step, sum(h.right for h in held), sum(not h.right for h in held)


def f1_rows(asked: Sequence[Asked], scores: Sequence[Scores]) -> Iterator[Row]:
    """Precision, recall and F1 of perpetrators and of those befallen: the rules, the encoder on the same event words, and on all of the gold's."""
    yield ("arguments", "gold", "told", "right", "precision", "recall", "F1")
    likely = [_likely(a, rows) for a, rows in zip(asked, scores, strict=True)]
    ways = {
        "rules": [set(a.ours) for a in asked],
        "encoder, the rules' event words": [found if a.told else set() for a, found in zip(asked, likely, strict=True)],
        "encoder, the gold's event words": likely,
    }
    for role, name in ((DOER, "perpetrator"), (BEFALLEN, "target or victim")):
        for way, told in ways.items():
            ours = [{i for i, r in found if r == role} for found in told]
            golds = [a.gold(role) for a in asked]
            yield (f"{name}, {way}", *_figures(golds, ours))


def _likely(asked: Asked, rows: Scores) -> set[tuple[int, int]]:
    """The words that the encoder gives a role rather than none."""
    best = ((i, max(range(len(row)), key=row.__getitem__)) for i, row in enumerate(rows) if asked.item.labels[i] >= 0)
    return {(i, role) for i, role in best if role}


def _figures(golds: Sequence[frozenset[int]], ours: Sequence[set[int]]) -> tuple[str, ...]:
    gold, told = sum(map(len, golds)), sum(map(len, ours))
    right = sum(len(g & o) for g, o in zip(golds, ours, strict=True))
    p, r = 100 * right / max(1, told), 100 * right / max(1, gold)
    return (str(gold), str(told), str(right), f"{p:.1f}", f"{r:.1f}", f"{2 * p * r / max(1e-9, p + r):.1f}")
