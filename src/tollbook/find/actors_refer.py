"""What pronouns and definite descriptions point back to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.codebook.actors import ActorWords
from tollbook.find.actors_phrases import singulars
from tollbook.find.grammar import subjects
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span

SUBJECT = ("nsubj", "nsubjpass")
AGREEING = {"one": (("one",),), "many": (("many",), ("body",)), "body": (("body", "thing"),)}
THINGS = ("object-military", "object-civilian", "object-police")
REACH = 3
PARTITIVE = ("of", "among", "amongst")
PERSONAL = ("actor.entity.person", "actor.entity.org")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention with what agreement needs: ``number`` is one, many or body (a group, which takes it and they)."""

    mention: Mention
    actor: Actor
    head: Token
    number: str


def with_references(parse: Parse, mentions: Sequence[Mention], words: ActorWords) -> tuple[Mention, ...]:
    """The mentions and the pronouns among them, each with the span it points to where that is plain."""
    pronouns = [t for t in parse.tokens if t.lower in words.file.pronouns and t.tag in ("PRP", "WP", "WDT")]
    covered = [m.span for m in mentions]
    todo: list[tuple[int, Mention | Token]] = sorted(
        [*((m.span.start, m) for m in mentions), *((t.start, t) for t in pronouns if not _inside(t, covered))], key=lambda p: p[0]
    )
    seen: list[_Seen] = []
    found: list[Mention] = []
    for _, item in todo:
        mention = _described(parse, item, seen, words) if isinstance(item, Mention) else _pronoun(parse, item, seen, words)
        if mention is None:
            continue
        found.append(mention)
        value = mention.value
        if isinstance(value, Actor) and not (value.pronoun and value.refers is None):
            seen.append(_as_seen(parse, mention, value, words, seen))
    return tuple(found)


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.start < s.end for s in spans)


def _as_seen(parse: Parse, mention: Mention, actor: Actor, words: ActorWords, seen: Sequence[_Seen]) -> _Seen:
    head = parse.tokens[mention.head]
    if actor.pronoun and actor.refers is not None:
        origin = next((s for s in seen if s.mention.span == actor.refers), None)
        if origin is not None:
            return replace(origin, head=head)
    return _Seen(mention, actor, head, _number(parse, mention, actor, head, words))


def _number(parse: Parse, mention: Mention, actor: Actor, head: Token, words: ActorWords) -> str:
    if mention.by.startswith(("actor.register", "actor.country", "actor.entity.org")):
        return "body"
    sort = next((r.sort for _, r in words.heads.get(head.lemma, ()) if r.id == mention.by), "person")
    if (sort != "thing" and _is_plural(head, words)) or head.lower in ("people", "police", "troops", "personnel", "mujahideen"):
        return "many"
    if head.lemma in words.file.collective:
        return "body"
    return {"group": "body", "thing": "thing"}.get(sort, "one")


def _is_plural(head: Token, words: ActorWords) -> bool:
    """True for plurals, those among them that a capital makes the parser take for a name ("Militiamen")."""
    if head.tag in ("NNS", "NNPS"):
        return True
    return head.pos == "PROPN" and head.lower not in words.heads and any(s in words.heads for s in singulars(head.lower))


def _pronoun(parse: Parse, token: Token, seen: Sequence[_Seen], words: ActorWords) -> Mention | None:
    number = words.file.pronouns[token.lower]
    if token.dep == "pobj" and parse.tokens[token.head].lower in PARTITIVE:
        return None
    if number == "relative":
        return _relative(parse, token, seen)
    if number == "body" and _is_empty(parse, token, words):
        return None
    origin = _antecedent(parse, token, seen, words)
    if origin is None:
        return None if number == "body" else _pointing(parse, token, Actor(token.text, "other", pronoun=True), "actor.pronoun")
    return _pointing(parse, token, _like(origin, token.text), "actor.pronoun")


def _pointing(parse: Parse, token: Token, actor: Actor, by: str) -> Mention:
    return Mention(MentionKind.ACTOR, Span(token.start, token.start + len(token.text)), token.i, actor, by, 0.7)


def _like(origin: _Seen, name: str) -> Actor:
    a = origin.actor
    return Actor(name, a.kind, a.country, a.register, a.unidentified, pronoun=True, refers=origin.mention.span)


