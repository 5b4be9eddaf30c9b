"""What deeds done in the course of an operation take from where it is told: "Troops searched huts in Dorra on Monday. Two men were held"."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.find import grammar
from tollbook.frame.attach import arguments_of
from tollbook.frame.owners import DATELESS, Owned
from tollbook.frame.scene import Scene
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.parse import Sentence, Token
from tollbook.model.place import Toponym
from tollbook.model.time import Timex

NEAR, FAR = 2, 6
"""How many sentences back an operation is told: without a word of it, and where it is spoken of again ("during the search")."""


def with_operations(owned: Owned, kind: MentionKind, scene: Scene) -> Owned:
    """The times or places of each deed, those of deeds that have none from the operation they were part of."""
    free = _free(owned, kind, scene)
    found = dict(owned)
    for i, deed in scene.deeds.items():
        if not owned.get(i) and _is_done(scene.token(deed), scene) and not _is_others(deed, scene):
            told = _shared(i, owned, scene) or _told(scene.token(deed), free, scene)
            if told:
                found[i] = told
    return found


def _is_others(deed: Mention, scene: Scene) -> bool:
    """True where somebody else than forces did it: it may have been anywhere."""
    doers = [a.mention.value for a in arguments_of(deed, scene) if a.role in ("perpetrator", "side_a")]
    return any(isinstance(v, Actor) and v.kind not in scene.words.forces for v in doers)


def _shared(i: int, owned: Owned, scene: Scene) -> tuple[Mention, ...]:
    """What closes the clauses of one subject holds for all: "killed two men and found arms *in Dorra on Monday*"."""
    joined = (k for k in scene.parse.kids(scene.parse.tokens[i], "conj") if not scene.parse.kids(k, "nsubj", "nsubjpass"))
    last = next((k for k in joined if not any(a.tag == "MD" for a in scene.parse.kids(k, "aux"))), None)
    return tuple(m for m in owned.get(last.i, ()) if m.span.start > last.end) if last is not None else ()


def _free(owned: Owned, kind: MentionKind, scene: Scene) -> dict[int, list[Mention]]:
    """By sentence the mentions that no deed has, or only one that the operation is to bring about."""
    holders = {m: i for i, ms in owned.items() for m in ms}
    found: dict[int, list[Mention]] = {}
    for m in scene.of(kind):
        holder = holders.get(m)
        if _can_set(m) and (holder is None or _is_aim(scene.parse.tokens[holder], scene)) and not _is_apart(scene.token(m), scene):
            found.setdefault(scene.token(m).sentence, []).append(m)
    return found


def _can_set(m: Mention) -> bool:
    value = m.value
    if isinstance(value, Toponym):
        return value.event
    return isinstance(value, Timex) and value.kind not in DATELESS and not (value.reporting or value.until or value.deadline or value.since)


def _is_aim(token: Token, scene: Scene) -> bool:
    """True for "arrest" in "an operation to arrest a commander"."""
    return token.tag == "VB" and any(k.tag == "TO" for k in scene.parse.kids(token, "aux"))


def _is_apart(token: Token, scene: Scene) -> bool:
    """True in a clause of its own: "a commander *who planned attacks in Dorra*", but not "a patrol *working in Dorra* saw"."""
    chain = (t for t in scene.parse.ancestors(token) if grammar.is_verbal(t) and not _is_aim(t, scene))
    return any(t.dep in ("relcl", "ccomp") or (t.dep == "acl" and scene.parse.tokens[t.head].dep not in ("nsubj", "nsubjpass")) for t in chain)


def _is_done(token: Token, scene: Scene) -> bool:
    """True for a deed told as done, a verb in the past and no perfect tense, or as how something was: "hit them *with an airstrike*"."""
    if token.pos == "NOUN" and token.dep == "pobj":
        prep = scene.parse.tokens[token.head]
        verb = scene.parse.tokens[prep.head]
        return prep.lower in scene.words.linking and grammar.is_verbal(verb) and _is_done(verb, scene)
    return token.tag in ("VBD", "VBN", "VBG") and not any(k.lemma == "have" for k in scene.parse.kids(token, "aux")) and token.dep != "relcl"


def _told(token: Token, free: dict[int, list[Mention]], scene: Scene) -> tuple[Mention, ...]:
    """The times or places of the nearest operation told before the deed or round it; empty where there is none."""
    for sentence in _before(token, scene):
        held = free.get(sentence.i)
        if held and _tells_operation(sentence, scene):
            return tuple(held)
    return ()


def _before(token: Token, scene: Scene) -> Iterator[Sentence]:
    here = scene.parse.sentence_of(token)
    reach = FAR if _goes_on(here, scene) else NEAR
    for sentence in reversed(scene.parse.sentences[max(0, here.i - reach) : here.i + 1]):
        if reach == FAR or sentence.block == here.block:
            yield sentence


def _goes_on(here: Sentence, scene: Scene) -> bool:
    """True where the sentence, or the one before it in its paragraph, speaks of the operation or of those sent out on it."""
    last = (s for s in scene.parse.sentences[max(0, here.i - 1) : here.i] if s.block == here.block)
    return any(_speaks_of_one(s, scene) or _speaks_of_unit(s, scene) for s in (here, *last))


def _speaks_of_unit(sentence: Sentence, scene: Scene) -> bool:
    """True for "the patrol came under fire", "the team searched"."""
    subjects = (t for t in scene.parse.words(sentence) if t.dep in ("nsubj", "nsubjpass") and t.lemma in scene.words.units)
    return any(k.lower in scene.words.definite for t in subjects for k in scene.parse.kids(t, "det"))


def _speaks_of_one(sentence: Sentence, scene: Scene) -> bool:
    """True for "during the operation", "as a result of this search"."""
    for t in scene.parse.words(sentence):
        if t.lemma in scene.words.operations and any(k.lower in scene.words.definite for k in scene.parse.kids(t, "det")):
            return True
    return False


def _tells_operation(sentence: Sentence, scene: Scene) -> bool:
    """True where forces are at work: "carried out a search", "a patrol was fired at"; not where they "could not be reached"."""
    return any(t.lemma in scene.words.operations or _is_force(t, scene) for t in scene.parse.words(sentence))


def _is_force(token: Token, scene: Scene) -> bool:
    mention = scene.actors.get(token.i) if token.dep in ("nsubj", "nsubjpass") else None
    verb = scene.parse.tokens[token.head]
    if any(k.tag == "MD" or k.dep == "neg" for k in scene.parse.kids(verb, "aux", "neg")):
        return False
    return mention is not None and isinstance(mention.value, Actor) and mention.value.kind in scene.words.forces
