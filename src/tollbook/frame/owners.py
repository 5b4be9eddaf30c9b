"""Which deed a time, a place and a count belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tollbook.find import grammar
from tollbook.frame.attach import THING_RULES, slots_of
from tollbook.frame.ones import one_at
from tollbook.frame.scene import Scene
from tollbook.frame.sums import KILLED
from tollbook.model.frame import Counted
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Token
from tollbook.model.place import Toponym
from tollbook.model.report import BlockRole
from tollbook.model.time import Timex, TimexKind
from tollbook.model.toll import STRUCK, Count

DATELESS = (TimexKind.DURATION, TimexKind.SET)
CLOSE = 5
"""A time that follows a noun deed within this many words is the noun's, whatever the parse hangs it on."""

REACH_OF_AFTER = 6
"""Words behind "hours" in which "after the blast" stands."""

Owned = Mapping[int, tuple[Mention, ...]]


def times_by_deed(scene: Scene) -> Owned:
    """The times of each deed, by its head word; when something was said, lasted or recurs is nobody's."""
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for m in scene.of(MentionKind.TIME):
        value = m.value
        if not isinstance(value, Timex) or value.kind in DATELESS or value.reporting or (value.until and not value.deadline):
            continue
        deed = _told_when(m, scene) or _noun_before(m, scene) or scene.owner(scene.token(m)) or _below_in_time(m, scene)
        for d in [deed] if deed is not None else _set_by(m, scene):
            found[d.head].append(m)
    return {i: tuple(ms) for i, ms in found.items()}


def places_by_deed(scene: Scene) -> Owned:
    """The places of each deed, by its head word; places that cannot be an event's are nobody's."""
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for m in scene.of(MentionKind.PLACE):
        value = m.value
        if not isinstance(value, Toponym) or not value.event:
            continue
        there = _there(m, scene)
        if there is not None and value.name is None:
            # What happened in Dorra is not "25 km east of Dorra, where" it did.
            continue
        deed = scene.owner(scene.token(m)) or there or _left_from(m, scene) or _only_below(m, scene) or _at_venue(m, scene)
        for d in [deed] if deed is not None else _set_by(m, scene):
            found[d.head].append(m)
    return {i: tuple(ms) for i, ms in found.items()}


def _at_venue(m: Mention, scene: Scene) -> Mention | None:
    """The first violent deed of the sentence for a building told with its town, whatever the parse hangs it on: "a police station in Dorra"."""
    token, value = scene.token(m), m.value
    stands = scene.actors.get(token.i)
    if not isinstance(value, Toponym) or value.common is None or stands is None or not stands.by.startswith(THING_RULES):
        return None
    return next((d for d in scene.in_sentence(token) if _can_toll(d, scene)), None)


def _there(m: Mention, scene: Scene) -> Mention | None:
    """The deed of "entered *Dorra, where they burned* five cars"."""
    inside = scene.parse.within(m.span)
    clauses = (k for t in inside for k in scene.parse.kids(t, "relcl") if any(w.tag == "WRB" for w in scene.parse.kids(k, "advmod")))
    return next((scene.deeds[k.i] for k in clauses if k.i in scene.deeds), None)


def _left_from(m: Mention, scene: Scene) -> Mention | None:
    """The withdrawal of those who are told to have been there: "troops who were fighting *in the north* left"."""
    clause = next((t for t in scene.parse.ancestors(scene.token(m)) if t.dep == "relcl"), None)
    deed = scene.owner(scene.parse.tokens[clause.head]) if clause is not None else None
    return deed if deed is not None and scene.deed(deed).kind in scene.words.leaving else None


def _told_when(m: Mention, scene: Scene) -> Mention | None:
    """The deed of a clause that tells of the time itself: "since February, when two men were shot"."""
    inside = {t.i for t in scene.parse.within(m.span)}
    clauses = (k for i in inside for k in scene.parse.kids(scene.parse.tokens[i], "relcl", "advcl") if k.i not in inside)
    return next((scene.deeds[k.i] for k in clauses if k.i in scene.deeds), None)


def _noun_before(m: Mention, scene: Scene) -> Mention | None:
    """The noun deed right before: "an attack one week later", "a raid last July"."""
    inside = scene.parse.within(m.span)
    if not inside:  # the words lie in a token that begins before them: "mid-October"
        return None
    first = inside[0]
    for i in range(first.i - 1, max(first.i - 3, scene.parse.sentence_of(first).first) - 1, -1):
        if i in scene.deeds and scene.deed(scene.deeds[i]).form == "noun":
            return scene.deeds[i]
        if scene.parse.tokens[i].lower not in ("on", "in", "of", "late", "early"):
            return None
    return None


