"""Frames to events: the sentences of one report that tell the same event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tollbook.frame.conflict import PATIENTS, Known, agree, conflict, is_older, other_agents
from tollbook.frame.links import is_apart, links_of, together
from tollbook.frame.pointing import is_definite, is_named, is_new, is_presupposed, leading, only_characterises, points_back, tells_none
from tollbook.frame.scene import Scene
from tollbook.frame.sums import KILLED, is_perfect, sums_up
from tollbook.model.frame import Currency, Frame, Stance
from tollbook.model.mention import Mention
from tollbook.model.report import BlockRole
from tollbook.model.toll import Count

REACH = 3
"""How many sentences back "the attack" and what came of it look for their event before the report's main event is meant."""
ANY_ATTACK = "armed-attack"
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
            if event is None and all(self.scene.rule(f.deed) is None and self.scene.deed(f.deed).outcome for f in cluster):
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
        lead = leading(cluster, self.scene)
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
            definite = any(is_definite(f.deed, self.scene) for f in cluster)
            told = [e for e in fits if definite or not only_characterises(e.frames, self.scene)]
            return self._meant(cluster, told, [e for e in near if e in told])
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
        named = (e for e in reversed(fits) if is_named(leading(cluster, self.scene), e.frames, self.scene))
        last = max(near, key=lambda e: e.last, default=None)
        digresses = last is not None and self._digresses(cluster, last)
        return next(named, None) or (digresses and self._main(fits)) or self._of_kind(cluster, fits, last) or last or self._main(fits)

    def _of_kind(self, cluster: Sequence[Frame], fits: Sequence[_Event], last: _Event | None) -> _Event | None:
        """The event of the very kind that "the gas attack" or "the murders" names, where the one told last is of another."""
        kind, own = self.scene.deed(leading(cluster, self.scene).deed).kind, any(f.times or a.role in PATIENTS for f in cluster for a in f.arguments)
        if own or kind == ANY_ATTACK or last is None or kind in self._kinds(last.frames) or not any(is_definite(f.deed, self.scene) for f in cluster):
            return None
        told = (e for e in fits if kind in self._kinds(e.frames) and e.frames[0].scope.currency is not Currency.FUTURE)
        return max(told, key=lambda e: e.last, default=None)

    def _fits(self, cluster: Sequence[Frame], event: _Event) -> bool:
        if event.frames[0].scope.stance not in HAPPENED or event.sums_up != sums_up(cluster, self.scene):
            return False
        kinds, others = self._kinds(cluster), self._kinds(event.frames)
        single = self.scene.words.single
        if (kinds <= single and not kinds & others) or (others <= single and not kinds & others):
            return False
        if not any(together(f.deed, g.deed, self.scene) for f in cluster for g in event.frames) or _told_apart(cluster, event.frames, self.scene):
            return False
        if self._is_elsewhere(cluster, event):
            return False
        return not conflict(cluster, event.frames, self.scene, self.known)

    def _digresses(self, cluster: Sequence[Frame], last: _Event) -> bool:
        """True where a new paragraph tells what came of an event and the one told last is history: the report's main event is meant."""
        if any(is_definite(f.deed, self.scene) for f in cluster) or last is self.events[0]:
            return False
        there, here = self.scene.parse.tokens[last.last], self.scene.token(cluster[0].deed)
        return self.scene.block(here) != self.scene.block(there) and is_older(last.frames, self.events[0].frames, self.known)

    def _kinds(self, frames: Sequence[Frame]) -> set[str]:
        return {self.scene.deed(f.deed).kind for f in frames}

    def _is_elsewhere(self, cluster: Sequence[Frame], event: _Event) -> bool:
        """True for a toll of another paragraph that is one person's end, or could only be a protest's that the report does not open with."""
        if self.scene.block(self.scene.token(cluster[0].deed)) == self.scene.block(self.scene.parse.tokens[event.last]):
            return False
        peaceful = event is not self.events[0] and not self._kinds(event.frames) & self.scene.words.families["violence"]
        bare = all(self.scene.deed(f.deed).outcome for f in cluster)
        return _is_one_death(cluster, self.scene) or (bare and peaceful)

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


