"""A web page to its article: text with the elements it stands in, captions, and what the page says of itself."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any

from tollbook.codebook.layout import load_layout
from tollbook.codebook.pages import Marks, load_marks
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Anchor, Extraction, Original, Shape, Told, Unit
from tollbook.model.span import Span
from tollbook.read.html_article import article_of, captions_of
from tollbook.read.html_dates import published_of, times_of
from tollbook.read.html_page import page_text, parsed
from tollbook.read.html_runs import Run, runs_of
from tollbook.read.html_told import Head, author_of, head_of, lang_of, outlet_of, title_of, url_of
from tollbook.read.limits import Limits

_ITEMS = ("li",)
_LINES = ("li", "tr")


def extract_html(original: Original, limits: Limits) -> Extraction:
    """The article of a page with its title line, paragraphs apart by blank lines; UnreadableReportError where the page holds no text."""
    tree = parsed(page_text(original, limits))
    marks = load_marks()
    head = head_of(tree)
    runs = runs_of(tree, marks)
    article = article_of(tree, runs, load_layout("en"))
    title, shown = title_of(head, runs, article[0] if article else None)
    body = [r for r in article if r is not shown and not (shown and r.squeezed == shown.squeezed)]
    if not body:
        raise UnreadableReportError("the page holds no text of an article; save the article itself from the browser, or its print page")
    text, anchors = _laid_out(tree, [shown] if shown else [], body)
    if len(text) > limits.text:
        raise UnreadableReportError(f"the article has {len(text)} characters, more than {limits.text}; split it into one page a report")
    told = _told(original, head, tree, marks, body[0])
    return Extraction(text, anchors, Told(title=title).over(told).over(original.told), reader(), Shape.ARTICLE, captions_of(runs, body))


@lru_cache(maxsize=1)
def reader() -> str:
    """This reader's name with the version of the library that tells the article from the page."""
    return f"html trafilatura {version('trafilatura')}"


def _told(original: Original, head: Head, tree: Any, marks: Marks, first: Run) -> Told:
    """What the page says of itself, without its title."""
    url = url_of(head, original.told.url)
    published = published_of(original, head, list(times_of(tree, first.block)), url, marks)
    return Told(None, author_of(head, marks, tree), outlet_of(head, marks.outlets), url, published, lang_of(head))


def _laid_out(tree: Any, title: list[Run], body: list[Run]) -> tuple[str, tuple[Anchor, ...]]:
    """The text and its anchors: list items on lines of their own, everything else apart by blank lines."""
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    paths = tree.getroottree()
    runs = [*title, *body]
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        item = run.block.tag in _ITEMS
        words = f"- {run.text}" if item else run.text.replace("\n", " ") if run in title else run.text
        goes_on = after is not None and run.block.tag == after.block.tag in _LINES and after.block.getparent() is run.block.getparent()
        piece = words + ("\n" if goes_on else "")
        anchors.append(Anchor(Span(length, length + len(piece)), Unit.ELEMENT, paths.getpath(run.block)))
        pieces.append(piece + ("" if goes_on or after is None else "\n\n"))
        length += len(pieces[-1])
    return "".join(pieces), tuple(anchors)
