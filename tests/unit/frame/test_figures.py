from __future__ import annotations

import pytest

from tollbook.model.place import Gazetteer
from tollbook.parse import Parser
from tollbook.pipeline import load_coder
from tollbook.read.text import Issue, read_text

MATCH = (
    "Rovers survived a siege of their box to win the derby. Their captain was shot down by a red card after a tackle. "
    "The striker fired three shots and his header hit the crossbar. The coach praised the midfielder and the goalkeeper. "
)
TRADE = "Retailers said costs and wages hit profits and margins. Investors sold shares. The firm launched a raid on its rival's customers. "
VOTE = (
    "The opposition leader launched an attack on the finance minister. The candidate told voters in the campaign debate that the party's budget "
    "and its tax bill would sink the coalition. Parliament will vote after the election. "
)
STORM = "The storm killed three people. Wind and rain attacked the coast, and a tree killed a boy. The flood and more lightning are forecast. "


def kinds(gazetteer: Gazetteer, text: str) -> list[str]:
    return [a.kind.value for a in load_coder("en", gazetteer).code(read_text(text, Issue()))]


@pytest.mark.parametrize("text", [MATCH, TRADE, VOTE, STORM])
def test_matters_told_in_words_of_violence_give_no_event(gazetteer: Gazetteer, parser: Parser, text: str) -> None:
    assert kinds(gazetteer, text) == []


@pytest.mark.parametrize("text", [MATCH, TRADE, VOTE, STORM])
def test_who_was_killed_by_gunmen_among_them_is_an_event(gazetteer: Gazetteer, parser: Parser, text: str) -> None:
    assert kinds(gazetteer, text + "Gunmen attacked a minibus near the airport, killing four people.") != []


def test_a_killing_on_the_pitch_is_told(gazetteer: Gazetteer, parser: Parser) -> None:
    assert kinds(gazetteer, MATCH + "On Saturday a steward was stabbed to death by a fan.") == ["killing"]


@pytest.mark.parametrize("text", ["There were 41 deaths from cholera.", "The flood left 12 dead."])
def test_deaths_by_nature_are_no_event(gazetteer: Gazetteer, parser: Parser, text: str) -> None:
    assert kinds(gazetteer, text) == []
