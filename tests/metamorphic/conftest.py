"""Every version of a report is coded once a run."""

from __future__ import annotations

from datetime import date

import pytest

from tests.metamorphic.facts import Facts, Told, facts_of
from tests.metamorphic.templates import as_report
from tollbook.export.wire import to_wire
from tollbook.pipeline import Coder


@pytest.fixture(scope="session")
def wires(coder: Coder) -> Told:
    """From a text and its publication date to its accounts in the wire format."""
    kept: dict[tuple[str, date | None], list[Facts]] = {}

    def coded(text: str, published: date | None) -> list[Facts]:
        if (text, published) not in kept:
            report = as_report(text, published)
            kept[text, published] = [to_wire(account, report) for account in coder.code(report)]
        return kept[text, published]

    return coded


@pytest.fixture(scope="session")
def told(wires: Told) -> Told:
    """From a text and its publication date to what its accounts say."""
    return lambda text, published: [facts_of(wire) for wire in wires(text, published)]
