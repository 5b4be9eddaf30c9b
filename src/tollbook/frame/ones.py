"""One person that a deed befell, told without a number: "the driver was shot dead", "rebels freed A. Name"."""

from __future__ import annotations

from tollbook.frame.scene import Scene
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Token
from tollbook.model.span import Span
from tollbook.model.toll import Count, Toll

SINGULAR = ("NN", "NNP")
RULE = "count.one"


def one_at(token: Token, scene: Scene) -> Mention | None:
    """A count of one for a singular noun of people or a person's name that heads an actor's phrase; ``None`` for all else."""
    actor = scene.actors.get(token.i)
    if actor is None or token.tag not in SINGULAR or scene.token(actor).i != token.i:
        return None
    named = scene.labels.get(token.i) == "PERSON"
    group = "total" if named else scene.counts.nouns.get((token.lemma,))
    many = token.lemma in scene.counts.collective and not _is_one(token, scene)
    if group is None or many or _is_bare(token, actor, scene):
        return None
    return Mention(MentionKind.COUNT, _span(token, actor), token.i, Count(Toll(1, 1, 1), group, token.text), RULE, 0.8)


def _is_one(token: Token, scene: Scene) -> bool:
    """True for "a staff", "one crew"."""
    return any(k.lower in ("a", "an", "one") for k in scene.parse.kids(token, "det", "nummod"))


def _is_bare(token: Token, actor: Mention, scene: Scene) -> bool:
    """True for a common noun without an article or owner, which may mean many or a sort ("police", "crew")."""
    return token.tag == "NN" and not scene.parse.kids(token, "det", "poss") and scene.parse.tokens[token.i - 1].pos != "PROPN"


def _span(token: Token, actor: Mention) -> Span:
    """The phrase up to its head, so that what follows the head is left out."""
    return Span(actor.span.start, max(token.end, actor.span.start + 1))
