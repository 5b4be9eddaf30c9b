"""The grammar of one report, in the project's own terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tollbook.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its place in the report, its forms and its governor.

    ``i`` and ``head`` are positions in ``Parse.tokens``; a root is its own head. ``dep`` uses the labels of the model in use
    (ClearNLP for English), ``tag`` the Penn treebank's, ``pos`` the universal ones.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``last``; ``block`` is a position in ``Report.blocks``."""

    i: int
    first: int
    last: int
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A name the model marked; ``label`` is one of the model's (OntoNotes for English)."""

    first: int
    last: int
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences, tokens and named entities of one report.

    ``text`` is the report's as it was read: the same offsets, words in capitals throughout in small letters.
    ``shared`` maps a verb to the later one whose object is its own ("*looted* and *burned* six shops").
    """

    report_id: str
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    model: str
    shared: Mapping[int, int] = field(default_factory=dict)

    def at(self, offset: int) -> Token | None:
        """The token that covers or first follows a character offset; ``None`` behind the last token."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.tokens[i].end:
            return self.tokens[i]
        return self.tokens[i + 1] if i + 1 < len(self.tokens) else None

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that begin inside a span."""
        first = bisect_right(self.starts, span.start - 1)
        last = bisect_right(self.starts, span.end - 1)
        return self.tokens[first:last]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence the token stands in."""
        return self.sentences[token.sentence]

    def kids(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """The token's dependents in text order, all or those with one of the relations named."""
        below = self.children[token.i]
        if not below:
            return ()
        # Asked for thousands of times a report: lists are built faster than generators run.
        tokens = self.tokens
        return tuple([k for i in below if (k := tokens[i]).dep in deps] if deps else [tokens[i] for i in below])

    def head(self, token: Token) -> Token | None:
        """The token's governor; ``None`` for a root."""
        return None if token.head == token.i else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all below it, in text order."""
        found = [token.i]
        for i in found:
            found.extend(self.children[i])
        return tuple(self.tokens[i] for i in sorted(found))
