"""Which reports are worth parsing."""

from __future__ import annotations

import pytest

from tollbook.codebook.gate import GateWords, load_gate
from tollbook.read.gate import is_relevant, weigh, words_in
from tollbook.read.text import Issue, read_text

RELEVANT = {
    "attack": "Residents of the valley spent the night in the school after gunmen on motorcycles opened fire on the weekly market, the mayor "
    "said. Four traders were killed and a dozen others wounded before the men rode off towards the hills. Shops stayed shut the "
    "next morning.",
    "abduction": "The family of a teacher taken from her house last week has asked for her release. Three men in masks forced her into a car at "
    "dawn, neighbours said, and a ransom was asked for by telephone two days later. The police have not said whether anybody is "
    "being held.",
    "court": "A court in the capital sentenced the former minister to fifteen years in prison on Monday for his part in the coup attempt. "
    "Two officers who stood trial with him were found guilty of treason, and a third was acquitted. His lawyers said that they "
    "would appeal.",
    "protest": "Thousands of people marched through the centre on Saturday to demand new elections. Police fired tear gas when a group of "
    "protesters tried to reach parliament, and about thirty demonstrators were arrested. The organisers called for another rally "
    "next week.",
    "sanction": "The bloc imposed sanctions on six generals and two companies on Tuesday over the fighting in the north. Their assets are "
    "frozen and they may not travel. The government called the measures hostile and expelled the ambassador, saying that it would "
    "not be put under pressure.",
    "truce": "Envoys of both sides agreed on a ceasefire after nine days of talks by the lake. Rebels are to withdraw from the "
    "airport within a week, and prisoners are to be exchanged under the eyes of observers. Earlier truces broke down within "
    "days, a diplomat warned.",
    "flight": "More than four thousand people have fled their villages since shelling began along the river on Sunday, the aid "
    "agency said. Many crossed the border on foot with what they could carry. The camp on the other side has neither water nor "
    "tents for so many displaced families.",
}
NOT_RELEVANT = {
    "recipe": "Soften the onions slowly in butter until they are golden, then stir in the flour and the warm milk. Season with nutmeg and a "
    "little salt. Pour the sauce over the vegetables, sprinkle with cheese and bake for half an hour. Serve with a green salad and "
    "fresh bread from the oven.",
    "profits": "The maker of kitchen appliances raised its forecast for the year after sales in the third quarter grew by nine percent. "
    "Revenue rose to two billion dollars, helped by demand for new models. Analysts had expected less, and the shares closed "
    "higher. The company will also pay a dividend.",
    "concert": "The orchestra opens its season on Friday with a programme of dances by young composers. Tickets for the concert are sold at "
    "the theatre and online. The conductor, who began as a pianist, says that she wanted music that children and their "
    "grandparents can enjoy together.",
    "match": "The home team won its third game in a row thanks to two late goals by the young striker, who came off the bench after the "
    "break. The coach praised his players for their patience. They now stand second in the league, three points behind the "
    "leaders, with a game in hand.",
    "telescope": "Astronomers have measured the light of a distant galaxy with the new telescope and found far more dust than models predict. "
    "The team compared images taken over two years. The results, published this week, may help to explain how the first stars "
    "formed, and what they were made of.",
}


def passes(text: str, title: str | None = None) -> bool:
    return is_relevant(read_text(text, Issue(title=title)), load_gate("en"))


@pytest.mark.parametrize("name", RELEVANT)
def test_reports_of_conflict_are_let_through(name: str) -> None:
    assert passes(RELEVANT[name])


@pytest.mark.parametrize("name", RELEVANT)
def test_one_passage_in_a_long_text_is_enough(name: str) -> None:
    assert passes("\n\n".join([*NOT_RELEVANT.values(), RELEVANT[name], *NOT_RELEVANT.values()]))


@pytest.mark.parametrize("name", RELEVANT)
def test_capitals_change_nothing(name: str) -> None:
    assert passes(RELEVANT[name].upper())


@pytest.mark.parametrize("name", NOT_RELEVANT)
def test_other_texts_are_passed_over(name: str) -> None:
    assert not passes(NOT_RELEVANT[name])


@pytest.mark.parametrize("text", ["He bakes bread.", "2024", "No comment was made on the matter."])
def test_a_text_too_short_to_tell_is_let_through(text: str) -> None:
    assert passes(text)


def test_the_title_the_user_gives_counts() -> None:
    gate = GateWords(window=4, short=0, least=1.0, weights={"ambush": 2.0})
    report = read_text("More on this story soon.", Issue(title="Ambush on the road"))
    assert is_relevant(report, gate)
    assert not is_relevant(read_text(report.text, Issue()), gate)


def test_the_passage_that_speaks_most_counts() -> None:
    gate = GateWords(window=2, short=0, least=0.0, weights={"good": 1.0, "bad": -5.0})
    assert weigh(["bad", "good", "good", "bad"], gate) == pytest.approx(2.0)
    assert weigh(["bad", "good", "bad"], gate) == pytest.approx(-4.0)
    assert weigh(["good"], gate) == pytest.approx(1.0)
    assert weigh([], gate) == pytest.approx(0.0)


def test_numbers_and_single_letters_are_no_words() -> None:
    assert list(words_in(read_text("A raid, 12 dead (it's war)", Issue()))) == ["raid", "dead", "it", "war"]


def test_the_words_are_few_enough_to_ship() -> None:
    assert 1000 < len(load_gate("en").weights) < 20_000
