"""The same report of another day: its dates shift, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from tests.metamorphic.facts import Told, changed, dated_from, ordered
from tests.metamorphic.templates import TEMPLATES

WEEKS = [
    ("newspaper", 1, {}), ("radio", 5, {}), ("bulletin", -20, {}), ("followup", 2, {}), ("roundup", 52, {}), ("protest", -3, {}), ("court", -8, {}),
    ("wire", 2, {"month": "November", "day": "30"}), ("wire", -6, {"month": "October", "day": "5"}), ("airstrike", 3, {"month": "May", "day": "13"}),
]  # fmt: skip
CALENDAR_CYCLE = 1461  # weeks in 28 years, after which weekdays and days of the month agree again
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
OTHER_DAYS = [
    ("wire", {"weekday": "Monday"}), ("wire", {"weekday": "Sunday"}), ("newspaper", {"weekday": "Monday"}), ("newspaper", {"weekday": "Saturday"}),
    ("radio", {"weekday": "Tuesday"}), ("bulletin", {"weekday": "Saturday"}), ("court", {"weekday": "Wednesday"}),
    ("followup", {"weekday2": "Monday"}), ("roundup", {"weekday": "Sunday"}), ("roundup", {"weekday2": "Tuesday"}),
    ("abduction", {"weekday2": "Tuesday"}), ("wire", {"weekday": "Thursday"}), ("court", {"weekday": "Friday"}), ("roundup", {"weekday": "Friday"}),
    ("airstrike", {"weekday": "Tuesday"}), ("protest", {"weekday": "Tuesday"}),
]  # fmt: skip


def last(weekday: str, published: date) -> date:
    """The last such day, the publication's own included."""
    return next(day for back in range(7) if (day := published - timedelta(back)).weekday() == WEEKDAYS.index(weekday))


@pytest.mark.parametrize(("name", "weeks", "new"), WEEKS)
def test_published_weeks_later_or_earlier(name: str, weeks: int, new: Mapping[str, str], told: Told) -> None:
    template = TEMPLATES[name]
    then = template.published + timedelta(weeks=weeks)
    variant = [dated_from(f, then) for f in told(template.text(new), then)]
    source = [dated_from(f, template.published) for f in told(template.text(), template.published)]
    if name == "court":
        source, variant = ([f for f in facts if (f["when"] or {}).get("precision") != "month"] for facts in (source, variant))
    assert any(f["when"] for f in source)
    assert variant == source


@pytest.mark.parametrize("name", ["abduction", "wire", "airstrike"])
def test_published_a_calendar_cycle_earlier(name: str, told: Told) -> None:
    template = TEMPLATES[name]
    then = template.published - timedelta(weeks=CALENDAR_CYCLE)
    variant = [dated_from(f, then) for f in told(template.text(), then)]
    assert variant == [dated_from(f, template.published) for f in told(template.text(), template.published)]


@pytest.mark.parametrize(("name", "new"), OTHER_DAYS)
def test_another_weekday(name: str, new: Mapping[str, str], told: Told) -> None:
    template = TEMPLATES[name]
    days = {last(template.words[slot], template.published).isoformat(): last(word, template.published).isoformat() for slot, word in new.items()}
    source = told(template.text(), template.published)
    expected = [changed(f, lambda v: days.get(v, v)) for f in source]
    assert expected != source
    assert ordered(told(template.text(new), template.published)) == ordered(expected)
