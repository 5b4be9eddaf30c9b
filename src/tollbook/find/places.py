"""Places a report names, told relative to others or only hinted at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tollbook.codebook.places import PlaceWords
from tollbook.find.places_names import Name, Naming
from tollbook.find.places_relative import Phrase, phrases_of, told_of
from tollbook.find.places_role import Role, can_be_event
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Parse, Sentence
from tollbook.model.place import Constraint, Gazetteer, Toponym
from tollbook.model.report import Report
from tollbook.model.span import Span


@dataclass(frozen=True, slots=True)
class PlaceTools:
    """What the finder needs besides the text."""

    words: PlaceWords
    gazetteer: Gazetteer


def find_places(parse: Parse, report: Report, tools: PlaceTools) -> tuple[Mention, ...]:
    """All mentions of places in text order: names, relative phrases, "the capital", demonyms and venues without a name."""
    naming = Naming(parse, report, tools.words, tools.gazetteer)
    phrases = {s.i: phrases_of(s, parse.text, naming) for s in parse.sentences}
    covered = {i: [p.span for p in found] for i, found in phrases.items()}
    anchors = {i: tuple(a for p in found for a in p.anchors) for i, found in phrases.items()}
    names = naming.accepted(anchors, frozenset(p.span.start for found in phrases.values() for p in found))
    found: list[Mention] = []
    for s in parse.sentences:
        free = [n for n in names.get(s.i, ()) if not any(n.span.overlaps(c) for c in covered[s.i])]
        here = list(_of_sentence(_Sentence(parse, s, naming), free, phrases[s.i]))
        found += [m for m in here if not any(o.span != m.span and o.span.contains(m.span) for o in here)]
    return tuple(sorted(found, key=lambda m: (m.span, m.by)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    parse: Parse
    sentence: Sentence
    naming: Naming

    def mention(self, span: Span, head: Span, value: Toponym, by: str) -> Mention:
        tokens = self.parse.within(head) or self.parse.within(span)
        last = tokens[-1] if tokens else self.parse.at(span.start)
        return Mention(MentionKind.PLACE, span, last.i if last else self.sentence.first, value, by, 0.9)


def _of_sentence(at: _Sentence, names: Sequence[Name], phrases: Sequence[Phrase]) -> Iterator[Mention]:
    used: set[int] = set()
    taken: list[Span] = []
    for name in names:
        if any(name.span.overlaps(t) for t in taken):
            continue
        mention, joined = _named(at, name, phrases, used)
        taken.append(mention.span)
        used |= joined
        yield mention
    for n, _phrase in enumerate(phrases):
        if n in used:
            continue
        mention, joined = _relative(at, n, phrases)
        used |= joined
        taken.append(mention.span)
        yield mention
    for venue in at.naming.around.venues(at.sentence):
        if not any(venue.span.overlaps(t) for t in taken):
            yield at.mention(venue.span, venue.head, Toponym(None, common=venue.name), "place.venue")


def _named(at: _Sentence, name: Name, phrases: Sequence[Phrase], used: set[int]) -> tuple[Mention, set[int]]:
    """A name with its containers and with the phrases in apposition that tell where it lies."""
    text = at.parse.text
    country = name.kind == "country" and name.common not in at.naming.words.areas
    held = None if name.demonym or country else at.naming.around.containers(name.end, at.sentence.span.end, name.name)
    end = held.end if held else name.end
    told: list[Constraint] = []
    joined: set[int] = set()
    for n, phrase in enumerate(phrases):
        between = text[end : phrase.span.start] if phrase.span.start >= end else None
        if between is None or n in used or len(between) > 60 or name.demonym:
            continue
        if at.naming.words.apposed.fullmatch(between) and (between.strip() or phrase.relation.km is not None):
            told.append(Constraint(phrase.names, phrase.relation))
            joined.add(n)
            end = phrase.end
            further = at.naming.around.containers(end, at.sentence.span.end, phrase.names[0] if phrase.names else None)
            held = held or further
            end = further.end if further else end
    role = Role(at.parse, at.sentence, name.span, name.kind)
    event = can_be_event(role, at.naming.words) if not name.demonym else name.event
    value = Toponym(
        name.name, relation=name.relation, common=name.common, demonym=name.demonym, within=held.names if held else (), told=tuple(told), event=event,
    )  # fmt: skip
    span = Span(name.start, end)
    return at.mention(span, name.head, value, name.by), joined


def _relative(at: _Sentence, n: int, phrases: Sequence[Phrase]) -> tuple[Mention, set[int]]:
    """A phrase that gives only where something lies to others, with what is told of its anchor."""
    phrase = phrases[n]
    noun = at.naming.around.noun_before(phrase.span.start, at.sentence.span.start)
    held = at.naming.around.containers(phrase.end, at.sentence.span.end, phrase.names[-1] if phrase.names else None)
    end = held.end if held else phrase.end
    told, joined, after = told_of(phrase, phrases[n + 1 :], at.naming)
    if joined:
        further = at.naming.around.containers(after, at.sentence.span.end)
        held, end = held or further, further.end if further else after
    start = noun.span.start if noun else phrase.span.start
    event = can_be_event(Role(at.parse, at.sentence, phrase.span, None), at.naming.words)
    value = Toponym(
        None, phrase.names, phrase.relation, noun.name if noun else None, within=held.names if held else (), told=told, event=event,
    )  # fmt: skip
    head = noun.head if noun else phrase.span
    return at.mention(Span(start, end), head, value, phrase.by), {n, *(n + 1 + j for j in joined)}
