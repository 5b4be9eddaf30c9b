"""python -m benchmarks.train.merge FOLDER: learns what merging weighs from the training parts below the folder and writes it to the data."""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from benchmarks.merging import Coded, code_texts, day_of, table
from benchmarks.task import Json, MissingDataError, records
from benchmarks.train.merge_words import write_words
from tollbook.merge.block import candidates
from tollbook.merge.facts import Facts, facts_of
from tollbook.merge.features import features_of
from tollbook.merge.siblings import united, units_of
from tollbook.read.text import Issue

Floats = npt.NDArray[np.float64]
FILE = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "merge" / "weights.yml"
PRIOR = Path(__file__).parent / "merge_prior.yml"
CORPORA = ("gvc_docs", "gva_longtail")
NEXT = 5
"""Main events are also compared with so many of those published next, which are mostly strangers."""
HOLD, HOLD_BIAS = 3.0, 0.3
"""How strongly a weight is held to what it was taken for before, and the bias, which the share of true pairs must set."""
FIRM = ("same-day", "other-day", "days-apart", "news-days-apart", "same-place", "other-country", "other-region", "km-apart", "nothing-shared")
HOLD_FIRM = 60.0
"""Weights held much more strongly: American city pages name state and day less well than news of wars, where a day tells attacks apart."""
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts by their features, and whether they are one event."""

    features: list[dict[str, float]]
    one: list[bool]


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; 2 where there is nothing to train on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train.merge", description="Learns the weights of merging.")
    parser.add_argument("folder", type=Path, help="folder of corpora, one a folder, each with its train.jsonl")
    parser.add_argument("--words", action="store_true", help="count how common words are instead")
    asked = parser.parse_args(argv)
    try:
        if asked.words:
            return write_words(asked.folder)
        learned = learn([pairs_of(rows_of(asked.folder / corpus)) for corpus in CORPORA if (asked.folder / corpus / "train.jsonl").is_file()])
    except MissingDataError as error:
        sys.stderr.write(f"train: {error}\n")
        return 2
    FILE.write_text(written(FILE.read_text(encoding="utf-8"), learned), encoding="utf-8")
    sys.stdout.write("".join(f"{name} {weight}\n" for name, weight in learned.items()))
    return 0


def rows_of(folder: Path) -> list[Json]:
    """The training texts with a gold incident."""
    return [r for r in records(folder, "train") if r.get("gold")]


def pairs_of(rows: Sequence[Json], coded: Sequence[Coded] | None = None) -> Pairs:
    """The pairs of main events of these texts: those merging would compare, those that are one event, and strangers of the same days."""
    if coded is None:
        coded = code_texts((r["id"], r["text"], Issue(title=r.get("title"), url=r.get("url"), published=day_of(r.get("dct")))) for r in rows)
    event = {r["id"]: str(r["incident"]) for r in rows}
    held = [(event[c.id], lead) for c in coded if (lead := lead_unit(c)) is not None]
    facts = [lead for _, lead in held]
    chosen = sorted({*candidates(facts, table()), *_gold_pairs([e for e, _ in held]), *_strangers(facts)})
    apart = [(i, j) for i, j in chosen if facts[i].report != facts[j].report]
    return Pairs([dict(features_of(facts[i], facts[j], table())) for i, j in apart], [held[i][0] == held[j][0] for i, j in apart])


def lead_unit(coded: Coded) -> Facts | None:
    """What the text's accounts of its main event tell together; ``None`` where it tells no harm."""
    facts = facts_of(coded.accounts, coded.report, table())
    units = (united([facts[n] for n in unit]) for unit in units_of(facts, table()))
    return next((u for u in units if u.lead), None)


def _gold_pairs(events: Sequence[str]) -> list[tuple[int, int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        members[event].append(n)
    return [pair for ns in members.values() for pair in combinations(ns, 2)]


def _strangers(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    order = sorted(range(len(facts)), key=lambda n: facts[n].rank)
    return [(min(i, j), max(i, j)) for at, i in enumerate(order) for j in order[at + 1 : at + 1 + NEXT]]


def learn(parts: Sequence[Pairs]) -> dict[str, float]:
    """The weights of a logistic regression, held to the prior; MissingDataError where there is no pair of one event."""
    features = [f for part in parts for f in part.features]
    one = np.array([x for part in parts for x in part.one], dtype=np.float64)
    if not one.any():
        raise MissingDataError("there are no two texts on one incident to learn from")
    prior: dict[str, float] = yaml.safe_load(PRIOR.read_text(encoding="utf-8"))
    names = list(prior)
    seen = np.array([[1.0 if name == "bias" else f.get(name, 0.0) for name in names] for f in features])
    hold = np.array([HOLD_BIAS if name == "bias" else HOLD_FIRM if name in FIRM else HOLD for name in names])
    weights = fit(seen, one, np.array(list(prior.values())), hold)
    return {name: round(float(w), 1) for name, w in zip(names, weights, strict=True)}


def fit(seen: Floats, one: Floats, prior: Floats, hold: Floats) -> Floats:
    """The weights that make the pairs likeliest, each held to its prior (Newton's method)."""
    weights = prior.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (chance - one) + hold * (weights - prior)
        curve = (seen * (chance * (1 - chance))[:, None]).T @ seen + np.diag(hold)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def written(text: str, weights: Mapping[str, float]) -> str:
    """The data file with these weights, all else as it was."""
    for name, weight in weights.items():
        text, n = re.subn(rf"(?m)^  {name}: .*$", f"  {name}: {weight}", text)
        if n != 1:
            raise MissingDataError(f"{FILE.name} has no weight '{name}', or two")
    return text


if __name__ == "__main__":
    sys.exit(main())
