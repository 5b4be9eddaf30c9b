"""The slots of incidents: how they are scored, and what an account fills them with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.tasks.muc4 import published
from benchmarks.tasks.muc4_phrases import Phrase, organisation_in, read_phrase
from benchmarks.tasks.muc4_score import (
    Fill,
    Scores,
    Slots,
    Template,
    alike,
    dates_alike,
    numbers_alike,
    paired,
    places_alike,
    read_template,
    words_alike,
)
from benchmarks.tasks.muc4_targets import Target, once
from benchmarks.tasks.muc4_templates import templates
from benchmarks.tasks.muc4_text import Text

TEXT = (
    "LIMA, 4 APR 90 (RADIO ONE) -- [TEXT] SHINING PATH GUERRILLAS YESTERDAY KILLED SENATOR ANA ORTIZ AND WOUNDED TWO FARMERS IN THE CITY OF HUARAZ, "
    "PERU."
)


def fill(*values: str, refs: tuple[str, ...] = (), optional: bool = False) -> Fill:
    return Fill(tuple((v, refs) for v in values), optional)


def spans(quote: str) -> list[dict[str, Any]]:
    start = TEXT.index(quote)
    return [{"start": start, "end": start + len(quote), "quote": quote}]


def party(role: str, name: str, kind: str) -> dict[str, Any]:
    return {"role": role, "name": name, "kind": kind, "register": None, "country": None, "spans": spans(name.upper())}


def toll(status: str, words: str, number: int) -> dict[str, Any]:
    return {"status": status, "group": "total", "as_written": words, "low": number, "best": number, "high": number, "spans": spans(words.upper())}


def account(**changes: Any) -> dict[str, Any]:
    held: dict[str, Any] = {
        "kind": "killing", "currency": "new", "stance": "stated", "trigger": spans("KILLED"), "claims": [], "instrument": None,
        "parties": [party("perpetrator", "Shining Path guerrillas", "rebel-group"), party("victim", "senator Ana Ortiz", "government")],
        "when": {"earliest": "1990-04-03", "latest": "1990-04-03", "precision": "day", "spans": spans("YESTERDAY")},
        "where": {"name": "Huaraz", "country": "PER", "admin1": "Ancash", "precision": "exact", "how": "named", "spans": spans("HUARAZ")},
        "tolls": [toll("killed", "senator Ana Ortiz", 1), toll("injured", "two farmers", 2)],
    }  # fmt: skip
    return {**held, **changes}


def told(*accounts: dict[str, Any]) -> list[Template]:
    return templates(Text(TEXT, date(1990, 4, 4), accounts))


def values(slots: Slots, slot: str) -> list[str]:
    return [f.values[0][0] for f in slots[slot]]


def test_strings_match_with_more_words_in_front() -> None:
    assert words_alike("the six old farmers", "FARMERS") == 1
    assert words_alike("farmers", "FARMERS OF THE COAST") == 0.5
    assert words_alike("farmers", "MINERS") == 0


def test_a_wider_term_is_worth_half_and_one_tied_to_something_else_too() -> None:
    assert alike("inc_instr_type", fill("EXPLOSIVE"), fill("BOMB")) == 0.5
    assert alike("inc_instr_type", fill("BOMB"), fill("EXPLOSIVE")) == 0
    assert alike("hum_tgt_type", fill("CIVILIAN", refs=("farmers",)), fill("CIVILIAN", refs=("MINERS",))) == 0.5


@pytest.mark.parametrize(
    ("ours", "key", "worth"),
    [("03 APR 90", "03 APR 90", 1), ("03 APR 90", "- 04 APR 90", 0.5), ("- 04 APR 90", "- 04 APR 90", 1), ("02 APR 90 - 05 APR 90", "03 APR 90", 0.5),
     ("03 MAR 90", "03 APR 90", 0)],
)  # fmt: skip
def test_days(ours: str, key: str, worth: float) -> None:
    assert dates_alike(ours, key) == worth


def test_places_match_by_country_and_innermost_place() -> None:
    assert places_alike("PERU: HUARAZ (CITY)", "PERU: ANCASH (DEPARTMENT): HUARAZ (CITY)") == 1
    assert places_alike("PERU", "PERU: HUARAZ (CITY)") == 0.5
    assert places_alike("CHILE", "PERU") == 0


def test_numbers_match_an_end_of_a_range_by_half() -> None:
    assert [numbers_alike(n, "20 -") for n in ("20-", "20", "21")] == [1, 0.5, 0]


def test_pairs_have_the_highest_sum() -> None:
    assert sorted(paired([[3, 2], [2, 0]])) == [(0, 1), (1, 0)]
    assert paired([]) == []


def test_spare_missed_and_optional_templates_count_as_they_should() -> None:
    key = Template({"inc_type": (fill("ATTACK"),), "hum_tgt_desc": (fill("FARMERS"),)})
    scores = Scores()
    assert scores.add([key, Template(key.slots, optional=True)], [Template({"inc_type": [fill("BOMBING")], "hum_tgt_desc": [fill("farmers")]})]) == []
    assert (scores.all.possible, scores.all.actual, scores.all.right) == (2, 2, 0)
    assert scores.add([key], [key]) == [(0, 0)]
    assert scores.all.f == 50


def test_a_key_is_read_with_its_alternatives() -> None:
    record = {"optional": False, "slots": {"inc_date": [{"opt": False, "alts": [{"v": "(03 APR 90)"}, {"v": "(- 03 APR 90)"}]}], "inc_instr_id": "*"}}
    assert read_template(record).slots == {"inc_date": (fill("(03 APR 90)", "(- 03 APR 90)"),)}
    assert read_template(record, bracketed=True).slots == {"inc_date": (fill("03 APR 90", "- 03 APR 90"),)}


def test_what_a_phrase_names() -> None:
    assert (read_phrase("Supreme court of justice president Ana Ortiz Luna").name, read_phrase("the six old farmers of Ancash").description) == (
        "Ana Ortiz Luna", "old farmers",
    )  # fmt: skip
    assert organisation_in("members of the Shining Path [SL]") == "Shining Path"


def test_an_account_fills_a_template() -> None:
    (template,) = told(account())
    wanted = {
        "inc_date": ["03 APR 90"], "inc_loc": ["PERU: HUARAZ (CITY)"], "inc_type": ["ATTACK"], "perp_ind_id": ["Shining Path guerrillas"],
        "perp_org_id": ["Shining Path"], "perp_org_conf": ["REPORTED AS FACT"], "hum_tgt_name": ["Ana Ortiz"], "hum_tgt_effect": ["DEATH", "INJURY"],
        "hum_tgt_num": ["1", "2"], "hum_tgt_desc": ["senator", "farmers"], "hum_tgt_type": ["POLITICAL FIGURE", "CIVILIAN"],
    }  # fmt: skip
    assert {slot: values(template.slots, slot) for slot in wanted} == wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"currency": "future"},
        {"stance": "hypothetical"},
        {"kind": "talks"},
        {"where": {"name": "Lagos", "country": "NGA", "precision": "exact", "spans": spans("HUARAZ")}},
        {"when": {"earliest": "1989-04-03", "latest": "1989-04-03", "precision": "day", "spans": spans("YESTERDAY")}},
        {"parties": [party("victim", "guerrillas", "armed-group")], "tolls": []},
    ],
)
def test_what_the_conference_did_not_ask_for(changes: dict[str, Any]) -> None:
    assert told(account(**changes)) == []


def test_the_day_of_issue() -> None:
    assert published({"dateline": "4 APR 90", "text": ""}) == date(1990, 4, 4)
    assert published({"dateline": None, "text": "LIMA, NO DATE -- [TEXT]"}) is None


def test_the_unnamed_dead_of_the_past_are_no_incident() -> None:
    past: dict[str, Any] = {
        "currency": "background",
        "parties": [party("victim", "two farmers", "civilians")],
        "tolls": [toll("killed", "two farmers", 2)],
    }
    assert told(account(**past, when=None)) == []
    assert told(account(**past)) != []


def test_an_attack_by_nobody_is_not_put_down_to_the_group_the_text_names() -> None:
    nobody = account(parties=[party("victim", "senator Ana Ortiz", "government")])
    (template,) = told(nobody)
    assert (template.slots["perp_org_id"], template.slots["perp_inc_cat"]) == ([], [])
    (template, *_) = told(nobody, account(kind="armed-clash", parties=[party("side_a", "Shining Path guerrillas", "rebel-group")], tolls=[]))
    assert values(template.slots, "perp_org_id") == ["SHINING PATH"]


def test_people_told_again_in_other_words_are_told_once() -> None:
    people = [
        Target(Phrase(None, words), "CIVILIAN", n, effects=("DEATH",))
        for words, n in (("priests", "PLURAL"), ("Jesuit priests", "6"), ("maids", "2"))
    ]
    assert [(t.string, t.number) for t in once(people)] == [("priests", "6"), ("maids", "2")]


def test_a_people_with_its_country_is_no_name() -> None:
    assert (read_phrase("Kenyan Jesuits").name, read_phrase("Kenyan Jesuits").description) == (None, "Kenyan Jesuits")
