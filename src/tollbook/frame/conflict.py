"""What keeps two tellings from being one event, and what makes them one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tollbook.codebook.actors import load_actor_kinds
from tollbook.frame.scene import Scene
from tollbook.model.frame import Currency, Frame
from tollbook.model.mention import Actor, Mention
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.time import Timex, When
from tollbook.model.toll import STRUCK

PATIENTS = ("target", "victim", "detainee", "recipient", "side_b")
AGENTS = ("perpetrator", "actor", "speaker", "side_a")
DOING = ("perpetrator",)
STATE = 1
WEEK = 7
NAMED = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2)


@dataclass(frozen=True, slots=True)
class Known:
    """What is already settled of single mentions: the days of times that hang on nothing told before, and the places."""

    whens: Mapping[Mention, When]
    places: Mapping[Mention, Place]


def conflict(a: Sequence[Frame], b: Sequence[Frame], scene: Scene, known: Known) -> bool:
    """True where times, places or named perpetrators of the two cannot be one event's."""
    otherwise = _other_manner(a, b, scene) and not _same_people(a, b)
    return otherwise or _apart_in_time(a, b, known) or _apart_in_place(a, b, known) or other_agents(a, b)


def agree(a: Sequence[Frame], b: Sequence[Frame], scene: Scene, known: Known) -> bool:
    """True where the two share whom it befell, or a day or a named place and who did it, so that they are one event told twice."""
    if _same_bench(a, b, scene):
        return True
    shared = [_shares(a, b, PATIENTS, scene), _same_day(a, b, known), _same_place(a, b, known), _shares(a, b, AGENTS, scene)]
    return sum(shared) >= 2 or (shared[0] and not (_other_numbers(a, b)))


def _same_bench(a: Sequence[Frame], b: Sequence[Frame], scene: Scene) -> bool:
    """True where a court does the same in both: a report tells of one court unless it says otherwise."""
    first = {scene.deed(f.deed).kind for f in a if any(v.kind == "judiciary" for _, v in _actors([f], AGENTS))}
    return bool(first & {scene.deed(f.deed).kind for f in b if any(v.kind == "judiciary" for _, v in _actors([f], AGENTS))}) and first <= {"sentence"}


def _same_people(a: Sequence[Frame], b: Sequence[Frame]) -> bool:
    """True where those who did the one are pointed at as having done the other: "the gunmen then detonated a bomb"."""
    first, second = ({v.refers or m.span for m, v in _actors(frames, DOING)} for frames in (a, b))
    return bool(first & second)


def _other_manner(a: Sequence[Frame], b: Sequence[Frame], scene: Scene) -> bool:
    """True where the one tells of a blast and the other of a raid."""
    first, second = _manners(a, scene), _manners(b, scene)
    return bool(first and second) and not first & second


def _manners(frames: Iterable[Frame], scene: Scene) -> set[str]:
    words, lemmas = scene.words, {scene.token(f.deed).lemma for f in frames}
    kinds = {scene.deed(f.deed).kind for f in frames}
    return {name for name, told in words.manner.items() if lemmas & told} | {m for k, m in words.manner_of_kind.items() if k in kinds}


def _days(frames: Iterable[Frame], known: Known) -> list[When]:
    return [known.whens[t] for f in frames for t in f.times if t in known.whens]


def _apart_in_time(a: Sequence[Frame], b: Sequence[Frame], known: Known) -> bool:
    first, second = _days(a, known), _days(b, known)
    if first and second:
        return not any(x.meets(y) for x in first for y in second)
    named, others = _calendar(a), _calendar(b)
    return bool(named and others) and not named & others


def _calendar(frames: Iterable[Frame]) -> set[tuple[int, int]]:
    """Months and days of the frames' times, which differ ("on 2 September", "on 27 November") whatever year a report without a date is of."""
    values = [t.value for f in frames for t in f.times]
    return {(v.month, v.day) for v in values if isinstance(v, Timex) and v.month is not None and v.day is not None and v.last is None}


