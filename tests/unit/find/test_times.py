from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from tollbook.codebook.times import AtomRule, JoinRule, Value, load_times
from tollbook.find.times import find_times
from tollbook.find.times_atoms import scan, trigger_classes
from tollbook.model.mention import Mention
from tollbook.model.time import Timex
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_times("en")
RULES: list[AtomRule | JoinRule] = [*(a.rule for a in WORDS.atoms), *(j.rule for j in WORDS.joins)]


def found(parser: Parser, text: str) -> dict[str, Mention]:
    report = read_text(text, Issue(published=date(2023, 3, 15)))
    return {m.span.quote(text): m for m in find_times(parser.parse(report), report, WORDS)}


def times(parser: Parser, text: str) -> dict[str, Timex]:
    values = {quote: m.value for quote, m in found(parser, text).items()}
    return {quote: value for quote, value in values.items() if isinstance(value, Timex)}


def examples() -> Iterator[Any]:
    for rule in RULES:
        for n, (sentence, wanted) in enumerate(rule.examples.items()):
            yield pytest.param(sentence, wanted, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in RULES:
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(rule.id, sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("sentence", "wanted"), list(examples()))
def test_example(parser: Parser, sentence: str, wanted: dict[str, Value]) -> None:
    told = times(parser, sentence)
    assert wanted["quote"] in told
    fields = asdict(told[str(wanted["quote"])])
    assert {k: fields[k] for k in wanted if k != "quote"} == {k: v for k, v in wanted.items() if k != "quote"}


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    assert rule not in {m.by for m in found(parser, sentence).values()}


@pytest.mark.parametrize("rule", [a.rule for a in WORDS.atoms], ids=lambda rule: rule.id)
def test_every_atom_rule_fires_on_its_example(rule: AtomRule) -> None:
    for sentence in rule.examples:
        classes = trigger_classes((w.strip(",.():").lower() for w in sentence.replace("-", " ").split()), WORDS)
        assert rule.id in {a.by for a in scan(sentence, classes, WORDS)}


@pytest.mark.parametrize(
    ("sentence", "quote", "tense"),
    [
        ("Gunmen struck the town on Monday.", "Monday", "past"),
        ("The court will hear the case on Monday.", "Monday", "future"),
        ("Elections are scheduled for April, the junta said.", "April", "future"),
        ("The trial is set to open in May.", "May", "future"),
        ("They called off a march planned for Friday.", "Friday", "future"),
        ("The curfew was extended to 3 June.", "3 June", "future"),
        ("The junta promised to hold a vote in June.", "June", "future"),
        ("Two men were shot in June.", "June", "past"),
        ("Shelling has gone on since June.", "June", "past"),
        ("A truce takes effect on Monday, the two sides announced.", "Monday", "future"),
        ("The mayor could not be reached on Monday.", "Monday", "past"),
        ("The army will look into Monday's raid.", "Monday", "past"),
        ("The army will attend Monday's funeral.", "Monday", "future"),
        ("The figures for June extended a long rise.", "June", "past"),
        ("The January 22 massacre is one of the worst in years.", "January 22", None),
        ("The meeting of January 22 is in Abuja.", "January 22", "future"),
    ],
)
def test_tense_comes_from_the_governing_clause(parser: Parser, sentence: str, quote: str, tense: str | None) -> None:
    assert times(parser, sentence)[quote].tense == tense


@pytest.mark.parametrize(
    ("sentence", "quote", "reporting"),
    [
        ("Two men died, police said on Wednesday.", "Wednesday", True),
        ("In a statement Tuesday, the ministry said two men died.", "Tuesday", True),
        ("A spokesman said on Wednesday the bridge had been hit.", "Wednesday", True),
        ("The police said two men died on Wednesday.", "Wednesday", False),
        ("Gunmen attacked the depot on Wednesday.", "Wednesday", False),
        ("Two men died Wednesday, police said.", "Wednesday", False),
        ("The group on Wednesday released a statement on the raid.", "Wednesday", True),
        ("The group released two hostages on Wednesday.", "Wednesday", False),
    ],
)
def test_reporting_times_are_those_of_the_saying(parser: Parser, sentence: str, quote: str, reporting: bool) -> None:
    assert times(parser, sentence)[quote].reporting is reporting


@pytest.mark.parametrize(
    ("sentence", "quote", "deadline"),
    [
        ("Neighbours set a March 1 deadline for the junta.", "March 1", True),
        ("The market must close by 15 May.", "15 May", True),
        ("The union will strike from 1 May unless wages are paid.", "1 May", True),
        ("Rebels gave the garrison until Friday to leave.", "Friday", True),
        ("The airline suspended flights until 2 April.", "2 April", False),
        ("The police had said nothing by Wednesday night.", "Wednesday night", False),
        ("The market will open on 15 May.", "15 May", False),
    ],
)
def test_deadlines_are_marked(parser: Parser, sentence: str, quote: str, deadline: bool) -> None:
    assert times(parser, sentence)[quote].deadline is deadline


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels may march on the town.",
        "Two girls of 14 and 16 were led away.",
        "The raid killed 2,013 people.",
        "They freed 2013 people.",
        "The sun rose and he sat down.",
        "The March 23 Brigade took the hill.",
    ],
)
def test_what_only_looks_like_a_time_is_none(parser: Parser, sentence: str) -> None:
    assert times(parser, sentence) == {}


@pytest.mark.parametrize(("country", "month"), [("MLI", 5), ("USA", 3), (None, None)])
def test_the_order_of_a_numeric_date_is_the_country_s(parser: Parser, country: str | None, month: int | None) -> None:
    text = "Two men were shot on 03/05/2021 near the well."
    report = read_text(text, Issue(country=country))
    told = [m.value.month for m in find_times(parser.parse(report), report, WORDS) if isinstance(m.value, Timex)]
    assert told == ([] if month is None else [month])


def test_mentions_quote_the_text_and_their_head_stands_inside(parser: Parser) -> None:
    text = "Gunmen struck overnight from Friday to Saturday.\n\nThe army, which came on 3 May 2021, left a week later."
    report = read_text(text, Issue())
    parse = parser.parse(report)
    mentions = find_times(parse, report, WORDS)
    assert [m.span.quote(text) for m in mentions] == ["overnight from Friday to Saturday", "3 May 2021", "a week later"]
    assert all(m.span.contains(parse.tokens[m.head].span) for m in mentions)


def test_a_day_that_heads_a_title_is_when_the_report_came_out(parser: Parser) -> None:
    report = read_text("May 3: Two men killed\n\nTwo men were killed in a raid near Gao on Monday night. The raid began on May 3.", Issue())
    found = find_times(parser.parse(report), report, WORDS)
    assert [(m.span.quote(report.text), m.value.reporting) for m in found if isinstance(m.value, Timex)] == [
        ("May 3", True), ("Monday night", False), ("May 3", False),
    ]  # fmt: skip
