"""What is text of a page and what is not; what a page says of itself; pages built to do harm."""

from __future__ import annotations

import logging
import random
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Told
from tollbook.read.html import extract_html, reader
from tollbook.read.limits import Limits

TITLE = "Five traders killed in raid on Gao cattle market"
LEAD = "Gunmen killed five traders at the cattle market in Gao on Friday, a local official said by telephone."
REST = "The men came on motorcycles from the direction of Bourem and opened fire, according to two residents."
LAST = "The army has not commented on the raid, and nobody has claimed it so far, the official said."
AUTHORS = '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A"},{"name":"Ann Reader"},"B. Writer"]}</script>'
STORY = f"<p>{LEAD}</p><p>{REST}</p>"


def read(body: str, head: str = "", told: Told | None = None) -> Extraction:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return extract_html(Original("a.html", page.encode(), told=told or Told()), Limits())


def text(body: str, head: str = "") -> list[str]:
    return read(body, head).text.split("\n\n")


def test_title_stands_first_and_once() -> None:
    for body in (
        f"<article><h1>{TITLE}</h1>{STORY}</article>",
        f"<h1>{TITLE}</h1><article><h2>{TITLE}</h2>{STORY}</article>",
        f"<article><p><b>{TITLE}</b></p><h1>{TITLE}</h1>{STORY}</article>",
    ):
        assert text(body) == [TITLE, LEAD, REST]


def test_title_that_no_line_shows_is_told_and_not_put_in() -> None:
    head = f"<title>{TITLE} | The Plain Courier</title><meta property='og:site_name' content='The Plain Courier'>"
    found = read(f"<article>{STORY}</article>", head)
    assert found.told.title == TITLE
    assert found.text == f"{LEAD}\n\n{REST}"


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Daily brief – 5 May 2024", "Daily brief – 5 May 2024"),
        ("Daily brief – 5 May 2024 | The Plain Courier", "Daily brief – 5 May 2024"),
        ("Daily brief | 05/05/2024", "Daily brief | 05/05/2024"),
        ("Daily brief - May 5", "Daily brief - May 5"),
        ("Raid on Gao - Mayor calls for calm | The Plain Courier", "Raid on Gao - Mayor calls for calm"),
        ("Raid on Gao market | Canal 24", "Raid on Gao market"),
    ],
)
def test_a_day_is_never_cut_from_a_title(window: str, title: str) -> None:
    assert read(f"<article>{STORY}</article>", f"<title>{window}</title>").told.title == title


@pytest.mark.parametrize(
    "between",
    [
        "<p>Read more: <a href='/x'>Landslide buries miners</a></p>",
        "<div class='related-posts'><p>Landslide buries forty miners in the hills of the north on Monday morning.</p></div>",
        "<aside><p>Landslide buries forty miners in the hills of the north on Monday morning.</p></aside>",
        "<div class='ad-slot'><p>Win a new pick-up today! Text TRUCK to the number of your network.</p></div>",
        "<p>Advertisement</p>",
        "<p>- Advertisement -</p>",
        "<div class='newsletter-box'><p>Our best stories at seven each morning, in your inbox.</p></div>",
        "<p>Get the day's stories straight to your inbox. Sign up to our newsletter.</p>",
        "<div class='share'><a href='#'>Facebook</a> <a href='#'>Post</a></div>",
        "<div id='comments'><p>My cousin was at this market on Friday and the number is higher.</p></div>",
        "<div style='display: none'><p>Hidden words that no reader of the page ever sees at all.</p></div>",
        "<div hidden><p>Hidden words that no reader of the page ever sees at all.</p></div>",
        "<script>var words = 'Gunmen killed five';</script><style>p { color: red }</style>",
        "<noscript><p>Please enable JavaScript to read the whole of this page.</p></noscript>",
        "<form><label>Search</label><input><select><option>Mali</option></select><button>Go</button></form>",
        "<blockquote class='pullquote'><p>The men came on motorcycles</p></blockquote>",
        "<ul><li><a href='/1'>Landslide buries miners</a></li><li><a href='/2'>Strike ends</a></li></ul>",
        "<section><h3>Related stories</h3><div><p>Landslide buries forty miners in the hills of the north.</p></div></section>",
    ],
)
def test_furniture_is_dropped(between: str) -> None:
    body = f"<main><h1>{TITLE}</h1><article><p>{LEAD}</p>{between}<p>{REST}</p><p>{LAST}</p></article></main>"
    assert [p for p in text(body) if p != "Search"] == [TITLE, LEAD, REST, LAST]


@pytest.mark.parametrize(
    ("between", "line"),
    [
        ("<div>A bare line that is part of the story, said the mayor.</div>", "A bare line that is part of the story, said the mayor."),
        ("<h2>Third raid</h2>", "Third raid"),
        ("<blockquote><p>“We buried them,” said Moussa.</p></blockquote>", "“We buried them,” said Moussa."),
        ("<p>“No.”</p>", "“No.”"),
        ("<ul><li>Two were women.</li><li>One was a child.</li></ul>", "- Two were women.\n- One was a child."),
        ("<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Gao</td><td>5</td></tr></table>", "Place | Killed\nGao | 5"),
        ("<p>The <a href='/a'>governor</a> of <b>Gao</b> came<sup>1</sup>.</p>", "The governor of Gao came1."),
        ("<p>One<br>Two</p>", "One\nTwo"),
        ("<p>&quot;Ségou&quot;&nbsp;&amp; Mopti</p>", '"Ségou" & Mopti'),
        ("<p>Bad &#1;char&#xfeff;acters</p>", "Bad characters"),
    ],
)
def test_text_stays(between: str, line: str) -> None:
    body = f"<main><h1>{TITLE}</h1><article><p>{LEAD}</p>{between}<p>{REST}</p><p>{LAST}</p></article></main>"
    assert text(body) == [TITLE, LEAD, line, REST, LAST]


