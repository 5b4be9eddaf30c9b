"""The texts the gate is trained and measured on, and what each corpus says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import Json, records
from benchmarks.tasks.gold import gold_files, text_of

POLICED = frozenset(["KILL", "ARREST", "FORCE", "FAIL"])
"""Labels of what police did to people, or did not do for them; to have been there is no event."""
CONFLICT = ("Conflict.", "Life.Die", "Life.Injure", "Justice.")


@dataclass(frozen=True, slots=True)
class Sample:
    """One text of a corpus with the number of ``events`` its gold tells; none where the corpus tells of other things."""

    id: str
    corpus: str
    text: str
    title: str | None
    day: str | None
    events: int


EVENTS: Mapping[str, Callable[[Json], int]] = {
    "hrdsattack": lambda r: len(r["annotations"]),
    "muc4": lambda r: sum(not t["optional"] for t in r["templates"]),
    "insecurity_insight": lambda r: 1,
    "isaf": lambda r: 1,
    "gva_longtail": lambda r: int(r["gold"] is not None),
    "wikievents": lambda r: sum((e.get("type") or e["event_type"]).startswith(CONFLICT) for e in r["events"]),
    "plover_gsr": lambda r: 1,
    "ceha": lambda r: int(r["relevant"] == "Yes"),
    "indiapolice": lambda r: sum(not POLICED.isdisjoint(s["labels"]) for s in r["sents"]),
    "re3d": lambda r: 0,
    "lgl": lambda r: 0,
    "geowebnews": lambda r: 0,
    "geovirus": lambda r: 0,
    "polnear": lambda r: 0,
    "tempeval3": lambda r: 0,
    "meantime": lambda r: 0,
    "ecbplus": lambda r: 0,
}
"""How many events the gold of a record tells. Corpora of other things have no gold for events: what they tell is open."""
OPEN = ("lgl", "geowebnews", "geovirus", "polnear", "tempeval3", "meantime", "ecbplus", "indiapolice", "ceha")
HALVED = ("lgl", "geowebnews", "geovirus", "polnear", "indiapolice", "plover_gsr")
"""Corpora without a part to train on: half of their development part is for training, the other half for measuring."""


def is_for_training(name: str) -> bool:
    """True for half of all names, always the same."""
    return _digit(name) % 2 == 1


def is_kept(name: str) -> bool:
    """True for a fifth of the texts for training, which only set the threshold."""
    return _digit(name, "kept") % 5 == 0


def _digit(name: str, salt: str = "") -> int:
    return int.from_bytes(hashlib.sha256(f"{salt}{name}".encode()).digest()[:4], "big")


def samples(data: Path, split: str) -> Iterator[Sample]:
    """The texts of every corpus that lies in the folder, of one split; of the halves' development part those for measuring."""
    for corpus in EVENTS:
        if (data / corpus / f"{split}.jsonl").is_file():
            found = corpus_samples(data / corpus, split)
            yield from (s for s in found if split != "dev" or corpus not in HALVED or not is_for_training(s.id))


def training_samples(data: Path) -> Iterator[Sample]:
    """The texts for training: the training parts, and the halves for it."""
    for corpus in EVENTS:
        split = "dev" if corpus in HALVED else "train"
        if (data / corpus / f"{split}.jsonl").is_file():
            yield from (s for s in corpus_samples(data / corpus, split) if corpus not in HALVED or is_for_training(s.id))


def corpus_samples(folder: Path, split: str) -> Iterator[Sample]:
    """The texts of one corpus, blank ones left out."""
    for record in records(folder, split):
        text = record.get("text") or " ".join(record.get("tokens", ()))
        if text.strip():
            day = str(record.get("dct") or record.get("date") or "")[:10]
            yield Sample(str(record["id"]), folder.name, text, record.get("title"), day, EVENTS[folder.name](record))


def gold_samples(folder: Path) -> Iterator[Sample]:
    """The gold reports of a folder, each with the number of its accounts."""
    for path, gold in gold_files(folder).items():
        yield Sample(path.stem, "gold", text_of(path, gold), None, gold.get("published"), len(gold["accounts"]))
