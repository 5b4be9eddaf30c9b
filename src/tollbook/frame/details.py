"""A deed's further values: the penalty, why it was done, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.codebook.details import DetailRule, DetailWords, load_details
from tollbook.codebook.kinds import load_kinds
from tollbook.find import grammar
from tollbook.frame.details_clause import clause_of, named, phrase, span_of, with_conjuncts
from tollbook.frame.details_terms import closure, terms
from tollbook.model.frame import Detail
from tollbook.model.mention import Deed, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span

_VIOLENT = ("violence", "explosion")


def details_of(deed: Mention, parse: Parse, mentions: Sequence[Mention], words: DetailWords | None = None) -> tuple[Detail, ...]:
    """The deed's terms, motives and instruments, terms first; English words unless others are given."""
    if not isinstance(deed.value, Deed):
        return ()
    words = words or load_details("en")
    region = clause_of(parse, deed, words.words["light"])
    found: list[Detail] = []
    if deed.value.kind in words.rules["term.duration"].kinds:
        found.extend(terms(parse, with_conjuncts(parse, deed, region, words.words["penal"]), mentions, words))
    if deed.value.kind in words.rules["term.closure"].kinds:
        found.extend(closure(parse, frozenset(t.i for t in parse.subtree(parse.tokens[deed.head])), mentions))
    found.extend(_motives(parse, deed, region, mentions, words))
    if load_kinds()[deed.value.kind].family in _VIOLENT:
        found.extend(sorted(_instruments(parse, deed, region, words), key=lambda d: _carries(d, words)))
    return _distinct(found)


def _distinct(found: Sequence[Detail]) -> tuple[Detail, ...]:
    """The details without those that lie in an earlier one of their sort."""
    kept: list[Detail] = []
    for detail in found:
        if not any(d.sort == detail.sort and d.span.overlaps(detail.span) for d in kept):
            kept.append(detail)
    return tuple(kept)


def _motives(parse: Parse, deed: Mention, region: frozenset[int], mentions: Sequence[Mention], words: DetailWords) -> Iterator[Detail]:
    yield from _called(parse, deed, words)
    sentence = parse.sentence_of(parse.tokens[deed.head]).span
    for rule, pattern in words.motives:
        if rule.kinds and isinstance(deed.value, Deed) and deed.value.kind not in rule.kinds:
            continue
        for match in pattern.finditer(parse.text, sentence.start, sentence.end):
            lead = parse.within(Span(match.start(), match.end()))
            if lead and lead[0].i in region and deed.head not in [t.i for t in lead]:
                yield from _led_to(parse, rule, lead, mentions, words)


def _led_to(parse: Parse, rule: DetailRule, lead: tuple[Token, ...], mentions: Sequence[Mention], words: DetailWords) -> Iterator[Detail]:
    """The motive behind its leading words; none where only a place, time or number stands there."""
    last = lead[-1]
    heads = (last,) if grammar.is_verbal(last) else tuple(k for t in reversed(lead) for k in parse.kids(t, "pobj", "pcomp") if k.i > last.i)
    for head in heads[:1]:
        if rule.barred and (head.lemma in words.words[rule.barred] or _is_measure(parse, head, mentions)):
            continue
        told = phrase(parse, head)
        span = span_of((lead[0], *told)) if rule.keep else span_of(_with_owner(parse, told))
        if parse.text[span.end : span.end + 1] != "-":
            yield Detail("motive", span.quote(parse.text), span, rule.id)


def _with_owner(parse: Parse, told: tuple[Token, ...]) -> tuple[Token, ...]:
    first = parse.tokens[told[0].i - 1]
    return (first, *told) if first.dep == "poss" else told


def _is_measure(parse: Parse, head: Token, mentions: Sequence[Mention]) -> bool:
    if head.pos == "NUM" or parse.kids(head, "nummod") or any(e.first <= head.i < e.last for e in parse.entities):
        return True
    return any(m.kind in (MentionKind.PLACE, MentionKind.TIME, MentionKind.ACTOR) and m.span.contains(head.span) for m in mentions)


def _called(parse: Parse, deed: Mention, words: DetailWords) -> Iterator[Detail]:
    """ "called the bombing revenge for", "the raid was a response to", "which they called a reprisal for"."""
    token = parse.tokens[deed.head]
    above = parse.head(token)
    if above is not None and token.dep == "compound":
        above = above if grammar.is_verbal(above) else parse.head(above)
    verbs = [above] if above is not None and token.dep in ("dobj", "compound", "nsubj", "nsubjpass") else []
    below = [
        t
        for t in parse.subtree(token)
        if t.dep in ("relcl", "acl", "pcomp") and parse.tokens[t.head].i in (token.i, *(k.i for k in parse.kids(token)))
    ]
    for verb in (*verbs, *(c for b in below for c in grammar.conjuncts(parse, b))):
        if verb.lemma not in words.words["calling"]:
            continue
        for noun in (n for n in _complements(parse, verb) if n.i + 1 < len(parse.tokens)):
            link = parse.tokens[noun.i + 1]
            heads = parse.kids(link, "pobj", "pcomp") if link.dep == "prep" and link.lower in ("for", "to", "against") else ()
            if heads and noun.lemma in words.words["reasons"] and noun.i != token.i:
                span = span_of((noun, *phrase(parse, heads[0])))
                yield Detail("motive", span.quote(parse.text), span, "motive.called")


def _complements(parse: Parse, verb: Token) -> Iterator[Token]:
    for kid in parse.kids(verb, "dobj", "oprd", "attr", "ccomp", "prep", "xcomp"):
        yield kid
        yield from parse.kids(kid, "pobj", "attr", "oprd")


def _instruments(parse: Parse, deed: Mention, region: frozenset[int], words: DetailWords) -> Iterator[Detail]:
    for i in sorted(region):
        token = parse.tokens[i]
        if token.lemma not in words.words["weapons"] or token.pos not in ("NOUN", "PROPN") or token.dep == "conj":
            continue
        rule = _how(parse, token, deed.head, words)
        if rule is None or any(k.lower in ("no", "any") for k in parse.kids(token, "det")):
            continue
        span = span_of(named(parse, token))
        for other in parse.kids(token, "conj") if rule != "instrument.compound" else ():
            span = span.join(other.span) if other.lemma in words.words["weapons"] else span
        yield Detail("instrument", span.quote(parse.text), span, rule)


def _carries(detail: Detail, words: DetailWords) -> bool:
    """True for what carries weapons, which tells less than the weapons do."""
    return detail.value.split()[-1].lower() in words.words["carriers"]


def _how(parse: Parse, token: Token, deed: int, words: DetailWords) -> str | None:
    """The rule by which a weapon word is the deed's means; ``None`` where it only stands in its clause."""
    up = parse.head(token)
    if up is None:
        return None
    if token.dep in ("compound", "nmod", "amod"):
        return "instrument.compound" if up.i == deed else None
    if token.dep in ("nsubj", "nsubjpass", "dobj"):
        return "instrument.party" if up.i == deed else "instrument.means" if up.lemma in words.words["using"] else None
    if token.dep != "pobj":
        return "instrument.party" if token.i == deed else None
    if up.lower in words.words["by_means"] or (up.lower == "of" and up.head == deed):
        over = parse.head(up)
        return "instrument.means" if up.head == deed or (over is not None and over.lower in words.words["using"]) else None
    return None
