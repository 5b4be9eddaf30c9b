from __future__ import annotations

import pytest

from tollbook.code.tolls_range import Told
from tollbook.code.tolls_struck import UNTOLD, Died, lived
from tollbook.codebook.counts import load_counts
from tollbook.model.span import Span
from tollbook.model.toll import STRUCK, Toll

WORDS = load_counts("en")
TEXT = "Four people here. Three others. Two of them."


def told(status: str, figure: int, group: str = "total", at: int = 0, length: int = 4) -> Told:
    span = Span(at, at + length)
    return Told(status, group, Toll(figure, figure, figure), span, (span,), "test")


def rows(*numbers: Told, died: Died = UNTOLD) -> list[tuple[str, str, int]]:
    return [(t.status, t.group, t.toll.figure) for t in lived(numbers, died, TEXT, WORDS)]


@pytest.mark.parametrize(
    ("numbers", "died", "wanted"),
    [
        ([told(STRUCK, 4)], UNTOLD, [("injured", "total", 4)]),
        ([told(STRUCK, 1, "men")], UNTOLD, [("injured", "men", 1)]),
        ([told(STRUCK, 4)], Died(report=True), [("injured", "total", 4)]),
        ([told(STRUCK, 1, "men")], Died(report=True), []),
        ([told(STRUCK, 4)], Died(event=True), []),
        ([told(STRUCK, 4), told("killed", 1, "men", 20)], UNTOLD, [("killed", "men", 1), ("injured", "total", 3)]),
        ([told(STRUCK, 4), told("killed", 4, at=20)], UNTOLD, [("killed", "total", 4)]),
        ([told(STRUCK, 1, "men"), told("killed", 1, at=20)], UNTOLD, [("killed", "total", 1)]),
        ([told(STRUCK, 4), told("injured", 3, at=20)], UNTOLD, [("injured", "total", 3)]),
        ([told(STRUCK, 2), told("injured", 0, at=20)], UNTOLD, [("injured", "total", 0)]),
        ([told("killed", 3, at=0), told(STRUCK, 3, at=18, length=12)], UNTOLD, [("killed", "total", 3), ("injured", "total", 3)]),
        ([told(STRUCK, 4), told("killed", 1, "attackers", 20)], UNTOLD, [("killed", "attackers", 1), ("injured", "total", 4)]),
        ([told(STRUCK, 1, "attackers")], UNTOLD, []),
        ([told(STRUCK, 1, "suspects")], UNTOLD, []),
    ],
)  # fmt: skip
def test_who_is_told_as_hit_is_hurt_unless_told_dead(numbers: list[Told], died: Died, wanted: list[tuple[str, str, int]]) -> None:
    assert rows(*numbers, died=died) == wanted


def test_a_rest_quotes_both_numbers_and_is_less_sure() -> None:
    _, rest = lived([told("killed", 1, at=32), told(STRUCK, 4)], UNTOLD, TEXT, WORDS)
    assert rest.by == "toll.rest"
    assert [s.start for s in rest.spans] == [0, 32]
    assert rest.confidence < 1


def test_bounds_left_open_give_no_rest() -> None:
    loose = Told(STRUCK, "total", Toll(4, 4, None), Span(0, 4), (Span(0, 4),), "test")
    assert rows(loose, told("killed", 1, at=20)) == [("killed", "total", 1)]