def _relative(parse: Parse, token: Token, seen: Sequence[_Seen]) -> Mention | None:
    """ "who" stands for the noun its clause hangs on."""
    verb = parse.head(token)
    noun = parse.head(verb) if verb is not None and verb.dep == "relcl" else None
    if noun is None:
        return None
    origin = next((s for s in reversed(seen) if s.head.i == noun.i or s.mention.span.start <= noun.start < s.mention.span.end), None)
    return None if origin is None or origin.number == "thing" else _pointing(parse, token, _like(origin, token.text), "actor.relative")


def _is_empty(parse: Parse, token: Token, words: ActorWords) -> bool:
    """True where "it" may stand for no one: "it was dark"."""
    head = parse.head(token)
    return token.dep not in ("nsubj", "nsubjpass", "dobj") or head is None or head.lemma in words.file.weather


def _antecedent(parse: Parse, token: Token, seen: Sequence[_Seen], words: ActorWords) -> _Seen | None:
    """The one agreeing party of the same sentence, else of the one before; ``None`` where several agree and none is plainly meant."""
    number = words.file.pronouns.get(token.lower) or words.file.possessives[token.lower]
    barred = _barred(parse, token)
    others = {s.mention.span for s in seen if s.head.i in barred}
    back = REACH if number == "one" else 1
    agreeing = (("body",),) if token.dep == "nsubj" and number == "body" else AGREEING[number]
    near = [
        s
        for s in seen
        if token.sentence - back <= s.head.sentence <= token.sentence
        and s.head.start < token.start
        and s.mention.span not in others
        and not _is_other_sex(s, token, seen, words)
    ]
    for sentence in range(token.sentence, token.sentence - back - 1, -1):
        for fits in agreeing:
            agree = [s for s in near if s.head.sentence == sentence and s.number in fits and _can_be(s, number) and not _only_tells(parse, token, s)]
            if agree:
                return _only(agree) or (_only([s for s in agree if s.head.dep in SUBJECT]) if _takes_up_subject(parse, token) else None)
    return None


def _only_tells(parse: Parse, token: Token, seen: _Seen) -> bool:
    """True for the body that says so where "they" suffer what is said: "the agency said that they were freed"."""
    verb = parse.head(token)
    above = parse.head(verb) if verb is not None and verb.dep == "ccomp" else None
    return token.dep == "nsubjpass" and seen.number == "body" and above is not None and seen.head.head == above.i and seen.head.dep == "nsubj"


def _is_other_sex(seen: _Seen, token: Token, all_seen: Sequence[_Seen], words: ActorWords) -> bool:
    """True where the party is told to be a woman and the pronoun is "he", or the other way round, by its noun or an earlier pronoun."""
    other = {"he": "she", "him": "she", "his": "she", "she": "he", "her": "he"}.get(token.lower)
    if other is None:
        return False
    called = {s.head.lower for s in all_seen if s.mention.span == seen.mention.span}
    return other in called or bool(called & words.file.gendered[other])


def _only(seen: Sequence[_Seen]) -> _Seen | None:
    origins = {s.mention.span: s for s in seen}
    return next(iter(origins.values())) if len(origins) == 1 else None


def _can_be(seen: _Seen, number: str) -> bool:
    """False for what "they", "he" and "she" do not mean: things, and a country for "they"."""
    return number == "body" or not (seen.number == "thing" or seen.actor.kind in THINGS or (number == "many" and seen.mention.by == "actor.country"))


def _takes_up_subject(parse: Parse, token: Token) -> bool:
    """True for subjects of clauses that go on from the clause before, not of those that describe a noun in it."""
    verb = parse.head(token)
    return token.dep in SUBJECT and verb is not None and verb.dep not in ("relcl", "acl", "pcomp")


def _barred(parse: Parse, token: Token) -> frozenset[int]:
    """What stands beside a pronoun under one verb, its subject above all, is somebody else; so is whom "the men they held" describes."""
    verb = parse.head(token)
    while verb is not None and verb.pos == "ADP":
        verb = parse.head(verb)
    if verb is None or token.dep == "poss":
        return frozenset()
    described = {verb.head} if verb.dep == "relcl" and token.dep in SUBJECT and not parse.kids(verb, "dobj") else set()
    return frozenset({t.i for t in parse.kids(verb)} | described | ({t.i for t in subjects(parse, verb)} if token.dep not in SUBJECT else set()))


