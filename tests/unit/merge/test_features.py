from __future__ import annotations

from datetime import date

import pytest

from tests.unit.merge.made import TABLE, Told, facts, filed, report
from tollbook.merge.features import features_of
from tollbook.merge.score import weigh
from tollbook.model.toll import Toll

FIRST = facts(filed(Told(killed=5)))


def named(other: Told, text: str = "Five people died there.", published: date = date(2024, 3, 7)) -> dict[str, float]:
    return dict(features_of(FIRST, facts(filed(other, report(text, published))), TABLE))


@pytest.mark.parametrize(
    ("other", "present"),
    [
        (Told(), "same-day"),
        (Told(days=20), "days-meet"),
        (Told(day=date(2024, 3, 1)), "days-apart"),
        (Told(day=None), "news-days-meet"),
        (Told(place="Dorra"), "same-place"),
        (Told(place="Fandiala"), "km-apart"),
        (Told(place=None), "place-unknown"),
        (Told(place="Makala"), "other-name"),
        (Told(kind="killing"), "same-family"),
        (Told(kind="protest"), "other-family"),
        (Told(killed=5), "killed-same"),
        (Told(killed=9), "killed-risen"),
        (Told(killed=2), "killed-fallen"),
    ],
)
def test_feature_is_named(other: Told, present: str) -> None:
    assert present in named(other)


def test_a_town_that_the_passage_names_is_no_other_place() -> None:
    text = "Five people died in Makala, a quarter at the edge of Dorra."
    assert "place-named" in named(Told(place="Makala"), text)
    assert "place-named" in named(Told(place=None), text)
    assert "other-name" in named(Told(place="Makala"), "Five people died in Makala, a quarter at the edge of Kessou.")


def test_a_bare_plural_is_at_odds_with_no_number() -> None:
    assert not [n for n in named(Told(killed=Toll(2, None, None))) if n.startswith("killed")]
    assert "killed-risen" in named(Told(killed=Toll(24, None, None)))


def test_an_open_toll_fits_a_higher_one() -> None:
    early = facts(filed(Told(killed=Toll(5, 5, None))))
    late = facts(filed(Told(killed=9), report("Nine.", date(2024, 3, 9))))
    assert "killed-fit" in dict(features_of(early, late, TABLE))


def test_groups_below_a_later_total_fit_it() -> None:
    early = facts(filed(Told(groups={"women": 2})))
    late = facts(filed(Told(killed=9), report("Nine.", date(2024, 3, 9))))
    assert "killed-fit" in dict(features_of(early, late, TABLE))


def test_which_comes_first_changes_nothing() -> None:
    other = facts(filed(Told(killed=9), report("Nine people died in Dorra, Issa Bamadio said.", date(2024, 3, 9))))
    assert features_of(FIRST, other, TABLE) == features_of(other, FIRST, TABLE)
    assert weigh(FIRST, other, TABLE) == weigh(other, FIRST, TABLE)


def test_the_reasons_add_up_and_are_told_weightiest_first() -> None:
    other = facts(filed(Told(day=date(2024, 3, 9)), report("A fire.", date(2024, 3, 9))))
    told = weigh(FIRST, other, TABLE)
    assert told.odds == pytest.approx(sum(added for _, _, added in told.reasons))
    sizes = [abs(float(part.split("(")[1].rstrip(")"))) for part in told.why.split(", ")]
    assert sizes == sorted(sizes, reverse=True)
    assert told.chance < 0.5


def test_rare_names_count_and_common_words_do_not() -> None:
    same = named(Told(), "Traders said Issa Bamadio, the mayor, saw gunmen.")
    strange = named(Told(), "Traders said the mayor saw gunmen on motorcycles at the market.")
    assert same["names"] > 0
    assert "names" not in strange