def _beside(frames: Sequence[Frame], scene: Scene, known: Known) -> Iterator[tuple[int, int]]:
    """Pairs of neighbours in one sentence of which one only tells what came of the other."""
    for a, b in pairwise(frames):
        if _comes_of(a, b, scene) and not is_new(b.deed, scene) and not conflict([a], [b], scene, known):
            yield a.deed.head, b.deed.head


def _in_apart(deed: Mention, scene: Scene) -> bool:
    """True within "two days after gunmen killed seven in an attack"."""
    token = scene.token(deed)
    return any(is_apart(t, scene) for t in (token, *scene.parse.ancestors(token)))


def _told_apart(a: Sequence[Frame], b: Sequence[Frame], scene: Scene) -> bool:
    """True where one sentence tells the one as what came before the other, or has a toll that belongs to none of its deeds."""
    pairs = [(f.deed, g.deed) for f in a for g in b if scene.token(f.deed).sentence == scene.token(g.deed).sentence]
    return any(_in_apart(x, scene) != _in_apart(y, scene) or (_is_count(x, scene) and not _is_count(y, scene)) for x, y in pairs)


def _is_one_death(frames: Sequence[Frame], scene: Scene) -> bool:
    """True for "the death of an owner" that no deed tells: one person's end, which may be any."""
    tolls = [c.mention.value.toll for f in frames for c in f.counts if c.status == KILLED and isinstance(c.mention.value, Count)]
    return all(_is_count(f.deed, scene) for f in frames) and bool(tolls) and all(t.best == 1 for t in tolls)


def _is_count(deed: Mention, scene: Scene) -> bool:
    """True for a toll that no deed of its sentence has."""
    return deed.head not in scene.deeds


def _comes_of(a: Frame, b: Frame, scene: Scene) -> bool:
    """True where both stand in one sentence, are told alike, and one of them only tells what came of an event; "the bombing" has its own."""
    first, second = scene.deed(a.deed), scene.deed(b.deed)
    if scene.token(a.deed).sentence != scene.token(b.deed).sentence or not together(a.deed, b.deed, scene):
        return False
    if _in_apart(a.deed, scene) != _in_apart(b.deed, scene):
        return False
    single = {first.kind, second.kind} & scene.words.single or is_definite(a.deed, scene) or is_definite(b.deed, scene)
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
            if _alike(f, other) and not is_new(other.deed, scene) and not other_agents([f], [other]) and not _of_its_own_day(f, other, scene):
                a, b = sorted((root(f.deed.head), root(other.deed.head)))
                cluster[b] = a
    for i, j in _beside([f for f in frames if f.deed.head not in vast], scene, known):
        a, b = sorted((root(i), root(j)))
        cluster[b] = a
    found: Mapping[int, list[Frame]] = {i: [] for i in sorted({root(i) for i in by_head})}
    for i in sorted(by_head):
        found[root(i)].append(by_head[i])
    return list(found.values())


def _of_its_own_day(a: Frame, b: Frame, scene: Scene) -> bool:
    """True where "and" ties what has happened since to what happened one day: "posts *have been hit*, and a bus *blew up on 3 May*"."""
    earlier, later = sorted((a, b), key=lambda f: f.deed.head)
    token = scene.token(later.deed)
    if token.dep != "conj" or token.tag != "VBD" or not later.times or earlier.times or not scene.parse.kids(token, "nsubj", "nsubjpass"):
        return False
    return is_perfect(scene.token(earlier.deed), scene)


def _alike(a: Frame, b: Frame) -> bool:
    """True where the text says of both that they happened, or of both that they might, and of neither alone that it is to come."""
    ahead = (a.scope.currency is Currency.FUTURE) == (b.scope.currency is Currency.FUTURE)
    return ahead and (a.scope.stance in HAPPENED) == (b.scope.stance in HAPPENED)
