"""Words before a number that say what befell those counted."""

from __future__ import annotations

from typing import Any

import pytest

from tollbook.codebook.counts import Lead, load_counts
from tollbook.find.counts import find_counts
from tollbook.model.toll import Count
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_counts("en")
LEADS = [held.lead for held in WORDS.leads]


def counts(parser: Parser, text: str) -> dict[str, Count]:
    values = {m.span.quote(text): m.value for m in find_counts(parser.parse(read_text(text, Issue())), WORDS)}
    return {quote: value for quote, value in values.items() if isinstance(value, Count)}


def cases(which: str) -> list[Any]:
    return [pytest.param(lead, case, id=f"{lead.id}-{n}") for lead in LEADS for n, case in enumerate(getattr(lead, which))]


@pytest.mark.parametrize(("lead", "sentence"), cases("examples"))
def test_example(parser: Parser, lead: Lead, sentence: str) -> None:
    told = counts(parser, sentence)
    count = told[lead.examples[sentence]["quote"]]
    assert (count.status, count.part) == (lead.status, lead.part)


@pytest.mark.parametrize(("lead", "sentence"), cases("counter"))
def test_counter_example(parser: Parser, lead: Lead, sentence: str) -> None:
    assert lead.status not in {count.status for count in counts(parser, sentence).values()}
