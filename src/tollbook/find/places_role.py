"""Whether a place named in a sentence can be the place of an event."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.codebook.places import NotEventPattern, PlaceWords
from tollbook.model.parse import Parse, Sentence
from tollbook.model.span import Span

ACTING = ("country", "capital", "body", "region")
FINITE = ("VBD", "VBP", "VBZ", "MD")
REACH = 200


@dataclass(frozen=True, slots=True)
class Role:
    """A place in its sentence; ``kind`` is the gazetteer's, "body" for a country before a body's name, ``None`` for a relative phrase."""

    parse: Parse
    sentence: Sentence
    span: Span
    kind: str | None


def can_be_event(role: Role, words: PlaceWords) -> bool:
    """False for countries listed, origins, possessors, actors, and places where somebody only spoke."""
    text = role.parse.text
    before = text[max(role.sentence.span.start, role.span.start - REACH) : role.span.start]
    after = text[role.span.end : role.sentence.span.end]
    if role.kind == "body":
        return False
    if any(_holds(rule, role, before, after) for rule in words.not_event):
        return False
    if role.kind not in ACTING:
        return True
    if after[:2] in ("'s", "’s", "' ", "’ "):
        return words.part_after.search(after.replace("’", "'")) is not None
    if words.firm.search(before):
        return True
    return _is_stative_subject(role, words) if role.kind == "country" else not _acts(role)


def _holds(rule: NotEventPattern, role: Role, before: str, after: str) -> bool:
    sentence = role.parse.text[role.sentence.span.start : role.sentence.span.end]
    return (
        (rule.before is None or _stands_before(rule, role, before))
        and (rule.after is None or rule.after.search(after) is not None)
        and (rule.sentence is None or rule.sentence.search(sentence) is not None)
    )


def _stands_before(rule: NotEventPattern, role: Role, before: str) -> bool:
    """True where the words stand before the place; of a direct rule's, with no other clause's verb between: not "said that two died in"."""
    found = rule.before.search(before) if rule.before else None
    while found is not None and rule.direct and _tells_more(role, len(before) - found.start()):
        found = rule.before.search(before, found.start() + 1) if rule.before else None
    return found is not None


def _tells_more(role: Role, back: int) -> bool:
    """True where a verb with a time of its own stands in the last ``back`` characters before the place, their first word left out."""
    start = role.span.start - back
    return any(t.tag in FINITE and start < t.start < role.span.start for t in role.parse.words(role.sentence))


def _acts(role: Role) -> bool:
    """True where a capital stands for its government: subject or object of a verb, or after "with"."""
    tokens = role.parse.within(role.span)
    head = role.parse.head(tokens[-1]) if tokens else None
    return bool(tokens) and (
        tokens[-1].dep in ("nsubj", "dobj", "dative") or (tokens[-1].dep == "pobj" and head is not None and head.lower == "with")
    )


def _is_stative_subject(role: Role, words: PlaceWords) -> bool:
    """True for "Chad has been under curfew": the country is where it is, not who does it."""
    tokens = role.parse.within(role.span)
    if not tokens:
        return False
    head = role.parse.head(tokens[-1])
    return tokens[-1].dep in ("nsubj", "nsubjpass") and head is not None and head.lemma in words.stative
