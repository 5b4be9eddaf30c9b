"""How well web pages are read: text, title, date and shape of pages whose truth is told beside them, next to the library alone."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.task import Json, MissingDataError, Result, Row, hash_of
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original
from tollbook.read.html import extract_html
from tollbook.read.limits import Limits

OWN = Path(__file__).parents[2] / "tests" / "pages"
"""The project's own pages, read where no folder is given."""
HOMES = ("pages",)
TRUTH = "pages.yml"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader made of one page: its text without the title line, and the day it gives."""

    text: str
    day: date | None
    extraction: Extraction | None = None


Reader = Callable[[Original], Read]


def measure(folder: Path, split: str) -> Result:
    """Token F1 of the text, and the shares of pages whose date, title, language and shape are right."""
    truths = pages_of(folder)
    readers: dict[str, Reader] = {"tollbook": _tollbook, "trafilatura": _plain(precise=False), "trafilatura precision": _plain(precise=True)}
    rows: list[Row] = [("reader", "text P", "text R", "text F1", "date", "pages/s")]
    metrics: dict[str, float] = {}
    errors: list[tuple[float, str]] = []
    rates = {}
    for name, reader in readers.items():
        read, rates[name] = _timed(reader, folder, truths)
        scores = [_prf(r.text, str(t["text"])) for r, t in zip(read, truths, strict=True) if t["shape"] != "index"]
        means = [round(sum(s) / len(s), 4) for s in zip(*scores, strict=True)]
        days = _share(r.day == t["date"] for r, t in zip(read, truths, strict=True))
        rows.append((name, *(f"{m:.3f}" for m in means), f"{days:.3f}", f"{rates[name]:.1f}"))
        key = name.replace(" ", "_")
        metrics |= {f"{key}_f1": means[2], f"{key}_dates": days}
        if reader is _tollbook:
            metrics |= _told(read, truths)
            errors = [e for r, t in zip(read, truths, strict=True) for e in _errors(r, t)]
    table = (*rows, ("told right", *(f"{k} {metrics[k]:.3f}" for k in ("titles", "languages", "shapes", "captions")), ""))
    listed = tuple(line for _, line in sorted(errors))
    return Result("reading", split, len(truths), metrics, rates["tollbook"], hash_of([folder / TRUTH, *_files(folder, truths)]), table, listed)


def pages_of(folder: Path) -> list[Json]:
    """The pages' truths in the order of the file; MissingDataError where the folder or one of its pages is lacking."""
    path = folder / TRUTH
    if not path.is_file():
        raise MissingDataError(f"{path} is lacking: it tells the true text, title and date of each page beside it")
    truths: list[Json] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lacking = [f for f in _files(folder, truths) if not f.is_file()]
    if lacking:
        raise MissingDataError(f"{lacking[0]} is lacking, though {path} names it")
    return truths


def original_of(folder: Path, truth: Json) -> Original:
    """The page as it would be fetched."""
    return Original(str(truth["file"]), (folder / str(truth["file"])).read_bytes(), truth.get("media") or "text/html")


def _files(folder: Path, truths: Iterable[Json]) -> list[Path]:
    return [folder / str(t["file"]) for t in truths]


def _timed(reader: Reader, folder: Path, truths: list[Json]) -> tuple[list[Read], float]:
    originals = [original_of(folder, t) for t in truths]
    # What is loaded at first use is no speed of reading.
    reader(originals[0])
    started = time.process_time()
    read = [reader(o) for o in originals]
    return read, round(len(read) / (time.process_time() - started), 1)


def _tollbook(original: Original) -> Read:
    try:
        found = extract_html(original, Limits())
    except UnreadableReportError:
        return Read("", None)
    title, _, rest = found.text.partition("\n\n")
    told = found.told.published
    return Read(rest if title == found.told.title else found.text, told.day if told else None, found)


def _plain(precise: bool) -> Reader:
    """The library as one would call it for the text of a page."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    def read(original: Original) -> Read:
        found: Any = bare_extraction(original.raw, favor_precision=precise, include_comments=False, with_metadata=True)
        if found is None:
            return Read("", None)
        first, _, rest = (found.text or "").partition("\n")
        same = _WORD.findall(first.lower()) == _WORD.findall((found.title or "").lower())
        return Read(rest if same else found.text, date.fromisoformat(found.date) if found.date else None)

    return read


def _prf(said: str, true: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words, each counted as often as it stands there."""
    found, wanted = Counter(_WORD.findall(said.lower())), Counter(_WORD.findall(true.lower()))
    both = (found & wanted).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / found.total(), both / wanted.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _told(read: list[Read], truths: list[Json]) -> dict[str, float]:
    """The shares of pages of which all else is right."""
    pairs = [(r.extraction, t) for r, t in zip(read, truths, strict=True)]
    return {
        "titles": _share(e is not None and e.told.title == t["title"] for e, t in pairs),
        "languages": _share(e is not None and e.told.lang == t["lang"] for e, t in pairs),
        "shapes": _share(e is not None and e.shape == t["shape"] for e, t in pairs),
        "captions": _share(e is not None and list(e.captions) == t["captions"] for e, t in pairs),
    }


def _share(right: Iterable[bool]) -> float:
    held = list(right)
    return round(sum(held) / len(held), 4)


def _errors(read: Read, truth: Json) -> list[tuple[float, str]]:
    """(how good, what was wrong) of one page: words too many and words lacking, then all that is told of it."""
    name, found = truth["file"], read.extraction
    said, true = Counter(_WORD.findall(read.text.lower())), Counter(_WORD.findall(str(truth["text"]).lower()))
    score = _prf(read.text, str(truth["text"]))[2]
    lines = [(score, f"{name}: F1 {score:.3f}; too much: {_words(said - true)}; lacking: {_words(true - said)}")] if said != true else []
    if read.day != truth["date"]:
        lines.append((0.0, f"{name}: date {read.day}, true {truth['date']}"))
    if found is None:
        return [*lines, (0.0, f"{name}: not read")]
    told = (("title", found.told.title), ("lang", found.told.lang), ("shape", str(found.shape)), ("captions", list(found.captions)))
    return [*lines, *((0.5, f"{name}: {key} {value!r}, true {truth[key]!r}") for key, value in told if value != truth[key])]


def _words(counts: Counter[str]) -> str:
    return " ".join(list(counts.elements())[:12]) or "nothing"
