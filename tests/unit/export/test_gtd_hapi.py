"""Rows of attacks, and counts by month and region."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from tests.unit.export.made import ARMY, ATLAS, DAY, GUNMEN, JNIM, VILLAGERS, Said, country, event, place, region
from tollbook.export.gtd import write_gtd
from tollbook.export.hapi import types_of, write_hapi
from tollbook.export.validate import problems_in
from tollbook.model.account import Claim, Part
from tollbook.model.party import Party
from tollbook.model.place import PlacePrecision
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

SOLDIERS = Part("perpetrator", Party("soldiers", "state-forces", "mli-forces", "MLI"))


def gtd(said: Said) -> list[dict[str, str]]:
    body = write_gtd([event(said)], ATLAS).body
    assert problems_in(body, "gtd") == []
    return list(csv.DictReader(io.StringIO(body.decode())))


def hapi(*said: Said) -> list[dict[str, str]]:
    body = write_hapi([event(s) for s in said], ATLAS).body
    assert problems_in(body, "hapi") == []
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_an_attack() -> None:
    tolls = (("killed", "total", 6), ("killed", "attackers", 1), ("injured", "total", Toll(4, 4, None)))
    (row,) = gtd(Said(parties=(JNIM, ARMY), tolls=tolls, claims=(Claim("claimed", "JNIM", None),)))
    assert [row[k] for k in ("iyear", "imonth", "iday", "extended")] == ["2024", "3", "5", "0"]
    assert [row[k] for k in ("nkill", "nkillter", "nwound", "attacktype1", "specificity")] == ["6", "1", "4", "2", "1"]
    assert [row[k] for k in ("claimed", "claimmode", "compclaim", "guncertain1", "doubtterr")] == ["1", "10", "0", "0", "-9"]


def test_unknown_is_blank_and_nobody_is_unknown() -> None:
    (row,) = gtd(Said(parties=(GUNMEN, VILLAGERS), tolls=()))
    assert (row["nkill"], row["nwound"], row["gname"], row["claimed"]) == ("", "", "Unknown", "-9")


def test_more_attackers_than_dead_is_no_number() -> None:
    (row,) = gtd(Said(tolls=(("killed", "total", 2), ("killed", "attackers", 3))))
    assert (row["nkill"], row["nkillter"]) == ("2", "")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When(date(2024, 3, 1), date(2024, 3, 31), TimePrecision.MONTH), ("3", "0", "0")),
        (When(date(2024, 1, 1), date(2024, 12, 31), TimePrecision.YEAR), ("0", "0", "0")),
        (When(DAY, date(2024, 3, 8), TimePrecision.RANGE), ("3", "0", "1")),
        (When(DAY, date(2024, 3, 6), TimePrecision.RANGE, "night"), ("3", "5", "0")),
    ],
)
def test_days_and_months_that_are_not_known_are_nought(when: When, told: tuple[str, str, str]) -> None:
    (row,) = gtd(Said(when=when))
    assert (row["imonth"], row["iday"], row["extended"]) == told
    assert bool(row["approxdate"]) == (told[1] == "0")


def test_places() -> None:
    found = [gtd(Said(where=p))[0] for p in (place(precision=PlacePrecision.NEAR, radius=12.0), region(), country())]
    assert [(r["specificity"], r["vicinity"], r["city"]) for r in found] == [("3", "1", "Sévaré"), ("4", "0", "Unknown"), ("5", "0", "Unknown")]
    assert found[2]["latitude"] == ""


@pytest.mark.parametrize("said", [Said(parties=(SOLDIERS, VILLAGERS)), Said(kind="talks"), Said(when=None), Said(where=None)])
def test_what_has_no_row(said: Said) -> None:
    assert gtd(said) == []


def test_people_taken() -> None:
    (row,) = gtd(Said(kind="abduction", tolls=()))
    assert (row["ishostkid"], row["nhostkid"], row["attacktype1"]) == ("1", "-99", "6")


def test_faults_of_attacks() -> None:
    body = write_gtd([event()], ATLAS).body.decode()
    assert [p.column for p in problems_in(body.replace(",2024,3,5,", ",2024,0,5,").encode(), "gtd")] == ["iday"]
    assert [p.message for p in problems_in(body.replace(",2024,3,5,", ",2023,2,29,").encode(), "gtd")] == ["2023-02 has no day 29"]


def test_an_attack_on_civilians_is_of_two_types() -> None:
    found = hapi(Said(), Said(kind="protest", parties=(), tolls=()))
    told = {r["event_type"]: (r["events"], r["fatalities"], r["admin_level"], r["provider_admin1_name"]) for r in found}
    assert told == {
        "political_violence": ("1", "5", "1", "Mopti"), "civilian_targeting": ("1", "5", "1", "Mopti"), "demonstration": ("1", "0", "1", "Mopti"),
    }  # fmt: skip
    assert all(r["reference_period_end"] == "2024-03-31" and "do not add" in r["warning"] for r in found)


def test_an_event_of_several_days_is_one_event_of_its_month() -> None:
    found = hapi(Said(kind="shelling", when=When(DAY, date(2024, 3, 7), TimePrecision.RANGE), tolls=(("killed", "total", 7),)))
    assert {(r["events"], r["fatalities"]) for r in found} == {("1", "7")}


def test_types() -> None:
    force = ("Protests", "Excessive force against protesters")
    assert list(types_of(force, targeted=True)) == ["political_violence", "demonstration", "civilian_targeting"]
    assert list(types_of(("Riots", "Mob violence"), targeted=False)) == ["political_violence"]
    assert list(types_of(("Strategic developments", "Other"), targeted=False)) == []


def test_faults_of_counts() -> None:
    lines = write_hapi([event()], ATLAS).body.decode().splitlines()
    twice = "\n".join([*lines, lines[1]]).encode()
    assert [str(p) for p in problems_in(twice, "hapi")] == ["line 4: it is for the same month, region and type as line 2"]
    week = "\n".join(lines).replace("2024-03-31", "2024-03-07").encode()
    assert {p.message for p in problems_in(week, "hapi")} == {"the period must be one calendar month"}


def test_counts_as_they_are_published() -> None:
    body = (
        b"location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,event_type,"
        b"events,fatalities,reference_period_start,reference_period_end,dataset_id,resource_id,warning,error\n"
        b"#country+code,#meta+has_hrp,#meta+in_gho,#adm1+name+provider,#adm2+name+provider,#adm1+code,#adm1+name,#adm2+code,#adm2+name,#adm+level,"
        b"#event+type,#indicator+event+num,#affected+killed,#date+start,#date+end,#meta+dataset_id,#meta+resource_id,#meta+warning,#meta+error\n"
        b"MLI,Y,Y,Mopti,Kona,ML05,Mopti,ML0506,Kona,2,demonstration,3,,2025-01-01 00:00:00+00:00,2025-01-31 00:00:00+00:00,a,b,,\n"
    )
    assert problems_in(body, "hapi") == []
    assert problems_in(body, "hxl") == []
    assert [p.line for p in problems_in(body.replace(b",3,,", b",-3,,"), "hapi")] == [3]
