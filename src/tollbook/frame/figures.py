"""Reports on matters that are told in words of violence: which of their deeds are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tollbook.codebook.figurative import FigurativeWords, Matter, load_figurative
from tollbook.frame.scene import Scene
from tollbook.model.frame import Frame
from tollbook.model.mention import Actor, Mention
from tollbook.model.parse import Token
from tollbook.model.toll import Count

DOING = ("perpetrator", "side_a", "side_b", "actor")
UNDERGOING = ("target", "side_b")


def without_figures(frames: Sequence[Frame], scene: Scene) -> tuple[Frame, ...]:
    """The frames without those that the report's matter makes figures of speech ("the siege of the visitors' goal")."""
    words = load_figurative(scene.report.lang)
    matters = matters_of(scene, words)
    if not matters:
        return tuple(frames)
    signs = [(f, _signs(f, scene, words)) for f in frames]
    told = [m for m in matters if not m.quiet or not any(m.spares & held for f, held in signs if _is_soft(f, m, scene))]
    return tuple(f for f, held in signs if not any(_is_soft(f, m, scene) and not m.spares & held for m in told))


def is_natural(count: Mention, scene: Scene) -> bool:
    """True for a count of dead or hurt in a sentence on illness, fire or weather that tells no deed: "41 deaths from cholera"."""
    sentence = scene.parse.sentence_of(scene.parse.tokens[count.head])
    if any(sentence.first <= i < sentence.last for i in scene.deeds):
        return False
    natural = [m.words for m in load_figurative(scene.report.lang).matters.values() if m.natural]
    return any(t.lemma in words for t in scene.parse.tokens[sentence.first : sentence.last] for words in natural)


def matters_of(scene: Scene, words: FigurativeWords) -> list[Matter]:
    """What the report is about, among the matters told in words of violence."""
    held = Counter(t.lemma for t in scene.parse.tokens if t.pos in ("NOUN", "VERB"))
    least = len(scene.parse.tokens) / words.one_in
    found = ((m, [n for word, n in held.items() if word in m.words]) for m in words.matters.values())
    return [m for m, times in found if len(times) >= m.least and sum(times) >= least]


def _is_soft(frame: Frame, matter: Matter, scene: Scene) -> bool:
    return not matter.kinds or scene.deed(frame.deed).kind in matter.kinds


def _signs(frame: Frame, scene: Scene, words: FigurativeWords) -> frozenset[str]:
    """What speaks for it that the deed was done."""
    actors = [(a.role, scene.token(a.mention), a.mention.value) for a in frame.arguments if isinstance(a.mention.value, Actor)]
    deed, token = scene.deed(frame.deed), scene.token(frame.deed)
    things = frozenset(w for s in words.struck for w in (scene.rules.classes[s[1:]] if s.startswith("@") else (s,)))
    signs = {
        "harmed": _is_harmful(frame, scene, words),
        "armed": any(role in DOING and value.kind in words.armed for role, _, value in actors),
        "struck": not deed.outcome and any(role in UNDERGOING and thing.lemma in things for role, thing, _ in actors),
        "police": any(role in DOING and value.kind in words.policing for role, _, value in actors),
        "outcome": deed.outcome,
        "grave": deed.kind in words.graves and _is_grave(token, scene, words),
        "dated": bool(frame.times),
        "weapon": any(d.sort == "instrument" for d in frame.details),
    }
    return frozenset(sign for sign, held in signs.items() if held)


def _is_harmful(frame: Frame, scene: Scene, words: FigurativeWords) -> bool:
    """True where people are counted: several, or one who is said to be dead or hurt and not only "shot down"."""
    if not frame.counts:
        return False
    several = any(isinstance(c.mention.value, Count) and c.mention.value.toll.best != 1 for c in frame.counts)
    token = scene.token(frame.deed)
    return several or scene.deed(frame.deed).outcome or _is_grave(token, scene, words)


def _is_grave(token: Token, scene: Scene, words: FigurativeWords) -> bool:
    return any(t.lemma in words.grave for t in (token, *scene.parse.subtree(token)))
