"""Days as headers, cells and properties write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.read.days import Order, order_of, published_in
from tollbook.read.head_day import day_in_head


@pytest.mark.parametrize(
    "told",
    [
        "2024-05-03", "20240503", "3 May 2024", "03 May 2024", "May 3, 2024", "May 3,  2024", "3-May-2024", "2024/05/03", "2024-05-03 10:00",
        "2024-05-03T10:00:00", "Fri, 03 May 2024 10:00:00", date(2024, 5, 3), datetime(2024, 5, 3, 10),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_without_a_zone_has_no_instant(told: object) -> None:
    found = published_in(told, "column")
    assert found is not None
    assert (found.day, found.instant) == (date(2024, 5, 3), None)


@pytest.mark.parametrize("told", ["2024-05-03T23:30:00+03:00", "Fri, 03 May 2024 23:30:00 +0300", "2024-05-03T20:30:00Z", "2024-05-03 20:30:00 UTC"])
def test_the_day_is_that_of_the_zone_and_the_instant_is_kept(told: str) -> None:
    found = published_in(told, "header")
    assert found is not None and found.day == date(2024, 5, 3)
    assert found.instant == datetime(2024, 5, 3, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "order", "day"),
    [
        ("14/03/2024", None, date(2024, 3, 14)),
        ("03/14/2024", None, date(2024, 3, 14)),
        ("14.3.2024", Order.MONTH, date(2024, 3, 14)),
        ("03-14-2024 10:30", Order.DAY, date(2024, 3, 14)),
        ("05/05/2024", None, date(2024, 5, 5)),
        ("03/04/2024", Order.DAY, date(2024, 4, 3)),
        ("03/04/2024", Order.MONTH, date(2024, 3, 4)),
        ("03/04/2024", None, None),
        ("14/13/2024", None, None),
        ("31/02/2024", None, None),
        ("14/03.2024", None, None),
    ],
)
def test_days_in_figures_are_read_where_they_can_be_read_in_one_way(told: str, order: Order | None, day: date | None) -> None:
    found = published_in(told, "column", order)
    assert (found.day if found else None) == day


def test_a_column_has_the_order_its_days_show() -> None:
    assert order_of(["03/04/2024", "14/03/2024", "2024-05-03", None, 3]) is Order.DAY
    assert order_of(["03/04/2024", " 03/14/2024 "]) is Order.MONTH
    assert order_of(["03/04/2024", "05/05/2024"]) is None
    assert order_of(["14/03/2024", "03/14/2024"]) is None


NONE = (
    "", "03/04/2024", "3.4.2024", "yesterday", "2024", "May 2024", "2024-02-30", "0001-01-01", "9999-12-31T23:59:59-23:59", "1714730400", "x" * 500,
)  # fmt: skip


@pytest.mark.parametrize("told", NONE)
def test_what_is_no_day_or_could_be_two_is_none(told: str) -> None:
    assert published_in(told, "column") is None


@given(st.text() | st.integers() | st.floats() | st.none())
def test_nothing_raises(told: object) -> None:
    found = published_in(told, "column")
    assert found is None or 1800 <= found.day.year <= 2200


def test_a_day_in_the_running_text_is_seen_and_not_taken() -> None:
    assert day_in_head("Two men died on 3 May 2024 in Kolwe.") == (None, True)
    assert day_in_head("Two men died.") == (None, False)
    assert day_in_head("\n".join(["x"] * 20 + ["3 May 2024"])) == (None, False)
