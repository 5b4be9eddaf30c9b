"""Rows of other datasets as accounts: every value leads to its cell, and what a cell does not say stays unknown."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from tests.unit.intake.datasets import ROWS
from tollbook.codebook.acled import load_order
from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.importing import SHAPES, load_import_shapes
from tollbook.codebook.kinds import load_kinds
from tollbook.errors import TollbookError
from tollbook.export.wire import to_line
from tollbook.intake.import_rows import RowRead, read_row, row_text
from tollbook.model.account import Account
from tollbook.model.document import Unit
from tollbook.model.place import PlacePrecision
from tollbook.model.toll import STATUSES, Toll
from tollbook.read.rows import Row

WIRE = Draft202012Validator(json.loads(files("tollbook").joinpath("data", "schemas", "wire.schema.json").read_text(encoding="utf-8")))


def read(dataset: str, **cells: str) -> RowRead:
    found = read_row(Row(17, {**ROWS[dataset], **cells}), load_import_shapes()[dataset])
    assert found is not None
    return found


def account(dataset: str, **cells: str) -> Account:
    return read(dataset, **cells).account


@pytest.mark.parametrize("dataset", SHAPES)
def test_a_row_is_an_account_in_the_wire_format_and_every_quote_is_its_cell(dataset: str) -> None:
    found = read(dataset)
    told = json.loads(to_line(found.account, found.report))
    WIRE.validate(told)
    for name, cells in (("when", ROWS[dataset]), ("where", ROWS[dataset])):
        assert told[name]["spans"]
        assert all(span["quote"] in cells.values() for span in told[name]["spans"])
    for toll in told["tolls"]:
        assert toll["spans"][0]["quote"] == toll["as_written"]
    for party in told["parties"]:
        assert party["spans"][0]["quote"] == party["name"]
    anchor = next(a for a in found.row.anchors if a.at.endswith(load_import_shapes()[dataset].ref))
    assert (anchor.unit, anchor.at.partition(":")[0]) == (Unit.ROW, "17")
    assert found.row.text[anchor.span.start : anchor.span.end] == f"{load_import_shapes()[dataset].ref}: {found.ref}"


@pytest.mark.parametrize("dataset", SHAPES)
def test_day_place_and_dead_are_as_the_cells_say(dataset: str) -> None:
    found = account(dataset)
    assert found.when is not None
    assert found.where is not None
    assert (found.when.value.earliest, found.when.value.latest) == (date(2024, 3, 5), date(2024, 3, 5))
    place = found.where.value
    assert (place.country, place.lat, place.lon, place.radius_km, place.precision) == ("MLI", 14.53, -4.09, 5, PlacePrecision.EXACT)
    killed = next(t.value.toll for t in found.tolls if (t.value.status, t.value.group) == ("killed", "total"))
    assert killed == (Toll(4, 5, 7) if dataset == "ged" else Toll(5, 5, 5))


@pytest.mark.parametrize("dataset", SHAPES)
def test_the_tables_name_kinds_actors_and_statuses_there_are(dataset: str) -> None:
    shape = load_import_shapes()[dataset]
    assert {rule.kind for rule in shape.kinds} - {None} <= load_kinds().keys()
    assert {kind for side in shape.sides for kind in (*side.kinds.values(), side.otherwise)} <= load_actor_kinds().keys()
    assert {toll.status for toll in shape.tolls} <= set(STATUSES)
    columns = (shape.ref, *shape.marks, *(c for rule in shape.kinds for c in rule.when), *(side.column for side in shape.sides))
    assert set(columns) <= shape.known


def test_every_sub_event_type_of_acled_is_read() -> None:
    assert {sub for _, sub in load_order()} == {rule.when["sub_event_type"] for rule in load_import_shapes()["acled"].kinds}


@pytest.mark.parametrize(
    ("dataset", "cells", "kind"),
    [
        ("acled", {"event_type": "Battles", "sub_event_type": "armed clash"}, "armed-clash"),
        ("acled", {"event_type": "Explosions/Remote violence", "sub_event_type": "Suicide bomb"}, "suicide-attack"),
        ("ged", {"type_of_violence": "1"}, "armed-clash"),
        ("ged", {}, "killing"),
        ("gtd", {"attacktype1": "3"}, "bombing"),
        ("gtd", {"attacktype1": "3", "suicide": "1"}, "suicide-attack"),
        ("gtd", {"attacktype1": "6"}, "abduction"),
    ],
)
def test_kinds(dataset: str, cells: dict[str, str], kind: str) -> None:
    assert account(dataset, **cells).kind.value == kind


def test_the_scheme_s_own_code_is_kept() -> None:
    assert account("acled").codes["acled"] == ["Violence against civilians", "Attack"]
    assert account("ged").codes["ucdp"] == 3
    assert account("gtd").codes["gtd"] == 2


@pytest.mark.parametrize(
    ("dataset", "cells", "first", "last"),
    [
        ("acled", {"event_date": "2024-03-05"}, date(2024, 3, 5), date(2024, 3, 5)),
        ("acled", {"time_precision": "2"}, date(2024, 2, 28), date(2024, 3, 11)),
        ("acled", {"time_precision": "3"}, date(2024, 3, 1), date(2024, 3, 31)),
        ("ged", {"date_start": "2024-02-28 00:00:00.000", "date_end": "2024-03-02 00:00:00.000"}, date(2024, 2, 28), date(2024, 3, 2)),
        ("gtd", {"iday": "0"}, date(2024, 3, 1), date(2024, 3, 31)),
        ("gtd", {"iday": "0", "imonth": "0"}, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_days(dataset: str, cells: dict[str, str], first: date, last: date) -> None:
    when = account(dataset, **cells).when
    assert when is not None
    assert (when.value.earliest, when.value.latest) == (first, last)


@pytest.mark.parametrize(
    ("dataset", "cells"), [("acled", {"fatalities": "0"}), ("acled", {"fatalities": ""}), ("gtd", {"nkill": ""}), ("gtd", {"nkill": "-99"})]
)
def test_an_unknown_number_is_none(dataset: str, cells: dict[str, str]) -> None:
    assert account(dataset, **cells).tolls == ()


def test_a_number_that_is_none_dead_stays_one() -> None:
    assert [t.value.toll for t in account("gtd", nkill="0", nwound="3").tolls] == [Toll(0, 0, 0), Toll(3, 3, 3)]
    assert account("ged", best="0", low="0", high="2", deaths_civilians="0").tolls[0].value.toll == Toll(0, 0, 2)


@pytest.mark.parametrize(
    ("dataset", "cells", "precision"),
    [
        ("ged", {"where_prec": "6"}, PlacePrecision.COUNTRY),
        ("gtd", {"specificity": "5", "latitude": "", "longitude": ""}, PlacePrecision.UNRESOLVED),
        ("acled", {"geo_precision": "7"}, PlacePrecision.UNRESOLVED),
    ],
)
def test_a_place_known_too_widely_has_no_point(dataset: str, cells: dict[str, str], precision: PlacePrecision) -> None:
    where = account(dataset, **cells).where
    assert where is not None
    assert (where.value.lat, where.value.lon, where.value.radius_km, where.value.precision) == (None, None, None, precision)


def test_who_is_nobody_is_unidentified() -> None:
    (one, other) = account("acled").parties
    assert (one.value.role, one.value.party.unidentified, other.value.party.kind) == ("perpetrator", True, "civilians")
    assert account("gtd").parties[0].value.party.unidentified
    battle = account("acled", sub_event_type="Armed clash", actor1="Military Forces of Mali", inter1="1", inter2="Rebel group").parties
    assert [(p.value.role, p.value.party.kind) for p in battle] == [("side_a", "state-forces"), ("side_b", "rebel-group")]


def test_a_side_with_a_state_s_number_is_one() -> None:
    one = account("ged", side_a="Presidential Guard", gwnoa="432.0").parties
    both = account("ged", side_a="Presidential Guard", type_of_violence="1", gwnob="651").parties
    assert [p.value.party.kind for p in one] == ["state-forces", "civilians"]
    assert [p.value.party.kind for p in both] == ["state-forces", "state-forces"]


def test_numbers_that_a_program_wrote_with_a_point_are_the_same() -> None:
    cells = {"id": "900001.0", "type_of_violence": "3.0", "where_prec": "1.0", "country_id": "432.0", "best": "5.0", "gwnoa": "NA"}
    found = read("ged", **cells)
    plain = account("ged")
    assert (found.ref, found.account.kind.value, found.account.codes["ucdp"]) == ("900001", "killing", 3)
    assert found.account.where is not None
    assert plain.where is not None
    assert found.account.where.value == plain.where.value
    assert [p.value.party.kind for p in found.account.parties] == [p.value.party.kind for p in plain.parties]
    assert [t.value.toll for t in found.account.tolls] == [t.value.toll for t in plain.tolls]


@pytest.mark.parametrize(
    ("name", "cells", "party"),
    [
        ("Military Forces of Mali (2021-)", {}, ("state-forces", "mli-forces", "MLI")),
        ("Police Forces of Mali (2021-)", {}, ("police", "mli-police", "MLI")),
        ("JNIM: Group for Support of Islam and Muslims", {}, ("jihadist-group", "jnim", None)),
        ("JNIM", {"event_date": "2015-03-05", "inter1": "2"}, ("rebel-group", None, None)),
        ("jnim", {"inter1": "2"}, ("rebel-group", None, None)),
        ("Military Forces of Atlantis", {"inter1": "1"}, ("state-forces", None, None)),
    ],
)
def test_a_side_is_a_body_of_the_register_only_where_the_cell_names_it(name: str, cells: dict[str, str], party: tuple[object, ...]) -> None:
    found = account("acled", actor1=name, **cells).parties[0].value.party
    assert (found.name, (found.kind, found.register, found.country)) == (name, party)


def test_other_developments_are_of_no_kind() -> None:
    assert read_row(Row(1, {**ROWS["acled"], "sub_event_type": "Other"}), load_import_shapes()["acled"]) is None


@pytest.mark.parametrize(
    ("dataset", "cells", "told"),
    [
        ("acled", {"event_date": "03/04/2024"}, "column 'event_date' holds '03/04/2024', which is no day that can be read in one way"),
        ("acled", {"event_date": ""}, "nothing stands in its column 'event_date'"),
        ("acled", {"event_id_cnty": ""}, "column 'event_id_cnty' holds no id"),
        ("acled", {"sub_event_type": "Skirmish"}, "sub_event_type 'Skirmish' is no type of event that ACLED has"),
        ("acled", {"latitude": "north"}, "column 'latitude' holds 'north', which is no number from -90 to 90"),
        ("acled", {"longitude": "200"}, "column 'longitude' holds '200'"),
        ("acled", {"fatalities": "many"}, "column 'fatalities' holds 'many', which is no number of people"),
        ("ged", {"low": "9"}, "low 9, best 5 and high 7 are in no order"),
        ("ged", {"date_end": "2024-03-01"}, "column 'date_end' lies before 'date_start'"),
        ("gtd", {"iday": "31", "imonth": "2"}, "is no day"),
        ("gtd", {"iyear": "24"}, "column 'iyear' holds no year"),
        ("gtd", {"imonth": "March"}, "column 'imonth' holds 'March'"),
    ],
)
def test_what_cannot_be_read_names_the_column(dataset: str, cells: dict[str, str], told: str) -> None:
    with pytest.raises(TollbookError) as raised:
        account(dataset, **cells)
    assert told in str(raised.value)


def test_cells_of_several_lines_are_one() -> None:
    held = row_text(Row(3, {"Notes ": "One\n two", "empty": " ", "none": None}))
    assert (held.text, [a.at for a in held.anchors]) == ("notes: One two", ["3:notes"])
