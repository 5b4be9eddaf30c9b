"""What a worker does with one document: read it, and code it where that has not been done with these versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.codebook.languages import CODED
from tollbook.errors import TollbookError
from tollbook.intake.crew import Beat
from tollbook.model.document import Extraction, Original, Shape, Told
from tollbook.model.ledger import UNDISCLOSED, Versions
from tollbook.model.report import Report
from tollbook.read.limits import Limits
from tollbook.read.text import Issue
from tollbook.store.project import Project

if TYPE_CHECKING:
    from tollbook.codebook.gazetteer import SqliteGazetteer
    from tollbook.pipeline import Coder
    from tollbook.store.ledger import Ledger

SLACK = 2.0
"""How many times the limit a document may take by the clock: the machine has other work too."""
BEFORE = "coded before"
CODING_SECONDS = 120.0
"""The longest one report may take to be coded; the longest in the development corpora takes eleven."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be taken in; ``issue`` is what the user says of it, ``undisclosed`` that its source must be protected."""

    original: Original
    issue: Issue
    undisclosed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was made of a document; ``accounts`` is ``None`` where it was not coded, and ``note`` says why."""

    extraction: Extraction
    report: Report
    accounts: tuple[str, ...] | None = None
    versions: Versions | None = None
    bands: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why nothing could be read from a document."""

    reason: str


def starter(project: Project, limits: Limits, *, gated: bool) -> Callable[[Beat], Callable[[Job], Done | Unread]]:
    """What each worker of a crew begins with."""
    return partial(_start, project, limits, gated)


def _start(project: Project, limits: Limits, gated: bool, beat: Beat) -> Callable[[Job], Done | Unread]:
    from tollbook.codebook.gazetteer import open_gazetteer
    from tollbook.read import extract, near, report  # noqa: F401 - loaded now, so that no document's time goes into it
    from tollbook.store.ledger import open_ledger

    hold_memory(limits.memory)
    return Bench(open_ledger(project), open_gazetteer(), limits, beat, gated=gated).take


class Bench:
    """One worker's tools: the ledger to ask what has been coded, and the coders, loaded when the first report needs them."""

    def __init__(self, ledger: Ledger, gazetteer: SqliteGazetteer, limits: Limits, beat: Beat, *, gated: bool = False) -> None:
        self._ledger = ledger
        self._gazetteer = gazetteer
        self._limits = limits
        self._gated = gated
        self._beat = beat
        self._coders: dict[str, Coder] = {}

    def take(self, job: Job) -> Done | Unread:
        """What was made of the document; Unread where it holds no text."""
        from tollbook.read.extract import extract
        from tollbook.read.near import bands
        from tollbook.read.report import in_its_language, report_of

        try:
            extraction = extract(job.original, self._limits)
        except TollbookError as error:
            return Unread(str(error))
        except MemoryError:
            return Unread(f"it took more than {self._limits.memory / 1e6:,.0f} MB of memory to read; raise the limit 'memory' if that is meant")
        issue = job.issue
        if job.undisclosed:
            extraction, issue = undisclosed(extraction), replace(issue, source=None, url=None, title=None)
        report = in_its_language(report_of(extraction, issue), issue)
        self._beat(CODING_SECONDS)
        return self._coded(Done(extraction, report, bands=bands(report.text)))

    def _coded(self, done: Done) -> Done:
        report = done.report
        if done.extraction.shape is Shape.INDEX:
            return replace(done, note="a list of links, kept and not coded")
        if report.lang not in CODED:
            return replace(done, note=f"in a language that is not coded yet ({report.lang}), kept")
        versions = versions_of(report.lang, self._gazetteer.version)
        if self._ledger.coded(report.id, versions.id):
            return replace(done, note=BEFORE)
        if self._gated and not _worth_coding(report):
            return replace(done, note="its words tell of no conflict, kept and not coded")
        return self._accounts(done, versions)

    def _accounts(self, done: Done, versions: Versions) -> Done:
        from tollbook.export.wire import to_line

        coder = self._coder(done.report.lang)
        try:
            accounts = tuple(to_line(account, done.report) for account in coder.code(done.report))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one text must not cost the others
            return replace(done, note=f"could not be coded ({type(error).__name__}: {error}); this is a fault of Tollbook, please report the text")
        return replace(done, accounts=accounts, versions=versions)

    def _coder(self, lang: str) -> Coder:
        from tollbook.pipeline import load_coder

        if lang not in self._coders:
            hold_memory(None)
            self._coders[lang] = load_coder(lang, self._gazetteer)
            hold_memory(self._limits.memory)
        return self._coders[lang]


def undisclosed(extraction: Extraction) -> Extraction:
    """The extraction without anything that is told of its source."""
    told = Told(title=extraction.told.title, source=UNDISCLOSED, published=extraction.told.published, lang=extraction.told.lang)
    return replace(extraction, told=told)


def versions_of(lang: str, gazetteer: str) -> Versions:
    """What a coding with this gazetteer, named by its version, is made with."""
    from tollbook.codebook.versions import codebook_version, engine_version, lexicon_version

    return Versions(engine_version(), codebook_version(), f"{lang} {lexicon_version(lang)}", gazetteer)


def _worth_coding(report: Report) -> bool:
    from tollbook.codebook.gate import load_gate
    from tollbook.read.gate import is_relevant

    return is_relevant(report, load_gate(report.lang))


def hold_memory(more: int | None) -> None:
    """Limits the address space to what is used now and so many bytes more, ``None`` lifts the limit; a system that knows none goes without."""
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = hard if more is None else used + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
