"""What readers wrote below an article is no text of it."""

from __future__ import annotations

import pytest

from tollbook.model.document import Original
from tollbook.read.html import extract_html
from tollbook.read.limits import Limits

TITLE = "Five traders killed in raid on Gao cattle market"
TEXT = [
    "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said by telephone.",
    "The men came on motorcycles from the direction of Bourem and opened fire, according to two residents.",
    "The army has not commented on the raid, and nobody has claimed it so far, the official said.",
]
STORY = "".join(f"<p>{p}</p>" for p in TEXT)
COMMENT = "<p>Deng: In Bor they killed 90 people yesterday and nobody reports it, why is this so</p>"
LONG = f"{COMMENT}<p>I saw it too: there were many of them, and all of the army had left the town the day before that.</p>" * 4


def text(body: str) -> list[str]:
    page = f"<!doctype html><html><head></head><body><h1>{TITLE}</h1>{body}</body></html>"
    return extract_html(Original("a.html", page.encode()), Limits()).text.split("\n\n")


@pytest.mark.parametrize("comments", [COMMENT, LONG], ids=["one", "more than the article"])
@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Leave a Reply</h3>", "<h3>Comments (3)</h3>", "<p>Comments (3)</p>", "<p><b>2 Comments</b></p>", "<h2>Comments</h2>",
        "<h3>3 thoughts on “Five traders killed in raid on Gao cattle market”</h3>", "<p><a href='#respond'>Leave a comment</a></p>",
    ],
)  # fmt: skip
def test_comments_below_the_text_are_cut(heading: str, comments: str) -> None:
    assert text(f"<div>{STORY}{heading}{comments}</div>") == [TITLE, *TEXT]


def test_comments_in_one_block_with_their_heading_are_cut() -> None:
    comments = "<b>Comments (2)</b><br>Deng: In Bor they killed 90 people yesterday.<br>Ann: They killed seven in Gao, and nobody says so."
    assert text(f"<div>{STORY}{comments}</div>") == [TITLE, *TEXT]
    assert text(f"<table><tr><td>{STORY}{comments}</td></tr></table>")[-3:] == TEXT


def test_a_short_text_keeps_what_stands_above_its_comments() -> None:
    assert text(f"<div><p>{TEXT[0]}</p><h3>Comments (1)</h3>{COMMENT}</div>") == [TITLE, TEXT[0]]


@pytest.mark.parametrize("heading", ["<p><a href='#c'>3 Comments</a></p>", "<h4>Comments</h4>"])
def test_a_link_to_the_comments_within_the_text_does_not_end_it(heading: str) -> None:
    found = text(f"<div><p>{TEXT[0]}</p>{heading}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>")
    assert [p for p in found if len(p) > 20] == [TITLE, *TEXT]


def test_words_about_comments_are_text() -> None:
    line = "Comments on the raid were few in the capital on Saturday, and the governor was not to be reached by telephone."
    assert text(f"<div><p>{TEXT[0]}</p><p>{line}</p><p>{TEXT[1]}</p></div>") == [TITLE, TEXT[0], line, TEXT[1]]
