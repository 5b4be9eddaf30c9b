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
