"""What comes of asking a server: its bytes, nothing new, or a reason."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tollbook.fetch.client import Answer, Fetcher, Seen, plain_address
from tollbook.fetch.robots import Robots
from tollbook.model.document import Refused
from tollbook.read.limits import Limits

HERE = frozenset({"localhost", "127.0.0.1"})


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Limits(document=20_000), HERE) as held:
        yield held


def answer_of(got: Answer | Refused) -> Answer:
    assert isinstance(got, Answer), got
    return got


def reason_of(got: Answer | Refused) -> str:
    assert isinstance(got, Refused), got
    return got.reason


def test_the_bytes_come_with_address_time_and_headers(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/a").respond_with_data(b"<p>Report</p>", headers={"ETag": '"7"', "Set-Cookie": "who=you"}, content_type="text/html")
    answer = answer_of(fetcher.get(httpserver.url_for("/a")))
    assert answer.original is not None
    assert (answer.original.raw, answer.original.media, answer.original.name) == (b"<p>Report</p>", "text/html", httpserver.url_for("/a"))
    assert answer.original.captured is not None
    assert "set-cookie" not in dict(answer.original.headers)
    assert answer.seen == Seen(etag='"7"')


def test_what_has_not_changed_is_not_sent_again(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    def conditional(request: Request) -> Response:
        return Response(status=304 if request.headers.get("If-None-Match") == '"7"' else 200)

    httpserver.expect_request("/feed").respond_with_handler(conditional)
    answer = answer_of(fetcher.get(httpserver.url_for("/feed"), Seen('"7"')))
    assert (answer.status, answer.original, answer.seen) == (304, None, Seen('"7"'))


def test_redirects_are_followed_and_the_last_address_kept(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/new"})
    httpserver.expect_request("/new").respond_with_data(b"x")
    assert answer_of(fetcher.get(httpserver.url_for("/old"))).url == httpserver.url_for("/new")


def test_endless_redirects_end(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/round").respond_with_data(status=302, headers={"Location": "/round"})
    assert "more than 5 redirects" in reason_of(fetcher.get(httpserver.url_for("/round")))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/a", "gopher://x/"])
def test_a_redirect_out_of_the_web_is_refused(httpserver: HTTPServer, fetcher: Fetcher, target: str) -> None:
    httpserver.expect_request("/away").respond_with_data(status=302, headers={"Location": target})
    assert "is no web address" in reason_of(fetcher.get(httpserver.url_for("/away")))


def test_a_redirect_into_the_network_is_refused(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/in").respond_with_data(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"})
    assert "169.254.169.254, inside this machine or its network" in reason_of(fetcher.get(httpserver.url_for("/in")))


def test_this_machine_is_refused_unless_allowed_by_name(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(b"x")
    with Fetcher(Limits()) as stranger:
        assert f"--allow-host {httpserver.host}" in reason_of(stranger.get(httpserver.url_for("/a")))


@pytest.mark.parametrize("url", ["news.example/a", "javascript:alert(1)", "http://", "http://[::1", ""])
def test_what_is_no_web_address_is_said_to_be_none(fetcher: Fetcher, url: str) -> None:
    assert "is no web address" in reason_of(fetcher.get(url))


def test_addresses_with_passwords_are_refused(fetcher: Fetcher) -> None:
    assert "password" in reason_of(fetcher.get("https://me:secret@news.example/a"))


def test_addresses_are_freed_of_where_the_reader_came_from() -> None:
    assert plain_address("https://news.example/a?id=2&utm_source=rss&fbclid=9#top") == "https://news.example/a?id=2"
    assert plain_address("no address") == "no address"


def test_a_body_over_the_limit_is_refused_by_its_told_length(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/big").respond_with_data(b"x" * 20_001)
    assert "larger than" in reason_of(fetcher.get(httpserver.url_for("/big")))


def test_a_packed_body_counts_unpacked(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/bomb").respond_with_data(gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"})
    assert "larger than" in reason_of(fetcher.get(httpserver.url_for("/bomb")))


def test_a_server_that_asks_to_wait_is_heard(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/busy").respond_with_data(status=429, headers={"Retry-After": "120"})
    answer = answer_of(fetcher.get(httpserver.url_for("/busy")))
    assert (answer.status, answer.original, answer.wait) == (429, None, 120.0)


@pytest.mark.parametrize("told", ["9" * 40, "²", "-5", "soon", "Fri, 99 Foo 2024 10:00:00 GMT", "inf"])
def test_a_wait_that_is_none_is_none(httpserver: HTTPServer, fetcher: Fetcher, told: str) -> None:
    httpserver.expect_request("/busy").respond_with_handler(lambda _: Response(status=503, headers={"Retry-After": told.encode().decode("latin-1")}))
    assert answer_of(fetcher.get(httpserver.url_for("/busy"))).wait is None


def test_a_site_that_failed_is_asked_again_after_a_while(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    answers = iter([503, 200])
    httpserver.expect_request("/robots.txt").respond_with_handler(lambda _: Response("User-agent: *\nAllow: /", status=next(answers)))
    now = [0.0]
    robots = Robots(fetcher, lambda: now[0])
    allowed = [robots.allow(httpserver.url_for("/a"))]
    now[0] = 300.0
    allowed.append(robots.allow(httpserver.url_for("/a")))
    now[0] = 700.0
    allowed.append(robots.allow(httpserver.url_for("/a")))
    assert allowed == [False, False, True]


def test_no_site_stops_the_others_for_a_day(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 1000000000000\n")
    assert Robots(fetcher).delay(httpserver.url_for("/a")) == 60.0


def test_a_site_without_rules_allows_all(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(status=404)
    assert Robots(fetcher).allow(httpserver.url_for("/any"))


def test_a_site_that_fails_allows_nothing(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(status=503)
    assert not Robots(fetcher).allow(httpserver.url_for("/any"))


def test_rules_are_kept_and_asked_for_once(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    rules = "User-agent: *\nDisallow: /private*\nCrawl-delay: 3\n"
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data(rules)
    robots = Robots(fetcher)
    assert robots.allow(httpserver.url_for("/news/a"))
    assert not robots.allow(httpserver.url_for("/private-notes"))
    assert robots.delay(httpserver.url_for("/news/a")) == 3.0


def test_a_redirect_to_where_robots_may_not_go_is_refused(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/private"})
    got = fetcher.get(httpserver.url_for("/old"), barred=lambda url: "no way" if url.endswith("/private") else None)
    assert reason_of(got) == "no way"


def test_why_an_address_is_barred_is_told(httpserver: HTTPServer, fetcher: Fetcher) -> None:
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private\n")
    robots = Robots(fetcher)
    assert robots.barred(httpserver.url_for("/news")) is None
    assert "robots.txt does not allow" in str(robots.barred(httpserver.url_for("/private")))
    with Fetcher(Limits()) as stranger:
        assert "inside this machine or its network" in str(Robots(stranger).barred(httpserver.url_for("/news")))
