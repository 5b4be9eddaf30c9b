"""A report's parse put together from the library's analyses of its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tollbook.codebook.clipped import load_clipped
from tollbook.model.parse import Entity, Parse, Sentence, Token
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.parse.repair import repaired, shared_objects
from tollbook.parse.rules import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACE: list[int | str] = ["HEAD", "IDX", "SENT_START"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a report as the library read it; ``i`` is its position in ``Report.blocks``."""

    i: int
    doc: Doc
    forms: Sequence[Form]


@dataclass(frozen=True, slots=True)
class _Draft:
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)


def build(report: Report, blocks: Sequence[Block], model: str) -> Parse:
    """The parse of the report's blocks in order, in the project's own terms."""
    draft = _Draft()
    for block in blocks:
        _add(block, report.blocks[block.i].prose.start, draft)
    timed = {i for e in draft.entities if e.label in ("DATE", "TIME") for i in range(e.first, e.last)}
    clipped = load_clipped(report.lang)
    shared = shared_objects(draft.tokens, timed, clipped)
    words = repaired(draft.tokens, timed, clipped, shared)
    children: list[list[int]] = [[] for _ in words]
    for t in words:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Parse(
        report.id, report.text, words, tuple(draft.sentences), tuple(draft.entities),
        tuple(map(tuple, children)), tuple(t.start for t in words), model, shared,
    )  # fmt: skip


def _add(block: Block, base: int, draft: _Draft) -> None:
    # As signed numbers: the way to a governor may lead backwards.
    places = block.doc.to_array(_PLACE).view("int64").tolist()
    forms = block.forms
    shown = [i for i, form in enumerate(forms) if not form.blank]
    index = {i: len(draft.tokens) + n for n, i in enumerate(shown)}
    heads = [i + step for i, (step, _, _) in enumerate(places)]
    starts = [i for i, (_, _, mark) in enumerate(places) if i == 0 or mark == 1]
    for first, last in zip(starts, [*starts[1:], len(forms)], strict=True):
        begun = len(draft.tokens)
        for i in range(first, last):
            f = forms[i]
            if not f.blank:
                at, start = index[i], base + places[i][1]
                head = index[_visible_head(i, heads, forms)]
                draft.tokens.append(Token(at, start, start + len(f.text), f.text, f.lower, f.lemma, f.pos, f.tag, f.dep, head, len(draft.sentences)))
        if len(draft.tokens) > begun:
            span = Span(draft.tokens[begun].start, draft.tokens[-1].end)
            draft.sentences.append(Sentence(len(draft.sentences), begun, len(draft.tokens), block.i, span))
    draft.entities.extend(
        Entity(index[e.start], index[e.end - 1] + 1, e.label_, Span(base + e.start_char, base + e.end_char))
        for e in block.doc.ents
        if e.start in index and e.end - 1 in index
    )


def _visible_head(word: int, heads: Sequence[int], forms: Sequence[Form]) -> int:
    """The nearest governor that is not blank; the word itself where there is none."""
    head = word
    while (up := heads[head]) != head:
        head = up
        if not forms[head].blank:
            return head
    return word
