"""Event words and arguments of WikiEvents, as its annotators and as the product give them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.codebook.lexicon import Lexicon
from tollbook.find.deeds import find_deeds
from tollbook.model.account import Account
from tollbook.model.mention import Deed
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span

Trigger = tuple[str, int]
Argument = tuple[str, str, int]
Row = Mapping[str, str]
OURS = {"victim": "target", "detainee": "target", "side_a": "perpetrator", "side_b": "target"}
SAME = {"Damager": "DamagerDestroyer", "Destroyer": "DamagerDestroyer"}
"""Roles of the corpus that say the same."""


@dataclass(frozen=True, slots=True)
class Events:
    """Event words by type and where they start; arguments by event type, role and where their head word starts."""

    triggers: tuple[Trigger, ...]
    arguments: tuple[Argument, ...]


def _crosswalk() -> tuple[Row, ...]:
    with (Path(__file__).parent / "wikievents_crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


ROWS = _crosswalk()
TYPES = tuple(dict.fromkeys(row["kairos"] for row in ROWS))
"""The event types, to their second level, that some kind of the codebook covers."""
BY_RULE = {row["rule"]: row for row in ROWS if row["rule"]}
BY_HARM = {"killed": next(r for r in ROWS if r["kairos"] == "Life.Die"), "injured": next(r for r in ROWS if r["kairos"] == "Life.Injure")}
"""The corpus takes "killed" for a death wherever it stands, the product's rules for a blast in "a bomb killed two"."""
BY_KIND = {row["kind"]: row for row in ROWS if row["kind"]}


def gold_of(record: Mapping[str, Any], parse: Parse) -> Events:
    """What the annotators marked; no arguments where the record gives them without offsets."""
    starts = _starts(record["tokens"])
    triggers: list[Trigger] = []
    arguments: list[Argument] = []
    for event in record["events"]:
        kind = ".".join((event.get("type") or event["event_type"]).split(".")[:2])
        trigger = event["trigger"]
        start, end = (trigger["start"], trigger["end"]) if "start" in trigger else (starts[trigger["start_idx"]], starts[trigger["end_idx"] - 1] + 1)
        triggers.append((kind, head_of(parse, start, end).start))
        arguments.extend((kind, SAME.get(a["role"], a["role"]), head_of(parse, a["start"], a["end"]).start) for a in event.get("args", ()))
    return Events(tuple(dict.fromkeys(triggers)), tuple(dict.fromkeys(arguments)))


def _starts(tokens: Sequence[str]) -> list[int]:
    """Where each token starts in the text that is the tokens joined by blanks."""
    found, at = [], 0
    for token in tokens:
        found.append(at)
        at += len(token) + 1
    return found


def head_of(parse: Parse, start: int, end: int) -> Token:
    """The word of a stretch of text that governs the rest of it."""
    inside = [t for t in parse.tokens if t.start < end and t.end > start]
    return next((t for t in inside if t.head == t.i or all(t.head != o.i for o in inside)), inside[-1])


def coded(accounts: Iterable[Account], parse: Parse, lexicon: Lexicon) -> Events:
    """What the product's accounts tell: each event word with the type of its own rule or kind, and the parties named in its sentence."""
    deeds = {m.span: m for m in find_deeds(parse, lexicon.deeds)}
    triggers: list[Trigger] = []
    arguments: list[Argument] = []
    for account in accounts:
        for span in account.trigger:
            deed = deeds.get(span)
            if deed is None or not isinstance(deed.value, Deed):
                continue
            harm = lexicon.frames.status_of_lemma.get(parse.tokens[deed.head].lemma)
            row = BY_HARM.get(harm or "") or BY_RULE.get(deed.by) or BY_KIND.get(deed.value.kind)
            if row is not None:
                triggers.append((row["kairos"], parse.tokens[deed.head].start))
                arguments.extend(_arguments(account, row, parse.tokens[deed.head], parse))
    return Events(tuple(dict.fromkeys(triggers)), tuple(dict.fromkeys(arguments)))


def _arguments(account: Account, row: Row, trigger: Token, parse: Parse) -> Iterator[Argument]:
    told = [(row[OURS.get(p.value.role, p.value.role)], p.spans) for p in account.parties]
    told += [(row["place"], account.where.spans)] if account.where is not None else []
    told += [(row["instrument"], account.instrument.spans)] if account.instrument is not None else []
    for role, spans in told:
        head = _nearest(spans, trigger, parse)
        if role and head is not None:
            yield row["kairos"], role, head.start


def _nearest(spans: Sequence[Span], trigger: Token, parse: Parse) -> Token | None:
    """The head of the mention nearest to the event word in its sentence; ``None`` where none stands there."""
    heads = [head_of(parse, s.start, s.end) for s in spans]
    return min((h for h in heads if h.sentence == trigger.sentence), key=lambda h: abs(h.i - trigger.i), default=None)
