"""Single files packed with gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Refused
from tollbook.read.found import Found, Task
from tollbook.read.media import HEAD, media_of
from tollbook.read.zips import FREE, hash_of, unpacked

_SUFFIX = ".gz"


def content_of_gzip(found: Found, task: Task) -> Iterator[Found | Refused]:
    """The one file that is packed; UnreadableReportError where it cannot be unpacked, OverLimitError where it is too large."""
    size = found.file.seek(0, 2)
    found.file.seek(0)
    most = FREE + task.limits.ratio * size
    name = found.name + "!/" + found.name.rsplit("/", 1)[-1].removesuffix(_SUFFIX)
    try:
        with gzip.GzipFile(fileobj=found.file) as packed, unpacked(b"", packed, most, task.budget) as file:
            head = file.read(HEAD)
            file.seek(0)
            about = replace(found.about, name=name, media=None, within=found.sha256())
            yield Found(about, file, media_of(name, head), cache(lambda: hash_of(file)), found.depth + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableReportError(f"it cannot be unpacked ({error}); pack it anew") from error
