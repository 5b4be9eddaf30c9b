from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tollbook.codebook.counts import load_counts, load_groups
from tollbook.find.counts import find_counts
from tollbook.find.counts_numbers import value
from tollbook.model.mention import Mention
from tollbook.model.toll import Count
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_counts("en")


def found(parser: Parser, text: str) -> tuple[Mention, ...]:
    return find_counts(parser.parse(read_text(text, Issue())), WORDS)


def counts(parser: Parser, text: str) -> dict[str, Count]:
    values = {m.span.quote(text): m.value for m in found(parser, text)}
    return {quote: value for quote, value in values.items() if isinstance(value, Count)}


def fields(count: Count) -> dict[str, object]:
    toll = count.toll
    return {"low": toll.low, "best": toll.best, "high": toll.high, "group": count.group, "status": count.status, "part": count.part}


def examples() -> Iterator[Any]:
    for rule in (c.rule for c in WORDS.rules):
        for n, (sentence, wanted) in enumerate(rule.examples.items()):
            yield pytest.param(rule.id, sentence, wanted, id=f"{rule.id}-{n}")


def counters() -> Iterator[Any]:
    for rule in (c.rule for c in WORDS.rules):
        for n, sentence in enumerate(rule.counter):
            yield pytest.param(rule.id, sentence, id=f"{rule.id}-not-{n}")


@pytest.mark.parametrize(("rule", "sentence", "wanted"), list(examples()))
def test_example(parser: Parser, rule: str, sentence: str, wanted: dict[str, object]) -> None:
    told = {m.span.quote(sentence): m for m in found(parser, sentence)}
    mention = told[str(wanted["quote"])]
    assert mention.by == rule
    assert isinstance(mention.value, Count)
    assert {k: v for k, v in fields(mention.value).items() if k in wanted} == {k: v for k, v in wanted.items() if k != "quote"}


@pytest.mark.parametrize(("rule", "sentence"), list(counters()))
def test_counter_example(parser: Parser, rule: str, sentence: str) -> None:
    assert rule not in {m.by for m in found(parser, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The town fell in 2014.",
        "The boy, 16, went home.",
        "A 16-year-old bridge collapsed.",
        "He was jailed for 12 years.",
        "They paid $2,000 and 300 euros.",
        "The camp lies 40 km from the border.",
        "About 60 percent of the homes burned.",
        "They seized two grenades, 14 rifles and three trucks.",
        "One of the wounded trucks was towed.",
        "The 4th Brigade and the M23 clashed near G5 posts.",
        "Call 020 555 0199 or come at 5 p.m.",
        "He came third in Group 4.",
        "Two blasts were heard on 12 May.",
        "He wrote on the 1972 murder.",
        "On February 26, 31 trucks left.",
        "Of the towns, one of them is Kidal.",
        "Raiders killed two of his goats.",
        "Five families lost their homes.",
        "Two soldiers' trucks burned.",
    ],
)
def test_what_is_no_number_of_people(parser: Parser, sentence: str) -> None:
    assert counts(parser, sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "quote", "status"),
    [
        ("The blaze left five dead.", "five", "killed"),
        ("The clinic recorded 30 injuries.", "30 injuries", "injured"),
        ("The region saw 12 deaths last week.", "12 deaths", "killed"),
        ("There were three fatalities.", "three fatalities", "killed"),
        ("The flood claimed 12 lives.", "12 lives", "killed"),
        ("Eight traders lost their lives on the road.", "Eight traders", "killed"),
        ("The death toll rose to 30, officials said.", "30", "killed"),
        ("The death toll rose from 20 to 30.", "30", "killed"),
        ("The ministry put the number of wounded at 41.", "41", "injured"),
        ("Four miners are still missing.", "Four miners", "missing"),
        ("Gunmen took nine nurses hostage.", "nine nurses", "abducted"),
        ("Six people were found dead in a well.", "Six people", "killed"),
        ("The murder of two priests shocked the town.", "two priests", "killed"),
        ("Twelve people were treated for burns.", "Twelve people", "injured"),
        ("Bandits abducted 15 pupils.", "15 pupils", "abducted"),
        ("The army freed 46 of them.", None, None),
        ("Nobody was killed or wounded.", "Nobody", "killed"),
        ("A doctor said 12 people were killed.", "A doctor", None),
        ("Two men were shot and killed at a bar.", "Two men", "killed"),
        ("Four guards sustained burns.", "Four guards", "injured"),
        ("More than 100 people were said to be missing.", "More than 100 people", "missing"),
        ("The troops killed three displaced people.", "three displaced people", "killed"),
        ("Police announced the arrest of 45 traders and two drivers.", "two drivers", "detained"),
        ("They found 13 wounded soldiers.", "13 wounded soldiers", "injured"),
        ("The three men who died were cousins.", "three men", "killed"),
        ("There were 40 casualties.", "40 casualties", None),
        ("Twelve people were killed or wounded.", "Twelve people", None),
        ("The shelling left 12 dead or wounded.", "12", None),
        ("Two soldiers killed a shepherd.", "Two soldiers", None),
        ("Four men were in the car.", "Four men", None),
    ],
)
def test_status_where_the_phrase_says_so(parser: Parser, sentence: str, quote: str | None, status: str | None) -> None:
    told = counts(parser, sentence)
    assert quote is None or told[quote].status == status


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people were killed or wounded.",
        "The shelling left 12 dead or wounded.",
        "They killed and injured 20 people.",
        "Troops detained or killed 80 rebels.",
    ],
)
def test_two_fates_in_one_number_are_marked(parser: Parser, sentence: str) -> None:
    assert [m.by for m in found(parser, sentence)] == [WORDS.unclear]


