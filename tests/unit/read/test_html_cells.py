"""Pages that tables lay out, and tables of data in pages."""

from __future__ import annotations

import time

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
MENU = "<a href='/'>Home</a><br><a href='/w'>World</a>"
READ = "<b>Most read</b><br>Landslide buries forty miners in the hills of the north on Monday<br><a href='/x'>Strike ends in the port</a>"
HEAD = "<tr><td>The Plain Courier</td><td>Friday</td></tr>"


def text(body: str) -> list[str]:
    page = f"<!doctype html><html><head></head><body>{body}</body></html>"
    return extract_html(Original("a.html", page.encode()), Limits()).text.split("\n\n")


@pytest.mark.parametrize("article", ["<br><br>".join(TEXT), STORY, f"<div>{STORY}</div>"], ids=["breaks", "paragraphs", "a box"])
@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td>{menu}</td><td>{article}</td></tr></table>",
        "<table><tr><td>Home<br>World</td><td>{article}</td></tr></table>",
        "<table><tr><td>{menu}</td><td>{article}</td><td>{read}</td></tr></table>",
        "<table>{head}<tr><td>{menu}</td><td><font size='2'>{article}</font></td><td>{read}</td></tr></table>",
        "<table><tr><td>{menu}</td><td><table><tr><td>{article}</td></tr></table></td><td><p>{read}</p></td></tr></table>",
    ],
)
def test_the_cell_with_the_paragraphs_is_the_article(layout: str, article: str) -> None:
    assert text(layout.format(menu=MENU, article=article, read=READ, head=HEAD)) == TEXT


def test_a_short_article_in_one_cell_is_read() -> None:
    assert text(f"<table><tr><td>{MENU}</td><td>{TEXT[0]}</td><td>{READ}</td></tr></table>") == [TEXT[0]]


def test_the_title_in_the_cell_of_the_article_stays() -> None:
    cells = f"<td>{MENU}</td><td><h1>{TITLE}</h1>{STORY}</td><td>{READ}</td>"
    assert text(f"<table>{HEAD}<tr>{cells}</tr></table>") == [TITLE, *TEXT]


def test_a_table_of_data_keeps_its_rows() -> None:
    row = "<tr><td>3 May</td><td><a href='/gao'>Gao</a></td><td>Gunmen killed five traders.</td></tr>"
    rows = f"<tr><th>Day</th><th>Place</th><th>What</th></tr>{row}"
    found = text(f"<h1>{TITLE}</h1><article>{STORY}<table>{rows}</table><p>{TEXT[0][:-1]} again.</p></article>")
    assert "Day | Place | What\n3 May | Gao | Gunmen killed five traders." in found


def test_large_tables_cost_little() -> None:
    began = time.monotonic()
    text(f"<h1>{TITLE}</h1><article>{STORY}<table>{'<tr><td>a</td><td>b</td></tr>' * 20_000}</table></article>")
    assert time.monotonic() - began < 8
