"""What is done in the course of an operation was done where and when the operation is told."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.model.account import Account
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

MONDAY = date(2023, 6, 5)
OPERATIONS = (
    "Soldiers searched several huts in Gao on Monday. During the search, two men were arrested.",
    "Soldiers carried out an operation to capture a rebel commander in Gao on Monday. The troops arrested two men.",
    "Soldiers arrested two men during an operation to detain a rebel commander in Gao on Monday.",
    "A patrol working in Gao saw gunmen plant a bomb on Monday. The soldiers arrested two men.",
    "Soldiers arrested two men and found guns in Gao on Monday.",
    "Soldiers arrested a man who had hidden rifles during an operation in Gao on Monday.",
    "A patrol searched several huts in Gao on Monday.\n\nThe patrol found five rifles and two men were arrested.",
    "Soldiers searched several huts in Gao on Monday.\n\nDuring the search, the troops saw five men. They arrested two men.",
)
OTHERS = (
    "A minister opened a school in Gao on Monday. Soldiers had arrested two men.",
    "Soldiers searched several huts for a commander who planned attacks in Gao on Monday.\n\nTwo men were arrested.",
    "The commander lived in Gao on Monday. Two men were arrested.",
    "A patrol searched several huts in Gao on Monday.\n\nA crowd cheered and two men were arrested.",
    "Soldiers arrested a man who had hidden rifles during the war in Gao in 2013.",
)


def arrest(coder: Coder, text: str) -> Account:
    accounts = coder.code(read_text(text, Issue(published=date(2023, 6, 7))))
    return next(a for a in accounts if a.kind.value == "arrest" and a.stance.value.value == "stated")


@pytest.mark.parametrize("text", OPERATIONS)
def test_an_operation_lends_its_time_and_place(coder: Coder, text: str) -> None:
    found = arrest(coder, text)
    assert found.when is not None and found.when.value.earliest == MONDAY
    assert found.where is not None and found.where.value.name == "Gao"


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_operation_lends_nothing(coder: Coder, text: str) -> None:
    found = arrest(coder, text)
    assert found.when is None and found.where is None
