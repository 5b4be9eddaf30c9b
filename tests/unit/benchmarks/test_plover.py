"""The adapter and the score of the PLOVER records, on records made up for it."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.tasks.plover import Coded, Judged, coded, gold_of, metrics, sides_agree


def account(kind: str, plover: list[str | None] | None, start: int, **more: Any) -> dict[str, Any]:
    told = {"stance": "stated", "where": None, "parties": [], "by": {"kind": "deed.none"}, **more}
    return {"kind": kind, "codes": {"plover": plover}, "trigger": [{"start": start}], **told}


def party(role: str, country: str | None, kind: str = "government") -> dict[str, Any]:
    return {"role": role, "country": country, "kind": kind}


def sides(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def test_a_record_is_read_in_todays_names_with_codes_put_right() -> None:
    record = {"event": "DISAPPROVE", "src_actors": [{"code": "JAP"}, {"code": "NGO"}], "tgt_actors": ""}
    assert gold_of(record) == Coded("ACCUSE", sides("JPN", "IGO"), sides())


def test_the_event_is_what_was_done_first_before_what_only_might_be() -> None:
    told = [
        account("armed-attack", ["ASSAULT", None], 3, stance="hypothetical"),
        account("threat", ["THREATEN", None], 20, parties=[party("speaker", "KEN"), party("target", "UGA")]),
        account("displacement", None, 1),
    ]
    assert list(coded(told, sides())) == [Coded("THREATEN", sides("KEN"), sides("UGA"))]


def test_nothing_is_coded_where_the_scheme_has_no_row() -> None:
    assert list(coded([account("displacement", None, 1)], sides())) == []


def test_destruction_is_what_the_records_take_it_for() -> None:
    assert next(coded([account("property-destruction", ["ASSAULT", "destroy"], 1)], sides())).category == "COERCE"


def test_a_side_without_a_country_has_that_of_the_place() -> None:
    told = account("bombing", ["ASSAULT", "explosives"], 1, where={"country": "KEN"}, parties=[party("victim", None, "civilians")])
    assert next(coded([told], sides("UGA"))) == Coded("ASSAULT", sides("KEN"), sides("KEN"))


def test_bodies_of_states_have_a_code() -> None:
    told = account("demand", ["REQUEST", None], 1, parties=[party("speaker", None, "international-organisation"), party("target", "KEN")])
    assert next(coded([told], sides("KEN", "UGA"))) == Coded("REQUEST", sides("IGO"), sides("KEN"))


def test_a_side_without_a_country_has_the_only_one_named() -> None:
    told = account("protest", ["PROTEST", "demo"], 1, parties=[party("actor", None, "protesters")])
    assert next(coded([told], sides("KEN"))) == Coded("PROTEST", sides("KEN"), sides("KEN"))
    assert next(coded([told], sides("KEN", "UGA"))) == Coded("PROTEST")


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        (Coded("AID", sides("KEN"), sides("UGA")), Coded("AID", sides("KEN"), sides("UGA")), True),
        (Coded("AID", sides("KEN"), sides("UGA")), Coded("AID", sides("UGA"), sides("KEN")), False),
        (Coded("AID", sides("KEN"), sides()), Coded("AID", sides("KEN"), sides("UGA")), True),
        (Coded("AGREE", sides("KEN", "UGA"), sides()), Coded("AGREE", sides("KEN"), sides("UGA")), True),
        (Coded("AGREE", sides("KEN", "UGA"), sides()), Coded("AGREE", sides("KEN"), sides()), False),
    ],
)
def test_sides(gold: Coded, told: Coded, right: bool) -> None:
    assert sides_agree(gold, told) is right


def test_figures() -> None:
    gold = Coded("AID", sides("KEN"), sides("UGA"))
    judged = [Judged("a", gold, (gold,)), Judged("b", gold, (Coded("AID"),)), Judged("c", gold, (Coded("REJECT"),)), Judged("d", gold, ())]
    assert metrics(judged) == {"category": 0.5, "category_countries": 0.25, "precision": 0.667, "emitted": 3}
