"""Tables with HXL tags."""

from __future__ import annotations

import csv
import io

import pytest

from tests.unit.export.made import ATLAS, Said, event
from tollbook.export.hxl import write_hxl
from tollbook.export.validate import problems_in
from tollbook.model.toll import Toll

TAGS = (
    "#event+id | #date+occurred+start | #date+occurred+end | #event+type | #country+code+v_iso3 | #adm1+name | #adm1+code+v_pcode | "
    "#adm2+code+v_pcode | #loc+name | #geo+lat | #geo+lon | #geo+precision | #group+name+first | #group+name+second | #affected+killed | "
    "#affected+killed+min | #affected+killed+max | #affected+killed+civilians | #affected+injured | #affected+abducted | #affected+arrested | "
    "#meta+source | #meta+url | #description | #date+reported"
)


def test_tags_stand_below_the_header() -> None:
    said = Said(tolls=(("killed", "total", Toll(5, 5, None)), ("killed", "civilians", 3), ("injured", "total", 0)))
    body = write_hxl([event(said)], ATLAS).body
    assert problems_in(body, "hxl") == []
    _, tags, row = csv.reader(io.StringIO(body.decode()))
    assert tags == TAGS.split(" | ")
    told = dict(zip(tags, row, strict=True))
    numbers = ("killed", "killed+min", "killed+max", "killed+civilians", "injured", "abducted")
    assert [told[f"#affected+{k}"] for k in numbers] == ["5", "5", "", "3", "0", ""]
    assert told["#geo+precision"].startswith("exact (")
    assert told["#meta+url"] == ""


@pytest.mark.parametrize(
    ("tags", "row", "told"),
    [
        ("#date+occurred,#affected", "2022-07,6", []),
        ("#date,#affected+killed", "last May,3", ["line 3, column #date: 'last May' is no day; write it as YYYY-MM-DD"]),
        ("#date,#affected+killed", "2022-07-01,six", ["line 3, column #affected+killed: 'six' is no number"]),
        ("#date,#affected+killed", "2022-07-01,-6", ["line 3, column #affected+killed: -6 is below 0"]),
        ("#geo+lat,#geo+lon", "95,3", ["line 3, column #geo+lat: '95' is no degree of latitude"]),
        ("#country_ISO,#explosives_lauuch_type", "MLI,x", []),
        ("#date,#2nd", "2022,1", ["line 2, column #2nd: it is no HXL tag"]),
        ("#date", "2022,1", ["line 3: the row has 2 cells and there are 1 tags"]),
    ],
)
def test_faults(tags: str, row: str, told: list[str]) -> None:
    assert [str(p) for p in problems_in(f"a,b\n{tags}\n{row}\n".encode(), "hxl")] == told


def test_a_table_without_tags_is_none() -> None:
    assert [p.message[:40] for p in problems_in(b"a,b\n1,2\n", "hxl")] == ["none of the first 25 lines holds HXL tag"]
