"""People that a deed befell, told without a number: "the driver was shot dead", "rebels freed A. Name", "soldiers killed civilians"."""

from __future__ import annotations

from tollbook.frame.scene import Scene
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Token
from tollbook.model.span import Span
from tollbook.model.toll import Count, Toll

SINGULAR = ("NN", "NNP")
RULE, RULE_MANY = "count.one", "count.plural"


def one_at(token: Token, scene: Scene) -> Mention | None:
    """A count of one for a singular noun of people or a person's name that heads an actor's phrase, of two or more for a bare plural.

    ``None`` for all else.
    """
    actor = scene.actors.get(token.i)
    if actor is None or scene.token(actor).i != token.i:
        return None
    if token.tag == "NNS":
        return _bare_plural(token, actor, scene)
    if token.tag not in SINGULAR:
        return None
    named = scene.labels.get(token.i) == "PERSON"
    group = "total" if named else scene.counts.nouns.get((token.lemma,))
    many = token.lemma in scene.counts.collective and not _is_one(token, scene)
    if group is None or many or _is_bare(token, actor, scene):
        return None
    return Mention(MentionKind.COUNT, _span(token, actor), token.i, Count(Toll(1, 1, 1), group, token.text), RULE, 0.8)


def _bare_plural(token: Token, actor: Mention, scene: Scene) -> Mention | None:
    """At least two for "soldiers killed *civilians*", not for "the civilians", "other civilians" or those beside a number."""
    group = scene.counts.nouns.get((token.lemma,))
    held = scene.parse.kids(token, "det", "poss", "nummod", "predet", "cc") or _is_beside(token, scene)
    if group is None or held or token.lemma in scene.counts.collective or _is_loose(token, scene):
        return None
    return Mention(MentionKind.COUNT, _span(token, actor), token.i, Count(Toll(2, None, None), group, token.text), RULE_MANY, 0.6)


def _is_beside(token: Token, scene: Scene) -> bool:
    """True for "children" in "nine women and children"."""
    head = scene.parse.head(token)
    return token.dep == "conj" and head is not None and head.pos in ("NOUN", "PROPN", "PRON", "NUM")


def _is_loose(token: Token, scene: Scene) -> bool:
    """True for "other people", "more people", "such people"."""
    return any(k.lower in scene.counts.statuses.words or k.lower in scene.words.apart for k in scene.parse.kids(token, "amod"))


def _is_one(token: Token, scene: Scene) -> bool:
    """True for "a staff", "one crew"."""
    return any(k.lower in ("a", "an", "one") for k in scene.parse.kids(token, "det", "nummod"))


def _is_bare(token: Token, actor: Mention, scene: Scene) -> bool:
    """True for a common noun without an article or owner, which may mean many or a sort ("police", "crew")."""
    return token.tag == "NN" and not scene.parse.kids(token, "det", "poss") and scene.parse.tokens[token.i - 1].pos != "PROPN"


def _span(token: Token, actor: Mention) -> Span:
    """The phrase up to its head, so that what follows the head is left out."""
    return Span(actor.span.start, max(token.end, actor.span.start + 1))
