"""The reports in what the user names, whatever their format."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from tollbook.errors import TollbookError
from tollbook.model.document import Extraction, Original, Refused
from tollbook.read.limits import Limits

if TYPE_CHECKING:
    from tollbook.model.report import Report
    from tollbook.read.child import Child
    from tollbook.read.columns import Columns
    from tollbook.read.text import Issue

STDIN = "-"
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A report, how a person finds it again, and what its reader noted."""

    name: str
    report: Report
    notes: tuple[str, ...]


class Reports:
    """Reads the files a user names: text in this process, everything else in one with limits; a context manager."""

    def __init__(self, issue: Issue, columns: Columns | None = None) -> None:
        self._issue = issue
        self._columns = columns
        self._limits = Limits()
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children:
            child.close()

    def read(self, name: str) -> Iterator[Named | Refused]:
        """The reports in the file of that name (- is standard input), and what was not read."""
        wrong = no_file(name)
        if wrong is not None:
            yield wrong
            return
        try:
            raw = self._head(name)
        except OSError as error:
            yield Refused(name, error.strerror or str(error))
            return
        if raw is None:
            yield from self._unfolded(name)
        else:
            yield self._text(Original(name, raw))

    def _head(self, name: str) -> bytes | None:
        """The bytes of a plain text, or of standard input; ``None`` where the name leads to something else."""
        from tollbook.read.media import HEAD, TEXT, media_of

        if name == STDIN:
            return _held(sys.stdin.buffer, self._limits)
        path = Path(name)
        if path.is_dir():
            return None
        with path.open("rb") as file:
            if media_of(name, file.read(HEAD), None) != TEXT:
                return None
            file.seek(0)
            return _held(file, self._limits)

    def _text(self, original: Original) -> Named | Refused:
        from tollbook.read.media import HEAD, TEXT, media_of
        from tollbook.read.plain import extract_text

        if media_of(original.name, original.raw[:HEAD], None) != TEXT:
            return self._made(original, self._child(1).extract(original))
        try:
            return self._made(original, extract_text(original, self._limits))
        except TollbookError as error:
            return Refused(original.name, str(error))

    def _unfolded(self, name: str) -> Iterator[Named | Refused]:
        for found in self._child(0).unfold(Path(name), self._columns):
            yield found if isinstance(found, Refused) else self._made(found, self._child(1).extract(found))

    def _made(self, original: Original, found: Extraction | Refused) -> Named | Refused:
        from tollbook.codebook.languages import CODED
        from tollbook.read.report import in_its_language, report_of

        if isinstance(found, Refused):
            return found
        report = in_its_language(report_of(found, self._issue), self._issue)
        if report.lang not in CODED:
            return Refused(original.name, f"it is written in '{report.lang}', which is not coded yet; coded: {', '.join(CODED)}")
        return Named(original.name, report, found.notes)

    def _child(self, n: int) -> Child:
        """The process that unfolds (0) or that reads (1)."""
        from tollbook.read.child import Child

        while len(self._children) <= n:
            self._children.append(Child(self._limits))
        return self._children[n]


def no_file(name: str) -> Refused | None:
    """Why the name is that of no file but an address; ``None`` where it is none, or where there is a file of that name."""
    scheme = _ADDRESS.match(name)
    if scheme is None or Path(name).exists():
        return None
    if scheme[1].lower() in ("http", "https"):
        return Refused(name, "it is an address, and only files are read here; 'tollbook add' takes addresses, or save the page as a file")
    return Refused(name, "it is an address, and only files are read here; give the file's path, without " + scheme[0])


def _held(file: BinaryIO, limits: Limits) -> bytes:
    """The file's bytes, at most one more than a text may have."""
    return file.read(4 * limits.text + 1)
