"""The penalties of a sentence and the length of a closure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.codebook.details import DetailWords
from tollbook.find import grammar
from tollbook.frame.details_clause import named, span_of
from tollbook.model.frame import Detail
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span
from tollbook.model.time import Timex, TimexKind


def durations(parse: Parse, region: frozenset[int], mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str, Token]]:
    """The region's durations: the mention, its ISO 8601 value and its head."""
    for mention in mentions:
        value = mention.value
        if isinstance(value, Timex) and value.kind is TimexKind.DURATION and value.duration and mention.head in region:
            yield mention, value.duration, parse.tokens[mention.head]


def terms(parse: Parse, region: frozenset[int], mentions: Sequence[Mention], words: DetailWords) -> Iterator[Detail]:
    """Prison terms, life and death sentences and fines, in that order."""
    tokens = [parse.tokens[i] for i in sorted(region)]
    for mention, value, head in durations(parse, region, mentions):
        if _is_term(parse, head, words):
            yield Detail("term", value, mention.span, "term.duration", _penalty(parse, head, words))
    for token in tokens:
        if token.lower == "life" and (span := _life(parse, token, words)) is not None:
            yield Detail("term", "life", span, "term.life", "prison")
        if token.lower == "death" and (span := _death(parse, token, words)) is not None:
            yield Detail("term", "death", span, "term.death", "death")
        if token.lower in words.words["fining"] and (span := _fine(parse, token)) is not None:
            yield Detail("term", span.quote(parse.text), span, "term.fine", "fine")


def closure(parse: Parse, region: frozenset[int], mentions: Sequence[Mention]) -> Iterator[Detail]:
    """How long a restriction is to last: "for 14 days"."""
    for mention, value, head in durations(parse, region, mentions):
        link = parse.head(head)
        if head.dep == "pobj" and link is not None and link.lower == "for":
            yield Detail("term", value, mention.span, "term.closure", "restriction")


def _is_term(parse: Parse, head: Token, words: DetailWords) -> bool:
    """True where a duration is what somebody got, not how long something took."""
    up = parse.head(head)
    if up is None:
        return False
    if head.dep in ("compound", "nmod", "amod", "npadvmod", "nummod", "quantmod") and not grammar.is_verbal(up):
        return up.lemma in words.words["terms"] or (up.dep == "pobj" and _is_term(parse, up, words))
    if head.dep == "pobj":
        over = parse.head(up)
        return up.lower in words.words["term_links"] and over is not None and (grammar.is_verbal(over) or over.lemma in words.words["terms"])
    if head.dep == "npadvmod":
        return any(t.lower in words.penalties for t in (up, *parse.kids(up)))
    return head.dep in ("dobj", "dative", "iobj", "oprd", "attr") or (head.dep in ("conj", "appos") and _is_term(parse, up, words))


def _penalty(parse: Parse, head: Token, words: DetailWords) -> str:
    """What the term is to be: prison unless a word beside it says otherwise."""
    up = parse.head(head)
    near = [*parse.subtree(head), *(parse.kids(up) if up is not None and not grammar.is_verbal(up) else ()), *parse.tokens[head.i + 1 : head.i + 2]]
    near += [up] if up is not None else []
    return next((words.penalties[t.lower] for t in near if t.lower in words.penalties), "prison")


def _life(parse: Parse, token: Token, words: DetailWords) -> Span | None:
    up = parse.head(token)
    if up is not None and up.lemma in words.words["terms"] and token.dep in ("compound", "nmod", "amod"):
        return token.span.join(up.span)
    bare = not parse.kids(token, "poss", "det", "amod")
    given = token.dep in ("dobj", "oprd") or (
        token.dep == "pobj" and up is not None and up.lower in ("to", "for") and _under_sentence(parse, up, words)
    )
    if not bare or not given or up is None or (token.dep != "pobj" and up.lemma not in words.words["condemning"]):
        return None
    custody = [t for t in parse.subtree(token) if t.lemma in words.words["custody"]]
    return token.span.join(custody[0].span) if custody else token.span


def _under_sentence(parse: Parse, link: Token, words: DetailWords) -> bool:
    verb = parse.head(link)
    return verb is not None and verb.lemma in (*words.words["condemning"], "jail", "imprison")


def _death(parse: Parse, token: Token, words: DetailWords) -> Span | None:
    up = parse.head(token)
    if up is not None and token.dep in ("compound", "nmod") and up.lemma in words.words["execution"]:
        return token.span.join(up.span)
    verb = parse.head(up) if up is not None else None
    condemned = token.dep == "pobj" and up is not None and up.lower == "to" and verb is not None and verb.lemma in words.words["condemning"]
    return token.span if condemned and not parse.kids(token, "poss", "prep") else None


def _fine(parse: Parse, token: Token) -> Span | None:
    """The sum, as written: a money name behind the word, else a counted noun."""
    if token.pos not in ("VERB", "NOUN"):
        return None
    near = parse.tokens[token.i + 1 : token.i + 7]
    for entity in parse.entities:
        if entity.label == "MONEY" and any(entity.first <= t.i < entity.last for t in near) and parse.tokens[entity.first].sentence == token.sentence:
            first = entity.first + (parse.tokens[entity.first].pos == "DET") - (parse.tokens[entity.first - 1].tag == "$")
            return span_of(parse.tokens[first : entity.last])
    sums = (t for t in near if t.sentence == token.sentence and t.pos in ("NOUN", "PROPN") and parse.kids(t, "nummod"))
    return next((span_of(named(parse, t)) for t in sums), None)
