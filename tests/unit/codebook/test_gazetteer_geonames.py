"""GeoNames files added to a gazetteer."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tollbook.codebook.gazetteer import SqliteGazetteer
from tollbook.codebook.gazetteer.geonames import add_geonames
from tollbook.errors import DataFileError
from tollbook.model.place import Gazetteer


def row(pid: int, name: str, **other: str) -> str:
    cell = {"feature": "P.PPL", "modified": "2024-05-01", "alternates": "", "lat": "12.5", "second": ""} | other
    kind, code = cell["feature"].split(".")
    cells = [
        str(pid),
        name,
        name,
        cell["alternates"],
        cell["lat"],
        "-7.5",
        kind,
        code,
        "ML",
        "",
        "07",
        cell["second"],
        "",
        "",
        "340",
        "",
        "300",
        "Africa/Bamako",
        cell["modified"],
    ]
    return "\t".join(cells)


@pytest.fixture
def copy(gazetteer: Gazetteer, tmp_path: Path) -> Path:
    assert isinstance(gazetteer, SqliteGazetteer)
    target = tmp_path / "gazetteer.sqlite"
    shutil.copy(gazetteer.path, target)
    return target


def test_places_of_use_are_added_and_found_in_other_spellings(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "XX.txt"
    rows = [
        row(990000001, "Tinkounda Bougou", alternates="Tin Counda Bugu"),
        row(990000002, "Kollin Lake", feature="H.LK"),
        row(990000003, "A shop", feature="S.SHPF"),
    ]
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = add_geonames(source, copy)
    assert (done.added, done.unused, done.broken) == (2, 1, ())
    found = SqliteGazetteer(copy)
    assert [e.id for e in found.lookup("Tinkunda-Bugu")] == ["geonames:990000001"]
    assert found.lookup("Kollin Lake")[0].kind == "water"
    assert "XX.txt 2024-05-01" in found.version


def test_the_same_file_twice_adds_nothing_and_a_newer_one_replaces(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "XX.txt"
    source.write_text(row(990000001, "Tinkounda"), encoding="utf-8")
    assert add_geonames(source, copy).added == 1
    assert (add_geonames(source, copy).added, add_geonames(source, copy).known) == (0, 1)
    source.write_text(row(990000001, "Tinkounda", modified="2025-01-01", lat="13.25"), encoding="utf-8")
    assert add_geonames(source, copy).added == 1
    assert [e.lat for e in SqliteGazetteer(copy).lookup("Tinkounda")] == [13.25]
    with sqlite3.connect(copy) as db:
        assert db.execute("SELECT count(*) FROM source WHERE file='XX.txt'").fetchone() == (2,)


def test_broken_rows_are_told_with_their_line_and_skipped(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "XX.txt"
    rows = [row(990000001, "Tinkounda"), "half\ta row", row(990000002, "Far", lat="912"), row(990000003, "Odd", lat="north")]
    source.write_text("\n".join(rows), encoding="utf-8")
    done = add_geonames(source, copy)
    assert done.added == 1
    assert [line.split(":")[1] for line in done.broken] == ["2", "3", "4"]
    assert all("\n" not in line and line.startswith(str(source)) for line in done.broken)


def test_a_zip_is_read_without_unpacking(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "XX.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("XX.txt", row(990000001, "Tinkounda"))
    assert add_geonames(source, copy).added == 1


def test_what_is_no_geonames_file_is_refused(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("only prose\n")
    with pytest.raises(DataFileError, match="19"):
        add_geonames(source, copy)
    with pytest.raises(DataFileError, match="nowhere"):
        add_geonames(tmp_path / "nowhere.txt", copy)
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w"):
        pass
    with pytest.raises(DataFileError, match="zip"):
        add_geonames(empty, copy)


def test_a_town_lies_in_the_second_level_region_of_its_code(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "XX.txt"
    rows = [
        row(990000001, "Tinkounda Bougou", second="88001"),
        row(990000002, "Kollin", second="88002"),
        row(990000003, "Tinkounda Circle", feature="A.ADM2", second="88001"),
        row(990000004, "Tinkounda Commune", feature="A.ADM3", second="88001"),
        row(990000005, "Wendu Forest", feature="V.FRST", second="88001"),
    ]
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    add_geonames(source, copy)
    add_geonames(source, copy)
    held = SqliteGazetteer(copy)
    second = held.second_of("geonames:990000001")
    assert second is not None
    assert (second.id, second.name, second.kind) == ("geonames:990000003", "Tinkounda Circle", "admin2")
    assert [held.second_of(f"geonames:{n}") for n in (990000002, 990000004, 990000005)] == [None, None, None]
    assert held.second_of("tollbook:camp/a") is None
    held.close()


def test_the_core_does_not_know_second_levels_of_towns(gazetteer: Gazetteer) -> None:
    assert isinstance(gazetteer, SqliteGazetteer)
    assert gazetteer.second_of(gazetteer.lookup("Timbuktu")[0].id) is None


def test_the_largest_towns_in_a_box(gazetteer: Gazetteer) -> None:
    assert isinstance(gazetteer, SqliteGazetteer)
    found = gazetteer.towns_in(["MLI"], (12.0, 15.0, -8.0, -4.0), 3)
    assert [e.country for e in found] == ["MLI"] * 3
    assert [e.population for e in found] == sorted((e.population for e in found), reverse=True)
    assert all(12 <= e.lat <= 15 and -8 <= e.lon <= -4 for e in found)
    assert gazetteer.towns_in([], (14.0, 15.0, -5.0, -4.0), 3) == ()
