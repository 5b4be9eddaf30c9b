"""From an extraction to the report that is coded: the user's word goes first, and nothing is made up."""

from __future__ import annotations

from datetime import date

from tests.files import TEXT
from tollbook.model.document import Extraction, Original, Published, Told
from tollbook.model.report import BlockRole
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.report import report_of
from tollbook.read.text import Issue, read_text

BODY = "Market attacked in Kolwe\n\n" + "\n\n".join(TEXT)


def extraction(told: Told) -> Extraction:
    return extract(Original("a.txt", BODY.encode(), told=told), Limits())


def test_the_user_wins_over_what_is_told() -> None:
    told = Told("Told", "A. Writer", "Courier", "https://courier.example/a", Published(date(2024, 5, 3), "feed"), "fr")
    report = report_of(extraction(told), Issue("Mine", "My source", None, date(2024, 5, 1), "en", "MLI"))
    assert (report.title, report.source, report.url, report.published, report.country) == (
        "Mine", "My source", "https://courier.example/a", date(2024, 5, 1), "MLI",
    )  # fmt: skip
    report = report_of(extraction(told), Issue())
    assert (report.title, report.source, report.published, report.lang) == ("Told", "Courier", date(2024, 5, 3), "fr")


def test_what_nobody_says_is_none() -> None:
    report = report_of(extraction(Told()), Issue())
    assert (report.title, report.source, report.url, report.published, report.lang) == (None, None, None, None, "en")


def test_the_report_is_that_of_its_text() -> None:
    report = report_of(extraction(Told()), Issue())
    assert report == read_text(BODY, Issue())
    assert [b.role for b in report.blocks] == [BlockRole.TITLE, BlockRole.BODY, BlockRole.BODY, BlockRole.BODY]
