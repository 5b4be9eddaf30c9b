"""PLOVER's JSON Lines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.export.made import ARMY, ATLAS, JNIM, VILLAGERS, Said, event, place
from tollbook.codebook.crosswalk import load_plover_events
from tollbook.codebook.exporting import load_plover_scale
from tollbook.export.plover import write_plover
from tollbook.export.tables import Written
from tollbook.export.validate import problems_in
from tollbook.model.frame import Currency, Stance
from tollbook.model.toll import Toll


def written(said: Said) -> Written:
    return write_plover([event(said)], ATLAS)


def found(said: Said) -> dict[str, Any]:
    body = written(said).body
    assert problems_in(body, "plover") == []
    told = json.loads(body)
    assert isinstance(told, dict)
    return told


def test_an_attack() -> None:
    told = found(Said(parties=(JNIM, VILLAGERS)))
    assert (told["event"], told["quad_code"], told["event_scale"]) == ("ASSAULT", 4, -9)
    assert [a["sector"] for a in told["actor"]] == ["REB"]
    assert [r["sector"] for r in told["recipient"]] == ["CVL"]
    assert told["counts"] == {"dead": 5}
    assert told["event_loc"]["resolution"] == 4
    assert "enddate" not in told


def test_unknown_tolls_are_absent_and_nought_is_told() -> None:
    assert found(Said(tolls=()))["counts"] == {}
    assert found(Said(tolls=(("injured", "total", 0),)))["counts"] == {"injured": 0}
    assert [loss.rule for loss in written(Said(tolls=(("killed", "total", Toll(2, None, None)),))).losses] == ["plover.range->figure"]


@pytest.mark.parametrize(
    ("said", "auxiliary"),
    [
        (Said(currency=Currency.BACKGROUND), ["historical"]),
        (Said(currency=Currency.FUTURE), ["future"]),
        (Said(stance=Stance.NEGATED), ["negation"]),
        (Said(stance=Stance.HYPOTHETICAL), ["hypothetical"]),
        (Said(), []),
    ],
)
def test_the_standing_is_told_apart(said: Said, auxiliary: list[str]) -> None:
    assert found(said)["auxiliary"] == auxiliary


def test_nobody_is_unknown() -> None:
    assert found(Said(parties=(ARMY,)))["actor"] == [{"code": "", "sector": "UNK", "entity_text": ""}]
    told = found(Said(kind="aid", parties=(JNIM,), tolls=()))
    assert [r["sector"] for r in told["recipient"]] == ["UNK"]


@pytest.mark.parametrize(("said", "rule"), [(Said(when=None), "plover.no-day"), (Said(kind="displacement", tolls=()), "plover.no-event")])
def test_what_has_no_row(said: Said, rule: str) -> None:
    assert written(said).rows == 0
    assert [loss.rule for loss in written(said).losses] == [rule]


def test_a_moved_point_is_of_its_region() -> None:
    assert found(Said(kind="sexual-violence", parties=(JNIM, VILLAGERS), where=place()))["event_loc"]["resolution"] == 2


def test_the_scale_has_the_schemes_events() -> None:
    assert load_plover_scale().keys() == load_plover_events().keys()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"event": "FROWN"}, "line 1, column event: PLOVER has no event FROWN"),
        ({"mode": ["smile"]}, "line 1, column mode: ASSAULT has no mode 'smile'"),
        ({"quad_code": 1}, "line 1, column quad_code: ASSAULT has 4, not 1"),
        ({"date": "May"}, "line 1, column date: 'May' is no day; write it as YYYY-MM-DD"),
        ({"actor": "JNIM"}, "line 1, column actor: it must be a list of entities"),
        ({"counts": {"dead": -1}}, "line 1, column counts: dead must be a whole number, 0 or more"),
        ({"auxiliary": ["soon"]}, "line 1, column auxiliary: 'soon' is none of: historical, future, hypothetical, negation"),
        ({"event": "AID", "recipient": [], "quad_code": 2}, "line 1, column recipient: AID needs one"),
    ],
)
def test_faults(changes: dict[str, object], told: str) -> None:
    line = {**found(Said()), **changes}
    assert [str(p) for p in problems_in(json.dumps(line).encode(), "plover")] == [told]


def test_older_keys_and_names_are_taken() -> None:
    old = {"id": "1", "date": "2018-01-01", "source": [], "target": ["x"], "event": "FIGHT"}
    assert problems_in(json.dumps(old).encode(), "plover") == []
    assert next(str(p) for p in problems_in(b'{"id": 1}', "plover")) == "line 1, column date: the field is missing"
