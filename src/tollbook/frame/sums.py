"""Which tolls sum up a war, a year or a country, so that they are of no one event."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.find import grammar
from tollbook.frame.scene import Scene
from tollbook.model.frame import Frame
from tollbook.model.mention import Mention
from tollbook.model.parse import Token
from tollbook.model.time import TimePrecision, Timex
from tollbook.model.toll import Count

VAST = 100
"""From this many on "hundreds" and "thousands" tell of more than one event."""
WAR = 1_000
"""From this many on a perfect tense ("the war has killed more than 280,000") sums up a war."""
NO_EVENT = 20_000
"""No single attack told in the news since 1989 has killed as many, so that so high a toll is a war's or a disaster's."""
TWO_SIGNS = 2
"""Perfect tense, a long time and a large number: two of them tell of no one event."""
KILLED = "killed"


def sums_up(frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "thousands have been killed": a perfect tense with a large vague or a very large number sums up a war, as any vast one does.

    So do the deaths of a year: "killed 1,520 people this year", "148 have been killed since May".
    """
    dead = [c.mention.value.toll for f in frames for c in f.counts if c.status == KILLED and isinstance(c.mention.value, Count)]
    perfect = any(is_perfect(_verb_of(f.deed, scene), scene) for f in frames)
    lasting = any(isinstance(t.value, Timex) and (t.value.since or t.value.unit == TimePrecision.YEAR) for f in frames for t in f.times)
    many = all(t.figure >= (VAST if t.best is None or lasting else WAR) for t in dead)
    return (bool(dead) and perfect + lasting + many >= TWO_SIGNS) or any(t.figure >= NO_EVENT for t in dead)


def _verb_of(deed: Mention, scene: Scene) -> Token:
    """The deed's verb; for deaths and the like the verb they are the subject or object of: "hundreds of deaths *have been recorded*"."""
    token, parse = scene.token(deed), scene.parse
    if scene.deed(deed).form != "noun" or not scene.deed(deed).outcome:
        return token
    prep = parse.head(token) if token.dep == "pobj" else None
    amount = parse.head(prep) if prep is not None else None
    counted = amount if amount is not None and not grammar.is_verbal(amount) else token
    verb = parse.head(counted)
    return verb if verb is not None and counted.dep in ("nsubj", "nsubjpass", "dobj") else token


def is_perfect(verb: Token, scene: Scene) -> bool:
    """True for "have been hit"."""
    return any(k.lemma in ("have", "'ve") and k.tag in ("VBP", "VBZ") for k in scene.parse.kids(verb, "aux"))
