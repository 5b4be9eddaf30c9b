"""What each source version tells, so that a relation between two versions compares something."""

from __future__ import annotations

import pytest

from tests.metamorphic.facts import Facts, Told
from tests.metamorphic.templates import TEMPLATES

MAIN = {
    "wire": ("armed-attack", "gunmen", "2023-11-14", "Djibo", ("killed", 9)),
    "newspaper": ("bombing", None, "2022-05-11", "Quetta", ("killed", 6)),
    "radio": ("armed-attack", "militants", "2021-09-09", "Baidoa", ("killed", 7)),
    "bulletin": ("abduction", "unknown men", "2020-02-19", "Abuja", ("abducted", 3)),
    "court": ("killing", None, "2016-03-01", "Tumaco", None),
    "followup": ("suicide-attack", "suicide bomber", "2018-08-07", "Kunduz", ("injured", 40)),
    "roundup": ("shelling", "rebels", "2017-03-15", "Kherson", ("killed", 3)),
    "abduction": ("abduction", "armed men", "2023-06-14", "Pemba", None),
    "protest": ("protest-intervention", "kenyan police", "2022-10-06", "Garissa", None),
    "airstrike": ("air-strike", None, "2016-04-21", "Kirkuk", ("killed", 15)),
}


def tells(facts: Facts, kind: str, actor: str | None) -> bool:
    return facts["kind"] == kind and (actor is None or any(p["name"] == actor for p in facts["parties"]))


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_source_tells_its_event(name: str, told: Told) -> None:
    kind, actor, day, town, toll = MAIN[name]
    found = [f for f in told(TEMPLATES[name].text(), TEMPLATES[name].published) if tells(f, kind, actor)]
    days = [f["when"] and f["when"]["earliest"] for f in found]
    assert day in days
    event = found[days.index(day)]
    assert event["where"]["name"] == town
    assert toll is None or toll in [(t["status"], t["best"]) for t in event["tolls"]]
