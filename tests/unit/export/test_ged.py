"""Rows compatible with UCDP's georeferenced events."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from tests.unit.export.made import ARMY, ATLAS, DAY, GUNMEN, JNIM, VILLAGERS, Said, country, event, nowhere, place, region
from tollbook.export.ged import dates_of, priogrid, write_ged
from tollbook.export.tables import Written
from tollbook.export.validate import problems_in
from tollbook.model.account import Part
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

SOLDIERS = Part("perpetrator", Party("soldiers", "state-forces", "mli-forces", "MLI"))


def written(said: Said) -> Written:
    return write_ged([event(said)], ATLAS)


def rows(said: Said) -> list[dict[str, str]]:
    made = written(said)
    assert problems_in(made.body, "ged") == []
    return list(csv.DictReader(io.StringIO(made.body.decode())))


def rules(said: Said) -> set[str]:
    return {loss.rule for loss in written(said).losses}


def test_there_are_49_columns() -> None:
    header = written(Said()).body.decode().split("\n")[0].split(",")
    assert len(header) == 49
    assert header[:3] == ["id", "relid", "year"]
    assert header[-5:] == ["best", "high", "low", "gwnoa", "gwnob"]


def test_a_group_against_a_state() -> None:
    tolls = (("killed", "total", 9), ("killed", "soldiers", 4), ("killed", "militants", 2), ("killed", "civilians", 2))
    (row,) = rows(Said(kind="armed-clash", parties=(JNIM, ARMY), tolls=tolls))
    assert (row["type_of_violence"], row["side_a"]) == ("1", "Government of Mali")
    assert row["side_b"] not in ("", "Civilians")
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"], row["best"]) == ("4", "2", "2", "1", "9")
    assert (row["gwnoa"], row["country_id"], row["region"], row["code_status"]) == ("432", "432", "Africa", "Candidate")


def test_one_sided_violence_is_against_civilians() -> None:
    (row,) = rows(Said(kind="killing", parties=(JNIM, VILLAGERS)))
    assert (row["type_of_violence"], row["side_b"], row["deaths_civilians"], row["best"]) == ("3", "Civilians", "5", "5")
    (state,) = rows(Said(kind="killing", parties=(SOLDIERS, VILLAGERS)))
    assert (state["side_a"], state["gwnoa"]) == ("Government of Mali", "432")


def test_more_dead_by_side_than_in_all_are_of_no_side() -> None:
    tolls = (("killed", "total", 5), ("killed", "soldiers", 4), ("killed", "militants", 4))
    (row,) = rows(Said(kind="armed-clash", parties=(JNIM, ARMY), tolls=tolls))
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == ("0", "0", "5")


@pytest.mark.parametrize(
    ("toll", "told"),
    [
        (Toll(5, 7, 9), ("5", "7", "9")), (Toll(5, 5, None), ("5", "5", "5")), (Toll(8, None, 12), ("8", "8", "12")),
        (Toll(None, None, 9), ("0", "0", "9")), (Toll(None, 6, None), ("6", "6", "6")), (Toll(2, None, None), ("2", "2", "2")),
    ],
)  # fmt: skip
def test_ranges_are_closed(toll: Toll, told: tuple[str, str, str]) -> None:
    (row,) = rows(Said(kind="killing", parties=(JNIM, VILLAGERS), tolls=(("killed", "total", toll),)))
    assert (row["low"], row["best"], row["high"]) == told


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (Said(kind="killing", parties=(GUNMEN, VILLAGERS)), "ged.no-dyad"),
        (Said(kind="killing", parties=(JNIM, VILLAGERS), tolls=()), "ged.no-deaths"),
        (Said(kind="killing", parties=(JNIM, VILLAGERS), tolls=(("injured", "total", 3),)), "ged.no-deaths"),
        (Said(kind="killing", parties=(JNIM, VILLAGERS), where=None), "ged.place-unknown"),
        (Said(kind="killing", parties=(JNIM, VILLAGERS), when=None), "ged.time-too-wide"),
        (Said(kind="talks", parties=(JNIM, ARMY)), "ged.no-type"),
    ],
)
def test_what_has_no_row(said: Said, rule: str) -> None:
    assert rows(said) == []
    assert rule in rules(said)


@pytest.mark.parametrize(
    ("span", "told"), [(0, (1, 1)), (1, (2, 1)), (5, (2, 1)), (6, (3, 1)), (7, (4, 2)), (30, (4, 2)), (31, (5, 2)), (365, (5, 2))]
)
def test_date_precision_by_the_days_between(span: int, told: tuple[int, int]) -> None:
    assert dates_of(When(DAY, DAY + timedelta(span), TimePrecision.RANGE)) == told
    (row,) = rows(Said(kind="killing", parties=(JNIM, VILLAGERS), when=When(DAY, DAY + timedelta(span), TimePrecision.RANGE)))
    assert (row["date_start"], row["date_prec"]) == ("2024-03-05", str(told[0]))


def test_more_than_a_year_is_no_time() -> None:
    assert dates_of(When(date(2020, 1, 1), date(2021, 6, 1), TimePrecision.RANGE)) is None


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (place(), ("1", "14.53", "-4.09", "Sévaré")),
        (place(precision=PlacePrecision.NEAR, radius=12.0), ("2", "14.5", "-4.1", "Sévaré")),
        (place(precision=PlacePrecision.NEAR, radius=60.0), ("5", "14.5", "-4.1", "Sévaré")),
        (place("Mopti", precision=PlacePrecision.ADMIN2, radius=40.0), ("3", "14.53", "-4.09", "Mopti")),
        (region(), ("4", "14.75", "-3.75", "Mopti")),
        (nowhere("Kôko"), ("4", "14.75", "-3.75", "Mopti")),
        (country(), ("6", "17", "-4", "Mali")),
    ],
)
def test_where_precision_and_points(where: Place, told: tuple[str, str, str, str]) -> None:
    (row,) = rows(Said(kind="killing", parties=(JNIM, VILLAGERS), where=where))
    assert (row["where_prec"], row["latitude"], row["longitude"], row["where_coordinates"]) == told


def test_cells_of_the_grid_are_numbered_from_the_south_west() -> None:
    assert priogrid(35.763369, 36.558974) == 181154
    assert priogrid(-90, -180) == 1
    assert priogrid(90, 180) == 259200
