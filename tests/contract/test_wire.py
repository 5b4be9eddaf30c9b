"""The wire format: what `tollbook code --json` prints fits its schema, and every quote stands at its offsets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tollbook.export.unwire import from_line
from tollbook.export.wire import to_line, to_wire
from tollbook.model.report import Report
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

SCHEMA = json.loads(files("tollbook").joinpath("data", "schemas", "wire.schema.json").read_text(encoding="utf-8"))
EXAMPLES = files("tollbook").joinpath("data", "examples")
TEXTS = {
    "sebba": EXAMPLES.joinpath("sebba.txt").read_text(encoding="utf-8"),
    "saravena": EXAMPLES.joinpath("saravena.txt").read_text(encoding="utf-8"),
    "speech": "The union said it would strike unless wages rise by 5 May. The ministry rejected the demand and threatened to jail its leaders.",
    "toll": "Up to 30 people were wounded and several are missing after shells hit a market in Aden. No one was killed, a doctor said.",
    "court": "A court in Dakar sentenced two men to death and fined a third 2 million francs over the killing of a judge in May 2019.",
    "odd": "Ré\u0301sumé 💥: gunmen killed\u00a0two\u2028farmers in Kano\r\n\r\non Monday…",
}


def spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def report_of(name: str, published: date | None = date(2024, 3, 14)) -> Report:
    return read_text(TEXTS[name], Issue(published=published, source="The Plain Courier"))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("published", [date(2024, 3, 14), None], ids=["dated", "undated"])
def test_every_account_fits_the_schema(name: str, published: date | None, coder: Coder) -> None:
    report = report_of(name, published)
    accounts = coder.code(report)
    assert accounts
    for account in accounts:
        Draft202012Validator(SCHEMA).validate(json.loads(to_line(account, report)))


@pytest.mark.parametrize("name", TEXTS)
def test_every_quote_stands_at_its_offsets(name: str, coder: Coder) -> None:
    report = report_of(name)
    found = [s for a in coder.code(report) for s in spans(to_wire(a, report))]
    assert found
    assert all(report.text[s["start"] : s["end"]] == s["quote"] for s in found)


@pytest.mark.parametrize("name", TEXTS)
def test_every_value_names_the_rule_that_read_it(name: str, coder: Coder) -> None:
    report = report_of(name)
    for account in coder.code(report):
        wire = to_wire(account, report)
        single = [f for f in ("kind", "currency", "stance", "when", "where", "deadline", "motive", "instrument") if wire[f] is not None]
        listed = [f"{f}.{n}" for f in ("parties", "tolls", "claims", "said_by", "terms") for n in range(len(wire[f]))]
        assert sorted(wire["by"]) == sorted([*single, *listed])
        assert all(wire["by"].values())


def test_the_same_report_gives_the_same_bytes(coder: Coder) -> None:
    report = report_of("sebba")
    first = [to_line(a, report) for a in coder.code(report)]
    assert first == [to_line(a, report) for a in coder.code(report)]
    assert len({json.loads(line)["id"] for line in first}) == len(first)


def test_without_a_publication_date_nothing_is_dated_by_it(coder: Coder) -> None:
    report = report_of("sebba", None)
    accounts = coder.code(report)
    assert not any(a.when is not None and a.when.value.earliest.year != 2024 for a in accounts)
    assert any(r.value == "needs a publication date" for a in accounts for r in a.open)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("published", [date(2024, 3, 14), None], ids=["dated", "undated"])
def test_accounts_come_back_from_the_wire(name: str, published: date | None, coder: Coder) -> None:
    report = report_of(name, published)
    for account in coder.code(report):
        line = to_line(account, report)
        back = from_line(line)
        assert to_line(back, report) == line
        assert [r.value for r in back.parties] == [r.value for r in account.parties]
        assert (back.id, back.report, back.trigger) == (account.id, account.report, account.trigger)
