"""Web archives: pages with their address, headers and instant; what is no page is passed over."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests.files import PAGE, TEXT, record, response, wacz, warc, warc_packed, zipped
from tollbook.model.document import Original, Refused
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_in, originals_of

HTML = {"Content-Type": "text/html; charset=utf-8"}


def unfold(raw: bytes, limits: Limits | None = None) -> tuple[list[Original], list[Refused]]:
    found = list(originals_of(Original("a.warc", raw), limits or Limits()))
    return [f for f in found if isinstance(f, Original)], [f for f in found if isinstance(f, Refused)]


def test_pages_are_found_however_they_were_packed_and_the_rest_is_passed_over() -> None:
    found, refused = unfold(warc())
    assert [o.told.url for o in found] == [f"https://courier.example/{n}" for n in ("kolwe", "packed", "chunks", "bulletin")]
    assert [o.raw for o in found[:3]] == [PAGE] * 3
    assert not refused


def test_a_page_keeps_its_headers_its_instant_and_the_archive_it_came_from() -> None:
    first = unfold(warc())[0][0]
    assert first.captured == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert ("last-modified", "Fri, 03 May 2024 09:00:00 GMT") in first.headers
    assert first.media == "text/html; charset=utf-8"
    assert first.within == sha256(warc()).hexdigest()
    assert first.name == "a.warc#1 https://courier.example/kolwe"
    assert all(paragraph in extract(first, Limits()).text for paragraph in TEXT)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.wacz", "a.zip"])
def test_packed_archives_are_read_from_files(tmp_path: Path, name: str) -> None:
    raw = {"a.warc.gz": warc_packed(), "a.wacz": wacz(), "a.zip": zipped({"in/a.warc.gz": warc_packed()})}[name]
    (tmp_path / name).write_bytes(raw)
    found = list(originals_in(tmp_path / name, Limits()))
    assert [f.told.url for f in found if isinstance(f, Original)] == [f"https://courier.example/{n}" for n in range(3)]
    assert len(found) == 3


def test_a_page_that_is_cut_off_is_refused_and_what_stands_before_is_read() -> None:
    raw = response("https://courier.example/1", PAGE, HTML) + response("https://courier.example/2", PAGE, HTML)[:-200]
    found, (refused,) = unfold(raw)
    assert [o.told.url for o in found] == ["https://courier.example/1"]
    assert "record 2 is cut off" in refused.reason


def test_noise_between_records_ends_the_archive_with_its_place() -> None:
    first, second = (response(f"https://courier.example/{n}", PAGE, HTML) for n in (1, 2))
    found, (refused,) = unfold(first + b"noise\r\n\r\n" + second)
    assert len(found) == 1
    assert "damaged after record 1" in refused.reason and "what stands before was read" in refused.reason


def test_a_body_that_was_kept_unpacked_under_the_old_headers_is_read() -> None:
    headers = HTML | {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    ((found,), _) = unfold(response("https://courier.example/1", PAGE, headers))
    assert found.raw == PAGE


def test_a_body_that_unpacks_to_too_much_is_refused() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    found, (refused,) = unfold(response("https://courier.example/1", bomb, HTML | {"Content-Encoding": "gzip"}), Limits(document=1_000_000))
    assert not found
    assert "more than 1 MB" in refused.reason


def test_a_body_whose_packing_is_damaged_is_refused() -> None:
    broken = gzip.compress(PAGE)[:20] + b"\xff" * 40
    found, (refused,) = unfold(response("https://courier.example/1", broken, HTML | {"Content-Encoding": "gzip"}))
    assert not found
    assert "cannot be unpacked" in refused.reason


def test_an_archive_without_a_page_gives_nothing_and_one_without_a_record_is_refused() -> None:
    asked, gone = record("request", "x", b"GET / HTTP/1.1\r\n\r\n"), record("response", "x", b"HTTP/1.1 404 No\r\n\r\n")
    assert unfold(asked + gone) == ([], [])
    _, (refused,) = unfold(b"WARC/1.0\r\n")
    assert isinstance(refused, Refused)
