"""IndiaPoliceEvents: which sentences and articles tell that police killed, arrested, used force, failed to act, or did anything at all."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.coding import code_report, coder
from benchmarks.task import Result, hash_of, records
from benchmarks.tasks.rates import Rates

HOMES = ("indiapolice",)
LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
POLICE = ("police", "state-forces", "object-police")
SAYING = re.compile(r"\bpolice|\bsuperintendent|\bcommissioner of|\binspector", re.IGNORECASE)
ACTING = ("perpetrator", "actor", "side_a", "side_b", "speaker")
FORCEFUL = ("armed-attack", "armed-clash", "killing", "excessive-force", "protest-intervention", "assault")
CROWD_CONTROL = ("excessive-force", "protest-intervention")
Json = Mapping[str, Any]


def measure(folder: Path, split: str) -> Result:
    """F1 of each label over sentences and over articles; an article has the labels of its sentences."""
    texts = list(records(folder, split))
    coder()
    started = time.perf_counter()
    coded = [code_report(r["text"], r.get("dct") or None) for r in texts]
    took = time.perf_counter() - started
    by_sentence, by_article = {name: Rates() for name in LABELS}, {name: Rates() for name in LABELS}
    errors: list[str] = []
    for record, accounts in zip(texts, coded, strict=True):
        told = labels_by_sentence(accounts, record["text"], record["sents"])
        for sentence, labels in zip(record["sents"], told, strict=True):
            _add(by_sentence, sentence["labels"], labels)
            errors.extend(_errors(record["id"], sentence, labels))
        _add(by_article, record["labels"] or (), {label for labels in told for label in labels})
    metrics = {f"{label.lower()}_f1": by_article[label].f1 for label in LABELS}
    metrics |= {f"sent_{label.lower()}_f1": by_sentence[label].f1 for label in LABELS}
    heads = ("", "gold", "told", "right", "precision", "recall", "F1")
    rows = [by_sentence[n].row(f"{n}, sentences") for n in LABELS] + [by_article[n].row(f"{n}, articles") for n in LABELS]
    rate = round(len(texts) / took, 2)
    return Result("indiapolice", split, len(texts), metrics, rate, hash_of([folder / f"{split}.jsonl"]), (heads, *rows), tuple(errors))


def _add(rates: Mapping[str, Rates], gold: Iterable[str], told: Iterable[str]) -> None:
    wanted, ours = set(gold), set(told)
    for label, rate in rates.items():
        rate.mark(label in wanted, label in ours)


def _errors(name: str, sentence: Json, told: set[str]) -> Iterator[str]:
    words = " ".join(sentence["text"].split())[:200]
    yield from (f"{name}/{sentence['sent_id']} {label} missed: {words}" for label in sentence["labels"] if label not in told)
    yield from (f"{name}/{sentence['sent_id']} {label} not in the gold: {words}" for label in sorted(told) if label not in sentence["labels"])


def labels_by_sentence(accounts: Sequence[Json], text: str, sentences: Sequence[Json]) -> list[set[str]]:
    """The labels of each sentence: those of the accounts whose events or whose police speakers stand in it."""
    bounds = _bounds(text, sentences)
    found: list[set[str]] = [set() for _ in bounds]
    for account in accounts:
        said = [s for by in account["said_by"] if SAYING.search(by["speaker"]) for s in by["spans"]]
        for labels, spans in ((labels_of(account), account["trigger"]), ({"ANY_ACTION"}, said)):
            for n, (start, end) in enumerate(bounds):
                if any(start <= span["start"] < end for span in spans):
                    found[n] |= labels
    return found


def _bounds(text: str, sentences: Sequence[Json]) -> list[tuple[int, int]]:
    """Where each sentence of the corpus stands in the text."""
    found, last = [], 0
    for sentence in sentences:
        words = sentence["text"].strip()
        start = text.find(words, last)
        start = start if start >= 0 else last
        last = start + len(words)
        found.append((start, last))
    return found


def labels_of(account: Json) -> set[str]:
    """The labels of one account: what police are told to have done, and arrests and crowd control whoever did them."""
    kind, stance = account["kind"], account["stance"]
    if stance == "hypothetical" or account["currency"] == "future":
        return set()
    police = any(p["role"] in ACTING and p["kind"] in POLICE for p in account["parties"])
    if stance in ("negated", "denied"):
        return {"FAIL"} if police else set()
    labels = {"ANY_ACTION"} if police or kind == "deployment" else set()
    nobody = not any(p["role"] == "perpetrator" for p in account["parties"])
    if kind == "arrest" and (police or nobody):
        labels |= {"ARREST", "ANY_ACTION"}
    if (kind in FORCEFUL and police) or kind in CROWD_CONTROL:
        labels |= {"FORCE", "ANY_ACTION"}
        labels |= {"KILL"} if kind == "killing" or _kills(account) else set()
    return labels


def _kills(account: Json) -> bool:
    return any(t["status"] == "killed" and t["best"] != 0 for t in account["tolls"])
