"""Frames to events: the sentences of one report that tell the same event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tollbook.frame.conflict import AGENTS, PATIENTS, Known, agree, conflict, is_older, other_agents
from tollbook.frame.links import is_apart, links_of, together
from tollbook.frame.scene import Scene
from tollbook.model.frame import Currency, Frame, Stance
from tollbook.model.mention import Actor, Mention
from tollbook.model.report import BlockRole
from tollbook.model.time import TimePrecision, Timex, TimexKind
from tollbook.model.toll import Count

REACH = 3
"""How many sentences back "the attack" and what came of it look for their event before the report's main event is meant."""
VAST = 100
"""From this many on "hundreds" and "thousands" tell of more than one event."""
WAR = 1_000
"""From this many on a perfect tense ("the war has killed more than 280,000") sums up a war."""
NO_EVENT = 20_000
"""No single attack told in the news since 1989 has killed as many, so that so high a toll is a war's or a disaster's."""
TWO_SIGNS = 2
"""Perfect tense, a long time and a large number: two of them tell of no one event."""
KILLED = "killed"
HAPPENED = (Stance.STATED, Stance.ALLEGED, Stance.CLAIMED, Stance.DENIED)


@dataclass(slots=True)
class _Event:
    frames: list[Frame] = field(default_factory=list)
    last: int = 0
    sums_up: bool = False

    def add(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.last = max(self.last, frame.deed.head)


def events_of(frames: Sequence[Frame], scene: Scene, known: Known) -> tuple[tuple[Frame, ...], ...]:
    """The frames grouped by event, events in the order they are first told."""
    return tuple(tuple(sorted(e.frames, key=lambda f: f.deed.span)) for e in _Grouping(scene, known).group(frames))


@dataclass(slots=True)
class _Grouping:
    scene: Scene
    known: Known
    events: list[_Event] = field(default_factory=list)
    by_head: dict[int, _Event] = field(default_factory=dict)

    def group(self, frames: Sequence[Frame]) -> list[_Event]:
        """Clusters of one sentence first, then each cluster to an event told before or to a new one."""
        for cluster in _clusters(frames, self.scene, self.known):
            event = self._twin(cluster) or self._told_before(cluster)
            if event is None and all(self.scene.rule(f.deed) is None for f in cluster):
                continue
            if event is None:
                event = _Event(sums_up=sums_up(cluster, self.scene))
                self.events.append(event)
            for frame in cluster:
                event.add(frame)
        return self.events

    def _twin(self, cluster: Sequence[Frame]) -> _Event | None:
        """The event of the same words in an earlier block: a copy of the report pasted behind it tells nothing new."""
        twin = self.scene.twin(cluster[0].deed)
        return next((e for e in self.events if any(f.deed.span == twin for f in e.frames)), None)

    def _told_before(self, cluster: Sequence[Frame]) -> _Event | None:
        lead = _leading(cluster, self.scene)
        if tells_none(cluster, self.scene):
            return self._last_before(lead)
        fits = [e for e in self.events if self._fits(cluster, e)]
        own = is_new(lead.deed, self.scene) and not all(self.scene.deed(f.deed).outcome for f in cluster)
        if lead.scope.stance not in HAPPENED or own or not fits:
            return None
        near = [e for e in fits if e.frames[0].scope.stance is not Stance.DENIED and self._sentence(lead.deed.head) - self._sentence(e.last) <= REACH]
        if is_presupposed(lead.deed, self.scene):
            near = [e for e in near if self.scene.deed(lead.deed).kind in self._kinds(e.frames)]
            return max(near, key=lambda e: e.last, default=None)
        if points_back(lead, cluster, self.scene):
            return self._meant(cluster, fits, near)
        return self._told_again(cluster, lead, fits)

    def _told_again(self, cluster: Sequence[Frame], lead: Frame, fits: Sequence[_Event]) -> _Event | None:
        """The event that the cluster tells once more in other words, or that the title announced."""
        titled = self.scene.role_of_block(self.scene.token(lead.deed)) is BlockRole.TITLE
        if titled and lead.scope.currency is None:
            return fits[0]
        alike = [e for e in fits if agree(cluster, e.frames, self.scene, self.known)]
        if alike:
            return max(alike, key=lambda e: e.last)
        title = [e for e in fits if not titled and e is self.events[0] and self._is_heading(e)]
        return title[0] if title else None

    def _last_before(self, lead: Frame) -> _Event | None:
        """The harm told last before "nobody was hurt" within reach, else the one the report opens with where it can have cost lives."""
        harm = [e for e in self.events if self._kinds(e.frames) & self._costly and e.frames[0].scope.stance in HAPPENED]
        near = [e for e in harm if self._sentence(lead.deed.head) - self._sentence(e.last) <= REACH]
        return max(near, key=lambda e: e.last) if near else self._main(harm)

    @property
    def _costly(self) -> frozenset[str]:
        families = self.scene.words.families
        return families["violence"] | families["crowd"]

    def _meant(self, cluster: Sequence[Frame], fits: Sequence[_Event], near: Sequence[_Event]) -> _Event | None:
        """The event that "the attack", "it" or a bare death toll is about: one named by what it befell, the one told last, the report's main one."""
        named = (e for e in reversed(fits) if _is_named(_leading(cluster, self.scene), e.frames, self.scene))
        last = max(near, key=lambda e: e.last, default=None)
        digresses = last is not None and self._digresses(cluster, last)
        return next(named, None) or (digresses and self._main(fits)) or last or self._main(fits)

    def _fits(self, cluster: Sequence[Frame], event: _Event) -> bool:
        if event.frames[0].scope.stance not in HAPPENED or event.sums_up != sums_up(cluster, self.scene):
            return False
        kinds, others = self._kinds(cluster), self._kinds(event.frames)
        single = self.scene.words.single
        if (kinds <= single and not kinds & others) or (others <= single and not kinds & others):
            return False
        if not any(together(f.deed, g.deed, self.scene) for f in cluster for g in event.frames):
            return False
        return not conflict(cluster, event.frames, self.scene, self.known)

    def _digresses(self, cluster: Sequence[Frame], last: _Event) -> bool:
        """True where a new paragraph tells what came of an event and the one told last is history: the report's main event is meant."""
        if any(_is_definite(f.deed, self.scene) for f in cluster) or last is self.events[0]:
            return False
        there, here = self.scene.parse.tokens[last.last], self.scene.token(cluster[0].deed)
        return self.scene.block(here) != self.scene.block(there) and is_older(last.frames, self.events[0].frames, self.known)

    def _kinds(self, frames: Sequence[Frame]) -> set[str]:
        return {self.scene.deed(f.deed).kind for f in frames}

    def _sentence(self, i: int) -> int:
        return self.scene.parse.tokens[i].sentence

    def _main(self, fits: Sequence[_Event]) -> _Event | None:
        """The report's first event where it is among those that fit."""
        return next((e for e in self.events[:1] if e in fits), None)

    def _is_heading(self, event: _Event) -> bool:
        """True where the event has been told only in the title and the block after it."""
        blocks = {self.scene.block(self.scene.token(f.deed)) for f in event.frames}
        titled = any(self.scene.role_of_block(self.scene.token(f.deed)) is BlockRole.TITLE for f in event.frames)
        return titled and len(blocks) <= 2


def points_back(lead: Frame, cluster: Sequence[Frame], scene: Scene) -> bool:
    """True for "the attack", "it" and for deaths told with no event of their own."""
    if (all(scene.deed(f.deed).outcome for f in cluster) and not sums_up(cluster, scene)) or scene.deed(lead.deed).kind in scene.words.answering:
        return True
    return any(_is_definite(f.deed, scene) or _only_names(f.deed, scene) for f in cluster) or _by_pronoun(lead)


def _only_names(deed: Mention, scene: Scene) -> bool:
    """True for "massacre" in "called it a massacre"."""
    verb = scene.parse.head(scene.token(deed))
    return scene.token(deed).dep in ("oprd", "attr", "dobj") and verb is not None and verb.lemma in scene.words.naming


def _is_named(lead: Frame, frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "the *church* attack" where the event befell a church."""
    token = scene.token(lead.deed)
    called = {k.lemma for k in scene.parse.kids(token, "compound", "nmod")} - {scene.token(f.deed).lemma for f in frames}
    struck = {scene.token(a.mention).lemma for f in frames for a in f.arguments if a.role in PATIENTS}
    there = {t.lemma for f in frames for p in f.places for t in scene.parse.within(p.span)}
    return bool(called & (struck | there))


def sums_up(frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "thousands have been killed": a perfect tense with a large vague or a very large number sums up a war, as any vast one does.

    So do the deaths of a year: "killed 1,520 people this year", "148 have been killed since May".
    """
    dead = [c.mention.value.toll for f in frames for c in f.counts if c.status == KILLED and isinstance(c.mention.value, Count)]
    perfect = any(k.lemma in ("have", "'ve") and k.tag in ("VBP", "VBZ") for f in frames for k in scene.parse.kids(scene.token(f.deed), "aux"))
    lasting = any(isinstance(t.value, Timex) and (t.value.since or t.value.unit == TimePrecision.YEAR) for f in frames for t in f.times)
    many = all(t.figure >= (VAST if t.best is None or lasting else WAR) for t in dead)
    return (bool(dead) and perfect + lasting + many >= TWO_SIGNS) or any(t.figure >= NO_EVENT for t in dead)


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


def _is_definite(deed: Mention, scene: Scene) -> bool:
    if scene.deed(deed).form != "noun":
        return False
    token = scene.token(deed)
    # The parser hangs "the" of "called the bombing revenge" on the noun behind.
    kids = scene.parse.kids(scene.parse.tokens[token.head] if token.dep in ("compound", "nmod") else token, "det", "poss")
    return any(k.lower in scene.words.definite or (k.dep == "poss" and k.i in scene.dated) for k in kids)


def tells_none(cluster: Sequence[Frame], scene: Scene) -> bool:
    """True for "nobody was hurt": it tells of the event before it that it had no toll."""
    return all(scene.deed(f.deed).outcome and f.scope.stance is Stance.NEGATED and f.counts for f in cluster)


def _leading(cluster: Sequence[Frame], scene: Scene) -> Frame:
    """The frame that names the event rather than what came of it."""
    return next((f for f in cluster if not scene.deed(f.deed).outcome), cluster[0])


def _beside(frames: Sequence[Frame], scene: Scene, known: Known) -> Iterator[tuple[int, int]]:
    """Pairs of neighbours in one sentence of which one only tells what came of the other."""
    for a, b in pairwise(frames):
        if _comes_of(a, b, scene) and not is_new(b.deed, scene) and not conflict([a], [b], scene, known):
            yield a.deed.head, b.deed.head


def _in_apart(deed: Mention, scene: Scene) -> bool:
    """True within "two days after gunmen killed seven in an attack"."""
    token = scene.token(deed)
    return any(is_apart(t, scene) for t in (token, *scene.parse.ancestors(token)))


def _comes_of(a: Frame, b: Frame, scene: Scene) -> bool:
    """True where both stand in one sentence, are told alike, and one of them only tells what came of an event; "the bombing" has its own."""
    first, second = scene.deed(a.deed), scene.deed(b.deed)
    if scene.token(a.deed).sentence != scene.token(b.deed).sentence or not together(a.deed, b.deed, scene):
        return False
    if _in_apart(a.deed, scene) != _in_apart(b.deed, scene):
        return False
    single = {first.kind, second.kind} & scene.words.single or _is_definite(a.deed, scene) or _is_definite(b.deed, scene)
    return (first.outcome or second.outcome) and not single and _alike(a, b) and a.scope.currency == b.scope.currency


def _clusters(frames: Sequence[Frame], scene: Scene, known: Known) -> list[list[Frame]]:
    """Frames of one sentence that the grammar ties together, in text order."""
    by_head = {f.deed.head: f for f in frames}
    cluster: dict[int, int] = {i: i for i in by_head}

    def root(i: int) -> int:
        while cluster[i] != i:
            i = cluster[i]
        return i

    vast = {f.deed.head for f in frames if sums_up([f], scene)}
    for f in frames:
        for other in (by_head[o.head] for o in links_of(f.deed, scene) if o.head in by_head and not vast & {f.deed.head, o.head}):
            if _alike(f, other) and not is_new(other.deed, scene) and not other_agents([f], [other]):
                a, b = sorted((root(f.deed.head), root(other.deed.head)))
                cluster[b] = a
    for i, j in _beside([f for f in frames if f.deed.head not in vast], scene, known):
        a, b = sorted((root(i), root(j)))
        cluster[b] = a
    found: Mapping[int, list[Frame]] = {i: [] for i in sorted({root(i) for i in by_head})}
    for i in sorted(by_head):
        found[root(i)].append(by_head[i])
    return list(found.values())


def _alike(a: Frame, b: Frame) -> bool:
    """True where the text says of both that they happened, or of both that they might, and of neither alone that it is to come."""
    ahead = (a.scope.currency is Currency.FUTURE) == (b.scope.currency is Currency.FUTURE)
    return ahead and (a.scope.stance in HAPPENED) == (b.scope.stance in HAPPENED)
