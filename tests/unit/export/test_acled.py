"""Rows compatible with ACLED's."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from tests.unit.export.made import ARMY, ATLAS, DAY, GUNMEN, JNIM, VILLAGERS, Said, country, event, nowhere, place, region
from tollbook.export.acled import days_of, write_acled
from tollbook.export.acled_tolls import shares
from tollbook.export.tables import Written
from tollbook.export.validate import problems_in
from tollbook.model.account import Part
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import PlacePrecision
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

ORDER = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, assoc_actor_1, inter1, actor2, "
    "assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, longitude, "
    "geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)
POLICE = Part("perpetrator", Party("police", "police", "mli-police", "MLI"))


def written(*said: Said, war_zone: bool = False) -> Written:
    return write_acled([event(s) for s in said], ATLAS, war_zone=war_zone)


def rows(*said: Said, war_zone: bool = False) -> list[dict[str, str]]:
    made = written(*said, war_zone=war_zone)
    assert problems_in(made.body, "acled") == []
    return list(csv.DictReader(io.StringIO(made.body.decode())))


def rules(*said: Said) -> set[str]:
    return {loss.rule for loss in written(*said).losses}


def test_columns_are_the_31_in_their_order() -> None:
    assert written(Said()).body.decode().split("\n")[0] == ORDER.replace(" ", "")


def test_an_attack_on_civilians() -> None:
    (row,) = rows(Said())
    assert row["event_id_cnty"].startswith("TB")
    assert (row["event_date"], row["time_precision"], row["year"]) == ("2024-03-05", "1", "2024")
    assert (row["event_type"], row["sub_event_type"], row["disorder_type"]) == ("Violence against civilians", "Attack", "Political violence")
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Mali)", "Political militia")
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == ("Civilians (Mali)", "Civilians", "Civilians targeted")
    assert row["interaction"] == "Political militia-Civilians"
    assert (row["iso"], row["region"], row["geo_precision"], row["fatalities"]) == ("466", "Western Africa", "1", "5")


def test_a_battle_has_no_civilians_for_a_side_and_counts_its_dead() -> None:
    (row,) = rows(Said(parties=(JNIM, ARMY, VILLAGERS), tolls=(("killed", "total", 7), ("killed", "civilians", 3))))
    assert row["event_type"] == "Battles"
    assert "Civilians" not in row["actor2"] + row["assoc_actor_2"]
    assert (row["fatalities"], row["civilian_targeting"]) == ("7", "")
    assert "acled.battle-civilians-left-out" in rules(Said(parties=(JNIM, ARMY, VILLAGERS)))


def test_forces_abroad_are_external() -> None:
    russians = Part("perpetrator", Party("Ugandan troops", "state-forces", "uga-forces", "UGA"))
    (row,) = rows(Said(kind="killing", parties=(russians, VILLAGERS)))
    assert (row["actor1"], row["inter1"]) == ("Military Forces of Uganda", "External/Other forces")
    assert row["interaction"] == "External/Other forces-Civilians"


def test_a_crowd_is_the_first_side() -> None:
    protesters = Part("target", Party("protesters", "protesters"))
    (row,) = rows(Said(kind="protest-intervention", parties=(POLICE, protesters), tolls=()))
    assert (row["actor1"], row["actor2"]) == ("Protesters (Mali)", "Police Forces of Mali")
    assert row["tags"] == "crowd size=no report"


@pytest.mark.parametrize(
    ("toll", "war_zone", "fatalities", "rule"),
    [
        (Toll(5, 5, 5), False, "5", None),
        (Toll(5, 5, None), False, "5", "acled.range->best"),
        (Toll(2, None, None), False, "3", "acled.several->3"),
        (Toll(2, None, None), True, "10", "acled.several->3"),
        (Toll(12, None, None), False, "12", "acled.range->low"),
        (Toll(8, None, 12), False, "8", "acled.range->low"),
        (Toll(None, None, 9), False, "0", "acled.up-to->0"),
        (Toll(0, 0, 0), False, "0", None),
    ],
)
def test_one_number_of_a_range(toll: Toll, war_zone: bool, fatalities: str, rule: str | None) -> None:
    said = Said(tolls=(("killed", "total", toll),))
    assert rows(said, war_zone=war_zone)[0]["fatalities"] == fatalities
    assert {r for r in rules(said) if "range" in r or "several" in r or "up-to" in r} == ({rule} if rule else set())


def test_unknown_is_nought_and_says_so() -> None:
    assert rows(Said(tolls=()))[0]["fatalities"] == "0"
    assert "acled.unknown->0" in rules(Said(tolls=()))
    assert "acled.unknown->0" not in rules(Said(tolls=(("killed", "total", 0),)))
    assert "acled.injured-not-coded" in rules(Said(tolls=(("injured", "total", 4),)))


def test_a_week_and_a_month_are_their_middle() -> None:
    week = When(date(2024, 3, 4), date(2024, 3, 10), TimePrecision.WEEK)
    month = When(date(2024, 3, 1), date(2024, 3, 31), TimePrecision.MONTH)
    assert [(r["event_date"], r["time_precision"]) for r in rows(Said(when=week))] == [("2024-03-07", "2")]
    assert [(r["event_date"], r["time_precision"]) for r in rows(Said(when=month))] == [("2024-03-16", "3")]


def test_days_of_a_told_range_are_rows_that_share_the_dead() -> None:
    days = When(DAY, date(2024, 3, 7), TimePrecision.RANGE)
    found = rows(Said(kind="armed-clash", parties=(JNIM, ARMY), when=days, tolls=(("killed", "total", 7),)))
    assert [(r["event_date"], r["fatalities"]) for r in found] == [("2024-03-05", "3"), ("2024-03-06", "2"), ("2024-03-07", "2")]
    assert len({r["event_id_cnty"] for r in found}) == 3


def test_what_happens_once_is_not_split() -> None:
    days = When(DAY, date(2024, 3, 7), TimePrecision.RANGE)
    found = rows(Said(kind="suicide-attack", when=days, tolls=(("killed", "total", 7),)))
    assert [(r["event_date"], r["time_precision"], r["fatalities"]) for r in found] == [("2024-03-06", "2", "7")]
    assert "acled.suicide-bomber-counted-only-where-told" in rules(Said(kind="suicide-attack"))


def test_a_group_that_rules_is_a_side_of_a_battle() -> None:
    rulers = Part("perpetrator", Party("the rulers", "government", None, "MLI"))
    (row,) = rows(Said(kind="armed-clash", parties=(rulers, Part("target", JNIM.party))))
    assert (row["actor1"], row["inter1"]) == ("Government of Mali", "State forces")


def test_looters_nobody_names_are_unidentified() -> None:
    (row,) = rows(Said(kind="robbery", parties=(VILLAGERS,), tolls=()))
    assert (row["actor1"], row["actor2"]) == ("Unidentified Armed Group (Mali)", "Civilians (Mali)")


def test_a_night_is_its_first_day() -> None:
    assert days_of(When(DAY, date(2024, 3, 6), TimePrecision.RANGE, "night"), lasting=True) == ((DAY,), 1, "night->first-day")


@pytest.mark.parametrize(("deaths", "days", "each"), [(12, 3, (4, 4, 4)), (7, 3, (3, 2, 2)), (1, 3, (1, 0, 0)), (0, 2, (0, 0))])
def test_shares(deaths: int, days: int, each: tuple[int, ...]) -> None:
    assert shares(deaths, days) == each


def test_a_region_is_at_its_capital() -> None:
    (row,) = rows(Said(where=region()))
    assert (row["location"], row["latitude"], row["longitude"], row["geo_precision"]) == ("Mopti", "14.4843", "-4.183", "3")


def test_near_a_town_is_less_than_the_town() -> None:
    assert rows(Said(where=place(precision=PlacePrecision.NEAR, radius=12.0)))[0]["geo_precision"] == "2"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (Said(where=country()), "acled.place-too-wide"),
        (Said(where=nowhere("Kôko")), "acled.place-too-wide"),
        (Said(where=None), "acled.place-too-wide"),
        (Said(when=None), "acled.time-too-wide"),
        (Said(when=When(date(2024, 1, 1), date(2024, 12, 31), TimePrecision.YEAR)), "acled.time-too-wide"),
        (Said(kind="denial"), "acled.no-type"),
        (Said(currency=Currency.FUTURE), "acled.not-happened"),
        (Said(stance=Stance.NEGATED), "acled.not-happened"),
    ],
)  # fmt: skip
def test_what_has_no_row(said: Said, rule: str) -> None:
    assert rows(said) == []
    assert rule in rules(said)


def test_of_several_events_of_one_pair_place_and_day_the_highest_is_the_row() -> None:
    attack = Said(kind="armed-attack", parties=(JNIM, VILLAGERS), text="Gunmen attacked the market and killed five traders who had come from afar.")
    taken = Said(
        kind="sexual-violence", parties=(JNIM, VILLAGERS), tolls=(), outlet="Radio Kôkô", where=place(),
        text="Women were assaulted by the same men, a committee of the town told the station later that week.",
    )  # fmt: skip
    killing = Said(kind="killing", parties=(JNIM, VILLAGERS), tolls=(("killed", "total", 2),), text="Two elders were put to death.")
    assert len(rows(attack, taken)) == 2, "the sensitive one is not told at the town"
    (row,) = rows(attack, killing)
    assert row["fatalities"] == "7"
    assert any(r.startswith("acled.hierarchy->TB") for r in rules(attack, killing))


def test_same_twice_is_the_same_bytes() -> None:
    assert written(Said(parties=(GUNMEN, ARMY))).body == written(Said(parties=(GUNMEN, ARMY))).body
