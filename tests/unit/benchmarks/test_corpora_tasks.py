"""The adapters of the corpora of attacks on defenders, of events in the Horn of Africa and of acts of the police."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.tasks.ceha import RELIGIOUS, TRIBAL, WOMEN, day_of, is_relevant, types_of
from benchmarks.tasks.hrdsattack import Score, country_of, month_of, wanted_of
from benchmarks.tasks.hrdsattack_names import full_name, person_in
from benchmarks.tasks.hrdsattack_read import Source, read_accounts
from benchmarks.tasks.hrdsattack_terms import violations_of
from benchmarks.tasks.indiapolice import labels_by_sentence, labels_of
from benchmarks.tasks.rates import Rates


def party(role: str, name: str, kind: str, country: str | None = None) -> dict[str, Any]:
    return {"role": role, "name": name, "kind": kind, "country": country, "register": None}


def account(kind: str, *parties: dict[str, Any], text: str = "", at: int = 0, **more: Any) -> dict[str, Any]:
    trigger = [{"start": at, "end": at + len(text), "quote": text}]
    base = {"kind": kind, "stance": "stated", "currency": "new", "trigger": trigger, "tolls": [], "when": None, "where": None, "said_by": []}
    return {**base, "parties": list(parties), **more}


DAY = {"earliest": "2021-03-04", "latest": "2021-03-04"}
TOWN = {"name": "Dorra", "country": "SOM", "precision": "exact"}


def test_rates() -> None:
    rates = Rates()
    rates.add({"a", "b"}, {"b", "c"})
    rates.mark(gold=True, told=True)
    assert (rates.gold, rates.told, rates.right, rates.precision, rates.f1) == (3, 3, 2, 66.7, 66.7)
    assert Rates().f1 == 0.0 == Rates().precision == Rates().recall


def test_one_main_violation_gives_date_town_and_country() -> None:
    raid = account(
        "arrest", party("perpetrator", "police", "police"), party("detainee", "journalist Ana B. Doe", "journalists"), when=DAY, where=TOWN
    )
    told = read_accounts([account("talks"), raid], Source("2021-03-06", ""))
    assert (told.year, told.month, told.day, told.city, told.country) == (2021, 3, 4, "Dorra", "SOM")
    assert told.violations == {"arbitrary detention"} and told.perpetrator == "state actor" and told.victims == ("Ana B. Doe",)


def test_the_time_is_that_of_an_arrest_rather_than_of_a_trial() -> None:
    trial = account("sentence", when={"earliest": "2022-01-02", "latest": "2022-01-02"})
    told = read_accounts([trial, account("arrest", when=DAY)], Source("2022-01-03", ""))
    assert (told.year, told.month, told.day) == (2021, 3, 4)
    undated = read_accounts([trial], Source("2022-01-03", ""))
    assert (undated.year, undated.month, undated.day) == (2022, None, None)


def test_the_country_is_the_one_named_most_and_the_title_counts_more() -> None:
    assert read_accounts([], Source("", "", named=("KEN", "SOM", "SOM"))).country == "SOM"
    assert read_accounts([], Source("", "", titled=("KEN",), named=("KEN", "SOM", "SOM"))).country == "KEN"


def test_what_is_not_told_is_none() -> None:
    told = read_accounts([], Source("", ""))
    assert (told.year, told.city, told.country, told.perpetrator, told.victims) == (None, None, None, None, ())
    assert told.violations == {"unknown"}


def test_violations_come_from_kind_toll_and_word() -> None:
    assert violations_of(account("assault", text="tortured")) == {"torture"}
    assert violations_of(account("bombing", tolls=[{"status": "killed", "best": 2}])) == {"killing"}
    assert violations_of(account("bombing", tolls=[{"status": "killed", "best": 0}])) == set()


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("journalist Ana Doe", "Ana Doe"),
        ("President Ana bin Doe", "Ana bin Doe"),
        ("Doe", "Doe"),
        ("two clerks", None),
        ("men of the Guild", None),
    ],
)
def test_own_name_of_a_party(name: str, own: str | None) -> None:
    assert person_in(name) == own


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Mr. Doe", "Doe"),
        ("Senior Reporter Ana Doe of the Daily Bell", "Ana Doe"),
        ("Armed Protesters", None),
        ("Labour Minister", None),
        ("his brother Ana Doe's", "Ana Doe"),
        ("Chad's Ana Doe", "Ana Doe"),
        ("Chadian Ana Doe", "Ana Doe"),
    ],
)
def test_titles_and_words_for_people_are_no_names(phrase: str, name: str | None) -> None:
    assert person_in(phrase) == name


def test_a_surname_stands_for_the_full_name_the_text_gives() -> None:
    assert full_name("Doe", "Police took editor Ana Doe. Doe was beaten.") == "Ana Doe"
    assert full_name("Roe", "Police took Ana Doe.") == "Roe"


def test_whoever_harmed_others_is_no_victim() -> None:
    sentence = account("sentence", party("target", "Bo Roe", "other"))
    killing = account("killing", party("perpetrator", "Bo Roe", "other"), party("victim", "Ana Doe", "other"))
    assert read_accounts([sentence, killing], Source("", "")).victims == ("Ana Doe",)


def test_annotations_are_read_in_one_notation() -> None:
    victims = [{"victim_name": "Ana Doe"}, {"victim_name": None}]
    gold = {
        "year": "2021.0", "month": "Marhc", "date": "4.0", "city": "None", "country": "People's Republic of China", "violation_types": ["killing"],
        "perpetrator_type": None, "victims": victims,
    }  # fmt: skip
    wanted = wanted_of(gold)
    assert (wanted.year, wanted.month, wanted.day, wanted.city, wanted.country) == (2021, 3, 4, None, "CHN")
    slipped = wanted_of({**gold, "city": "Rwanda", "country": "Africa"})
    assert (slipped.city, slipped.country) == (None, "RWA")
    score = Score()
    lines = list(
        score.add({"id": "x", "title": "t", "annotations": [gold]}, read_accounts([account("talks"), account("robbery")], Source("2021-03-06", "")))
    )
    assert score.metrics()["year"] == 100.0 and score.metrics()["country"] == 0.0 and "x victim missed: Ana Doe" in lines


def test_notation_of_months_and_countries() -> None:
    assert month_of("07") == 7 and month_of("Novermber") == 11 and month_of(None) is None
    assert country_of("Scotland") == "GBR" and country_of("Hong Kong") == "CHN" and country_of("Nowhereland") is None


def test_a_text_is_relevant_where_its_lead_tells_of_one_event_in_the_horn() -> None:
    fight = account("armed-clash", party("side_a", "clan militia", "communal-militia"), text="fought", where=TOWN)
    assert is_relevant([fight]) and not is_relevant([account("talks")])
    assert not is_relevant([{**fight, "where": {**TOWN, "country": "HTI"}}])
    assert not is_relevant([account("armed-clash", text="fought", at=900)])
    many = [account("armed-clash", where={**TOWN, "name": name}) for name in ("A", "B", "C", "D")]
    assert not is_relevant(many)


def test_types_of_events() -> None:
    text = "A pastor and two women were hit. Clan elders met."
    hit = account("assault", party("victim", "two women", "civilians"), text="hit", at=28)
    assert types_of([hit], text) == {RELIGIOUS, WOMEN}
    assert types_of([account("armed-clash", party("side_a", "x", "communal-militia"))], "") == {TRIBAL}
    assert types_of([account("protest")], "") == {"Other"}


def test_days_of_both_sources() -> None:
    assert day_of({"date": "20230613"}) == "2023-06-13" == day_of({"date": "2023-06-13"}) and day_of({"date": ""}) is None


def test_acts_of_the_police_by_sentence() -> None:
    text = "a mob ran. the police shot two men. a shop burned."
    sentences = [{"text": "a mob ran."}, {"text": "the police shot two men."}, {"text": "a shop burned."}]
    shot = account("killing", party("perpetrator", "the police", "police"), text="shot", at=22)
    assert labels_by_sentence([shot], text, sentences) == [set(), {"KILL", "FORCE", "ANY_ACTION"}, set()]


def test_arrests_need_no_police_and_killings_do() -> None:
    assert labels_of(account("arrest")) == {"ARREST", "ANY_ACTION"}
    assert labels_of(account("killing")) == set()
    assert labels_of(account("arrest", party("perpetrator", "a mob", "rioters"))) == set()
    assert labels_of(account("armed-attack", party("actor", "police", "police"), stance="negated")) == {"FAIL"}