@pytest.mark.parametrize(
    ("sentence", "quote", "group", "status"),
    [
        ("The raid killed 12 people, including three children.", "three children", "children", "killed"),
        ("The raid killed 12 people, five of them soldiers.", "five of them soldiers", "soldiers", "killed"),
        ("The bomb wounded 20 people, among them eight women and two boys.", "eight women", "women", "injured"),
        ("The bomb wounded 20 people, among them eight women and two boys.", "two boys", "children", "injured"),
        ("The bomb hurt 20 people, two pupils among them.", "two pupils", "students", "injured"),
        ("Three policemen were among the dead.", "Three policemen", "police", "killed"),
        ("Shells killed six people. Two of the dead were children, a nurse said.", "Two of the dead were children", "children", "killed"),
    ],
)
def test_parts_of_a_whole(parser: Parser, sentence: str, quote: str, group: str, status: str) -> None:
    told = counts(parser, sentence)[quote]
    assert (told.group, told.status, told.part) == (group, status, True)


def test_some_of_the_dead_are_no_total_of_their_own(parser: Parser) -> None:
    told = counts(parser, "Shells killed six people and wounded nine. Two of the dead, police said, were brothers.")
    assert {quote: count.group for quote, count in told.items() if count.status == "killed"} == {"six people": "total"}


def test_who_tells_of_a_part_is_none_of_it(parser: Parser) -> None:
    told = counts(parser, "Shells killed six people. Two of the dead were children, the doctor said.")
    assert {quote for quote, count in told.items() if count.status == "killed"} == {"six people", "Two of the dead were children"}


def test_some_of_the_abducted_that_were_shot_are_a_toll_of_their_own(parser: Parser) -> None:
    told = counts(parser, "The militia abducted 20 students, five of whom were later killed.")
    assert fields(told["five of whom"]) == {"low": 5, "best": 5, "high": 5, "group": "students", "status": "killed", "part": False}


@pytest.mark.parametrize(
    ("sentence", "quote", "group"),
    [
        ("Two members of the fire brigade were killed.", "Two members of the fire brigade", "civil-defence"),
        ("Three army officers were killed.", "Three army officers", "soldiers"),
        ("Nine police officers were hurt.", "Nine police officers", "police"),
        ("Four armed men were killed.", "Four armed men", "attackers"),
        ("Five UN peacekeepers were wounded.", "Five UN peacekeepers", "peacekeepers"),
        ("Forty women and children were abducted.", "Forty women and children", "total"),
        ("Eleven Senegalese were killed.", "Eleven Senegalese", "nationals"),
        ("Six civilian deaths were reported.", "Six civilian deaths", "civilians"),
    ],
)
def test_groups(parser: Parser, sentence: str, quote: str, group: str) -> None:
    assert counts(parser, sentence)[quote].group == group


def test_one_word_behind_gives_all_their_group(parser: Parser) -> None:
    told = counts(parser, "The mine left 3 killed, 7 injured, all civilians.")
    assert [(c.group, c.status) for c in told.values()] == [("civilians", "killed"), ("civilians", "injured")]


@pytest.mark.parametrize(
    ("text", "worth"),
    [("two hundred and five", 205), ("1,200", 1200), ("1.2 million", 1_200_000), ("half a million", 500_000), ("two dozen", 24), ("a dozen", 12),
     ("three hundred thousand", 300_000), ("twenty-one", 21), ("Tens of thousands", 10_000), ("two thousand three hundred", 2300)],
)  # fmt: skip
def test_number_words(text: str, worth: int) -> None:
    assert value(text, WORDS) == worth


def test_mentions_are_in_text_order_and_do_not_overlap(parser: Parser) -> None:
    text = "At least 12 people died, including a child. Between 3 and 5 soldiers were hurt; two dozen villagers fled and nobody else was hurt."
    mentions = found(parser, text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_every_group_has_a_label_and_each_word_one_group() -> None:
    groups = load_groups()
    assert all(g.label for g in groups)
    listed = [w for g in groups for w in g.words]
    assert sorted(set(listed)) == sorted(listed)
    assert {g.group for g in groups} >= set(WORDS.tails)
