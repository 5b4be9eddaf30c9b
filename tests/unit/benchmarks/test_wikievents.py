"""The adapter and the score of WikiEvents, on records made up for it."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.tasks.wikievents import Tally
from benchmarks.tasks.wikievents_read import ROWS, TYPES, coded, gold_of, head_of
from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.kinds import load_kinds
from tollbook.codebook.lexicon import load_lexicon
from tollbook.parse.model import Parser
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

TEXT = "A roadside bomb killed two Kenyan soldiers near Kano on Monday ."


def test_the_crosswalk_names_kinds_and_rules_there_are() -> None:
    assert {r["kind"] for r in ROWS if r["kind"]} <= set(load_kinds())
    assert {r["rule"] for r in ROWS if r["rule"]} <= set(load_deeds("en").by_id)
    assert all(bool(r["kind"]) != bool(r["rule"]) for r in ROWS)
    assert all(t.count(".") == 1 for t in TYPES)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "Life.Die.Unspecified", "trigger": {"start": 16, "end": 22}, "args": [{"role": "Victim", "start": 27, "end": 42}]},
        {"event_type": "Life.Die", "trigger": {"start_idx": 3, "end_idx": 4}, "args": [{"role": "Victim", "start": 27, "end": 42}]},
    ],
)
def test_gold_is_read_by_offsets_or_by_tokens(event: dict[str, Any], parser: Parser) -> None:
    gold = gold_of({"tokens": TEXT.split(), "events": [event]}, parser.parse(read_text(TEXT, Issue())))
    assert gold.triggers == (("Life.Die", 16),) and gold.arguments == (("Life.Die", "Victim", 34),)


def test_the_head_governs_the_rest(parser: Parser) -> None:
    parse = parser.parse(read_text(TEXT, Issue()))
    assert head_of(parse, 23, 42).text == "soldiers"


def test_accounts_are_told_in_the_corpus_types(coder: Coder) -> None:
    report = read_text(TEXT, Issue())
    parse = coder.parser.parse(report)
    told = coded(coder.code_parse(report, parse), parse, load_lexicon("en"))
    assert ("Life.Die", 16) in told.triggers
    assert ("Life.Die", "Victim", 34) in told.arguments


def test_rates() -> None:
    tally = Tally()
    tally.add([("a", 1), ("a", 2), ("b", 3)], [("a", 1), ("b", 4)])
    assert tally.rates("a") == (100.0, 50.0, 66.7) and tally.rates() == (50.0, 33.3, 40.0)