def is_older(a: Sequence[Frame], b: Sequence[Frame], known: Known) -> bool:
    """True where the first was long before the second, by words or by dates more than a week apart."""
    if any(f.scope.currency is Currency.BACKGROUND for f in a):
        return True
    first, second = _days(a, known), _days(b, known)
    return bool(first and second) and (min(w.earliest for w in second) - max(w.latest for w in first)).days > WEEK


def _same_day(a: Sequence[Frame], b: Sequence[Frame], known: Known) -> bool:
    pairs = ((x, y) for x in _days(a, known) for y in _days(b, known))
    return any(x.meets(y) and (x.latest - x.earliest).days <= 1 and (y.latest - y.earliest).days <= 1 for x, y in pairs)


def _towns(frames: Iterable[Frame], known: Known) -> set[str]:
    places = (known.places[p] for f in frames for p in f.places if p in known.places)
    return {p.gazetteer or p.name for p in places if p.precision in NAMED}


def _apart_in_place(a: Sequence[Frame], b: Sequence[Frame], known: Known) -> bool:
    first, second = _towns(a, known), _towns(b, known)
    return bool(first and second) and not first & second and not (_wider(a, known) & _spoken(b, known) or _wider(b, known) & _spoken(a, known))


def _wider(frames: Iterable[Frame], known: Known) -> set[str]:
    """The provinces and districts the places lie in."""
    return {p.admin1 for f in frames for m in f.places if (p := known.places.get(m)) is not None and p.admin1 and p.name != p.admin1}


def _spoken(frames: Iterable[Frame], known: Known) -> set[str]:
    return {known.places[p].name for f in frames for p in f.places if p in known.places}


def _same_place(a: Sequence[Frame], b: Sequence[Frame], known: Known) -> bool:
    return bool(_towns(a, known) & _towns(b, known))


def _actors(frames: Iterable[Frame], roles: Sequence[str]) -> Iterator[tuple[Mention, Actor]]:
    for f in frames:
        for argument in f.arguments:
            if argument.role in roles and isinstance(argument.mention.value, Actor):
                yield argument.mention, argument.mention.value


def other_agents(a: Sequence[Frame], b: Sequence[Frame]) -> bool:
    """True where both name who did it and no register entry is shared, or a state's forces did the one and those who fight it the other."""
    first = {v.register for _, v in _actors(a, AGENTS) if v.register}
    second = {v.register for _, v in _actors(b, AGENTS) if v.register}
    if first and second and not first & second:
        return True
    ours, theirs = _sides(a), _sides(b)
    return bool(ours and theirs) and not ours & theirs


def _sides(frames: Iterable[Frame]) -> set[bool]:
    """Whether those who acted are a state's forces or the state itself (ACLED inter 1), or others who fight."""
    kinds = load_actor_kinds()
    fighting = {kinds[v.kind].inter == STATE for _, v in _actors(frames, AGENTS) if kinds[v.kind].battle}
    return fighting | {True for _, v in _actors(frames, DOING) if kinds[v.kind].inter == STATE}


def _keys(frames: Iterable[Frame], roles: Sequence[str], scene: Scene) -> set[str]:
    """What a party can be known by again: its register entry, the span it points to, its head word."""
    keys: set[str] = set()
    for mention, actor in _actors(frames, roles):
        keys.add(f"span:{actor.refers or mention.span}")
        if actor.unidentified:
            keys.add("unidentified")
        if actor.register:
            keys.add(f"register:{actor.register}")
        if not actor.pronoun:
            keys.add(f"word:{scene.token(mention).lemma}")
    return keys


def _shares(a: Sequence[Frame], b: Sequence[Frame], roles: Sequence[str], scene: Scene) -> bool:
    return bool(_keys(a, roles, scene) & _keys(b, roles, scene))


def _other_numbers(a: Sequence[Frame], b: Sequence[Frame]) -> bool:
    """True where both tell the same status and share no number."""
    first, second = _figures(a), _figures(b)
    return any(status in second and not first[status] & second[status] for status in first)


def _figures(frames: Iterable[Frame]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for f in frames:
        for c in f.counts:
            toll = getattr(c.mention.value, "toll", None)
            if toll is not None and c.status != STRUCK:
                found.setdefault(c.status, set()).add(toll.figure)
    return found
