"""Parse to cues: the words that negate, doubt, plan, suppose or place in the past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from tollbook.codebook.scope import CueWords, TokenRule
from tollbook.find import grammar
from tollbook.model.mention import Cue, Mention, MentionKind
from tollbook.model.parse import Parse, Token

R = TypeVar("R", bound=TokenRule)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSES = ("ccomp", "parataxis")


def find_cues(parse: Parse, words: CueWords) -> tuple[Mention, ...]:
    """The report's cue mentions in text order; a word with two effects is two mentions."""
    met = ((t, rule) for t in parse.tokens for rule in candidates(t, words.by_word) if fits(parse, t, rule))
    return tuple(Mention(MentionKind.CUE, t.span, t.i, Cue(rule.effect), rule.id) for t, rule in met)


def candidates(token: Token, table: Mapping[str, tuple[R, ...]]) -> Sequence[R]:
    """The rules that a word's lemma or form could meet, each once."""
    found: tuple[R, ...] = table.get(token.lemma, ())
    return found if token.lemma == token.lower else (*found, *(r for r in table.get(token.lower, ()) if r not in found))


def fits(parse: Parse, token: Token, rule: TokenRule) -> bool:
    """True where the word stands as its rule asks."""
    head = parse.tokens[token.head]
    if not (_in(token.dep, rule.relation) and _in(token.tag, rule.tags) and _in(head.dep, rule.head_as) and _in(head.tag, rule.head_tags)):
        return False
    return all(_holds(parse, token, s, w) for s, w in rule.where.items()) and not any(_holds(parse, token, s, w) for s, w in rule.without.items())


def _in(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _holds(parse: Parse, token: Token, slot: str, words: tuple[str, ...]) -> bool:
    return any(_is(t, words) for t in _SLOTS[slot](parse, token))


def _is(token: Token, words: tuple[str, ...]) -> bool:
    return "*" in words or token.lemma in words or token.lower in words or ("#YEAR" in words and _YEAR.fullmatch(token.lower) is not None)


def _above(parse: Parse, token: Token, steps: int) -> Iterable[Token]:
    for _ in range(steps):
        up = parse.head(token)
        if up is None:
            return ()
        token = up
    return (token,)


def _beside(parse: Parse, token: Token) -> Iterable[Token]:
    head = parse.head(token)
    return () if head is None else (k for k in parse.kids(head) if k.i != token.i)


def _next(parse: Parse, token: Token) -> Iterable[Token]:
    after = parse.tokens[token.i + 1 : token.i + 2]
    return (t for t in after if t.sentence == token.sentence)


_SLOTS: Mapping[str, Callable[[Parse, Token], Iterable[Token]]] = {
    "head": lambda p, t: _above(p, t, 1),
    "above": lambda p, t: _above(p, t, 2),
    "beside": _beside,
    "beside_head": lambda p, t: (b for h in _above(p, t, 1) for b in _beside(p, h)),
    "below": lambda p, t: p.kids(t),
    "deep": lambda p, t: (k for k in p.subtree(t) if k.i != t.i),
    "aux": lambda p, t: p.kids(t, "aux", "auxpass"),
    "subject": grammar.subjects,
    "object": grammar.objects,
    "prep": lambda p, t: p.kids(t, "prep", "prt", "advmod"),
    "clause": lambda p, t: p.kids(t, *_CLAUSES),
    "infinitive": lambda p, t: p.kids(t, "xcomp", "ccomp", "advcl"),
    "negation": lambda p, t: p.kids(t, "neg"),
    "next": _next,
}
