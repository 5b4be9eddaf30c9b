"""How accounts become rows of the corpora of incidents and of press releases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.tasks import insecurity_insight, isaf
from benchmarks.tasks.insecurity_insight_adapter import coded, gold_of
from benchmarks.tasks.isaf_adapter import coded as coded_release
from benchmarks.tasks.isaf_dates import issued

Json = dict[str, Any]


def toll(status: str, group: str, best: int | None, written: str = "", low: int | None = None) -> Json:
    return {"status": status, "group": group, "low": low if low is not None else best, "best": best, "high": best, "as_written": written}


def party(role: str, kind: str, name: str = "", country: str | None = None) -> Json:
    return {"role": role, "kind": kind, "name": name, "country": country, "spans": [{"quote": name}]}


def account(kind: str, **fields: object) -> Json:
    empty: Json = {"kind": kind, "stance": "stated", "currency": "new", "tolls": [], "parties": [], "where": None, "when": None}
    return {**empty, **fields}


def place(country: str, precision: str = "exact", admin1: str | None = None) -> Json:
    return {"country": country, "precision": precision, "lat": 10.0, "lon": 20.0, "admin1": admin1}


RECORD: Json = {
    "source": "sample/aidWorkerKIKA", "text": "May 2022: Two nurses were shot.", "date": "2022-05-03", "iso3": "MLI", "lat": "10.1", "lon": 20.0,
    "geo_precision": "(2) 25 km precision", "perp_type": "Foreign Forces - Military",
    "counts": {"Aid Workers Killed": 2, "Male Aid Workers Killed": 2, "Aid Workers Injured": 1, "Aid Workers Killed in Captivity": 1},
}  # fmt: skip


def test_a_record_counts_all_of_its_theme_once() -> None:
    row = gold_of(RECORD)
    assert row.counts == {"killed": 2, "injured": 1, "kidnapped": 0, "arrested": 0}
    assert (row.perpetrator, row.country, row.month) == ("Foreign Forces: Military", "MLI", "2022-05")


def test_a_theme_counts_its_own_people_first() -> None:
    told = [account("killing", tolls=[toll("killed", "total", 5), toll("killed", "aid-workers", 2), toll("killed", "soldiers", 3)])]
    assert coded(told, "aidWorkerKIKA").counts["killed"] == 2
    assert coded(told, "protection").counts["killed"] == 2
    assert coded(told, "education").counts["killed"] == 0
    assert coded([account("killing", tolls=[toll("killed", "total", 5)])], "protection").counts["killed"] == 5
    assert coded([account("killing", tolls=[toll("killed", "soldiers", 3)])], "education").counts["killed"] == 0


def test_what_is_planned_or_denied_counts_nobody_and_a_victim_without_a_number_is_one() -> None:
    told = [account("killing", stance="denied", tolls=[toll("killed", "total", 5)]), account("arrest", parties=[party("detainee", "aid-workers")])]
    row = coded(told, "aidWorkerKIKA")
    assert (row.counts["killed"], row.counts["arrested"]) == (0, 1)
    beaten = account("assault", parties=[party("victim", "health-workers", "two nurses"), party("victim", "civilians", "a driver")])
    assert coded([beaten], "aidWorkerKIKA").counts["injured"] == 3


@pytest.mark.parametrize(
    ("doer", "country", "wanted"),
    [
        (party("perpetrator", "state-forces", "Army", "MLI"), "MLI", "Host Government: Military"),
        (party("perpetrator", "state-forces", "Army", "TCD"), "MLI", "Foreign Forces: Military"),
        (party("perpetrator", "state-forces", "Army", "ISR"), "PSE", "Host Government: Military"),
        (party("perpetrator", "unidentified-armed-group", "unknown gunmen"), None, "NSA"),
        (party("perpetrator", "unidentified-armed-group", "unknown persons"), None, "No Information"),
        (party("victim", "police"), None, "No Information"),
    ],
)
def test_the_crosswalk_types_the_perpetrator(doer: Json, country: str | None, wanted: str) -> None:
    told = [account("armed-attack", parties=[doer], where=place(country) if country else None)]
    assert coded(told, "education").perpetrator == wanted


def test_fields_that_are_not_told_are_not_judged() -> None:
    judged = insecurity_insight.judged_of(RECORD, [account("killing", tolls=[toll("killed", "total", 2)])])
    found = insecurity_insight.metrics([judged])
    assert (found["killed"], found["injured"], found["country_told"], found["near_25km_told"]) == (1.0, 0.0, 0.0, 0.0)
    told = account("killing", where=place("MLI"), when={"earliest": "2022-05-01", "latest": "2022-05-31"})
    found = insecurity_insight.metrics([insecurity_insight.judged_of(RECORD, [told])])
    assert (found["country"], found["month"], found["near_25km"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-05-S-001\n\nGAO, Mali (May 3, 2012)\nMen came.", "2012-05-03"),
        ("2012-05-S-001\n\nGAO, Mali (May 3) - Men came.", "2012-05-03"),
        ("GAO, Mali (May 3) - Men came.", "2012-05-03"),
        ("GAO, Mali (Dec. 3) - Men came.", "2011-12-03"),
        ("NEWS RELEASE\n\nGAO, Mali (Dec. 3) - Men came.", "2009-12-03"),
        ("Men came.", None),
    ],
)
def test_a_release_bears_its_day(text: str, day: str | None) -> None:
    assert issued([text]) == [day and date.fromisoformat(day)]


def test_a_release_without_a_day_was_issued_between_its_neighbours() -> None:
    series = ["2012-05-S-010 GAO (May 5, 2012)", "2012-05-S-015 Men came.", "2012-05-S-020 GAO (May 9, 2012)", "2012-05-S-030 Men came."]
    assert issued(series) == [date(2012, 5, 5), date(2012, 5, 7), date(2012, 5, 9), date(2012, 5, 9)]


def test_the_day_of_a_release_is_told_as_the_corpus_has_it() -> None:
    on = {"earliest": "2010-11-09", "latest": "2010-11-09", "spans": [{"quote": "today"}]}
    row = coded_release([account("arrest", when=on)], date(2010, 11, 9))
    assert (row.day, row.by_its_clock) == ("2010-11-09", "2010-11-08")
    overnight = {"earliest": "2012-05-03", "latest": "2012-05-03", "spans": [{"quote": "overnight"}]}
    assert coded_release([account("arrest", when=overnight)], date(2012, 5, 3)).day == "2012-05-02"
    assert coded_release([account("arrest")], date(2012, 5, 3)).day == "2012-05-03"


def test_what_a_release_says_again_or_of_others_is_not_counted() -> None:
    one = account("arrest", tolls=[toll("detained", "suspects", 1, "a dealer")])
    more = account("arrest", tolls=[toll("detained", "suspects", 1, "One additional suspect"), toll("detained", "leaders", 1, "The leader")])
    old = account("arrest", currency="background", tolls=[toll("detained", "militants", 9, "nine rebels")])
    bomb = account("remote-explosive", tolls=[toll("killed", "civilians", 3, "three farmers")])
    row = coded_release([one, more, old, bomb], None)
    assert (row.captured, row.leaders_captured, row.killed) == (2, 0, 0)


def test_a_release_without_a_place_is_of_the_first_province_it_names() -> None:
    assert coded_release([account("arrest")], None, ["Paktia", "Khost"]).province == "paktya"
    assert coded_release([account("arrest", where=place("AFG", admin1="Khost"))], None, ["Paktia"]).province == "khost"


def test_a_release_told_twice_is_one_operation() -> None:
    first = account("arrest", tolls=[toll("detained", "leaders", 1), toll("detained", "militants", None, "several rebels", 2)])
    told = [first, account("arrest", tolls=[toll("detained", "militants", None, "several rebels", 2)], where=place("AFG", admin1="Paktia"))]
    row = coded_release(told, None)
    assert (row.captured, row.leaders_captured, row.event, row.province) == (4, 1, "detention", "paktya")
    gold: Json = {"start_date": "2012-05-02", "event_type": ["detention"], "province": ["paktya"], "target_group": [""], "min_killed": 0}
    gold |= {"min_captured": 4, "min_leaders_killed": 0, "min_leaders_captured": 1, "airstrike": False}
    found = isaf.metrics([isaf.judged_of({"text": "", "gold": gold}, row)])
    assert (found["captured"], found["province"], found["date"]) == (100.0, 100.0, 0.0)
