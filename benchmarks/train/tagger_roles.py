"""Who did it and to whom: for each event word of a gold record, its sentence with the gold's roles and what the rules make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.coding import coder
from benchmarks.task import records
from benchmarks.tasks.wikievents_read import OURS, head_of
from benchmarks.train.encoder import IGNORED, Item
from tollbook.find.actors import find_actors
from tollbook.model.account import Account
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span
from tollbook.read.text import Issue, read_text

NONE, DOER, BEFALLEN = 0, 1, 2
ROLES = {
    "attacker": DOER, "killer": DOER, "injurer": DOER, "jailer": DOER,
    "target": BEFALLEN, "victim": BEFALLEN, "detainee": BEFALLEN,
}  # fmt: skip
EVENTS = ("conflict.attack", "life.die", "life.injure", "justice.arrestjaildetain")
"""The event types that have a perpetrator, in WikiEvents and RAMS."""
NAMING = ("NOUN", "PROPN", "PRON", "NUM")
PLEADED = {"perpetrator": DOER, "target": BEFALLEN}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One event word of a gold record: the sentence as an ``item`` whose word 0 is the parse's token ``first``, and what the rules make of it.

    ``told`` is false where the rules see no event at the word. ``ours`` are the positions in the item of the parties the rules give a role in this
    sentence, ``filled`` the roles that the account has anywhere, ``parties`` the heads of all actor mentions of the sentence.
    """

    name: str
    text: str
    item: Item
    told: bool = False
    ours: tuple[tuple[int, int], ...] = ()
    filled: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()

    def gold(self, role: int) -> frozenset[int]:
        """Positions of the words that have the role in the gold."""
        return frozenset(i for i, label in enumerate(self.item.labels) if label == role)


def questions(folder: Path, split: str) -> Iterator[Asked]:
    """Every event word of a corpus's split with its sentence, its gold and the rules' reading."""
    for record in records(folder, split):
        events = list(_events(record))
        if not events:
            continue
        report = read_text(record["text"], Issue())
        parse = coder().parser.parse(report)
        accounts = coder().code_parse(report, parse)
        heads = frozenset(m.head for m in find_actors(parse, coder().lexicon.actors))
        for start, end, arguments in events:
            word = _head(parse, start, end)
            if word is not None:
                yield _asked(record["id"], _Coded(parse, accounts, heads), word, _labels(parse, word, arguments))


@dataclass(frozen=True, slots=True)
class _Coded:
    """A report's parse, its accounts and the head words of the parties that the rules see."""

    parse: Parse
    accounts: Sequence[Account]
    heads: frozenset[int]


def _asked(name: str, coded: _Coded, word: Token, labels: Mapping[int, int]) -> Asked:
    parse = coded.parse
    sentence = parse.sentence_of(word)
    tokens, first = parse.words(sentence), sentence.first
    told = [NONE if t.pos in NAMING and t.i != word.i else IGNORED for t in tokens]
    for i, role in labels.items():
        told[i - first] = role
    item = Item([t.text for t in tokens], told, frozenset([word.i - first]))
    account = next((a for a in coded.accounts if word.span in a.trigger), None)
    inside = frozenset(h - first for h in coded.heads if sentence.first <= h < sentence.last and h != word.i)
    if account is None:
        return Asked(name, sentence.span.quote(parse.text), item, parties=inside)
    roles = [(PLEADED.get(OURS.get(p.value.role, p.value.role)), p.spans) for p in account.parties]
    ours = tuple(sorted({(h.i - first, role) for role, spans in roles if role for h in _heads(parse, spans) if h.sentence == sentence.i}))
    return Asked(name, sentence.span.quote(parse.text), item, True, ours, frozenset(role for role, _ in roles if role), inside)


def _heads(parse: Parse, spans: Sequence[Span]) -> Iterator[Token]:
    return (head_of(parse, s.start, s.end) for s in spans)


def _head(parse: Parse, start: int, end: int) -> Token | None:
    """The word that governs the others; ``None`` where the parse has none of them, as in page furniture."""
    return head_of(parse, start, end) if any(t.start < end and t.end > start for t in parse.tokens) else None


def _labels(parse: Parse, word: Token, arguments: Iterable[tuple[str, int, int]]) -> dict[int, int]:
    """The role of each token of the event word's sentence that is the head of an argument."""
    found = {}
    for role, start, end in arguments:
        head = _head(parse, start, end)
        if head is not None and head.sentence == word.sentence and head.i != word.i:
            found[head.i] = ROLES[role]
    return found


def _events(record: Json) -> Iterator[tuple[int, int, list[tuple[str, int, int]]]]:
    """Where each event word stands, and its arguments that have a role here."""
    events = [record["event"]] if "event" in record else record["events"]
    places = _Places(record["tokens"]) if any("start_idx" in e["trigger"] for e in events) else None
    for event in events:
        kind = (event.get("type") or event["event_type"]).lower()
        start, end = places.event(event["trigger"]) if places else (event["trigger"]["start"], event["trigger"]["end"])
        if kind.startswith(EVENTS):
            told = event.get("args") or event.get("arguments") or ()
            roles = [a for a in told if a["role"].lower() in ROLES]
            spans = [(a["role"].lower(), places.nearest(a["text"], start) if places else (a["start"], a["end"])) for a in roles]
            yield start, end, [(role, *span) for role, span in spans if span]


class _Places:
    """Where words stand in a text of which only the tokens are given, the same event word each time at its next place."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens, self.starts, at = tokens, [], 0
        for token in tokens:
            self.starts.append(at)
            at += len(token) + 1
        self.used: set[int] = set()

    def event(self, trigger: Json) -> tuple[int, int]:
        """The event word's place; the corpus gives the first place of the same words for all of them, so each is taken once."""
        words = list(self.tokens[trigger["start_idx"] : trigger["end_idx"]])
        at = next((i for i in self._at(words) if i >= trigger["start_idx"] and i not in self.used), trigger["start_idx"])
        self.used.add(at)
        return self._span(at, len(words))

    def nearest(self, text: str, start: int) -> tuple[int, int] | None:
        """Where an argument's words stand nearest to the event word."""
        words = text.split()
        at = min(self._at(words) if words else (), key=lambda i: abs(self.starts[i] - start), default=None)
        return None if at is None else self._span(at, len(words))

    def _at(self, words: Sequence[str]) -> Iterator[int]:
        return (i for i in range(len(self.tokens) - len(words) + 1) if list(self.tokens[i : i + len(words)]) == list(words))

    def _span(self, at: int, count: int) -> tuple[int, int]:
        last = at + count - 1
        return self.starts[at], self.starts[last] + len(self.tokens[last])
