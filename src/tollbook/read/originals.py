"""What a file holds, unfolded into documents: folders, archives, mailboxes, feeds and tables, however deep they lie in each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tollbook.errors import TollbookError, UnreadableReportError
from tollbook.model.document import Original, Refused
from tollbook.read.columns import Columns
from tollbook.read.delimited import rows_of_delimited
from tollbook.read.folders import files_in, named
from tollbook.read.found import Budget, Found, OverLimitError, Task, held
from tollbook.read.gzips import content_of_gzip
from tollbook.read.jsonlines import rows_of_json, rows_of_lines
from tollbook.read.limits import Limits
from tollbook.read.mailboxes import letters_of_mailbox, parts_of_letter
from tollbook.read.media import CSV, FEED, GZIP, HEAD, JSON, JSON_FEED, JSONL, MAIL, MBOX, MHTML, PARQUET, TSV, WACZ, WARC, ZIP, media_of
from tollbook.read.mhtml import page_of_mhtml
from tollbook.read.parquets import rows_of_parquet
from tollbook.read.pieces import clean, one_line, plainly
from tollbook.read.warcs import members_of_wacz, records_of_warc
from tollbook.read.zips import hash_of, members_of_zip


def _feed(found: Found, task: Task) -> Iterator[Original | Refused]:
    from tollbook.read.feeds import read_feed

    for entry in read_feed(_whole(found, task), task.limits):
        task.budget.count()
        yield entry


Unfold = Callable[[Found, Task], Iterator[Found | Original | Refused]]
_UNFOLD: dict[str, Unfold] = {
    CSV: rows_of_delimited, TSV: rows_of_delimited, JSONL: rows_of_lines, JSON: rows_of_json, PARQUET: rows_of_parquet,
    ZIP: members_of_zip, GZIP: content_of_gzip, WARC: records_of_warc, WACZ: members_of_wacz,
    MBOX: letters_of_mailbox, MAIL: parts_of_letter, MHTML: page_of_mhtml, FEED: _feed, JSON_FEED: _feed,
}  # fmt: skip


def originals_in(path: Path, limits: Limits, columns: Columns | None = None) -> Iterator[Original | Refused]:
    """The documents below a path in the order of their names, and what was not read; one after the other, never a whole archive at once.

    A file that is no container is one document. Nothing is raised for bad input: what cannot be read is Refused with its reason.
    """
    for found in files_in(path):
        if isinstance(found, Refused):
            yield found
        else:
            yield from _file(found, limits, columns)


def originals_of(original: Original, limits: Limits, columns: Columns | None = None) -> Iterator[Original | Refused]:
    """The documents in some bytes, and what was not read; the original itself where it is no container."""
    yield from _unfolded(held(original, 0), Task(limits, columns, Budget(limits)))


def _file(path: Path, limits: Limits, columns: Columns | None) -> Iterator[Original | Refused]:
    name = named(path)
    try:
        with path.open("rb") as file:
            media = media_of(name, file.read(HEAD))
            file.seek(0)
            yield from _unfolded(Found(Original(name, b""), file, media, cache(lambda: hash_of(file))), Task(limits, columns, Budget(limits)))
    except OSError as error:
        yield Refused(name, f"{error.strerror or error}; check the file and its permissions")


def _unfolded(found: Found, task: Task) -> Iterator[Original | Refused]:
    unfold = _UNFOLD.get(found.media)
    try:
        if unfold is None:
            yield _whole(found, task)
        elif found.depth >= task.limits.depth:
            yield Refused(_name(found.name), f"it lies {found.depth} archives deep; unpack the outer ones by hand")
        else:
            yield from _parts(unfold(found, task), task)
    except OverLimitError as error:
        if found.depth:
            raise
        yield Refused(_name(found.name), one_line(str(error)))
    except TollbookError as error:
        yield Refused(_name(found.name), one_line(str(error)))


def _parts(parts: Iterator[Found | Original | Refused], task: Task) -> Iterator[Original | Refused]:
    for part in parts:
        if isinstance(part, Found):
            yield from _unfolded(part, task)
        elif isinstance(part, Refused):
            yield Refused(_name(part.name), one_line(part.reason), part.sha256)
        else:
            yield replace(part, name=_name(part.name), told=plainly(part.told))


def _name(name: str) -> str:
    """The name as it is, but for what no ledger keeps and no line holds."""
    return clean(name).replace("\n", " ")


def _whole(found: Found, task: Task) -> Original:
    raw = found.file.read(task.limits.document + 1)
    if len(raw) > task.limits.document:
        raise UnreadableReportError(f"it has more than {task.limits.document / 1e6:,.0f} MB; split it")
    if not raw.strip():
        raise UnreadableReportError("it is empty; give a file that holds a report")
    return replace(found.about, raw=raw, name=_name(found.name), told=plainly(found.about.told))
