"""Laws of the ledger: what was known at a time is what the last coding by then told, and every word of a text finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.store.samples import FIRST, NOW, entry, wire
from tollbook.model.ledger import Coded
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import make_project
from tollbook.store.words import words_of

NUMBERS = count()
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One ledger for all examples, each of which has a report of its own."""
    with open_ledger(make_project(tmp_path_factory.mktemp("laws") / "project"), create=True) as opened:
        yield opened


@FEW
@given(hours=st.lists(st.integers(0, 9), min_size=1, max_size=5), asked=st.integers(-1, 10))
def test_as_of_tells_the_last_coding_by_then(ledger: Ledger, hours: list[int], asked: int) -> None:
    given_ = entry(f"Report {next(NUMBERS)}: two were killed.")
    assert given_.report is not None
    report = given_.report.id
    ledger.take(replace(given_, accounts=None, versions=None))
    for n, hour in enumerate(hours):
        told = wire(report, "Report", id=f"{report}-{n:08x}")
        ledger.recode(report, Coded((told,), replace(FIRST, tollbook=str(n)), NOW + timedelta(hours=hour)))
    known = [(hour, n) for n, hour in enumerate(hours) if hour <= asked]
    found = ledger.accounts(report=report, as_of=NOW + timedelta(hours=asked))
    assert [int(a.id[-8:], 16) for a in found] == ([max(known)[1]] if known else [])
    assert [int(a.id[-8:], 16) for a in ledger.accounts(report=report)] == [max((hour, n) for n, hour in enumerate(hours))[1]]


@FEW
@given(text=TEXTS)
def test_every_word_of_a_text_finds_it(ledger: Ledger, text: str) -> None:
    given_ = entry(f"Report {next(NUMBERS)}. {text}")
    assert given_.report is not None
    ledger.take(given_)
    words = words_of(given_.report.text)
    for query in (*words, f'"{" ".join(words)}"', text.replace('"', " ")):
        if words_of(query):
            assert ledger.accounts(text=query, report=given_.report.id), query
