"""Which sentences tell one event."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.account import Account
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

ONE = {
    "headline and lead": "Gunmen kill four in raid near Kano\n\nFour traders died when gunmen raided a market near Kano on Monday.",
    "what came of it": "Rebels attacked a post near Goma on Monday. Three soldiers were killed.",
    "the attack": "Rebels shelled a camp near Goma on Monday. The attack killed three soldiers, the army said.",
    "in the attack": "Rebels attacked a post near Goma on Monday.\n\nTwo guards and a cook were killed in the attack.",
    "when gunmen attacked": "Five people were killed when gunmen attacked a bus near Kano.",
    "participle": "Gunmen attacked a bus near Kano, killing five people and wounding three.",
    "blast and bomb": "A bomb exploded in a market in Aden on Monday. The blast killed three traders.",
    "it was claimed": "A bomb exploded in Aden on Monday. Nobody has claimed the bombing.",
    "they": "Gunmen attacked a village near Kano on Monday. They shot at anyone who ran.",
    "nobody was hurt": "A grenade exploded in a bar in Aden on Monday. Nobody was hurt.",
    "called a massacre": "Drones hit a bus near Kano on Monday, killing nine people. The mayor called it a deliberate massacre.",
    "the gunmen went on": "Militants ambushed a patrol near Kirkuk on Monday. The gunmen opened fire and then detonated a bomb.",
    "fragments": "A patrol was ambushed near Kano. One soldier killed, one wounded.",
    "crowd": "Hundreds protested in Aden on Monday. Police dispersed the crowd with tear gas.",
    "bodies": "Gunmen raided a hamlet near Kano on Monday. The toll rose to nine.",
}
TWO = {
    "another": "Gunmen attacked a bus near Kano on Monday. Another attack near Lagos on Sunday killed two.",
    "other day": "Gunmen attacked a bus near Kano on Monday. On Friday gunmen attacked a bus near Kano.",
    "other town": "A bomb exploded in Aden on Monday. A bomb exploded in Basra on Monday.",
    "last year": "Gunmen killed four in Kano on Monday.\n\nIn March last year gunmen killed nine people in Kano.",
    "blast and raid": "A bomb exploded in Aden on Monday.\n\nThe raid on a post near Basra went on for hours.",
    "days after": "Drones hit a market in Aden on Thursday. The attack comes two days after a strike on Basra killed 15 people.",
    "arrest and trial": "Six men were arrested on Monday and will appear in court on Thursday.",
    "freed whom they seized": "Rebels on Monday handed over three soldiers they had seized on February 21 near Goma.",
    "two days after": "Forces killed 19 militants in a shootout on Monday, two days after gunmen killed seven people in an attack on pilgrims.",
    "either side": "The town came under a government assault on Monday after rebels fired 120 rockets into the capital.",
    "toll of a war": "The war, which began with attacks on protesters in 2011, has killed more than 280,000 people.",
    "after she was killed": "The army attacked the gang after a mayor was killed near Kano.",
    "known for attacks": "He was responsible for attacks on patrols near Kano. Soldiers returned fire, killing him.",
    "deaths of a country": "Police were accused of murder in Aden on Monday.\n\nHundreds of deaths have been recorded in Kenya in recent years.",
    "since then and one day": "Several posts near Kano have been attacked, and gunmen attacked a bus on 3 March.",
    "abduction apart": "Gunmen killed two men near Kano on Monday.\n\nTwo girls were abducted.",
}


def accounts(text: str, coder: Coder) -> tuple[Account, ...]:
    return coder.code(read_text(text, Issue(published=date(2024, 3, 14))))


@pytest.mark.parametrize("name", ONE)
def test_one_event_is_one_account(name: str, coder: Coder) -> None:
    assert len(accounts(ONE[name], coder)) == 1


@pytest.mark.parametrize("name", TWO)
def test_two_events_are_two_accounts(name: str, coder: Coder) -> None:
    assert len(accounts(TWO[name], coder)) == 2


def test_days_differ_where_no_year_is_known(coder: Coder) -> None:
    text = "On 2 September a bomb exploded in a market. The bombing on 27 November killed nine traders."
    assert len(coder.code(read_text(text, Issue(published=None)))) == 2


def test_a_run_of_headlines_lends_no_toll(coder: Coder) -> None:
    text = "Gunmen killed nine soldiers in Basra while the mayor opened a school and the envoy praised the team as 43 civilians dead in Aden"
    assert all("43" not in s.quote(text) for a in accounts(text, coder) for t in a.tolls for s in t.spans if len(a.tolls) > 1)


def test_deaths_of_another_paragraph_are_no_protest_s(coder: Coder) -> None:
    text = "Gunmen attacked a bus near Kano on Monday.\n\nStudents protested in Aden.\n\nChad has recorded 12 deaths in its camps."
    told = next(a for a in accounts(text, coder) if a.kind.value == "protest")
    assert not told.tolls


def test_the_murders_are_of_the_kind_they_name(coder: Coder) -> None:
    text = "Gunmen assassinated six priests. A bombing destroyed a mill. The murders were the work of police."
    told = next(a for a in accounts(text, coder) if any(s.quote(text) == "murders" for s in a.trigger))
    assert any(s.quote(text) == "assassinated" for s in told.trigger)


def test_a_game_has_no_casualties(coder: Coder) -> None:
    text = (
        "City laid siege to the visitors' goal and fired shot after shot. The striker ambushed the keeper in the second half of the derby, "
        "and the coach praised his players after the match. The league leaders bombarded the defence until the referee blew for full time."
    )
    assert not accounts(text, coder)


def test_mere_words_tell_no_event(coder: Coder) -> None:
    assert not accounts("The report speaks of killings and torture in general. Such attacks are rare. Violence has many causes.", coder)
