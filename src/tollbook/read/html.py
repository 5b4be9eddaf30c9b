"""A web page to its article: text with the elements it stands in, captions, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import islice
from typing import Any

from tollbook.codebook.layout import load_layout
from tollbook.codebook.pages import Marks, load_marks, load_page_words
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Anchor, Extraction, Original, Shape, Told, Unit
from tollbook.model.span import Span
from tollbook.read.html_article import article_of, captions_of, chosen_of, is_paragraph, json_body
from tollbook.read.html_comments import without_comments
from tollbook.read.html_dates import Shown, published_of, times_of
from tollbook.read.html_page import page_text, parsed
from tollbook.read.html_runs import Part, Run, runs_of
from tollbook.read.html_told import Head, author_of, head_of, kinds_of, lang_of, outlet_of, title_of, url_of
from tollbook.read.limits import Limits
from tollbook.read.shape import Line, Look, shape_of

_HEADINGS = ("h1", "h2", "h3", "h4")
_LINKED = 0.9
_TIMES = 50
_PAGE = 2
"""How many times as much text a page may show as an article may have."""
_ABOVE = 4
"""Lines above a title among which its date may stand."""


def extract_html(original: Original, limits: Limits) -> Extraction:
    """The article of a page with its title line, paragraphs apart by blank lines; UnreadableReportError where the page holds no text."""
    tree = parsed(page_text(original, limits))
    marks = load_marks()
    head = head_of(tree)
    runs = runs_of(tree, marks)
    if sum(len(r.text) for r in runs if r.linked < _LINKED) > _PAGE * limits.text:
        raise UnreadableReportError(f"the page has more than {_PAGE * limits.text:,} characters of text; split it, one page a report")
    chosen = chosen_of(tree, runs)
    title, shown = title_of(head, runs, next((r for r in runs if r in chosen and is_paragraph(r)), None))
    words = load_page_words("en")
    body = article_of(runs, chosen, shown, load_layout("en").furniture + words.lines)
    body = without_comments(runs, body, words) or json_body(tree, head)
    if not body:
        raise UnreadableReportError("the page holds no text of an article; save the article itself from the browser, or its print page")
    text, anchors = _laid_out(tree, [shown] if shown else [], body)
    if len(text) > limits.text:
        raise UnreadableReportError(f"the article has {len(text)} characters, more than {limits.text}; split it into one page a report")
    told = _told(original, head, tree, marks, _shown(runs, shown, body, partial(times_of, tree), url_of(head, original.told.url)))
    shape = shape_of(_look(head, title, runs, body, told.published is not None))
    if shape is Shape.INDEX:
        # The days that stand in a list are those of the pages it leads to.
        told = replace(told, published=None)
    return Extraction(text, anchors, Told(title=title).over(told).over(original.told), reader(), shape, captions_of(runs, body))


@lru_cache(maxsize=1)
def reader() -> str:
    """This reader's name with the version of the library that tells the article from the page."""
    return f"html trafilatura {version('trafilatura')}"


def _told(original: Original, head: Head, tree: Any, marks: Marks, shown: Shown) -> Told:
    """What the page says of itself, without its title."""
    published = published_of(original, head, shown, marks)
    author = author_of(head, marks, tree, shown.lines, load_page_words("en").bylines)
    return Told(None, author, outlet_of(head, marks.outlets), shown.url, published, lang_of(head))


def _shown(runs: list[Run], title: Run | None, body: list[Run], times: Callable[[Any], Iterator[Any]], url: str | None) -> Shown:
    """Where the page may show its date: between a little above the title and the second paragraph, since the first may be a standfirst."""
    paragraphs = [r for r in body if is_paragraph(r)][:2] or body[:1]
    ends = [next((i for i, r in enumerate(runs) if r is p), 0) for p in paragraphs]
    start = max(0, next((i for i, r in enumerate(runs) if r is title), ends[0]) - _ABOVE)
    held = frozenset(body)
    near = [*runs[start : ends[0]], *(r for r in runs[ends[0] : ends[-1]] if r.part is not Part.FURNITURE)]
    lines = tuple(r.text for r in near if r is not title and r not in held)
    return Shown(tuple(islice(times(paragraphs[-1].block), _TIMES)), lines, url)


def _look(head: Head, title: str | None, runs: list[Run], body: list[Run], dated: bool) -> Look:
    """What tells the shape of the page."""
    kept = frozenset(body)
    seen = [r for r in runs if r in kept or (r.part is Part.TEXT and r.block.tag in _HEADINGS)]
    lines = [Line(r.text, r.block.tag in _HEADINGS, r.linked > _LINKED, r in kept) for r in seen]
    free = not any(str(said).lower() == "false" for said in head.node("isAccessibleForFree"))
    return Look(title, lines, [r.text for r in runs if r not in kept], kinds_of(head), free, dated)


def _laid_out(tree: Any, title: list[Run], body: list[Run]) -> tuple[str, tuple[Anchor, ...]]:
    """The text and its anchors: list items on lines of their own, everything else apart by blank lines."""
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    paths = tree.getroottree()
    runs = [*title, *body]
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        item = _item(run) is not None
        words = f"- {run.text}" if item else run.text.replace("\n", " ") if run in title else run.text
        goes_on = after is not None and _group(run) is not None and _group(run) is _group(after)
        piece = words + ("\n" if goes_on else "")
        anchors.append(Anchor(Span(length, length + len(piece)), Unit.ELEMENT, paths.getpath(run.block)))
        pieces.append(piece + ("" if goes_on or after is None else "\n\n"))
        length += len(pieces[-1])
    return "".join(pieces), tuple(anchors)


def _item(run: Run) -> Any:
    """The list item the run begins; ``None`` where it begins none."""
    block, around = run.block, run.block.getparent()
    if block.tag == "li":
        return block
    return around if around is not None and around.tag == "li" and around[0] is block and not (around.text or "").strip() else None


def _group(run: Run) -> Any:
    """The list or table of data whose lines follow each other without blank lines; ``None`` for other runs."""
    if run.block.tag == "tr":
        return next((e for e in run.block.iterancestors() if e.tag == "table"), None)
    item = _item(run)
    return item.getparent() if item is not None else None
