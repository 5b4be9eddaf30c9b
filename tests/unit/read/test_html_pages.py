"""The pages of ``tests/pages`` read as a person reads them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from benchmarks.tasks.reading import OWN, original_of, pages_of
from tollbook.model.document import Extraction, Unit
from tollbook.read.html import extract_html
from tollbook.read.html_page import page_text
from tollbook.read.html_runs import squeeze
from tollbook.read.limits import Limits

TRUTHS = {str(t["file"]): t for t in pages_of(OWN)}
ARTICLES = [name for name, t in TRUTHS.items() if t["shape"] != "index"]
TOLD = ("title", "author", "source", "url", "lang")


@cache
def read(name: str) -> Extraction:
    return extract_html(original_of(OWN, TRUTHS[name]), Limits())


def test_every_page_beside_the_truths_is_named_in_them() -> None:
    assert {p.name for p in OWN.glob("*.html")} == set(TRUTHS)
    assert len(TRUTHS) >= 25


@pytest.mark.parametrize("name", ARTICLES)
def test_text_is_what_a_person_reads(name: str) -> None:
    truth = TRUTHS[name]
    title = f"{truth['title']}\n\n" if truth["shown"] else ""
    assert read(name).text == title + truth["text"].rstrip("\n")


@pytest.mark.parametrize("name", TRUTHS)
def test_what_the_page_says_of_itself(name: str) -> None:
    found, truth = read(name), TRUTHS[name]
    assert {k: getattr(found.told, k) for k in TOLD} == {k: truth[k] for k in TOLD}
    assert list(found.captions) == truth["captions"]
    assert found.shape == truth["shape"]


@pytest.mark.parametrize("name", TRUTHS)
def test_publication_is_what_the_page_says_and_nothing_else(name: str) -> None:
    told, truth = read(name).told.published, TRUTHS[name]
    found: dict[str, Any] = {"date": None, "how": None, "instant": None, "updated": None}
    if told is not None:
        moments = {k: m.isoformat() if (m := getattr(told, k)) else None for k in ("instant", "updated")}
        found = {"date": told.day, "how": told.how, **moments}
    assert found == {k: truth[k] for k in found}


@pytest.mark.parametrize("name", TRUTHS)
def test_anchors_lead_to_the_elements_that_say_the_text(name: str) -> None:
    found, truth = read(name), TRUTHS[name]
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    tree = html.document_fromstring(page_text(original_of(OWN, truth), Limits()).encode(), parser=parser)
    uncovered = set(range(len(found.text)))
    last = 0
    for anchor in found.anchors:
        assert anchor.unit is Unit.ELEMENT
        assert anchor.span.start >= last
        last = anchor.span.end
        uncovered -= set(range(anchor.span.start, anchor.span.end))
        (element,) = tree.xpath(anchor.at)
        assert squeeze(anchor.span.quote(found.text)) in squeeze("".join(element.itertext()).replace("\\n", " "))
    assert {found.text[i] for i in uncovered} <= {"\n"}
