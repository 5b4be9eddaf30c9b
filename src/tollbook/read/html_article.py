"""Which runs of a page are the article."""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter
from copy import deepcopy
from html import unescape
from itertools import dropwhile, takewhile
from typing import Any

from tollbook.read.html_cells import of_one_cell
from tollbook.read.html_runs import Part, Run, squeeze
from tollbook.read.html_told import Head

_ELEMENTS = 10_000
"""On pages of more elements than this the library takes longer than a reader may; pages of news have some thousands."""
_MOST = 0.6
"""A tail that holds more than the rest is none."""
_LEAD_ON = 0.9
_LINKED = 0.5
"""Runs more of which than this is links lead elsewhere."""
_PIECE = 24
"""Fewer letters than this stand in other paragraphs by chance."""
_CONTAINED = 0.85
"""The container of the article holds this share of its letters."""
_TOO_LITTLE = 4
"""Where the library finds less than this part of what stands together on the page, it has found something else than the article."""
_PARAGRAPH = 60
_SENTENCES = 400
_TAG = re.compile(r"</?(?:p|br|div|li|h\d)\b[^>]*>|<[^>]{1,200}>")
_ENDS = (".", "!", "?", "”", '"', "。", "」")
_LABEL = 40
_STANDFIRST = 6
_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\d\d?[:.h]\d\d\b")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXT_TAGS = frozenset({"p", "li", "blockquote", "dd", "pre", "tr", "h2", "h3", "h4", "dt"})


def chosen_of(tree: Any, runs: list[Run]) -> frozenset[Run]:
    """The runs that the library takes for the article; the page's densest prose, or all of it, where it takes none."""
    found, dense = _matched(runs, _lines(tree)), _dense(runs)
    if _letters(found) * _TOO_LITTLE < _letters(dense):
        found = dense
    if not _letters(found):
        found = [r for r in runs if _is_prose(r)]
    return frozenset(of_one_cell([r for r in found if r.part is not Part.CAPTION]))


def _letters(runs: list[Run]) -> int:
    """How many letters the runs hold that are no headings."""
    return sum(len(r.squeezed) for r in runs if r.block.tag not in _HEADINGS)


def article_of(runs: list[Run], chosen: frozenset[Run], shown: Run | None, furniture: tuple[re.Pattern[str], ...]) -> list[Run]:
    """The article's runs in page order without its title and furniture, those the library left out between the chosen ones put back."""
    top = runs.index(shown) if shown in runs else -1
    below = [r for i, r in enumerate(runs) if i > top or (len(r.text) >= _PARAGRAPH and r is not shown)]
    body = [r for r in below if r in chosen and not is_furniture(r, furniture)]
    if not body:
        return []
    kept = frozenset((*body, *_missed(runs, body, top))) - _below_furniture(runs, body, furniture)
    same = shown.squeezed if shown else ""
    found = [r for r in runs if r in kept and r.squeezed != same and not is_furniture(r, furniture)]
    return _without_tail(runs, list(dropwhile(_is_label, found)) or found)


def is_paragraph(run: Run) -> bool:
    """True for a run that is long enough to be no heading, label or line of a list."""
    return len(run.text) >= _PARAGRAPH and run.block.tag not in _HEADINGS


def json_body(tree: Any, head: Head) -> list[Run]:
    """The article as the page's JSON-LD holds it, for pages that show theirs only to those who run their scripts; empty where none does."""
    text = next((s for s in head.node("articleBody") if isinstance(s, str) and len(s) >= _PARAGRAPH), None)
    script = next((e for e in tree.iter("script") if "articleBody" in (e.text or "")), None)
    if text is None or script is None:
        return []
    lines = unescape(_TAG.sub("\n", text)).split("\n")
    return [Run(" ".join(line.split()), script, Part.TEXT) for line in lines if line.strip()]


