"""What a document is to its reader: an article, or a round-up, a page told live, the beginning of a paid text, a list of other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tollbook.codebook.layout import load_layout
from tollbook.codebook.pages import PageWords, load_page_words, says
from tollbook.model.document import Shape

_CLOCK = re.compile(r"(?:at )?\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?", re.IGNORECASE)
_AGENCY = re.compile(r"[\d(,]")
"""What tells a dateline from the name of a speaker."""
_CUT = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")
STUB_WORDS = 250
"""A text of more words is no mere beginning, whatever stands under it."""
PAID_WORDS = 80
"""A text that is to be paid for is no mere beginning where it has more words than this and no wall is seen: a subscriber saved it."""
CUT_WORDS = 120
"""A text that breaks off within a sentence is a beginning where it has fewer words than this."""
STORIES = 3
"""So many stories make a round-up of what is called one; so many datelines of different places make one by themselves."""
TEASERS = 6
TEASER_WORDS = 30
"""So many headings that lead elsewhere, with no more words about each on the average, make a list of other pages."""
UPDATES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a document's text: its words, whether it is a heading, whether it is all link; not ``kept`` where it is no part of the text."""

    text: str
    heading: bool = False
    linked: bool = False
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """What tells a document's shape: its title and blocks, the lines of a page that are no text of it, and what its markup claims.

    ``kinds`` are the schema.org types it gives itself, ``free`` is False where it says that it must be paid for.
    """

    title: str | None
    lines: Sequence[Line]
    around: Sequence[str] = ()
    kinds: frozenset[str] = frozenset()
    free: bool = True
    dated: bool = True


def shape_of(look: Look, lang: str = "en") -> Shape:
    """The shape; an article wherever the signs of another are not plain."""
    words = load_page_words(lang)
    if _is_live(look, words):
        return Shape.LIVE_BLOG
    if _is_index(look):
        return Shape.INDEX
    if _is_stub(look, words):
        return Shape.STUB
    return Shape.ROUND_UP if _is_round_up(look, words, lang) else Shape.ARTICLE


def _is_live(look: Look, words: PageWords) -> bool:
    """True where the page says so itself, or its title does and times of the day head its parts."""
    times = sum(bool(_CLOCK.fullmatch(line.strip())) for line in (*look.around, *(b.text for b in look.lines)))
    return "LiveBlogPosting" in look.kinds or (says(look.title or "", words.live) and times >= UPDATES)


def _is_index(look: Look) -> bool:
    """True where most of the blocks are headings that lead elsewhere and short lines about them."""
    if any(k.endswith(("Article", "Posting")) for k in look.kinds):
        return False
    teasers = sum(b.linked for b in look.lines)
    rest = [b for b in look.lines if not b.linked]
    led = sum(a.linked and not b.linked for a, b in pairwise(look.lines))
    words = sum(len(b.text.split()) for b in rest)
    claimed = bool(look.kinds & {"CollectionPage", "SearchResultsPage"}) or not look.dated
    return led >= TEASERS and led * 2 >= len(rest) and words <= teasers * TEASER_WORDS and (claimed or teasers * 2 >= len(look.lines))


def _is_stub(look: Look, words: PageWords) -> bool:
    """True for a short text before a wall, or one that breaks off."""
    count = sum(len(b.text.split()) for b in look.lines)
    walled = any(says(line, words.walls) for line in (*look.around, *(b.text for b in look.lines)) if len(line) < 300)
    cut = bool(look.lines) and bool(_CUT.search(look.lines[-1].text))
    return (walled and count < STUB_WORDS) or (not look.free and count < PAID_WORDS) or (cut and count < CUT_WORDS)


def _is_round_up(look: Look, words: PageWords, lang: str) -> bool:
    """True where title or lead says so and several stories follow, or where the datelines of several places stand in it."""
    kept = [b for b in look.lines if b.kept]
    datelines = {_place(m[0]) for b in kept for m in [_dateline(b.text, lang)] if m and _AGENCY.search(m[0])}
    if len(datelines) >= STORIES:
        return True
    called = says(look.title or "", words.round_up) or any(says(b.text, words.round_up) for b in kept[:2])
    return called and max(sum(b.heading for b in kept), len(datelines)) >= STORIES


def _dateline(text: str, lang: str) -> re.Match[str] | None:
    return next((m for p in load_layout(lang).datelines if (m := p.match(text))), None)


def _place(dateline: str) -> str:
    """The first word of a dateline: one place, however its day and agency are written."""
    return re.split(r"[\W\d_]+", dateline.strip(), maxsplit=1)[0].lower()
