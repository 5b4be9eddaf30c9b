"""Persons named as members of a group: "five activists, including A. Name", "four men – A, B and C", "among those held were A and B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tollbook.codebook.actors import ActorWords, MemberWords
from tollbook.find import grammar
from tollbook.model.mention import Actor, Mention
from tollbook.model.parse import Parse, Token

PLURAL = ("NNS", "NNPS")
DASHES = ("—", "–", "-", "--", ":")


def is_group(token: Token, words: ActorWords) -> bool:
    """True for nouns of many people and for "those"."""
    return token.tag in PLURAL or token.lower in words.file.members.pronouns or token.lemma in words.file.collective


def members_of(parse: Parse, group: Token, words: ActorWords) -> Iterator[Token]:
    """The heads of what is named as members of the group, persons or not; nothing for one person or thing."""
    if not is_group(group, words):
        return
    told = words.file.members
    firsts = [*parse.kids(group, "appos"), *_listed(parse, group, told), *_called(parse, group, words)]
    yield from (c for t in firsts for c in grammar.conjuncts(parse, t))


def listed_behind(parse: Parse, verb: Token, group: Token, words: ActorWords) -> Iterator[Token]:
    """Persons listed behind a verb: "two were held, *including A. Name*", "they held two reporters — *A and B*", "was held together with *A*"."""
    if not grammar.is_verbal(verb):
        return
    if group.dep in grammar.PASSIVE:
        yield from (c for t in _along(parse, verb, words) for c in grammar.conjuncts(parse, t))
    if not is_group(group, words):
        return
    listed: Iterable[Token] = ()
    if group.dep in grammar.PASSIVE:
        listed = _listed(parse, verb, words.file.members)
    elif group.dep == "dobj":
        listed = (t for t in parse.kids(verb, "npadvmod", "dep") if t.i > group.i and parse.tokens[_left(parse, t) - 1].text in DASHES)
    yield from (c for t in listed for c in grammar.conjuncts(parse, t))


def _along(parse: Parse, verb: Token, words: ActorWords) -> Iterator[Token]:
    """Who underwent it as well: "was held *together with A*"."""
    for prep in parse.kids(verb, "prep"):
        if parse.tokens[prep.i - 1].lower in words.file.members.along.get(prep.lower, ()):
            yield from parse.kids(prep, "pobj")


def _left(parse: Parse, token: Token) -> int:
    return min((k.i for k in parse.kids(token) if k.i < token.i and k.dep == "compound"), default=token.i)


def _called(parse: Parse, group: Token, words: ActorWords) -> Iterator[Token]:
    """Whom a clause behind the group calls them: "two men *identified as* A and B"."""
    for verb in (v for v in parse.kids(group, "relcl", "acl") if v.lemma in words.file.members.calling):
        yield from parse.kids(verb, "oprd", "attr")
        yield from (t for p in parse.kids(verb, "prep") if p.lower == "as" for t in parse.kids(p, "pobj"))


def _listed(parse: Parse, head: Token, told: MemberWords) -> Iterator[Token]:
    """What stands behind "including", "such as" and the like."""
    for prep in parse.kids(head, "prep"):
        such = any(k.lower in told.such.get(prep.lower, ()) for k in parse.kids(prep, "amod", "advmod"))
        if such or prep.lower in told.listing:
            yield from parse.kids(prep, "pobj")


def included_in(parse: Parse, group: Token, words: ActorWords) -> Iterator[Token]:
    """Who is said to be among them: "among those held *were A*", "those held *include A*", with the members named of these in turn."""
    for token in (c for t in _included(parse, group, words) for c in grammar.conjuncts(parse, t)):
        yield token
        yield from members_of(parse, token, words)


def _included(parse: Parse, group: Token, words: ActorWords) -> Iterator[Token]:
    told, above = words.file.members, parse.head(group)
    if above is None:
        return
    if above.lower in told.among and (verb := parse.head(above)) is not None and verb.lemma == "be":
        yield from (t for t in parse.kids(verb, "attr", "nsubj") if t.i != group.i)
    elif group.dep == "nsubj" and above.lemma in told.verbs:
        yield from parse.kids(above, "dobj")
    elif group.dep == "nsubjpass" and above.lemma in told.calling:
        yield from (t for p in parse.kids(above, "prep") if p.lower == "as" for t in parse.kids(p, "pobj"))


def with_group_kinds(parse: Parse, mentions: Sequence[Mention], labels: Mapping[int, str], words: ActorWords) -> tuple[Mention, ...]:
    """The mentions, persons of whom the text says no more than their name with the kind of the group that they are members of."""
    heads = {m.head: m for m in mentions}
    kinds: dict[int, Actor] = {}
    for m in mentions:
        if isinstance(m.value, Actor) and m.value.kind != "other" and not m.value.kind.startswith("object"):
            kinds.update((t.i, m.value) for t in members_of(parse, parse.tokens[m.head], words) if labels.get(t.i) == "PERSON" and t.i in heads)
    return tuple(_of_kind(m, kinds.get(m.head)) for m in mentions)


def _of_kind(mention: Mention, group: Actor | None) -> Mention:
    value = mention.value
    if group is None or not isinstance(value, Actor) or value.kind != "other":
        return mention
    return replace(mention, value=replace(value, kind=group.kind, country=value.country or group.country))
