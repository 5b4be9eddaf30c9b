"""Parse and mentions to claims: who claims an event, denies it or is blamed for it, and that nobody has claimed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tollbook.codebook.claims import ClaimRule, ClaimWords
from tollbook.find import grammar
from tollbook.frame.claims_scene import Event, Scene
from tollbook.model.frame import ClaimTold
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span


@dataclass(frozen=True, slots=True)
class _Told:
    """What one shape found: who speaks, who is accused, which event, and the words beside them that tell it."""

    stance: str
    speaker: Token | None
    event: Token | None
    words: tuple[Token, ...]
    accused: Token | None = None


def find_claims(parse: Parse, mentions: Sequence[Mention], words: ClaimWords) -> tuple[ClaimTold, ...]:
    """The report's claims in text order; a claim by somebody the text does not make plain is none."""
    scene = Scene(parse, mentions, words)
    found: list[ClaimTold] = []
    for token in parse.tokens:
        for rule in words.rules.get(token.lemma, words.rules.get(token.lower, ())):
            claims = tuple(_claim(scene, rule, token, told) for told in _SHAPES[rule.shape](scene, rule, token))
            if claims:
                found.extend(c for c in claims if c is not None)
                break
    return tuple(found)


def _claim(scene: Scene, rule: ClaimRule, token: Token, told: _Told) -> ClaimTold | None:
    speaker = scene.actor(told.speaker) if told.speaker is not None else None
    accused = scene.actor(told.accused) if told.accused is not None else None
    if told.stance == "accused" and (accused is None or accused == speaker):
        return None
    if told.stance in ("claimed", "denied") and speaker is None:
        return None
    about = None if told.event is None else told.event.i
    speaker = None if told.stance == "none" else speaker
    return ClaimTold(told.stance, speaker, about, (_span(scene, token, told),), token.i, rule.id, accused)


def _span(scene: Scene, token: Token, told: _Told) -> Span:
    """From the first to the last word of the claim that stands in its sentence."""
    span = token.span
    for word in (*told.words, *(w for w in (told.speaker, told.accused, told.event) if w is not None)):
        mention = scene.standing(word)
        for part in (word.span, *((mention.span,) if mention is not None and word in (told.speaker, told.accused) else ())):
            span = span.join(part) if word.sentence == token.sentence else span
    return span


def _stance(scene: Scene, rule: ClaimRule, verb: Token) -> tuple[str | None, tuple[Token, ...]]:
    """The rule's stance, that of its negation, or ``None`` where the clause claims nothing; and the negating words with those before them."""
    if scene.unsure(verb):
        return None, ()
    nots = scene.nots(verb)
    return (rule.negated if nots else rule.stance), tuple(t for n in nots for t in (*scene.parse.kids(n, "det", "neg"), n))


def _speakers(scene: Scene, verb: Token, stance: str) -> tuple[Token | None, ...]:
    return (None,) if stance == "none" else grammar.subjects(scene.parse, verb)


def _object(scene: Scene, rule: ClaimRule, verb: Token) -> Iterator[_Told]:
    """ "claimed responsibility for the raid", "denied any role in it"."""
    objects = [t for t in grammar.objects(scene.parse, verb) if t.lemma in rule.object] if grammar.is_verbal(verb) else []
    stance, nots = _stance(scene, rule, verb)
    if not objects or stance is None or (rule.group and not _of_group(scene, verb)):
        return
    behind = scene.linked((*objects, verb), rule.link)
    events = [e for t in behind if (e := scene.event(t)) is not None]
    if behind and not events and any(not _is_time(scene, t) for t in behind):
        return
    event = events[0] if events else Event(None, ())
    for speaker in _speakers(scene, verb, stance):
        if events or stance == "none" or (speaker is not None and scene.is_kind(scene.actor(speaker), "armed")):
            yield _Told(stance, speaker, event.token, (*nots, *objects, *event.words))


def _of_group(scene: Scene, verb: Token) -> bool:
    return any(scene.is_kind(scene.actor(s), "groups") for s in grammar.subjects(scene.parse, verb))


def _is_time(scene: Scene, token: Token) -> bool:
    """True for names and numbers behind "in" and "to", which tell when and where something was said."""
    return token.pos in ("PROPN", "NUM") or scene.among(token, "voices") or any(e.first <= token.i < e.last for e in scene.parse.entities)


