"""Feeds are asked politely: never too often, ever less often while they fail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import DataFileError
from tollbook.fetch.client import UNSEEN, Answer, Seen
from tollbook.fetch.polls import LONGEST, SHORTEST, Poll, after, load_polls, save_polls
from tollbook.model.document import Refused

NOW = datetime(2024, 5, 31, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
FEED = Poll("https://news.example/feed")


def answer(status: int, wait: float | None = None, seen: Seen = UNSEEN) -> Answer:
    return Answer(FEED.url, status, None, seen, wait)


def test_a_feed_never_asked_is_due() -> None:
    assert FEED.is_due(NOW)


def test_an_answer_keeps_what_the_server_said_and_sets_the_next_time() -> None:
    poll = after(FEED, answer(200, seen=Seen('"7"')), NOW, QUARTER)
    assert (poll.seen, poll.due, poll.failures) == (Seen('"7"'), NOW + QUARTER, 0)
    assert not poll.is_due(NOW + QUARTER - timedelta(seconds=1))
    assert poll.is_due(NOW + QUARTER)


def test_failures_double_the_pause_and_success_ends_it() -> None:
    first = after(FEED, answer(500), NOW, QUARTER)
    second = after(first, Refused(FEED.url, "no answer"), NOW, QUARTER)
    assert [p.due for p in (first, second)] == [NOW + 2 * QUARTER, NOW + 4 * QUARTER]
    assert after(second, answer(304), NOW, QUARTER).failures == 0


def test_a_failing_feed_keeps_what_the_server_said_before() -> None:
    assert after(Poll(FEED.url, Seen('"7"')), answer(503), NOW, QUARTER).seen == Seen('"7"')


def test_a_server_that_asks_for_time_gets_it() -> None:
    assert after(FEED, answer(429, wait=7200), NOW, QUARTER).due == NOW + timedelta(hours=2)


def test_a_feed_that_is_gone_is_left_alone() -> None:
    assert not after(FEED, answer(410), NOW, QUARTER).is_due(NOW + timedelta(days=900))


@given(st.lists(st.sampled_from([200, 304, 403, 404, 429, 500, 503]), max_size=40), st.integers(0, 10**6))
def test_the_pause_is_never_too_short_nor_endless(statuses: list[int], seconds: int) -> None:
    poll = FEED
    for status in statuses:
        poll = after(poll, answer(status, wait=10.0**30), NOW, timedelta(seconds=seconds))
        assert poll.due is not None
        assert SHORTEST <= poll.due - NOW <= max(LONGEST, timedelta(seconds=seconds))


def test_the_state_of_feeds_is_kept(tmp_path: Path) -> None:
    polls = [after(FEED, answer(200, seen=Seen('"7"', "Fri, 31 May 2024 11:00:00 GMT")), NOW, QUARTER), Poll("https://other.example/", gone=True)]
    save_polls(tmp_path / "watch.json", polls)
    assert list(load_polls(tmp_path / "watch.json").values()) == polls
    assert [p.name for p in tmp_path.iterdir()] == ["watch.json"]


def test_no_state_yet_is_no_feed(tmp_path: Path) -> None:
    assert load_polls(tmp_path / "watch.json") == {}


@pytest.mark.parametrize("text", ["", "[1]", '[{"url": "x"}]', "{"])
def test_a_broken_state_names_the_file_and_the_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "watch.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"watch\.json.*delete it"):
        load_polls(tmp_path / "watch.json")
