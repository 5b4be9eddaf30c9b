"""A process of its own: bombs, hangs and crashes end as refusals, and the next file is read."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.files import TEXT, zipped
from tests.files_hostile import pdf_bomb
from tests.files_pdf import two_columns
from tollbook.model.document import Extraction, Original, Published, Refused, Told
from tollbook.read.child import Child
from tollbook.read.child_side import Frame, limit_time, packed, unpacked
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_of

BODY = "\n\n".join(TEXT)
GOOD = Original("a.txt", BODY.encode(), told=Told(published=Published(datetime(2024, 5, 3).date(), "user")))  # noqa: DTZ001


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(Limits(memory=300_000_000)) as made:
        yield made


def test_the_same_comes_back_as_from_the_process_itself(child: Child) -> None:
    for original in (GOOD, Original("b.pdf", two_columns())):
        assert child.extract(original) == extract(original, Limits())


def test_what_cannot_be_read_comes_back_with_its_reason_and_its_hash(child: Child) -> None:
    original = Original("a.pdf", b"%PDF-1.4 and nothing more")
    found = child.extract(original)
    assert isinstance(found, Refused)
    assert "no whole PDF file" in found.reason and found.sha256 == original.sha256


def test_a_bomb_is_refused_and_the_next_file_is_read(child: Child) -> None:
    bomb = Original("bomb.pdf", pdf_bomb(700))
    assert len(bomb.raw) < 800_000
    found = child.extract(bomb)
    assert isinstance(found, Refused)
    assert "ended the reading process" in found.reason or "memory" in found.reason
    assert isinstance(child.extract(GOOD), Extraction)


def sleeping(pipe: Connection, limits: Limits) -> None:
    pipe.send_bytes(b"")
    pipe.recv_bytes()
    time.sleep(60)


def dying(pipe: Connection, limits: Limits) -> None:
    pipe.send_bytes(b"")
    pipe.recv_bytes()
    os.kill(os.getpid(), signal.SIGSEGV)


def babbling(pipe: Connection, limits: Limits) -> None:
    pipe.send_bytes(b"")
    pipe.recv_bytes()
    pipe.send_bytes(b"\x93no frame")
    time.sleep(60)


@pytest.mark.parametrize(
    ("side", "reason"),
    [(sleeping, "took more than 0.2 seconds"), (dying, "ended the reading process (code -11)"), (babbling, "ended the reading process")],
    ids=["one that hangs", "one that crashes", "one that was taken over"],
)
def test_a_process_that_does_not_answer_is_ended_and_another_one_started(side: Callable[[Connection, Limits], None], reason: str) -> None:
    with Child(Limits(seconds=0.2), side) as child:
        for _ in range(2):
            found = child.extract(GOOD)
            assert isinstance(found, Refused)
            assert reason in found.reason and found.sha256 == GOOD.sha256


def test_a_file_that_takes_too_much_of_the_processor_is_refused() -> None:
    with Child(Limits(), hurrying) as child:
        found = child.extract(GOOD)
        assert isinstance(found, Refused)
        assert "took more than 10 seconds" in found.reason


def hurrying(pipe: Connection, limits: Limits) -> None:
    pipe.send_bytes(b"")
    pipe.recv_bytes()
    limit_time(0)
    while True:
        pass


def test_a_folder_is_unfolded_as_it_is_read(tmp_path: Path, child: Child) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.raw)
    (tmp_path / "b.zip").write_bytes(zipped({"c.txt": GOOD.raw, "../d.txt": b"x"}))
    found = list(child.unfold(tmp_path))
    assert [Path(f.name).relative_to(tmp_path).as_posix() for f in found] == ["a.txt", "b.zip!/c.txt", "b.zip!/../d.txt"]
    assert [type(f) for f in found] == [Original, Original, Refused]


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Plain Courier</title>
<item><title>Raid on Gao</title><link>https://courier.example/a</link><description>Gunmen killed five traders.</description></item>
<item><title>Nothing</title></item></channel></rss>"""


@pytest.mark.parametrize(
    ("original", "names", "kinds"),
    [
        (GOOD, ["a.txt"], [Original]),
        (Original("f.xml", FEED.encode(), "application/rss+xml"), ["f.xml#1", "f.xml#2"], [Original, Refused]),
        (Original("b.zip", zipped({"c.txt": GOOD.raw, "../d.txt": b"x"})), ["b.zip!/c.txt", "b.zip!/../d.txt"], [Original, Refused]),
    ],
    ids=["text", "feed", "archive"],
)
def test_bytes_are_unfolded_as_they_are_here(child: Child, original: Original, names: list[str], kinds: list[type]) -> None:
    found = list(child.unfold_original(original))
    assert found == list(originals_of(original, Limits()))
    assert [f.name for f in found] == names and [type(f) for f in found] == kinds


def test_bytes_at_which_the_process_dies_are_refused_by_their_name() -> None:
    with Child(Limits(), dying) as child:
        (found,) = child.unfold_original(Original("https://courier.example/a.zip", zipped({"c.txt": GOOD.raw})))
    assert isinstance(found, Refused)
    assert found.name == "https://courier.example/a.zip" and "ended the reading process" in found.reason


def test_an_unfolding_that_is_left_early_does_no_harm(tmp_path: Path, child: Child) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "Two men died."}\n' * 5_000)
    first = next(iter(child.unfold(tmp_path)))
    assert isinstance(first, Original)
    assert isinstance(child.extract(GOOD), Extraction)


def test_frames_keep_what_they_hold() -> None:
    instant = datetime(2024, 5, 3, 23, 30, tzinfo=timezone(timedelta(hours=3)))
    told = Told("T", published=Published(instant.date(), "header", instant))
    original = Original("a", b"\x00\xff", "text/plain", told, (("date", "x"),), "0" * 64, instant)
    found = unpacked(packed(Frame(original=original)), Frame).original
    assert found is not None
    assert found == original
    assert found.captured is not None
    assert found.captured.isoformat() == "2024-05-03T23:30:00+03:00"
