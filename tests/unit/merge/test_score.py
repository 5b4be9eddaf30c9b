"""Two points far apart are two events, however alike the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.merge.made import TABLE, Told, facts, filed, report
from tollbook.merge.facts import Facts, Filed
from tollbook.merge.features import too_far
from tollbook.merge.replay import replay
from tollbook.merge.score import NEVER, bond, weigh


def told_at(town: str, killed: int, burned: str) -> Filed:
    words = f"Gunmen killed {killed} people in {town} on Tuesday, residents said. The attackers came on motorcycles at dawn and burned {burned}."
    return filed(Told(place=town, killed=killed), report(words, date(2024, 3, 6), f"Radio {town}"))


SOUTH, EAST = told_at("Bamako", 2, "one house"), told_at("Gao", 30, "29 houses")


def spotted(one: Facts, *, km: float = 0.0, admin1: str | None = None, point: bool = True, name: str | None = None) -> Facts:
    """The same told so far north of where it was."""
    spot = one.spot
    assert spot is not None
    assert spot.lat is not None
    moved = replace(spot, lat=spot.lat + km / 111.195, admin1=admin1, point=point, name=name or spot.name)
    return replace(one, spot=moved)


def test_one_template_of_two_far_towns_is_two_events() -> None:
    assert len(replay((SOUTH, EAST), (), TABLE).incidents) == 2
    assert bond(facts(SOUTH), facts(EAST), TABLE) == NEVER
    assert "too-far 1 (-99.0)" in weigh(facts(SOUTH), facts(EAST), TABLE).why


@pytest.mark.parametrize(
    ("km", "regions", "never"),
    [
        (TABLE.file.apart_km + 15, ("Kel", "Kel"), True),
        (TABLE.file.apart_km + 15, (None, "Kel"), True),
        (TABLE.file.apart_km + 5, ("Kel", "Kel"), False),
        (TABLE.file.regions_apart_km + 15, ("Kel", "Sorro"), True),
        (TABLE.file.regions_apart_km + 5, ("Kel", "Sorro"), False),
        (TABLE.file.regions_apart_km + 15, ("Kel", None), False),
    ],
)
def test_the_bound_counts_beyond_both_radii_and_is_closer_between_regions(km: float, regions: tuple[str | None, str | None], never: bool) -> None:
    here = spotted(facts(SOUTH), admin1=regions[0])
    there = spotted(facts(SOUTH), km=km, admin1=regions[1], name="sirba")
    assert ("too-far" in {name for name, _, _ in weigh(here, there, TABLE).reasons}) is never
    assert weigh(here, there, TABLE) == weigh(there, here, TABLE)


def test_only_points_of_two_names_are_too_far() -> None:
    here = facts(SOUTH)
    for there in (spotted(here, km=900, point=False, name="sirba"), spotted(here, km=900), replace(here, spot=None)):
        assert "too-far" not in {name for name, _, _ in weigh(here, there, TABLE).reasons}


@pytest.mark.parametrize(
    ("victim", "killed", "other_place", "never"),
    [
        ("Oumou Zantarga", 2, " from Gao", False),
        ("Oumou Zantarga", 30, " from Gao", True),
        ("Oumou Zantarga", 2, "", True),
        ("a farmer", 2, " from Gao", True),
    ],
)
def test_a_place_may_be_the_wrong_one_of_a_story_about_one_person(victim: str, killed: int, other_place: str, never: bool) -> None:
    one = facts(filed(Told(place="Bamako", killed=killed), report(f"Gunmen{other_place} killed {victim} in Bamako, residents said.")))
    other = facts(filed(Told(place="Gao", killed=2), report("On Tuesday Oumou Zantarga was killed in Gao.")))
    assert too_far(one, other, TABLE) is too_far(other, one, TABLE) is never


def test_points_are_towns_or_nearer() -> None:
    spots = [facts(filed(Told(place=name))).spot for name in ("Gao", "Makala")]
    assert [s is not None and s.point for s in spots] == [True, False]