def _event(scene: Scene, rule: ClaimRule, verb: Token) -> Iterator[_Told]:
    """ "claimed the raid", "the raid was claimed by"."""
    stance, nots = _stance(scene, rule, verb) if grammar.is_verbal(verb) else (None, ())
    if stance is None or any(k.i > verb.i for k in scene.parse.kids(verb, "ccomp", "xcomp", "oprd")):
        return
    objects = [scene.antecedent(t) for t in grammar.objects(scene.parse, verb)]
    event = next((t for t in objects if scene.is_event(t)), None)
    pointing = () if event is not None else _pointing(scene, verb, objects)
    for speaker in _speakers(scene, verb, stance):
        able = "armed" if stance == "denied" else "groups"
        if event is not None or (pointing and speaker is not None and scene.is_kind(scene.actor(speaker), able)):
            yield _Told(stance, speaker, event, (*nots, *pointing))


def _pointing(scene: Scene, verb: Token, objects: Sequence[Token]) -> tuple[Token, ...]:
    """The pronoun in the event's place: "it", "that one"."""
    near = scene.parse.tokens[verb.i + 1 : verb.i + 3]
    ones = [t for t in near if t.lower == "one" and t.sentence == verb.sentence]
    return tuple(ones or [t for t in objects if t.pos == "PRON" and scene.among(t, "pronouns")])


def _content(scene: Scene, rule: ClaimRule, verb: Token) -> Iterator[_Told]:
    """ "said it was behind the raid", "denied carrying it out", "police said rebels were behind it"."""
    if not grammar.is_verbal(verb):
        return
    stance, nots = _stance(scene, rule, verb)
    for clause in _clauses(scene, verb) if stance is not None else ():
        event = scene.done(clause)
        for speaker in _speakers(scene, verb, stance or "") if event is not None else ():
            told = _said(scene, (stance or "", speaker), clause, event) if event is not None else None
            if told is not None:
                yield _Told(told.stance, told.speaker, told.event, (*nots, *told.words), told.accused)


def _clauses(scene: Scene, verb: Token) -> Iterator[Token]:
    """What is said, also where the parser hangs it on the statement: "said in a *statement that it carried out* the raid"."""
    yield from scene.parse.kids(verb, "ccomp", "xcomp")
    for _, noun in grammar.prepositions(scene.parse, verb):
        yield from (k for k in scene.parse.kids(noun, "acl", "relcl", "ccomp") if any(m.dep == "mark" for m in scene.parse.kids(k)))


def _said(scene: Scene, saying: tuple[str, Token | None], clause: Token, event: Event) -> _Told | None:
    stance, speaker = saying
    subjects = scene.parse.kids(clause, *grammar.SUBJECT, *grammar.PASSIVE)
    own = clause.dep == "xcomp" or (bool(subjects) and _is_own(scene, subjects[0], speaker))
    if not own:
        plain = event.plain and not event.negated and stance == "claimed" and subjects
        return _Told("accused", speaker, event.token, event.words, subjects[0]) if plain else None
    if stance == "claimed" and event.negated:
        return _Told("denied", speaker, event.token, event.words) if event.plain else None
    if event.plain or stance == "denied" or (speaker is not None and scene.is_kind(scene.actor(speaker), "groups")):
        return _Told(stance, speaker, event.token, event.words)
    return None


def _is_own(scene: Scene, subject: Token, speaker: Token | None) -> bool:
    """True where the subject of what is said is the speaker or of the speaker: "it", "its men", "one of its members"."""
    if scene.among(subject, "own") and subject.pos == "PRON":
        mention = scene.standing(subject)
        meant = scene.actor(subject) if mention is not None else None
        return speaker is None or meant is None or meant == scene.actor(speaker)
    return any(scene.among(t, "possessive") for t in scene.parse.subtree(subject))


def _noun(scene: Scene, rule: ClaimRule, noun: Token) -> Iterator[_Told]:
    """ "no claim of responsibility", "a claim posted online by"."""
    if noun.pos not in ("NOUN", "PROPN"):
        return
    parse = scene.parse
    named = [t for t in (*scene.linked((noun,), ("of",)), *parse.kids(noun, "compound")) if t.lemma in rule.object]
    events = [e for t in scene.linked((noun, *named), rule.link) if (e := scene.event(t)) is not None]
    event = events[0] if events else Event(None, ())
    nots = tuple(_no(scene, noun))
    if nots and (named or _is_note(scene, noun)):
        yield _Told(rule.negated or "none", None, event.token, (*nots, *named, *event.words))
    elif not nots:
        for speaker in _authors(scene, noun, bool(named)):
            yield _Told(rule.stance, speaker, event.token, (*named, *event.words))


