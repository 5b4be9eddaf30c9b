"""An extraction to the report that is coded."""

from __future__ import annotations

from dataclasses import replace

from tollbook.model.document import Extraction
from tollbook.model.report import Report
from tollbook.read.language import language_of
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


def in_its_language(report: Report, issue: Issue) -> Report:
    """The report in the language it is written in, where its words leave no doubt and the user named none but the default; else as told.

    A language that is the default is taken for presumed: a short text is in another one where it is likely to be.
    """
    if issue.lang != Issue().lang:
        return report
    found = language_of(report.text, report.lang, presumed=report.lang == issue.lang)
    return replace(report, lang=found.code) if found.code is not None else report
