"""Files of places that are no GeoNames files: a user's own, p-codes, Who's On First."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tollbook.codebook.gazetteer import SqliteGazetteer
from tollbook.codebook.gazetteer.add import add_places
from tollbook.errors import DataFileError


@pytest.fixture
def copy(gazetteer_file: Path, tmp_path: Path) -> Path:
    target = tmp_path / "gazetteer.sqlite"
    shutil.copy(gazetteer_file, target)
    return target


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


OWN = "name,lat,lon,country,kind,alternate names\nTinkounda,13.2,-4.1,MLI,,Tin Kounda|Tinkunda\nKollin Camp,13.5,-4.4,Mali,spot,\n"


def test_a_users_own_places_are_found_by_all_their_names(copy: Path, tmp_path: Path) -> None:
    done = add_places(write(tmp_path / "own.csv", OWN), copy)
    assert (done.added, done.broken) == (2, ())
    found = SqliteGazetteer(copy)
    assert {e.id for n in ("Tinkounda", "Tin Kounda", "TINKUNDA") for e in found.lookup(n)} == {"own:tinkounda@13.2000,-4.1000"}
    assert found.lookup("Kollin Camp")[0].kind == "spot" and found.lookup("Tinkounda")[0].country == "MLI"
    assert "own.csv" in found.version
    assert add_places(tmp_path / "own.csv", copy).known == 2


def test_rows_of_a_source_carry_its_licence_and_vintage(copy: Path, tmp_path: Path) -> None:
    add_places(write(tmp_path / "own.csv", OWN), copy)
    with sqlite3.connect(copy) as db:
        joined = "place p JOIN source s ON s.id=p.source"
        rows = db.execute(f"SELECT s.file, s.licence, s.rows, s.vintage FROM {joined} WHERE p.ref LIKE 'own:%'").fetchall()
    assert {(f, licence, n) for f, licence, n, _ in rows} == {("own.csv", "the user's own", 2)} and all(v for *_, v in rows)


def test_broken_rows_of_a_table_are_told_with_their_line(copy: Path, tmp_path: Path) -> None:
    rows = "name,latitude,longitude,country,kind\nFar,912,0,MLI,\n,1,1,MLI,\nOdd,1,1,Nowhere,\nQueer,1,1,MLI,planet\nGood,1,1,,\n"
    done = add_places(write(tmp_path / "own.csv", rows), copy)
    assert done.added == 1 and [line.split(":")[1] for line in done.broken] == ["2", "3", "4", "5"]
    assert "town" in done.broken[3]


def test_p_codes_name_regions_that_are_known_and_add_those_with_a_point(copy: Path, tmp_path: Path) -> None:
    table = (
        "admin0Pcode,admin1Name_fr,admin1Pcode,admin2Name_fr,admin2Pcode,center_lat,center_lon\n"
        "ML,Mopti,ML05,Tinkounda,ML0599,14.1,-4.1\nML,Mopti,ML05,Kollin,ML0598,,\nXQ,Nowhere,XQ01,,,,\n"
    )
    done = add_places(write(tmp_path / "mli.csv", table), copy)
    assert (done.added, done.known, done.unused, len(done.broken)) == (1, 1, 1, 1)
    found = SqliteGazetteer(copy)
    assert [e.name for e in found.lookup("ML05")] == ["Mopti"]
    assert [(e.name, e.kind, e.id) for e in found.lookup("ML0599")] == [("Tinkounda", "admin2", "cod:ML0599")]


def record(id_: int, **more: object) -> dict[str, object]:
    told: dict[str, object] = {
        "wof:id": id_, "wof:name": "Tinkounda", "wof:placetype": "locality", "iso:country": "ML", "geom:latitude": 13.2, "geom:longitude": -4.1,
        "wof:lastmodified": 1700000000, "name:fra_x_variant": ["Tin Kounda"],
    }  # fmt: skip
    return {"type": "Feature", "properties": told | more}


def test_a_folder_of_whos_on_first_is_read(copy: Path, tmp_path: Path) -> None:
    home = tmp_path / "wof"
    (home / "1").mkdir(parents=True)
    for id_, more in ((1, {}), (2, {"wof:concordances": {"gn:id": 2460596}}), (3, {"wof:placetype": "venue"}), (4, {"mz:is_current": 0})):
        write(home / "1" / f"{id_}.geojson", json.dumps(record(id_, **more)))
    write(home / "1" / "5.geojson", "{")
    done = add_places(home, copy)
    assert (done.added, done.known, done.unused, len(done.broken)) == (1, 1, 1, 1) and "5.geojson" in done.broken[0]
    found = SqliteGazetteer(copy)
    assert {e.id for e in found.lookup("Tin Kounda")} == {"wof:1", "geonames:2460596"}


def test_the_sqlite_distribution_of_whos_on_first_is_read(copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "whosonfirst.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE spr(id, name, placetype, country, latitude, longitude, lastmodified, is_current, is_deprecated)")
        db.execute("CREATE TABLE names(id, name)")
        db.execute("CREATE TABLE concordances(id, other_id, other_source)")
        db.execute("INSERT INTO spr VALUES(7,'Tinkounda','locality','ML',13.2,-4.1,1700000000,1,0)")
        db.execute("INSERT INTO names VALUES(7,'Tin Kounda')")
    assert add_places(path, copy).added == 1
    assert [e.id for e in SqliteGazetteer(copy).lookup("Tinkounda")] == ["wof:7"]


def test_what_holds_no_places_is_refused_in_one_line(copy: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    other = tmp_path / "other.db"
    sqlite3.connect(other).executescript("CREATE TABLE x(y)")
    table = write(tmp_path / "a.csv", "a,b\n1,2\n")
    for path, why in ((table, "name, lat, lon"), (empty, "no record"), (other, "spr"), (tmp_path / "no.csv", "No such")):
        with pytest.raises(DataFileError, match=why) as caught:
            add_places(path, copy)
        assert "\n" not in str(caught.value) and str(path) in str(caught.value)


def test_a_names_likeness_is_searched_in_one_country(gazetteer: SqliteGazetteer) -> None:
    alike = gazetteer.similar("Mennakka", "MLI")
    assert alike[0][0].name == "Ménaka" and alike[0][0].loose and alike[0][1] > 0.8
    assert all(e.country == "MLI" for e, _ in alike) and gazetteer.similar("Mennakka", "XXX") == ()
