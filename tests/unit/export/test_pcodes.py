"""P-codes from a table the user gives, and second-level regions from the gazetteer."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.export.made import ATLAS, ENTRIES, MOPTI, NOW, Gazetteer, Said, country, exportable, place, region
from tollbook.export.acled import write_acled
from tollbook.export.atlas import Atlas
from tollbook.export.event import Event
from tollbook.export.gate import PUBLIC, Policy, clear
from tollbook.export.ged import write_ged
from tollbook.export.hapi import write_hapi
from tollbook.export.hxl import write_hxl
from tollbook.export.pcodes import Coded, Pcodes, PcodesError, read_pcodes
from tollbook.export.tables import Written
from tollbook.export.validate import problems_in
from tollbook.model.place import GazetteerEntry, Place, PlacePrecision

TABLE = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start
MLI,1,XX05,Mopti,MLI,2021-12-20
MLI,1,XX06,Twin,MLI,2021-12-20
MLI,1,XX07,Twin,MLI,2021-12-20
MLI,2,XX0506,Mopti Circle,XX05,2021-12-20
MLI,2,XX0606,Mopti Circle,XX06,2021-12-20
NER,1,YY05,Mopti,NER,2022-01-01
"""
CIRCLE = GazetteerEntry("geonames:9", "Cercle de Mopti", "admin2", 14.5, -4.1, "MLI", MOPTI, 0, 40.0)


class Wider(Gazetteer):
    """Knows another name of the second-level region."""

    def lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        return (replace(CIRCLE, alternate=True),) if name == "Mopti Circle" else super().lookup(name)


def atlas(tmp_path: Path, table: str = TABLE) -> Atlas:
    path = tmp_path / "pcodes.csv"
    path.write_text(table, encoding="utf-8")
    return Atlas(Wider(), second_of=lambda given: CIRCLE if given == ENTRIES[0].id else None, pcodes=read_pcodes(path))


def told(where: Place | None, held: Atlas, policy: Policy = PUBLIC, **other: str) -> list[Event]:
    return list(clear([exportable(Said(where=where, **other))], policy, NOW, held).events)  # type: ignore[arg-type]


def rows(written: Written) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.body.decode())))


def test_a_town_is_counted_in_its_second_level_region_under_its_p_codes(tmp_path: Path) -> None:
    held = atlas(tmp_path)
    written = write_hapi(told(place(), held), held)
    assert problems_in(written.body, "hapi") == []
    for row in rows(written):
        assert (row["admin_level"], row["provider_admin1_name"], row["provider_admin2_name"]) == ("2", "Mopti", "Cercle de Mopti")
        assert (row["admin1_code"], row["admin1_name"], row["admin2_code"], row["admin2_name"]) == ("XX05", "Mopti", "XX0506", "Mopti Circle")
        assert row["warning"].endswith("p-codes valid from 2021-12-20")
    assert [loss.rule for loss in written.losses if "pcode" in loss.rule] == []
    (_, row) = rows(write_hxl(told(place(), held), held))
    assert (row["admin1_pcode"], row["admin2_pcode"]) == ("XX05", "XX0506")


def test_without_a_table_codes_are_blank_and_the_sidecar_says_so(tmp_path: Path) -> None:
    held = replace(atlas(tmp_path), pcodes=None)
    written = write_hapi(told(place(), held), held)
    assert {row["admin1_code"] + row["admin2_code"] for row in rows(written)} == {""}
    assert ("", "hapi.no-table-of-pcodes") in {(loss.event, loss.rule) for loss in written.losses}


@pytest.mark.parametrize(
    ("where", "level", "rule"),
    [
        (place(precision=PlacePrecision.NEAR, radius=12.0), "1", "hapi.admin2-unknown->admin1"),
        (place("Konna", known=False), "1", "hapi.admin2-unknown->admin1"),
        (region(), "1", None),
        (region("Twin"), "1", "hapi.no-pcode-of-that-name"),
    ],
)
def test_what_is_not_known_to_lie_in_one_is_of_the_first_level(tmp_path: Path, where: Place, level: str, rule: str | None) -> None:
    held = atlas(tmp_path)
    written = write_hapi(told(where, held), held)
    assert {(row["admin_level"], row["admin2_code"]) for row in rows(written)} == {(level, "")}
    assert (rule is None) or rule in {loss.rule for loss in written.losses}


def test_a_second_level_region_is_itself(tmp_path: Path) -> None:
    held = atlas(tmp_path)
    found = told(Place("Mopti Circle", "MLI", MOPTI, 14.5, -4.1, 40.0, PlacePrecision.ADMIN2, CIRCLE.id, "named"), held)
    assert {row["admin2_code"] for row in rows(write_hapi(found, held))} == {"XX0506"}


def test_what_is_sensitive_is_told_to_no_second_level(tmp_path: Path) -> None:
    held = atlas(tmp_path)
    (event,) = told(place(), held, kind="sexual-violence")
    assert event.where is not None
    assert event.where.admin2 is None
    (opened,) = told(place(), held, Policy("internal", coordinates=True), kind="sexual-violence")
    assert opened.where is not None
    assert opened.where.admin2 == "Cercle de Mopti"


def test_other_schemes_name_it_too(tmp_path: Path) -> None:
    held = atlas(tmp_path)
    (row,) = rows(write_acled(told(place(), held), held))
    assert row["admin2"] == "Cercle de Mopti"
    found = told(place(), held, text="JNIM killed five soldiers of the army in Sévaré on Tuesday, officials there said.")
    assert {row["adm_2"] for row in rows(write_ged(found, held))} <= {"Cercle de Mopti"}
    assert {e.where.admin2 for e in told(country(), held) if e.where} == {None}
    assert {e.where.admin2 for e in told(place(), ATLAS) if e.where} == {None}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("Location,P-Code,Name\nMLI,ML05,Mopti\n", "the column 'admin level' is missing"),
        (TABLE.replace("MLI,1,XX05", "MLI,one,XX05"), "pcodes.csv:3: the row needs 6 cells, a level that is a number and a p-code"),
        (TABLE + "MLI,2\n", "pcodes.csv:9: the row needs 6 cells"),
        ("", "the column 'location' is missing"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, table: str, says: str) -> None:
    with pytest.raises(PcodesError, match=says):
        atlas(tmp_path, table)


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("Location,Ségou".encode("latin-1"))
    for name in ("missing.csv", "latin.csv"):
        with pytest.raises(PcodesError, match="give a table of p-codes as CSV in UTF-8"):
            read_pcodes(tmp_path / name)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Département de Téra", "Tera", True),
        ("Sevare", "Sévaré District", True),
        ("Circle", "Circle", True),
        ("North Gedo", "Gedo", False),
        ("Ville de Beni", "Beni", False),
        ("Territoire de Beni", "Beni", True),
    ],
)
def test_names_are_compared_without_words_for_sorts_of_regions(ours: str, theirs: str, same: bool) -> None:
    held = Pcodes({("MLI", 1): [Coded("XX01", theirs, "MLI", "")]})
    assert (held.first("MLI", ours, None) is not None) is same
    assert held.first("NER", ours, None) is None
    assert held.first("MLI", None, None) is None
