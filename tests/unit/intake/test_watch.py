"""Feeds bring what is new in them, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.unit.intake.conftest import Clock
from tollbook.fetch.client import Fetcher
from tollbook.fetch.robots import Robots
from tollbook.intake.take import Came, Desk
from tollbook.intake.watch import Round, next_due
from tollbook.read.limits import Limits
from tollbook.read.text import Issue
from tollbook.store.ledger import Ledger

HERE = frozenset({"localhost", "127.0.0.1"})
ITEM = "<item><title>{title}</title><link>{link}</link><pubDate>Fri, 31 May 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"
PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Gunmen attacked the weekly market of {title} on Thursday and killed three traders, the mayor told reporters.</p>
<p>Shops stayed closed on Friday while soldiers searched the houses near the bridge, residents of the town said by telephone.</p></article>"""


class Site:
    """A small news site whose feed tells its articles; it counts how often each address is asked."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.titles = ["Sirba", "Arrado"]
        self.rules = "User-agent: *\nAllow: /\n"
        self.tail = ""
        self.asked: list[str] = []
        server.expect_request("/feed").respond_with_handler(self.feed)
        server.expect_request("/robots.txt").respond_with_handler(lambda _: Response(self.rules))
        server.expect_request("/news/").respond_with_handler(self.page)
        for title in ("Sirba", "Arrado", "Tessit"):
            server.expect_request(f"/news/{title}").respond_with_handler(self.page)

    @property
    def url(self) -> str:
        return self.server.url_for("/feed")

    def feed(self, request: Request) -> Response:
        self.asked.append(request.path)
        tag = f'"{len(self.titles)}"'
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304)
        links = [self.server.url_for(f"/news/{t}") + self.tail for t in self.titles]
        items = "".join(ITEM.format(title=t, link=link, text=f"News of {t}, told in short.") for t, link in zip(self.titles, links, strict=True))
        feed = f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>"
        return Response(feed, content_type="application/rss+xml", headers={"ETag": tag})

    def page(self, request: Request) -> Response:
        self.asked.append(request.path)
        return Response(PAGE.format(title=request.path.rpartition("/")[2]), content_type="text/html")


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def look(ledger: Ledger, clock: Clock) -> Iterator[Round]:
    with Fetcher(Limits(), HERE) as fetcher:
        quarter = timedelta(minutes=15)
        yield Round(fetcher, Robots(fetcher), Limits(), ledger.knows_url, lambda page: b"<article>" in page.raw, clock, lambda _: None, quarter)


def looked(look: Round, desk: Desk, file: Path, site: Site) -> list[Came]:
    outcomes = list(desk.take(look.look(file, [site.url]), Issue()))
    look.keep(file)
    return [o.came for o in outcomes]


def test_each_entry_brings_its_page_with_the_feeds_day(look: Round, desk: Desk, ledger: Ledger, site: Site, tmp_path: Path) -> None:
    assert looked(look, desk, tmp_path / "watch.json", site) == [Came.NEW, Came.NEW]
    reports = ledger.reports()
    assert ["weekly market of Sirba" in reports[0].text, "weekly market of Arrado" in reports[1].text] == [True, True]
    assert {str(r.published) for r in reports} == {"2024-05-31"}


def test_a_feed_is_left_alone_until_it_is_due(look: Round, desk: Desk, site: Site, tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "watch.json"
    looked(look, desk, file, site)
    assert looked(look, desk, file, site) == []
    assert site.asked.count("/feed") == 1
    assert next_due(file, [site.url], clock.now) == pytest.approx(15 * 60, abs=30)


def test_only_what_is_new_is_fetched(look: Round, desk: Desk, site: Site, tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "watch.json"
    looked(look, desk, file, site)
    clock.now += timedelta(hours=1)
    assert looked(look, desk, file, site) == []
    site.titles.insert(0, "Tessit")
    clock.now += timedelta(hours=1)
    assert looked(look, desk, file, site) == [Came.NEW]
    assert [site.asked.count(f"/news/{t}") for t in site.titles] == [1, 1, 1]
    assert len(desk.ledger.reports()) == 3


def test_pages_that_robots_may_not_read_leave_the_entrys_own_words(look: Round, desk: Desk, ledger: Ledger, site: Site, tmp_path: Path) -> None:
    site.rules = "User-agent: *\nDisallow: /news/\n"
    assert looked(look, desk, tmp_path / "watch.json", site) == [Came.NEW, Came.NEW]
    assert all("told in short" in r.text for r in ledger.reports())
    assert not any(path.startswith("/news/") for path in site.asked)


def test_a_page_without_text_leaves_the_entrys_own_words(look: Round, desk: Desk, ledger: Ledger, site: Site, tmp_path: Path) -> None:
    look.holds_text = lambda page: False
    assert looked(look, desk, tmp_path / "watch.json", site) == [Came.NEW, Came.NEW]
    assert all("told in short" in r.text for r in ledger.reports())


def test_addresses_are_kept_without_their_trackers(look: Round, desk: Desk, ledger: Ledger, site: Site, tmp_path: Path) -> None:
    site.tail = "?utm_source=rss"
    looked(look, desk, tmp_path / "watch.json", site)
    assert [r.url for r in ledger.reports()] == [site.server.url_for(f"/news/{t}") for t in site.titles]


def test_a_feed_that_fails_is_named_and_the_others_go_on(look: Round, desk: Desk, site: Site, tmp_path: Path) -> None:
    gone = site.server.url_for("/nothing")
    outcomes = list(desk.take(look.look(tmp_path / "watch.json", [gone, site.url]), Issue()))
    assert len(outcomes) == 2
    assert [(f.name, f.reason) for f in look.failures] == [(gone, "the server answered 500")]


def test_an_address_that_is_no_feed_is_named(look: Round, desk: Desk, site: Site, tmp_path: Path) -> None:
    page = site.server.url_for("/news/Sirba")
    assert list(desk.take(look.look(tmp_path / "watch.json", [page]), Issue())) == []
    assert "it is no feed" in look.failures[0].reason
