"""Where the article of a page ends and what its readers wrote below it begins."""

from __future__ import annotations

from tollbook.codebook.pages import PageWords, says
from tollbook.read.html_runs import Run

_HEADING = 240
"""The most characters of a heading that names the article it stands below."""
_PARAGRAPH = 60
_LINKED = 0.9


def without_comments(runs: list[Run], body: list[Run], words: PageWords) -> list[Run]:
    """The body up to the first heading of comments below its text; all of it where no such heading stands there, or where the text goes on.

    The heading is a block of its own, or the first line of one.
    """
    places = {run: i for i, run in enumerate(runs)}
    held = [(places[r], r) for r in body if r in places]
    first = next((i for i, r in held if len(r.text) >= _PARAGRAPH), len(runs))
    for i, run in enumerate(runs[first + 1 :], first + 1):
        line = run.text.partition("\n")[0].strip()
        if len(line) <= _HEADING and says(line, words.comments):
            before, after = [r for at, r in held if at < i], [r for at, r in held if at > i or (at == i and "\n" in r.text)]
            if not _goes_on(run, before, after, runs[i + 1 :], words):
                return before
    return body


def _goes_on(heading: Run, before: list[Run], after: list[Run], below: list[Run], words: PageWords) -> bool:
    """True where more text stands below than above and no line of it is a comment's: the heading is a link to the comments, or a word of the text."""
    few = sum(len(r.text) >= _PARAGRAPH for r in before) < 2
    if heading.linked > _LINKED and few and sum(len(r.text) >= _PARAGRAPH for r in after) > 1:
        return True
    more = sum(len(r.squeezed) for r in after) > sum(len(r.squeezed) for r in before)
    return more and not any(says(r.text.strip(), words.voices) for r in below)
