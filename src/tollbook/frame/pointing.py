"""What a telling points back to: "the attack", "it", a bare toll; and what sets it apart or only says what somebody is known for."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.frame.conflict import AGENTS, PATIENTS
from tollbook.frame.scene import Scene
from tollbook.frame.sums import sums_up
from tollbook.model.frame import Frame, Stance
from tollbook.model.mention import Actor, Mention
from tollbook.model.parse import Token
from tollbook.model.time import Timex, TimexKind


def points_back(lead: Frame, cluster: Sequence[Frame], scene: Scene) -> bool:
    """True for "the attack", "it" and for deaths told with no event of their own."""
    if (all(scene.deed(f.deed).outcome for f in cluster) and not sums_up(cluster, scene)) or scene.deed(lead.deed).kind in scene.words.answering:
        return True
    return any(is_definite(f.deed, scene) or _only_names(f.deed, scene) for f in cluster) or _by_pronoun(lead)


def _only_names(deed: Mention, scene: Scene) -> bool:
    """True for "massacre" in "called it a massacre"."""
    verb = scene.parse.head(scene.token(deed))
    return scene.token(deed).dep in ("oprd", "attr", "dobj") and verb is not None and verb.lemma in scene.words.naming


def is_named(lead: Frame, frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "the *church* attack" where the event befell a church."""
    token = scene.token(lead.deed)
    called = {k.lemma for k in scene.parse.kids(token, "compound", "nmod")} - {scene.token(f.deed).lemma for f in frames}
    struck = {scene.token(a.mention).lemma for f in frames for a in f.arguments if a.role in PATIENTS}
    there = {t.lemma for f in frames for p in f.places for t in scene.parse.within(p.span)}
    return bool(called & (struck | there))


def _by_pronoun(frame: Frame) -> bool:
    """True for "they shot at anyone who ran": no day or place of its own, and a word that points back for whoever did it."""
    agents = [a.mention.value for a in frame.arguments if a.role in AGENTS]
    dated = any(isinstance(t.value, Timex) and t.value.kind is not TimexKind.CLOCK for t in frame.times)
    return bool(agents) and not dated and not frame.places and all(isinstance(v, Actor) and (v.pronoun or v.refers is not None) for v in agents)


def is_presupposed(deed: Mention, scene: Scene) -> bool:
    """True for a bare participle: "the men arrested in May" are known to have been."""
    token = scene.token(deed)
    if scene.deed(deed).form != "verb" or token.tag != "VBN" or scene.parse.kids(token, "aux", "auxpass"):
        return False
    head = scene.parse.head(token)
    finite = head is not None and (head.tag != "VBN" or bool(scene.parse.kids(head, "aux", "auxpass")))
    return token.dep == "acl" or (token.dep == "ccomp" and finite)


def is_new(deed: Mention, scene: Scene) -> bool:
    """True where words set the deed apart: "another attack", "in a separate raid"."""
    token = scene.token(deed)
    return any(k.lower in scene.words.apart for k in scene.parse.kids(token, "det", "amod", "advmod"))


def is_definite(deed: Mention, scene: Scene) -> bool:
    """True for "the attack", "its offensive", "Friday's raid"."""
    if scene.deed(deed).form != "noun":
        return False
    token = scene.token(deed)
    # The parser hangs "the" of "called the bombing revenge" on the noun behind.
    kids = scene.parse.kids(scene.parse.tokens[token.head] if token.dep in ("compound", "nmod") else token, "det", "poss")
    return any(k.lower in scene.words.definite or (k.dep == "poss" and k.i in scene.dated) for k in kids)


def tells_none(cluster: Sequence[Frame], scene: Scene) -> bool:
    """True for "nobody was hurt": it tells of the event before it that it had no toll."""
    return all(scene.deed(f.deed).outcome and f.scope.stance is Stance.NEGATED and f.counts for f in cluster)


def leading(cluster: Sequence[Frame], scene: Scene) -> Frame:
    """The frame that names the event rather than what came of it."""
    return next((f for f in cluster if not scene.deed(f.deed).outcome), cluster[0])


def only_characterises(frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "he was responsible for attacks on patrols": what somebody is known for is not what a report goes on to tell."""
    return all(scene.deed(f.deed).form == "noun" and not f.times and _is_complement(scene.token(f.deed), scene) for f in frames)


def _is_complement(token: Token, scene: Scene) -> bool:
    """True below an adjective that is said of somebody."""
    return token.tag == "NNS" and any(t.dep == "acomp" for t in scene.parse.ancestors(token))
