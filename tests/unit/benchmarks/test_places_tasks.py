"""The scores of places found in texts, and the sets that are made for measuring."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.task import MissingDataError
from benchmarks.tasks.relative import measure as measure_relative
from benchmarks.tasks.toponyms_score import Named, Tally, distance
from benchmarks.tasks.villages import draw_villages, geonames_files, villages_of
from benchmarks.tasks.villages import measure as measure_villages
from tollbook.codebook.gazetteer import gazetteer_path


def test_spans_are_matched_exactly_before_they_are_matched_at_all() -> None:
    gold = [Named(0, 5, "Dorra", 10.0, 10.0), Named(10, 16, "Kessou", 10.0, 12.0), Named(30, 34, "Mara", 0.0, 0.0)]
    found = [Named(8, 16, "in Kessou", 10.0, 12.5), Named(0, 5, "Dorra", 20.0, 10.0), Named(10, 16, "Kessou", None, None)]
    tally = Tally()
    judged = list(tally.add(gold, found))
    assert (tally.gold, tally.found, tally.exact, tally.overlap, tally.hits) == (3, 3, 2, 2, 0)
    assert [f.text if f else None for _, f, _ in judged] == ["Dorra", "Kessou", None]
    assert len(tally.errors) == 1 and tally.errors[0] == pytest.approx(1112, abs=2)


def test_an_overlap_within_the_radius_is_a_hit() -> None:
    tally = Tally()
    list(tally.add([Named(10, 16, "Kessou", 10.0, 12.0)], [Named(8, 16, "in Kessou", 10.0, 12.5)]))
    assert (tally.exact, tally.overlap, tally.hits) == (0, 1, 1)
    assert tally.rates(tally.hits) == (100.0, 100.0, 100.0) and tally.area() is None and tally.median() == pytest.approx(54.8, abs=0.5)


def test_the_area_is_nought_for_perfect_points() -> None:
    tally = Tally()
    names = [Named(0, 5, "Dorra", 10.0, 10.0), Named(10, 16, "Kessou", 10.0, 12.0)]
    list(tally.add(names, names))
    assert tally.area() == 0.0 and distance(names[0], names[0]) == 0.0


def row(number: int, name: str, point: tuple[float, float], people: int = 300, others: str = "") -> str:
    where = [str(degrees) for degrees in point]
    code = ["P", "PPL", "ML", "", "07", "", "", "", str(people), "", "300", "Africa/Bamako", "2024-01-01"]
    return "\t".join([str(991000000 + number), name, name, others, *where, *code])


@pytest.fixture
def geonames(tmp_path: Path) -> Path:
    rows = [
        row(1, "Tinkoundabougou", (13.0, -6.5), 8000), row(2, "Kollindara", (13.2, -6.4), 300, "Collindara"),
        row(3, "Barrasso Peul", (13.1, -6.2)), row(4, "Barrasso Peul", (11.0, -5.0)), row(5, "Dembagala", (12.8, -6.5), 0),
        row(6, "Soninkadji", (12.9, -6.7)),
    ]  # fmt: skip
    (tmp_path / "ML.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_a_village_set_has_plain_names_variants_and_namesakes(geonames: Path) -> None:
    asked = draw_villages(list(villages_of(geonames / "ML.txt")))
    assert {a.sort for a in asked} == {"plain", "variant", "misspelt", "namesake"}
    assert all("Tinkoundabougou" in a.text and a.name in a.text for a in asked)
    assert {a.name for a in asked if a.sort == "variant"} == {"Collindara"}


def test_villages_are_placed(geonames: Path, gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    assert gazetteer_path() == gazetteer_file
    told = measure_villages(geonames, "dev")
    assert told.n == 4 and told.metrics["acc25"] == 100.0


def test_what_the_village_set_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"ML\.txt"):
        geonames_files(tmp_path)


def test_told_places_are_calibrated_on_the_files_given(geonames: Path) -> None:
    told = measure_relative(geonames, "dev")
    assert told.n == 2000 and told.metrics["in_outline"] > 85 and "ML.txt" in told.errors[0]
    assert told.metrics["median_km"] < told.metrics["anchor_only_km"]