def _is_note(scene: Scene, noun: Token) -> bool:
    """True for the whole of a telegram-style sentence: "No claim so far."."""
    sentence = scene.parse.sentence_of(noun)
    return noun.head == noun.i and sentence.last - sentence.first <= 6


def _no(scene: Scene, noun: Token) -> Iterator[Token]:
    """ "no", or "any" behind "without" or a negated verb."""
    yield from (k for k in scene.parse.kids(noun, "det", "neg") if scene.among(k, "nothing"))
    head = scene.parse.head(noun)
    if head is not None and head.lower == "without":
        yield head
    elif head is not None and grammar.is_verbal(head):
        yield from scene.nots(head)


def _authors(scene: Scene, noun: Token, named: bool) -> Iterator[Token]:
    parse, head = scene.parse, scene.parse.head(noun)
    posted = parse.kids(noun, "acl")
    found = [*(t for v in posted for t in grammar.subjects(parse, v)), *scene.linked((noun,), ("by", "from"))]
    if named:
        found += [*parse.kids(noun, "poss"), *(scene.linked((head,), ("from", "by")) if head is not None and noun.dep == "nsubj" else ())]
    yield from (t for t in found if named or scene.is_kind(scene.actor(t), "groups"))


def _state(scene: Scene, rule: ClaimRule, token: Token) -> Iterator[_Told]:
    """ "the raid remains unclaimed"."""
    verb = scene.parse.head(token)
    subjects = scene.parse.kids(verb, *grammar.SUBJECT, *grammar.PASSIVE) if verb is not None else ()
    yield from (_Told(rule.stance, None, t, ()) for t in subjects if scene.is_event(t))


def _blame(scene: Scene, rule: ClaimRule, verb: Token) -> Iterator[_Told]:
    """ "blamed rebels for the raid", "blamed the raid on rebels"."""
    stance, nots = _stance(scene, rule, verb) if grammar.is_verbal(verb) else (None, ())
    if stance is None or nots:
        return
    objects = [scene.antecedent(t) for t in grammar.objects(scene.parse, verb)]
    events = [t for t in objects if scene.is_event(t)]
    if events:
        yield from _accusing(scene, verb, scene.linked((verb, *events), rule.link), Event(events[0], ()))
        return
    for_what = scene.linked((verb, *objects), ("for",))
    found = next((e for t in for_what if (e := scene.event(t)) is not None), None)
    if found is not None:
        yield from _accusing(scene, verb, objects, found)
    elif not for_what:
        yield from _accusing(scene, verb, [t for t in objects if scene.is_kind(scene.actor(t), "armed")], Event(None, ()))


def _accuse(scene: Scene, rule: ClaimRule, verb: Token) -> Iterator[_Told]:
    """ "accused rebels of the raid", "are believed to be behind it"; for "boasted of the raid" the subject is the speaker."""
    stance, nots = _stance(scene, rule, verb) if grammar.is_verbal(verb) else (None, ())
    if stance is None or nots:
        return
    objects = grammar.objects(scene.parse, verb)
    events = [scene.event(t) for t in scene.linked((verb, *objects), rule.link)]
    events += [scene.done(c) for c in scene.parse.kids(verb, "xcomp", "ccomp") if grammar.is_passive(scene.parse, verb)]
    found = [e for e in events if e is not None and not e.negated]
    if stance == "accused":
        for event in found[:1]:
            yield from _accusing(scene, verb, objects, event)
        return
    for speaker in (s for s in grammar.subjects(scene.parse, verb) if scene.is_kind(scene.actor(s), "armed")):
        yield from (_Told(stance, speaker, event.token, event.words) for event in found)


def _accusing(scene: Scene, verb: Token, accused: Iterable[Token], event: Event) -> Iterator[_Told]:
    speaker = next((s for s in grammar.subjects(scene.parse, verb)), None)
    for one in accused:
        yield _Told("accused", speaker, event.token, event.words, one)


_SHAPES: dict[str, Callable[[Scene, ClaimRule, Token], Iterable[_Told]]] = {
    "object": _object,
    "event": _event,
    "content": _content,
    "noun": _noun,
    "state": _state,
    "blame": _blame,
    "accuse": _accuse,
}