def _described(parse: Parse, mention: Mention, seen: Sequence[_Seen], words: ActorWords) -> Mention:
    """A definite description or a short name, with what it points back to."""
    actor, head = mention.value, parse.tokens[mention.head]
    if not isinstance(actor, Actor):
        return mention
    if mention.by in PERSONAL:
        origin = _fuller(mention, seen, parse)
        return mention if origin is None else replace(mention, value=replace(_like(origin, actor.name), pronoun=False))
    if parse.within(mention.span)[0].tag == "PRP$":
        return _belonging(parse, mention, actor, seen, words)
    if actor.kind == "other" and head.lemma in words.file.serving and not parse.kids(head, "compound", "amod", "nmod", "prep"):
        return _of_force(mention, actor, head, seen, words.file.serving[head.lemma])
    if not _is_bare_definite(parse, mention, words):
        return mention
    origin = next(_pointed(mention, actor, head, seen, words), None)
    return mention if origin is None else replace(mention, value=_like(origin, actor.name))


def _of_force(mention: Mention, actor: Actor, head: Token, seen: Sequence[_Seen], kinds: frozenset[str]) -> Mention:
    """ "officers": of the sort of force that was told last, in its sentence or in the few before it."""
    last = next((s for s in reversed(seen) if s.actor.kind in kinds and head.sentence - REACH <= s.head.sentence), None)
    return mention if last is None else replace(mention, value=replace(actor, kind=last.actor.kind, country=actor.country or last.actor.country))


def _belonging(parse: Parse, mention: Mention, actor: Actor, seen: Sequence[_Seen], words: ActorWords) -> Mention:
    """ "its men": the men of the group that "its" points to; armed if the group is."""
    owner = parse.within(mention.span)[0]
    number = words.file.possessives.get(owner.lower)
    origin = _antecedent(parse, owner, seen, words) if number else None
    head = parse.tokens[mention.head]
    if actor.kind not in ("civilians", "armed-group", "other") or head.lemma not in words.file.anyone or parse.kids(head, "compound"):
        return mention
    if origin is None or not words.kinds[origin.actor.kind].battle:
        return replace(mention, value=replace(actor, kind="other" if actor.kind == "civilians" else actor.kind))
    kind = replace(actor, kind=origin.actor.kind, register=origin.actor.register, country=origin.actor.country)
    return replace(mention, value=replace(kind, refers=origin.mention.span) if origin.number == "body" else kind)


def _fuller(mention: Mention, seen: Sequence[_Seen], parse: Parse) -> _Seen | None:
    """The earlier, fuller name that ends as this one does."""
    words = mention.span.quote(parse.text).split()
    return _only([s for s in seen if s.actor.refers is None and s.actor.name.split()[-1] == words[-1] and set(words) < set(s.actor.name.split())])


def _is_bare_definite(parse: Parse, mention: Mention, words: ActorWords) -> bool:
    """True for "the group", "this militia", "both soldiers": a determiner, a head and nothing that tells which."""
    told = parse.within(mention.span)
    head = parse.tokens[mention.head]
    if len(told) < 2 or told[0].lower not in ("the", "this", "that", "these", "those", "both") or told[-1].i != head.i:
        return False
    rule = next((r for _, r in words.heads.get(head.lemma, words.heads.get(head.lower, ())) if r.id == mention.by), None)
    return rule is not None and not rule.unique and rule.sort != "thing" and len(told) <= 2


def _pointed(mention: Mention, actor: Actor, head: Token, seen: Sequence[_Seen], words: ActorWords) -> Iterator[_Seen]:
    plural = head.tag in ("NNS", "NNPS")
    meant = [p for p in words.file.points.values() if head.lemma in p.words or head.lower in p.words]
    kinds, crowds = {k for p in meant for k in p.kinds}, {k for p in meant for k in p.crowds}
    for s in reversed(seen):
        if s.actor.refers is None and s.head.lemma == head.lemma and (s.number == "many") == plural and len(s.actor.name) > len(actor.name):
            yield s
    fits = [
        s
        for s in seen
        if (s.actor.kind in kinds and s.number in (("many", "body") if plural else ("body",)))
        or (plural and s.number == "many" and s.actor.kind in crowds and s.head.dep != "nsubjpass")
    ]
    for sentence in range(head.sentence, head.sentence - REACH - 1, -1):
        there = [s for s in fits if s.head.sentence == sentence]
        if there:
            origin = _only(there) or _only([s for s in there if s.head.dep in SUBJECT])
            yield from () if origin is None else (origin,)
            return
