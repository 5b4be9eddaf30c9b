"""People of several states in one phrase: "Hungarian and Romanian officials" are two parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from tollbook.find.actors_kinds import describe
from tollbook.find.actors_names import Known
from tollbook.find.actors_phrases import Phrase, Scene
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.span import Span

JOINT = "actor.joint"
"""The rule that reads the states before the last, which stand without the noun."""


def with_joint(scene: Scene, phrases: Iterable[Phrase]) -> tuple[list[Phrase], list[Mention]]:
    """The phrases, each cut to the last of several states it names, and mentions of the states before it."""
    kept: list[Phrase] = []
    joint: list[Mention] = []
    for phrase in phrases:
        lands = _row(scene, phrase)
        if len(lands) < 2:
            kept.append(phrase)
            continue
        last = replace(phrase, first=lands[-1].first, core=max(phrase.core, lands[-1].first))
        joint.extend(_mentions(scene, last, lands[:-1]))
        kept.append(last)
    return kept, joint


def _row(scene: Scene, phrase: Phrase) -> list[Known]:
    """The different states told one behind the other before the phrase's head; empty where something else stands between them or follows."""
    parse = scene.parse
    head = parse.tokens[phrase.head]
    lands = [k for k in scene.names.lands(phrase.first, phrase.head) if len(k.ids) == 1]
    if len({k.ids for k in lands}) < len(lands) or head.tag not in ("NNS", "NNPS"):
        return []
    for k, following in pairwise(lands):
        between = parse.tokens[k.last : following.first]
        if not between or any(t.text != "," and t.dep != "cc" for t in between):
            return []
    return lands


def _mentions(scene: Scene, phrase: Phrase, lands: Iterable[Known]) -> Iterator[Mention]:
    main = describe(scene, phrase)
    for k in lands:
        tokens = scene.parse.tokens[k.first : k.last]
        span = Span(tokens[0].start, tokens[-1].end)
        yield Mention(MentionKind.ACTOR, span, k.last - 1, Actor(span.quote(scene.parse.text), main.kind, k.ids[0]), JOINT, 0.7)