def _set_by(m: Mention, scene: Scene) -> list[Mention]:
    """The deeds a fragment sets the scene for: "Mon 02 Oct, road to Dorra. Bus struck mine." in a list all of the item, else the next sentence's."""
    token, parse = scene.token(m), scene.parse
    here = parse.sentence_of(token)
    if any(True for _ in scene.in_sentence(token)) or any(t.dep == "ROOT" and t.pos in ("VERB", "AUX") for t in parse.words(here)):
        return []
    later = [s for s in parse.sentences[here.i + 1 :] if s.block == here.block]
    whole = scene.role_of_block(token) is BlockRole.ITEM
    return [scene.deeds[i] for s in (later if whole else later[:1]) for i in range(s.first, s.last) if i in scene.deeds]


def _only_below(m: Mention, scene: Scene) -> Mention | None:
    """The first deed of the sentence that lies below the verb the mention hangs on; ``None`` where there is none."""
    token = scene.token(m)
    above = next((t for t in scene.parse.ancestors(token) if t.pos in ("NOUN", "PROPN", "PRON")), None)
    if above is not None and above.i in scene.actors and not scene.actors[above.i].by.startswith(THING_RULES):
        return None
    top = [t for t in scene.parse.ancestors(token) if t.pos in ("VERB", "AUX")]
    if not top:
        deeds = list(scene.in_sentence(token))
        return deeds[0] if len(deeds) == 1 else None
    below = {t.i for t in scene.parse.subtree(top[0])}
    return next((d for d in scene.in_sentence(token) if d.head in below and not _is_earlier(d, scene)), None)


def _below_in_time(m: Mention, scene: Scene) -> Mention | None:
    """The deed below the verb, but none of those that it recalls: "on Friday they *remembered* the 77 people killed in 2011"."""
    verb = next((t for t in scene.parse.ancestors(scene.token(m)) if t.pos == "VERB"), None)
    return None if verb is not None and verb.lemma in scene.words.recalling else _only_below(m, scene)


def _is_earlier(deed: Mention, scene: Scene) -> bool:
    """True for "seized" in "freed the men they had seized in May", "stormed" in "met to mark a year since they stormed it", "after the raid"."""
    token = scene.token(deed)
    above = scene.parse.head(token)
    if above is not None and above.dep == "prep" and above.lower in scene.words.hanging:
        return True
    clauses = (t for t in (token, *scene.parse.ancestors(token)) if t.dep == "advcl")
    if any(m.lower in scene.words.earlier for t in clauses for m in scene.parse.kids(t, "mark")):
        return True
    return token.dep == "relcl" and any(k.lemma in ("have", "'ve") and k.tag == "VBD" for k in scene.parse.kids(token, "aux"))


def hung_on(scene: Scene) -> dict[Mention, int]:
    """The head word of the event each anaphoric time counts from where it is told right behind it: "hours after the *blast*"."""
    found: dict[Mention, int] = {}
    for m in scene.of(MentionKind.TIME):
        inside = scene.parse.within(m.span)
        if not inside:
            continue
        last = inside[-1]
        tail = scene.parse.tokens[last.i : last.i + REACH_OF_AFTER]
        after = any(t.lower in scene.words.hanging for t in (*tail, last))
        deed = next((scene.deeds[t.i] for t in tail if t.i in scene.deeds and t.sentence == last.sentence), None)
        if after and deed is not None:
            found[m] = deed.head
    return found


def counts_by_deed(scene: Scene) -> Mapping[int, tuple[Counted, ...]]:
    """The counts of each deed with what happened to those counted, by the deed's head word."""
    counts = told_counts(scene)
    by_head: dict[int, Mention] = {}
    for m in counts:
        by_head.update((t.i, m) for t in scene.parse.within(m.span))
    found: defaultdict[int, list[Counted]] = defaultdict(list)
    used: set[Mention] = set()
    for deed in scene.deeds.values():
        for token, status in _affected(deed, scene):
            held = by_head.get(token.i) or one_at(token, scene)
            if held is None or not isinstance(held.value, Count) or held.by == scene.counts.unclear:
                continue
            if status != STRUCK or held.value.status is None:
                used.add(held)
                found[deed.head].append(Counted(status, held, deed.by))
    for m in counts:
        if m not in used and (told := _told(m, scene, found)) is not None:
            found[told[0]].append(told[1])
    return {i: tuple(sorted(cs, key=lambda c: c.mention.span)) for i, cs in found.items()}


