from __future__ import annotations

import pytest

from tollbook.merge.totals import figure_of
from tollbook.model.account import GroupToll
from tollbook.model.toll import Toll


def given(*told: tuple[str, tuple[int | None, int | None, int | None]]) -> list[GroupToll]:
    return [GroupToll("killed", group, "as written", Toll(*ends)) for group, ends in told]


@pytest.mark.parametrize(
    ("told", "toll", "summed"),
    [
        (given(("total", (5, 5, 5)), ("women", (2, 2, 2))), Toll(5, 5, 5), False),
        (given(("total", (5, 5, 5)), ("total", (8, 8, None))), Toll(8, 8, None), False),
        (given(("women", (2, 2, 2)), ("children", (1, 1, 1))), Toll(3, 3, 3), True),
        (given(("police", (2, 2, 2)), ("members", (2, 2, 2))), Toll(2, 2, 2), True),
        (given(("students", (8, 8, 8)), ("children", (2, None, None))), Toll(8, 8, 8), True),
        (given(("students", (8, 8, 8)), ("children", (2, 2, 2))), Toll(10, 10, 10), True),
        (given(("police", (2, 2, 2)), ("members", (3, 3, 3))), Toll(5, 5, 5), True),
        (given(("women", (2, 2, None)), ("children", (1, 1, 1))), Toll(3, 3, None), True),
        (given(("soldiers", (2, None, None)), ("police", (1, 1, 1))), Toll(3, None, None), True),
        (given(("soldiers", (None, 30, None))), Toll(None, 30, None), True),
        (given(("soldiers", (None, 30, None)), ("police", (None, 10, None))), Toll(None, 40, None), True),
        (given(("soldiers", (None, 30, None)), ("police", (None, None, 12))), Toll(None, 42, None), True),
    ],
)
def test_total(told: list[GroupToll], toll: Toll, summed: bool) -> None:
    found = figure_of(told)
    assert (found.toll, found.summed) == (toll, summed)
