"""When a page was published: who is believed, and what is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tollbook.model.document import Original, Published
from tollbook.read.html import extract_html
from tollbook.read.html_dates import Stamp, day_in, day_of_url, stamp_of
from tollbook.read.limits import Limits

EAST = timezone(timedelta(hours=3))
BODY = "<p>Gunmen killed five traders at the cattle market of the town on Friday, a local official said by telephone.</p>" * 2
JSON = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-01T10:00:00+03:00"}</script>'
META = '<meta property="article:published_time" content="2024-03-02T10:00:00+03:00">'
TIME = '<time datetime="2024-03-03T10:00:00+03:00">3 March</time>'
LINK = '<link rel="canonical" href="https://a.example/2024/03/04/raid">'
LINE = "<p>Published 5 March 2024</p>"


def published(head: str, body: str = "", captured: datetime | None = None) -> Published | None:
    page = f"<html lang='en'><head>{head}</head><body><article><h1>Five traders killed at the market</h1>{body}{BODY}</article></body></html>"
    return extract_html(Original("a.html", page.encode(), captured=captured), Limits()).told.published


@pytest.mark.parametrize(
    ("head", "body", "day", "how"),
    [
        (JSON + META + LINK, TIME + LINE, 1, "json-ld"),
        (META + LINK, TIME + LINE, 2, "meta"),
        (LINK, TIME + LINE, 3, "time-element"),
        (LINK, LINE, 4, "url"),
        ("", LINE, 5, "text"),
    ],
)
def test_trust_descends(head: str, body: str, day: int, how: str) -> None:
    found = published(head, body)
    assert found is not None
    assert (found.day, found.how) == (date(2024, 3, day), how)


NO_DAYS = ("", "Posted 5 hours ago", "Yesterday", "03/04/2024", "Updated 5 March 2024", "Copyright 2024", "March 2024")


@pytest.mark.parametrize("line", NO_DAYS)
def test_what_tells_no_day_is_not_known(line: str) -> None:
    assert published("", f"<p>{line}</p>") is None


def test_dates_of_the_story_are_not_dates_of_the_page() -> None:
    assert published("", "<p>On 5 March 2024, gunmen killed five traders at the cattle market of the town, a local official said.</p>") is None


PLACEHOLDERS = (
    "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "0001-01-01", "not a date", "2024-13-45", "",
)  # fmt: skip


@pytest.mark.parametrize("said", PLACEHOLDERS)
def test_placeholders_are_no_dates(said: str) -> None:
    assert published(f'<meta property="article:published_time" content="{said}">') is None


def test_a_day_after_the_page_was_fetched_is_not_known() -> None:
    assert published(META, captured=datetime(2024, 2, 1, tzinfo=UTC)) is None
    assert published(META, captured=datetime(2024, 3, 2, 8, tzinfo=UTC)) is not None


def test_the_clock_of_the_place_goes_before_that_of_the_server() -> None:
    head = '<meta property="article:published_time" content="2024-03-02T22:30:00Z">'
    found = published(head, '<time datetime="2024-03-03T01:30:00+03:00">3 March</time>')
    assert found == Published(date(2024, 3, 3), "meta", datetime(2024, 3, 3, 1, 30, tzinfo=EAST))


def test_a_day_alone_takes_the_hour_of_a_stamp_of_the_same_day() -> None:
    head = '<meta property="article:published_time" content="2024-03-03">'
    west = timezone(timedelta(hours=-4))
    found = published(head, '<time datetime="2024-03-02T20:08:00-04:00">2 March</time>')
    assert found == Published(date(2024, 3, 2), "meta", datetime(2024, 3, 2, 20, 8, tzinfo=west))
    assert published(head, '<time datetime="2024-03-05T20:08:00-04:00">5 March</time>') == Published(date(2024, 3, 3), "meta")


def test_change_is_no_publication() -> None:
    found = published('<meta property="article:modified_time" content="2024-03-04T10:00:00+03:00">', TIME)
    assert found is not None
    assert found.updated == datetime(2024, 3, 4, 10, tzinfo=EAST)
    assert published('<meta property="og:updated_time" content="2024-03-04T10:00:00+03:00">') is None


def test_times_of_comments_below_the_text_are_none_of_its_own() -> None:
    page = f"<html><body><article>{BODY}<div class='comments'>{TIME}</div></article></body></html>"
    assert extract_html(Original("a.html", page.encode()), Limits()).told.published is None


@pytest.mark.parametrize(
    ("said", "stamp"),
    [
        ("2024-03-02", Stamp(date(2024, 3, 2))),
        ("2024-03-02T10:00:00", Stamp(date(2024, 3, 2))),
        ("2024-03-02T00:00:00Z", Stamp(date(2024, 3, 2))),
        ("2024-03-02T10:00:00+0300", Stamp(date(2024, 3, 2), datetime(2024, 3, 2, 10, tzinfo=EAST))),
        ("2024-03-02 10:00:00 +03:00", Stamp(date(2024, 3, 2), datetime(2024, 3, 2, 10, tzinfo=EAST))),
        ("2024-03-02 10:00:00 UTC", Stamp(date(2024, 3, 2), datetime(2024, 3, 2, 10, tzinfo=UTC))),
        ("Sat, 02 Mar 2024 10:00:00 GMT", Stamp(date(2024, 3, 2), datetime(2024, 3, 2, 10, tzinfo=UTC))),
        ("2024-03-02T10:00:00.123Z", Stamp(date(2024, 3, 2), datetime(2024, 3, 2, 10, tzinfo=UTC))),
        ("2024/03/02 10:00", Stamp(date(2024, 3, 2))),
        ("soon", None),
    ],
)
def test_stamps(said: str, stamp: Stamp | None) -> None:
    assert stamp_of(said) == stamp


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/03/02/raid", date(2024, 3, 2)),
        ("https://a.example/news/2024-03-02-raid", date(2024, 3, 2)),
        ("https://a.example/20240302/raid", date(2024, 3, 2)),
        ("https://a.example/2024/13/02/raid", None),
        ("https://a.example/2024/03/raid", None),
        ("https://a.example/raid-20240302118", None),
        (None, None),
    ],
)
def test_days_in_addresses(url: str | None, day: date | None) -> None:
    assert day_of_url(url) == day


def test_months_of_other_languages_are_read_where_the_page_is_in_one() -> None:
    assert day_in(("12 أبريل 2022",), foreign=True) == date(2022, 4, 12)
    assert day_in(("13/04/2022",)) == date(2022, 4, 13)