def told_counts(scene: Scene) -> list[Mention]:
    """The report's counts but those of who speaks ("the mayor said") and of what was only the end of a deed."""
    verbs = {m.head for m in scene.of(MentionKind.SPEECH)}
    told = (m for m in scene.of(MentionKind.COUNT) if not (scene.token(m).dep == "nsubj" and scene.token(m).head in verbs))
    return [m for m in told if not _is_aimed(scene.token(m), scene)]


def loose_counts(scene: Scene, held: Mapping[int, tuple[Counted, ...]]) -> tuple[Mention, ...]:
    """Counts that tell what befell those counted and belong to no deed of their sentence: "Nine villagers are still missing"."""
    used = {c.mention for cs in held.values() for c in cs}
    return tuple(m for m in told_counts(scene) if m not in used and isinstance(m.value, Count) and m.value.status is not None)


def _affected(deed: Mention, scene: Scene) -> list[tuple[Token, str]]:
    """The heads of those a deed befell, each with what befell them; empty where the deed tells no toll."""
    status = status_of(deed, scene)
    if status is None or status == "sentenced":
        return []
    return [(t, status) for role, t in slots_of(deed, scene) if role in scene.words.affected]


def status_of(deed: Mention, scene: Scene) -> str | None:
    """What befell the people whom the deed befell; ``None`` where it may be anything."""
    words, kind, token = scene.words, scene.deed(deed).kind, scene.token(deed)
    if any(k.lower in words.fatally for k in scene.parse.kids(token, "advmod", "amod")):
        return KILLED
    return words.status_of_rule.get(deed.by) or words.status_of_lemma.get(token.lemma) or words.status_of_kind.get(kind)


def _told(m: Mention, scene: Scene, found: Mapping[int, list[Counted]]) -> tuple[int, Counted] | None:
    """The deed of a count that tells its own status, or that is part of a count told before."""
    value, token = m.value, scene.token(m)
    assert isinstance(value, Count)
    if value.part:
        before = [(i, c) for i, cs in found.items() for c in cs if scene.token(c.mention).sentence == token.sentence and c.mention.span < m.span]
        if before:
            i, whole = max(before, key=lambda p: p[1].mention.span)
            return i, Counted(value.status or whole.status, m, m.by)
        return None
    if value.status is None:
        return None
    deed = _nearest_noun(token, scene.owner(token), scene) or _nearest(token, scene)
    return (deed.head, Counted(value.status, m, m.by)) if deed is not None else None


def _is_aimed(token: Token, scene: Scene) -> bool:
    """True for "a leader" in "held two men in a raid to arrest *a leader*", where the end is no deed of its own."""
    verb = next((t for t in scene.parse.ancestors(token) if grammar.is_verbal(t)), None)
    return verb is not None and verb.tag == "VB" and verb.i not in scene.deeds and any(k.tag == "TO" for k in scene.parse.kids(verb, "aux"))


def _nearest(token: Token, scene: Scene) -> Mention | None:
    """The deed of the sentence told last before the word, else the first behind it, of those that cost lives."""
    able = [d for d in scene.in_sentence(token) if _can_toll(d, scene) and _told_between(d, token, scene) <= (d.head < token.i)]
    return next((d for d in reversed(able) if d.head < token.i), able[0] if able else None)


def _told_between(deed: Mention, token: Token, scene: Scene) -> int:
    """How many verbs with a subject of their own, but who says it, stand between the two: a run of headlines is one sentence to the parser."""
    saying = {m.head for m in scene.of(MentionKind.SPEECH)} - scene.deeds.keys()
    between = scene.parse.tokens[min(deed.head, token.i) + 1 : max(deed.head, token.i)]
    return sum(t.pos == "VERB" and t.i not in saying and bool(scene.parse.kids(t, "nsubj", "nsubjpass")) for t in between)


def _nearest_noun(token: Token, owner: Mention | None, scene: Scene) -> Mention | None:
    """The owner, or the noun deed between it and the count: "a raid, and an *ambush* that left five dead"."""
    if owner is None or scene.deed(owner).form != "noun":
        return owner
    between = [d for d in scene.in_sentence(token) if owner.head < d.head < token.i and scene.deed(d).form == "noun" and _can_toll(d, scene)]
    return between[-1] if between else owner


def _can_toll(deed: Mention, scene: Scene) -> bool:
    return scene.deed(deed).kind in scene.words.families["violence"] - scene.words.bloodless
