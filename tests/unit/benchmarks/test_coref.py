from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coref import assigned, score

GROUPS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def test_the_same_groups_score_one() -> None:
    told = score({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (told.conll, told.pairs.f) == (1.0, 1.0)


def test_singletons_find_no_link() -> None:
    told = score({"a": 1, "b": 1, "c": 2}, {})
    assert (told.muc.f, told.pairs.f) == (0.0, 0.0)
    assert told.b_cubed.precision == 1.0
    assert told.b_cubed.recall == pytest.approx(2 / 3)


def test_a_worked_example() -> None:
    """Gold {a b c} {d e f g}, found {a b} {c d} {f g} {e}: by hand from the measures' definitions."""
    gold = dict.fromkeys("abc", 1) | dict.fromkeys("defg", 2)
    found = {"a": 1, "b": 1, "c": 2, "d": 2, "f": 3, "g": 3, "e": 4}
    told = score(gold, found)
    assert [told.muc.recall, told.muc.precision] == pytest.approx([2 / 5, 2 / 3])
    assert told.b_cubed.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 1 / 4 + 4 / 4) / 7)
    assert told.ceaf_e.recall == pytest.approx((4 / 5 + 4 / 6) / 2)
    assert [told.pairs.precision, told.pairs.recall] == pytest.approx([2 / 3, 2 / 9])


def test_the_best_assignment_is_not_the_greedy_one() -> None:
    assert assigned([[5.0, 4.0, 0.0], [4.0, 1.0, 0.0]]) == 8.0


@given(GROUPS, st.data())
def test_scores_lie_between_nought_and_one_and_names_do_not_matter(groups: list[int], data: st.DataObject) -> None:
    gold = {str(n): g for n, g in enumerate(groups)}
    found = {str(n): data.draw(st.integers(0, 4)) for n in range(len(groups))}
    told = score(gold, found)
    assert all(0 <= x <= 1 + 1e-9 for s in (told.muc, told.b_cubed, told.ceaf_e, told.pairs) for x in (s.precision, s.recall))
    assert score(gold, {k: f"g{v}" for k, v in found.items()}).conll == pytest.approx(told.conll)
