"""Feeds to their entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Published, Refused, Told
from tollbook.read.feeds import feeds_in, read_feed
from tollbook.read.html import extract_html
from tollbook.read.limits import Limits

FEEDS = Path(__file__).parents[2] / "pages" / "feeds"


def zone(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))


def entries(name: str, limits: Limits | None = None) -> list[Original | Refused]:
    return list(read_feed(Original(name, (FEEDS / name).read_bytes()), limits or Limits()))


def whole(name: str) -> list[Original]:
    return [e for e in entries(name) if isinstance(e, Original)]


def text_of(entry: Original) -> str:
    return extract_html(entry, Limits()).text


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        (
            "rss2_full.xml",
            "Five killed as militia raids Masisi village",
            Published(date(2024, 11, 5), "feed", datetime(2024, 11, 5, 1, 15, tzinfo=zone(2))),
        ),
        ("rss1_rdf.xml", "Roadside bomb hits bus in Mandera", Published(date(2013, 12, 5), "feed", datetime(2013, 12, 5, 14, 30, tzinfo=zone(3)))),
        (
            "atom.xml",
            "Gunmen abduct two expatriates off Bonny",
            Published(date(2024, 7, 1), "feed", datetime(2024, 7, 1, 23, 40, tzinfo=zone(1)), datetime(2024, 7, 2, 8, tzinfo=zone(1))),
        ),
        (
            "feed.json",
            "Two indigenous guards shot dead in Toribío",
            Published(date(2023, 5, 20), "feed", datetime(2023, 5, 20, 21, tzinfo=zone(-5)), datetime(2023, 5, 21, 9, tzinfo=zone(-5))),
        ),
        ("malformed.xml", "Mortar & rocket fire kills three in Spin Boldak", Published(date(2021, 7, 14), "feed")),
        ("latin1.xml", "Ataque em Macomia faz três mortos", Published(date(2024, 2, 14), "feed", datetime(2024, 2, 14, 7, tzinfo=zone(2)))),
    ],
)
def test_first_entry_with_its_own_clock(name: str, title: str, published: Published) -> None:
    first = whole(name)[0]
    assert (first.told.title, first.told.published) == (title, published)


def test_what_a_feed_tells_of_its_entry() -> None:
    first = whole("rss2_full.xml")[0]
    assert first.name == "rss2_full.xml#1"
    assert first.media == "text/html; charset=utf-8"
    assert first.within == Original("x", (FEEDS / "rss2_full.xml").read_bytes()).sha256
    assert (first.told.author, first.told.source, first.told.lang) == ("Aline Furaha", "Ridge & River News", "en")
    assert first.told.url == "https://ridgeriver.example/masisi-raid"


def test_content_goes_before_summary() -> None:
    text = text_of(whole("rss2_full.xml")[0])
    assert text.startswith("Five killed as militia raids Masisi village\n\nFive people were killed and nine were wounded")
    assert "Soldiers arrived the next morning." in text
    assert "appeared first" not in text


@pytest.mark.parametrize(
    ("name", "n", "text"),
    [
        ("atom.xml", 0, "A sailor who jumped overboard was picked up by fishermen."),
        ("atom.xml", 1, "Pipeline fire put out\n\nA fire on a pipeline near Yenagoa was put out on Sunday; nobody was hurt."),
        ("feed.json", 0, "Their council blames a dissident front of the FARC."),
        ("feed.json", 1, "Police in Buenaventura found the body of a fisherman on Friday.\n\nHe had been missing for nine days."),
        ("latin1.xml", 0, "Três pessoas morreram num ataque à aldeia de Chai"),
        ("malformed.xml", 0, "Mortar fire killed three people in Spin Boldak on Wednesday as Taliban fighters took the crossing"),
        ("malformed.xml", 1, "Hundreds of truckers were stranded at the crossing on Thursday, a union said."),
    ],
)
def test_entries_are_read(name: str, n: int, text: str) -> None:
    assert text in text_of(whole(name)[n])


def test_a_change_is_the_day_of_an_entry_that_has_no_other() -> None:
    told = whole("atom.xml")[1].told.published
    assert told == Published(date(2024, 6, 30), "feed", datetime(2024, 6, 30, 12, tzinfo=UTC))


def test_a_day_that_is_none_is_not_known() -> None:
    assert whole("malformed.xml")[1].told.published is None


@pytest.mark.parametrize(("name", "place"), [("rss2_full.xml", "rss2_full.xml#3"), ("feed.json", "feed.json#3")])
def test_entries_without_text_are_refused_by_name(name: str, place: str) -> None:
    last = entries(name)[-1]
    assert isinstance(last, Refused)
    assert last.name == place
    assert "no text" in last.reason


def test_title_address_and_day_of_the_feed_are_not_those_of_its_entries() -> None:
    told = Told("All news", "Desk", "The Plain Courier", "https://a.example/feed", Published(date(2020, 1, 1), "header"), "en")
    raw = b"<rss><channel><item><description>Three people were killed on Friday, police said.</description></item></channel></rss>"
    (entry,) = read_feed(Original("f.xml", raw, told=told), Limits())
    assert isinstance(entry, Original)
    assert entry.told == Told(source="The Plain Courier", lang="en")


def test_the_same_entry_has_the_same_bytes() -> None:
    assert [e.sha256 for e in whole("atom.xml")] == [e.sha256 for e in whole("atom.xml")]


def test_feeds_are_cut_at_the_limits() -> None:
    few = entries("rss2_full.xml", replace(Limits(), members=1))
    assert [type(e) for e in few] == [Original, Refused]
    assert "more than 1" in few[1].reason if isinstance(few[1], Refused) else False
    short = entries("malformed.xml", replace(Limits(), document=600))
    assert isinstance(short[0], Original)
    assert isinstance(short[-1], Refused)


@pytest.mark.parametrize("raw", [b"", b"<html><body><p>No feed</p></body></html>", b'{"a": 1}', b'{"items": [', b"\xff\xfe", b"[" * 5000])
def test_what_is_no_feed_is_told_so(raw: bytes) -> None:
    with pytest.raises(UnreadableReportError, match="feed"):
        list(read_feed(Original("x.xml", raw), Limits()))


def test_bytes_are_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes((FEEDS / "atom.xml").read_bytes())
    with pytest.raises(UnreadableReportError):
        list(read_feed(Original("x.xml", str(path).encode()), Limits()))


def test_entities_do_not_grow_and_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "{secret.as_uri()}">{bomb}]>'
    item = "<item><title>T</title><description>&x; &a9; Three people were killed on Friday.</description></item>"
    found = list(read_feed(Original("x.xml", f'<?xml version="1.0"?>{head}<rss><channel>{item}</channel></rss>'.encode()), Limits()))
    assert sum(len(e.raw) for e in found if isinstance(e, Original)) < 10_000
    assert not [e for e in found if isinstance(e, Original) and b"the secret" in e.raw]


def test_lists_of_feeds() -> None:
    assert feeds_in(Original("lists.opml", (FEEDS / "lists.opml").read_bytes()), Limits()) == [
        "https://ridgeriver.example/feed/",
        "https://deltawatch.example/atom.xml",
    ]
    with pytest.raises(UnreadableReportError, match="names no feed"):
        feeds_in(Original("x.opml", b"<opml><body><outline text='a'/></body></opml>"), Limits())
