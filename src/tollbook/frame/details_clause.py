"""The words that belong to one deed: its clause without the clauses that tell of something else."""

from __future__ import annotations

from tollbook.find import grammar
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span

_OTHER = ("ccomp", "relcl", "parataxis")
_NARROWING = ("compound", "amod", "nmod", "nummod", "advmod", "npadvmod", "punct")
_SUBJECT = (*grammar.SUBJECT, *grammar.PASSIVE)


def clause_of(parse: Parse, deed: Mention, light: frozenset[str]) -> frozenset[int]:
    """Positions of the tokens round a deed; a noun that is the subject or object of one of the ``light`` verbs takes in that verb's clause."""
    token = parse.tokens[deed.head]
    found = set(_below(parse, token))
    head = parse.head(token)
    if token.pos in ("NOUN", "PROPN") and head is not None and token.dep in (*_SUBJECT, "dobj") and head.lemma in light:
        found |= _below(parse, head)
    return frozenset(found)


def _below(parse: Parse, top: Token) -> set[int]:
    found, queue = {top.i}, [top]
    for token in queue:
        for kid in parse.kids(token):
            if _is_part(parse, kid):
                found.add(kid.i)
                queue.append(kid)
    return found


def _is_part(parse: Parse, kid: Token) -> bool:
    if kid.dep in _OTHER:
        return False
    if kid.dep == "advcl":
        return kid.tag in ("VBG", "VB") and not parse.kids(kid, *_SUBJECT)
    return not (kid.dep == "conj" and grammar.is_verbal(kid))


def with_conjuncts(parse: Parse, deed: Mention, region: frozenset[int], penal: frozenset[str]) -> frozenset[int]:
    """The region and the clauses of ``penal`` verbs coordinated with the deed: "was jailed for a year and *fined*"."""
    found = set(region)
    for other in grammar.conjuncts(parse, parse.tokens[deed.head]):
        if other.i == deed.head or ((other.lemma in penal or other.lower in penal) and not parse.kids(other, *_SUBJECT)):
            found |= _below(parse, other)
    return frozenset(found)


def phrase(parse: Parse, head: Token) -> tuple[Token, ...]:
    """The noun phrase round a head from its first word on, articles and clauses behind it left out."""
    kept = {head.i}
    queue = [head]
    for token in queue:
        for kid in parse.kids(token):
            if kid.dep not in ("relcl", "advcl", "ccomp", "appos", "cc", "conj") or (kid.dep == "conj" and kid.pos == token.pos):
                kept.add(kid.i)
                queue.append(kid)
            elif kid.dep == "cc" and any(k.pos == token.pos for k in parse.kids(token, "conj")):
                kept.add(kid.i)
    last = head.i
    while last + 1 in kept:
        last += 1
    first = head.i
    while first - 1 in kept:
        first -= 1
    tokens = parse.tokens[first : last + 1]
    return _trimmed(tokens)


def _trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while len(tokens) > 1 and tokens[-1].pos in ("PUNCT", "ADP", "CCONJ"):
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].pos in ("DET", "PUNCT") and tokens[0].dep in ("det", "punct"):
        tokens = tokens[1:]
    return tokens


def named(parse: Parse, head: Token) -> tuple[Token, ...]:
    """The head with what stands before it to narrow it: "improvised explosive device", "two rockets"."""
    first = head.i
    while first > 0 and parse.tokens[first - 1].dep in _NARROWING and _leads_to(parse, first - 1, head):
        first -= 1
    return _trimmed(parse.tokens[first : head.i + 1])


def _leads_to(parse: Parse, i: int, head: Token) -> bool:
    token = parse.tokens[i]
    return token.head == head.i or head in tuple(parse.ancestors(token))


def span_of(tokens: tuple[Token, ...]) -> Span:
    """From the first to the last of the tokens."""
    return Span(tokens[0].start, tokens[-1].end)
