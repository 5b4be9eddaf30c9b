"""Web archives: the pages a WARC file holds, and the WARC files in a WACZ package."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tollbook.errors import TollbookError, UnreadableReportError
from tollbook.model.document import Refused, Told
from tollbook.read.found import Found, Task, held
from tollbook.read.media import HEAD, HTML, MHTML, PDF, TEXT, WORD, media_of
from tollbook.read.pieces import clean
from tollbook.read.zips import members_of

PAGES = (HTML, PDF, TEXT, WORD, MHTML)
"""Sorts of responses that may be reports; the scripts, pictures and fonts of a page are no documents."""
_NO_PAGES = ("text/css", "javascript", "json", "image/", "font", "audio/", "video/", "xml+feed")
_OK = 200


class MissingArchivesError(TollbookError):
    """The extra that reads web archives is not installed."""

    def __init__(self) -> None:
        super().__init__("web archives need an extra; run: pip install 'tollbook[archives]'")


def members_of_wacz(found: Found, task: Task) -> Iterator[Found | Refused]:
    """The WARC files of the package; raises as members_of_zip."""
    yield from members_of(found, task, lambda path: path.startswith("archive/"))


def records_of_warc(found: Found, task: Task) -> Iterator[Found | Refused]:
    """The archive's pages: responses of status 200 that hold HTML, PDF, Word or text, with address, headers and the instant they were fetched.

    Raises UnreadableReportError where the archive is damaged, after what stands before the damage; MissingArchivesError without the extra.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingArchivesError from None
    number = 0
    try:
        for record in ArchiveIterator(found.file, record_types=WarcRecordType.response | WarcRecordType.resource):
            number += 1
            yield from _page(record, number, found, task)
    except (OSError, ValueError, EOFError) as error:
        raise UnreadableReportError(f"it is damaged after record {number} ({error}); what stands before was read") from error
    if not number:
        raise UnreadableReportError("it holds no record that can be read; give a WARC file with responses")


def _page(record: Any, number: int, found: Found, task: Task) -> Iterator[Found | Refused]:
    headers = _headers(record)
    kind = dict(headers).get("content-type", "") if record.is_http else clean(record.headers.get("Content-Type") or "")
    if (record.is_http and record.http_headers.status_code != _OK) or any(sort in kind.lower() for sort in _NO_PAGES):
        return
    url = clean(record.headers.get("WARC-Target-URI") or "").strip("<> \n\t") or None
    name = f"{found.name}#{number}" + (f" {url[:200]}" if url else "")
    whole = record.content_length
    packed = record.reader.read(task.limits.document + 1)
    task.budget.count()
    try:
        raw = _unpacked(packed, headers, task.limits.document)
    except UnreadableReportError as error:
        yield Refused(name, str(error))
        return
    task.budget.unpack(len(raw))
    if len(raw) > task.limits.document:
        yield Refused(name, f"it has more than {task.limits.document / 1e6:,.0f} MB")
    elif len(packed) < whole:
        yield Refused(name, f"record {number} is cut off: {len(packed):,} of its {whole:,} bytes are there; fetch the page anew")
    elif media_of(url or "", raw[:HEAD], kind) in PAGES and raw.strip():
        about = replace(found.about, name=name, raw=raw, media=kind or None, told=Told(url=url).over(found.about.told))
        yield held(replace(about, headers=headers, within=found.sha256(), captured=_captured(record)), found.depth + 1)


def _headers(record: Any) -> tuple[tuple[str, str], ...]:
    """The response's headers, their names in small letters."""
    if not record.is_http or record.http_headers is None:
        return ()
    return tuple((clean(k).lower(), clean(v)) for k, v in record.http_headers.to_tuples())


def _captured(record: Any) -> datetime | None:
    try:
        found = record.record_date
    except (ValueError, OverflowError):
        return None
    return None if not isinstance(found, datetime) else found if found.tzinfo else found.replace(tzinfo=UTC)


def _unpacked(raw: bytes, headers: tuple[tuple[str, str], ...], longest: int) -> bytes:
    """The body as the reader of the page had it; archives that keep it unpacked under the old headers are taken at their bytes."""
    told = dict(headers)
    if "chunked" in told.get("transfer-encoding", "").lower():
        raw = _unchunked(raw, longest)
    coding = told.get("content-encoding", "").lower().strip()
    if coding in ("gzip", "x-gzip") and raw[:2] == b"\x1f\x8b":
        return _inflated(raw, 31, longest)
    if coding == "deflate" and raw[:1] == b"\x78":
        return _inflated(raw, 15, longest)
    if coding in ("br", "zstd"):
        return _by_library(raw, coding, longest)
    return raw


def _unchunked(raw: bytes, longest: int) -> bytes:
    from fastwarc.stream_io import ChunkedReader

    try:
        return bytes(ChunkedReader(io.BytesIO(raw)).read(longest + 1))
    except (OSError, ValueError, EOFError):
        return raw


def _inflated(raw: bytes, window: int, longest: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(raw, longest + 1)
    except zlib.error as error:
        raise UnreadableReportError(f"its body cannot be unpacked ({error}); fetch the page anew") from error


def _by_library(raw: bytes, coding: str, longest: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    try:
        reader = BrotliReader(io.BytesIO(raw)) if coding == "br" else ZstdReader(io.BytesIO(raw))
        return bytes(reader.read(longest + 1)) or raw
    except (OSError, ValueError, EOFError):
        return raw