def is_furniture(run: Run, furniture: tuple[re.Pattern[str], ...]) -> bool:
    """True where the markup or the words of the run say that it is no text of the article."""
    return (run.linked > _LINKED and len(run.text) < _SENTENCES and run.block.tag != "p") or _names_furniture(run, furniture)


def _names_furniture(run: Run, furniture: tuple[re.Pattern[str], ...]) -> bool:
    if run.part is not Part.TEXT:
        return True
    line = run.text.strip(" -–—*•|·»[]")
    return len(line) < _SENTENCES and (not line or any(p.fullmatch(line) for p in furniture))


def _lines(tree: Any) -> list[str]:
    """The squeezed lines that trafilatura takes for the article."""
    # Its warnings of pages it gives up are no news to a reader; without a handler Python prints them.
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it loads a client for a sort of proxy and warns that the sort is not there
        from trafilatura import bare_extraction

    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        return []
    found = bare_extraction(deepcopy(tree), favor_precision=True, include_comments=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    pieces = [piece for element in body for piece in _pieces(element)]
    return [s for s in map(squeeze, pieces) if s]


def _pieces(element: Any) -> list[str]:
    """The element's text, cut where lines, items and rows end."""
    pieces = [""]
    for below in element.iter():
        if below.tag in ("lb", "item", "row", "p", "head"):
            pieces.append("")
        pieces[-1] += below.text or ""
        if below is not element:
            pieces[-1] += below.tail or ""
    return pieces


def _matched(runs: list[Run], lines: list[str]) -> list[Run]:
    """The runs that say what the lines say, each line once: in the place where most of the others stand."""
    whole = "\n".join(lines)
    wanted = set(lines)
    found = [r for r in runs if r.squeezed in wanted or (len(r.squeezed) >= _PIECE and r.squeezed in whole) or _holds_most(r, lines)]
    container = _container(found)
    inside = Counter(r.squeezed for r in found if _is_below(r.block, container))
    seen: set[str] = set()
    chosen = []
    for run in found:
        if run.squeezed in seen or (inside[run.squeezed] and not _is_below(run.block, container)):
            continue
        seen.add(run.squeezed)
        chosen.append(run)
    return chosen


def _holds_most(run: Run, lines: list[str]) -> bool:
    """True where lines of the article make up most of the run."""
    if len(run.squeezed) < 2 * _PIECE:
        return False
    return sum(len(line) for line in lines if len(line) >= _PIECE and line in run.squeezed) > 0.6 * len(run.squeezed)


def _dense(runs: list[Run]) -> list[Run]:
    """The long runs below the element that holds most of them, for pages the library finds no article in."""
    long = [r for r in runs if r.part is Part.TEXT and len(r.text) >= _PARAGRAPH and r.linked < _LINKED]
    weights: Counter[Any] = Counter()
    for run in long:
        weights[run.block if run.block.tag in ("div", "td", "article") else run.block.getparent()] += len(run.text)
    best = max(weights.values(), default=0)
    homes = [e for e, weight in weights.items() if weight == best]
    return [r for r in long if homes and _is_below(r.block, homes[0])]


def _missed(runs: list[Run], body: list[Run], top: int) -> list[Run]:
    """The prose between the body's runs, beside the last of them, and what stands as a sentence between the title (at ``top``) and the first."""
    container = _container(body)
    held = frozenset(body)
    places = [i for i, r in enumerate(runs) if r in held]
    first, last = places[0], places[-1]
    between = [r for r in runs[first : last + 1] if _is_below(r.block, container) and _is_prose(r)]
    home = runs[last].block.getparent()
    after = takewhile(lambda r: _is_prose(r) and (r.block.getparent() is home or _goes_on(r, container)), runs[last + 1 :])
    before = runs[top + 1 : first] if top >= 0 else []
    return [*between, *(r for r in after if r.block.tag in _TEXT_TAGS), *(r for r in before if _is_prose(r) and _is_sentence(r))]


def _without_tail(runs: list[Run], body: list[Run]) -> list[Run]:
    """The body without what stands after its main element as the beginnings of other stories do, below a link to each; nor headings at its end."""
    home = Counter(r.block.getparent() for r in body for _ in r.squeezed).most_common(1)[0][0] if body else None
    last = max((i for i, r in enumerate(body) if _is_below(r.block, home)), default=-1)
    before = dict(zip(runs[1:], runs, strict=False))
    kept = [r for i, r in enumerate(body) if i <= last or not _is_lead_on(before.get(r))]
    whole = list(reversed(list(dropwhile(lambda r: r.block.tag in _HEADINGS, reversed(kept)))))
    return whole if _letters(whole) > _MOST * _letters(body) else body


def _is_lead_on(run: Run | None) -> bool:
    """True for a line that is all link, as the title of another story is."""
    return run is not None and run.linked > _LEAD_ON and len(run.text.split()) >= _STANDFIRST // 2


def _goes_on(run: Run, container: Any) -> bool:
    """True for a paragraph after the last one that is still within the article's container, as notes are."""
    return _is_prose(run) and len(run.text) >= _PARAGRAPH and _is_below(run.block, container)


def _below_furniture(runs: list[Run], body: list[Run], furniture: tuple[re.Pattern[str], ...]) -> frozenset[Run]:
    """The runs under a heading that is furniture ("Related news"): in the list beside it, and in its own box where that does not hold the article."""
    container = _container(body)
    boxes: set[Any] = set()
    for run in runs:
        if run.part is Part.TEXT and len(run.text) < _PARAGRAPH and run.block.tag in _HEADINGS and _names_furniture(run, furniture):
            beside = run.block.getnext()
            if beside is not None and beside.tag in ("ul", "ol", "div", "section") and not _is_below(container, beside):
                boxes.add(beside)
            around = run.block.getparent()
            if not _is_below(container, around):
                boxes.add(around)
    return frozenset(r for r in runs if boxes and (r.block in boxes or any(e in boxes for e in r.block.iterancestors())))


def _is_label(run: Run) -> bool:
    """True for what stands above a text without being its heading: a place, a day, a number, the name of a service."""
    return run.block.tag not in _TEXT_TAGS - {"p"} and len(run.text.split()) < _STANDFIRST and len(run.text) < _LABEL and not run.text.endswith(_ENDS)


def _is_sentence(run: Run) -> bool:
    """True for a line as standfirsts are: some words, in a block of text, no address and no date with it."""
    least = _STANDFIRST if run.block.tag != "li" else _STANDFIRST // 2
    return run.block.tag in _TEXT_TAGS and len(run.text.split()) >= least and run.linked == 0 and not _NUMBER.search(run.text)


def _is_prose(run: Run) -> bool:
    return run.part is Part.TEXT and run.linked < _LINKED


def _container(runs: list[Run]) -> Any:
    """The deepest element that holds most of the runs' letters; ``None`` where there are no runs."""
    weights: Counter[Any] = Counter()
    for run in runs:
        for element in (run.block, *run.block.iterancestors()):
            weights[element] += len(run.squeezed)
    least = _CONTAINED * sum(len(r.squeezed) for r in runs)
    holding = [e for e, weight in weights.items() if weight >= least]
    return max(holding, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)


def _is_below(element: Any, container: Any) -> bool:
    return element is container or any(e is container for e in element.iterancestors())


def captions_of(runs: list[Run], article: list[Run]) -> tuple[str, ...]:
    """The captions of pictures that stand around the article's runs, in page order, each once."""
    container = _container(article)
    around = container.getparent()
    home = next((e for e in container.iterancestors() if e.tag in ("article", "main")), container if around is None else around)
    found = [r.text for r in runs if r.part is Part.CAPTION and _is_below(r.block, home)]
    return tuple(dict.fromkeys(found))
