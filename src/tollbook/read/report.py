"""An extraction to the report that is coded."""

from __future__ import annotations

from dataclasses import replace

from tollbook.model.document import Extraction
from tollbook.model.report import Report
from tollbook.read.text import Issue, read_text


def report_of(extraction: Extraction, issue: Issue) -> Report:
    """The extraction's text as a report: what the user says goes before what the document tells, and nothing is made up where neither does.

    A language the user names other than the default wins; else the one that was told of the document.
    """
    told = extraction.told
    published = issue.published or (told.published.day if told.published else None)
    whole = replace(issue, title=issue.title or told.title, source=issue.source or told.source, url=issue.url or told.url, published=published)
    report = read_text(extraction.text, whole)
    return replace(report, lang=told.lang or issue.lang) if issue.lang == Issue().lang else report
