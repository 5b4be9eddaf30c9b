"""Arguments to parties: who stands in which role, each party once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tollbook.code.story import Story
from tollbook.codebook.actors import load_actors
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.model.account import Part
from tollbook.model.frame import Argument, Frame
from tollbook.model.mention import Actor, Mention
from tollbook.model.party import Party
from tollbook.model.reading import Reading
from tollbook.model.span import Span, distinct

UNIDENTIFIED = "unidentified-armed-group"
ATTACKING = ("violence", "seizure", "explosion")


@dataclass(slots=True)
class _Seat:
    """One party in one role, with all that was read of it."""

    role: str
    party: Party
    mentions: list[Mention] = field(default_factory=list)
    by: str = ""


def parts_of(story: Story) -> tuple[Reading[Part], ...]:
    """The event's parties by role, in the order they are first told; the fullest name of each, every mention as evidence."""
    seats: list[_Seat] = []
    for frame in story.told:
        for argument in (*frame.arguments, *_speaker(frame, story)):
            party = story.settled.parties.get(argument.mention)
            if party is None or _is_stage(argument, story) or _is_rival(seats, argument, frame, story):
                continue
            party = _counted(_unnamed(party, argument, story), argument.mention, story)
            _seat(seats, _Seat(_role(argument, frame, story), party, [argument.mention], argument.by), story.table.articles)
    return tuple(_reading(s) for s in _without_echoes(seats))


def _is_rival(seats: Sequence[_Seat], argument: Argument, frame: Frame, story: Story) -> bool:
    """True for another doer by the word of somebody: "police opened fire, doctors said. The union said *soldiers* had fired the shots"."""
    party = story.settled.parties[argument.mention]
    own = {a.mention for a in frame.arguments}
    before = [s for s in seats if s.role == argument.role and not own.intersection(s.mentions)]
    named = {s.party.kind for s in before} - story.table.generic
    said = argument.role == "perpetrator" and any(s.speaker is not None for s in frame.scope.sayings)
    return said and bool(named) and party.kind not in named | story.table.generic


def _speaker(frame: Frame, story: Story) -> Iterator[Argument]:
    """Who says it, for a demand or threat whose clause names no speaker: "the ministry said ... and called on the public"."""
    if story.family != "speech" or any(a.role == "speaker" for a in frame.arguments):
        return
    for saying in frame.scope.sayings[:1]:
        if saying.speaker is not None:
            yield Argument("speaker", saying.speaker, saying.verb.by)


def _unnamed(party: Party, argument: Argument, story: Story) -> Party:
    """The party as unidentified attackers where men of whom nothing is said attack or seize: "kidnapped by men"."""
    head = story.scene.token(argument.mention)
    nothing = party.kind == "civilians" and party.name == head.text and party.country is None and head.tag == "NNS"
    if not nothing or argument.role != "perpetrator" or story.family not in ATTACKING:
        return party
    somebody = head.lemma in load_actors(story.scene.report.lang).file.somebody
    return replace(party, kind=UNIDENTIFIED, unidentified=True) if somebody else party


def _counted(party: Party, mention: Mention, story: Story) -> Party:
    """The party with its number where its name would be one bare noun: "14 men"."""
    if len(party.name.split()) > 1 or party.register is not None:
        return party
    words = story.scene.parse.within(mention.span)
    head = words[-1]
    number = next((t for t in words if t.tag == "CD"), None)
    if number is None or party.name != head.text or any(t.pos not in ("NUM", "PUNCT") for t in words[words.index(number) : -1]):
        return party
    return replace(party, name=story.scene.report.text[number.start : head.end])


def _role(argument: Argument, frame: Frame, story: Story) -> str:
    """The role as told; a target of deadly deeds is a victim."""
    harms = argument.by in story.table.casualty_rules or story.scene.token(frame.deed).lemma in story.scene.words.status_of_lemma
    return "victim" if argument.role == "target" and harms and _is_people(argument) else argument.role


def _is_people(argument: Argument) -> bool:
    value = argument.mention.value
    return isinstance(value, Actor) and not value.kind.startswith("object-")


def _is_stage(argument: Argument, story: Story) -> bool:
    """True for the side of an argument that names nobody."""
    return not isinstance(argument.mention.value, Actor)


def _seat(seats: list[_Seat], new: _Seat, articles: frozenset[str]) -> None:
    for s in seats:
        if s.role == new.role and same_party(s.party, new.party, articles):
            s.mentions += new.mentions
            s.party = fuller(s.party, new.party, articles)
            return
    seats.append(new)


def same_party(a: Party, b: Party, articles: frozenset[str]) -> bool:
    """True where two parties in one role are one: same register entry, both unidentified, or one name within the other."""
    if a.register or b.register:
        return a.register == b.register
    if a.unidentified and b.unidentified:
        return True
    first, second = _words(a.name, articles), _words(b.name, articles)
    return a.kind == b.kind and bool(first and second) and (first <= second or second <= first)


def _words(name: str, articles: frozenset[str]) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in normal_key(name).split()) - articles


def _length(name: str, articles: frozenset[str]) -> int:
    return len(set(normal_key(name).split()) - articles)


def fuller(a: Party, b: Party, articles: frozenset[str]) -> Party:
    """The one of two that tells more, with what only the other tells filled in."""
    best, rest = (b, a) if _length(b.name, articles) > _length(a.name, articles) else (a, b)
    register, country = best.register or rest.register, best.country or rest.country
    return replace(best, register=register, country=country, unidentified=a.unidentified and b.unidentified)


def _without_echoes(seats: Sequence[_Seat]) -> Iterable[_Seat]:
    """Drops an unidentified attacker where the event names one, and whoever is told to act on themselves."""
    named = {s.role for s in seats if not s.party.unidentified}
    struck = {m.span for s in seats if s.role in ("target", "victim", "detainee") for m in s.mentions}
    for s in seats:
        agent = s.role in ("perpetrator", "side_a")
        if not (agent and ((s.party.unidentified and s.role in named) or all(m.span in struck for m in s.mentions))):
            yield s


def _reading(seat: _Seat) -> Reading[Part]:
    spans: tuple[Span, ...] = distinct(m.span for m in seat.mentions)
    return Reading(Part(seat.role, seat.party), spans, seat.by, max(m.confidence for m in seat.mentions))
