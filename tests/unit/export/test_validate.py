"""What a validator says of files that are not as they should be."""

from __future__ import annotations

import csv
from collections.abc import Mapping

import pytest

from tests.unit.export.made import ARMY, ATLAS, JNIM, VILLAGERS, Said, event
from tollbook.export.acled import write_acled
from tollbook.export.ged import write_ged
from tollbook.export.validate import UnknownShapeError, problems_in

ACLED: Mapping[str, str] = {
    "event_id_cnty": "MLI12", "event_date": "2024-03-05", "year": "2024", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Mali (2021-)", "assoc_actor_1": "",
    "inter1": "State forces",
    "actor2": "JNIM", "assoc_actor_2": "", "inter2": "Rebel group", "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": "466",
    "region": "Western Africa", "country": "Mali", "admin1": "Mopti", "admin2": "Mopti", "admin3": "", "location": "Sevare", "latitude": "14.5",
    "longitude": "-4.1", "geo_precision": "1", "source": "Radio", "source_scale": "National", "notes": "A clash.", "fatalities": "3", "tags": "",
    "timestamp": "1709800000",
}  # fmt: skip


def acled(**changes: str) -> list[str]:
    row = {**ACLED, **changes}
    body = ",".join(row) + "\n" + ",".join(f'"{v}"' for v in row.values()) + "\n"
    return [str(p) for p in problems_in(body.encode(), "acled")]


def test_a_row_as_acled_publishes_it_is_in_order() -> None:
    assert acled() == []
    assert acled(inter1="1", inter2="2", interaction="12", event_date="05 March 2024", population_best="1000") == []
    assert acled(event_type="Protests", sub_event_type="Excessive force against protesters", disorder_type="Political violence", inter1="Protesters",
                 inter2="", interaction="Protesters only", civilian_targeting="Civilian targeting") == []  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("sub_event_type", "Attack", "line 2, column sub_event_type: 'Attack' is no sub-type of 'Battles'"),
        ("disorder_type", "Demonstrations", "line 2, column disorder_type: it is 'Political violence' for 'Armed clash'"),
        ("interaction", "13", "line 2, column interaction: '13' is not 12, which State forces and Rebel group make"),
        ("inter1", "Insurgents", "line 2, column inter1: 'Insurgents' is no kind of actor"),
        ("fatalities", "", "line 2, column fatalities: it is blank; the column needs a value"),
        ("fatalities", "six", "line 2, column fatalities: 'six' is no number"),
        ("fatalities", "1.5", "line 2, column fatalities: 1.5 is no whole number"),
        ("fatalities", "-1", "line 2, column fatalities: -1 lies outside 0 to "),
        ("latitude", "91", "line 2, column latitude: 91 lies outside -90 to 90"),
        ("event_date", "5th of March", "line 2, column event_date: '5th of March' is no day; write it as YYYY-MM-DD"),
        ("year", "2023", "line 2, column year: it is 2023 and event_date lies in 2024"),
        ("geo_precision", "4", "line 2, column geo_precision: '4' is none of: 1, 2, 3"),
        ("civilian_targeting", "Civilians targeted", "line 2, column civilian_targeting: Battles do not target civilians"),
    ],
)
def test_each_fault_is_told_with_its_place(column: str, value: str, told: str) -> None:
    (found,) = acled(**{column: value})
    assert found.startswith(told)


def test_violence_against_civilians_has_its_victims_and_its_mark() -> None:
    found = acled(event_type="Violence against civilians", sub_event_type="Attack", actor2="", inter2="", interaction="State forces only")
    assert [f.split(":")[0] for f in found] == ["line 2, column actor2", "line 2, column civilian_targeting"]


def ged(**changes: str) -> list[str]:
    lines = write_ged([event(Said(kind="armed-clash", parties=(JNIM, ARMY)))], ATLAS).body.decode().splitlines()
    row = {**dict(zip(lines[0].split(","), _cells(lines[1]), strict=True)), **changes}
    body = ",".join(row) + "\n" + ",".join('"' + v.replace('"', '""') + '"' for v in row.values()) + "\n"
    return [str(p) for p in problems_in(body.encode(), "ged")]


def _cells(line: str) -> list[str]:
    return next(csv.reader([line]))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"deaths_a": "1"}, "column best: it is 5; deaths_a, deaths_b, deaths_civilians and deaths_unknown make 6"),
        ({"high": "4"}, "column best: low 5, best 5 and high 4 are not in order"),
        ({"type_of_violence": "3"}, "column side_b: one-sided violence is against 'Civilians'"),
        ({"date_end": "2024-03-09"}, "column date_prec: 1 does not go with 4 days between date_start and date_end"),
        ({"date_end": "2024-03-01"}, "column date_end: it lies before date_start"),
        ({"event_clarity": "2"}, "column event_clarity: 2 (a total over time or places) does not go with date_prec 1"),
        ({"where_prec": "8"}, "column where_prec: '8' is none of: 1, 2, 3, 4, 5, 6, 7"),
        ({"year": "2020"}, "column year: it is 2020 and the event lies in 2024"),
    ],
)
def test_faults_of_ged_rows(changes: dict[str, str], told: str) -> None:
    assert ged(**changes) == [f"line 2, {told}"]


def test_numbers_may_be_written_as_a_statistics_package_writes_them() -> None:
    assert ged(deaths_a="0.0", deaths_unknown="5.0", best="5.0", where_prec="1.0", date_start="2024-03-05 00:00:00.000", active_year="NA") == []


def test_older_tables_lack_columns() -> None:
    body = write_ged([event(Said(kind="killing", parties=(JNIM, VILLAGERS)))], ATLAS).body.decode()
    assert problems_in(body.replace("gwnoa", "gwno_a").encode(), "ged") == []
    assert [str(p) for p in problems_in(body.replace("side_a,", "sidea,").encode(), "ged")] == ["line 1, column side_a: the column is missing"]


def test_files_that_are_no_tables() -> None:
    assert [str(p) for p in problems_in(b"", "acled")] == ["line 1: the file is empty"]
    assert [str(p) for p in problems_in(b"a\n\xff\n", "acled")] == ["line 2: it is not in UTF-8; save it as UTF-8"]
    made = write_acled([event()], ATLAS).body
    assert [str(p) for p in problems_in(made + b"x,y\n", "acled")] == ["line 3: the row has 2 cells, the header 31; quote cells that hold commas"]
    assert problems_in(b"\xef\xbb\xbf" + made, "acled") == []


def test_json_that_is_none() -> None:
    assert str(problems_in(b"{}\n[1]\nnot\n", "jsonl")[-1]).startswith("line 3: it is no JSON: ")
    assert [str(p) for p in problems_in(b"[]", "geojson")] == ["line 1, column type: it must be a FeatureCollection with a list of features"]
    wrong = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[91,181]}}]}'
    assert [str(p) for p in problems_in(wrong, "geojson")] == [
        "line 1, column coordinates: each must be [longitude, latitude] in degrees, -180 to 180 and -90 to 90"
    ]
    ring = wrong.replace(b'"Point"', b'"Polygon"').replace(b"[91,181]", b"[[[0,0],[1,0],[1,1],[0,1]]]")
    assert [p.column for p in problems_in(ring, "geojson")] == ["coordinates"]


def test_there_is_no_such_shape() -> None:
    with pytest.raises(UnknownShapeError, match="formats: csv"):
        problems_in(b"", "shapefile")