def test_beginnings_of_other_stories_below_the_text_are_none_of_its_own() -> None:
    teaser = "<p>Forty miners were buried in the hills of the north on Monday, police said.</p>"
    other = f"<div><h3><a href='/1'>Landslide buries forty miners</a></h3>{teaser}</div>"
    home = f"<div><h1>{TITLE}</h1><div><p>{LEAD}</p><p>{REST}</p><p>{LAST}</p></div></div>"
    assert text(f"<div>{home}<div><h2>Front page</h2>{other * 3}</div></div>") == [TITLE, LEAD, REST, LAST]


def test_scripts_without_blanks_are_read_whole() -> None:
    lines = ["特首就住宅违建事件在立法会道歉", "特首星期一在立法会就其住宅违建事件道歉。"]
    lines += ["民主党此前计划在星期三对他提出不信任动议。", "该党议员说他让人震惊。"]
    assert text(f"<article><h1>{lines[0]}</h1>{''.join(f'<p>{line}</p>' for line in lines[1:])}</article>") == lines


def test_captions_stand_apart() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>A burnt stall. <span>Photo: A. Reader</span></figcaption></figure>"
    found = read(f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{figure}<div class='wp-caption-text'>Gao in May</div><p>{REST}</p></article>")
    assert found.captions == ("A burnt stall. Photo: A. Reader", "Gao in May")
    assert found.text == f"{TITLE}\n\n{LEAD}\n\n{REST}"


def test_what_is_told_of_a_page_goes_where_it_says_nothing() -> None:
    told = Told("Other", "A. Writer", "The Plain Courier", "https://a.example/1", None, "en")
    assert read(f"<article><h1>{TITLE}</h1>{STORY}</article>", told=told).told == replace(told, title=TITLE)


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ("<meta name='author' content='Ann Reader'>", "", "Ann Reader"),
        ("<meta property='article:author' content='https://a.example/ann'>", "<p class='byline'>By Ann Reader</p>", "Ann Reader"),
        ("", "<a rel='author' href='/ann'>Ann Reader</a>", "Ann Reader"),
        ("", "<p>By Ann Reader | 2 March 2024</p>", "Ann Reader"),
        ('<script type="application/ld+json">[{"a"}]</script>', "", None),
        (AUTHORS, "", "Ann Reader, B. Writer"),
    ],
)
def test_author(head: str, body: str, author: str | None) -> None:
    assert read(f"<article><h1>{TITLE}</h1>{body}{STORY}</article>", head).told.author == author


EMPTY = ["", "<p></p>", "<script>1</script>", "<nav><a href='/'>Home</a></nav>", "<p><i> </i></p>", "<ul><li><a href='/a'>A story</a></li></ul>"]


@pytest.mark.parametrize("body", EMPTY)
def test_pages_without_text_are_refused(body: str) -> None:
    with pytest.raises(UnreadableReportError, match="no text"):
        read(body)


def test_text_over_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="split it"):
        extract_html(Original("a.html", f"<article>{STORY * 9}</article>".encode()), replace(Limits(), text=1000))
    with pytest.raises(UnreadableReportError, match="split it"):
        extract_html(Original("a.html", f"<article>{STORY * 90}</article>".encode()), replace(Limits(), text=1000))


HARM = {
    "deep": "<div>" * 20_000 + f"<p>{LEAD}</p>",
    "spans": "<p>" + "<span>" * 20_000 + LEAD,
    "links": "<p><a href='/1'>A link of some words</a></p>" * 8_000 + f"<article>{STORY}</article>",
    "headings": "<h3>Related stories</h3><div><p>Some words of a story</p></div>" * 4_000,
    "times": "<time datetime='2020-01-01'>x</time>" * 10_000 + STORY,
    "json": f"<script type='application/ld+json'>{'[' * 50_000}</script>{STORY}",
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(20_000)) + f">{LEAD}</p>",
    "tables": "<table><tr><td>" * 5_000 + LEAD,
    "classes": "".join(f"<p class='share-{i} c{i}'>Some words of {i}</p>" for i in range(5_000)),
    "noise": "".join(chr(random.Random(1).randrange(32, 5000)) for _ in range(20_000)),  # noqa: S311
}


@pytest.mark.parametrize("name", HARM)
def test_pages_built_to_do_harm_cost_little(name: str) -> None:
    started = time.process_time()
    with suppress(UnreadableReportError):
        extract_html(Original("a.html", f"<html><body>{HARM[name]}</body></html>".encode()), Limits())
    assert time.process_time() - started < 10


def test_library_says_nothing_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableReportError):
        read("<p></p>")
    assert capsys.readouterr().err == ""
    assert logging.getLogger("trafilatura").handlers


def test_same_bytes_same_extraction() -> None:
    body = f"<article><h1>{TITLE}</h1>{STORY}</article>"
    assert read(body) == read(body)
    assert read(body).by == reader()
    assert reader().startswith("html trafilatura ")
