"""Conditions on the grammar under which words that look like a time are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tollbook.codebook.times import TimeWords
from tollbook.find.times_atoms import Atom
from tollbook.model.parse import Entity, Parse, Token

PLURALS = ("NNS", "NNPS")
NAMES = ("PERSON", "ORG", "FAC", "GPE", "WORK_OF_ART", "PRODUCT", "LAW")
Guard = Callable[[Parse, list[Token], Atom, TimeWords], bool]


def is_time(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """True where the atom meets its rule's guard."""
    if not tokens:
        return False
    guard = GUARDS.get(atom.guard or "")
    return guard is None or guard(parse, tokens, atom, words)


def _entity(parse: Parse, token: Token) -> Entity | None:
    return next((e for e in parse.entities if e.first <= token.i < e.last), None)


def in_name(parse: Parse, tokens: list[Token], words: TimeWords) -> bool:
    """True for the first words of "May 4 Brigade" and "Sunday Okoro"."""
    if not tokens:
        return False
    last = tokens[-1]
    if last.i + 1 >= len(parse.tokens) or not parse.tokens[last.i + 1].text[:1].isupper():
        return False
    if parse.tokens[last.i + 1].lower in words.verbs["names"]:
        return True
    entity = _entity(parse, last)
    return entity is not None and entity.label in NAMES and entity.last > last.i + 1


def _before(parse: Parse, token: Token) -> Token | None:
    return parse.tokens[token.i - 1] if token.i > 0 and parse.tokens[token.i - 1].sentence == token.sentence else None


def _month(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """A noun that the model took for a date, or that stands behind a word which points to times."""
    token = tokens[0]
    if token.pos in ("VERB", "AUX"):
        return False
    entity = _entity(parse, token)
    if entity is not None and entity.label in NAMES:
        return False
    before = _before(parse, token)
    if before is not None and before.lower in words.verbs["titles"]:
        return False
    return (entity is not None and entity.label == "DATE") or (before is not None and before.lower in words.verbs["points"])


def _year(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """Not the number of a plural; behind a preposition, in a date, or before a singular noun ("the 2017 bombing")."""
    token = tokens[-1]
    head = parse.head(token)
    if head is not None and head.i > token.i and token.dep in ("nummod", "amod", "compound", "nmod"):
        named = head.tag not in PLURALS or _is_named_year(parse, token, words)
        return named and head.pos in ("NOUN", "PROPN") and not _is_measured(parse, token)
    if any(k.tag in PLURALS for k in parse.kids(token)):
        return False
    entity, before = _entity(parse, token), _before(parse, tokens[0])
    return (entity is not None and entity.label == "DATE") or (before is not None and before.lower in words.verbs["points"])


def _is_named_year(parse: Parse, token: Token, words: TimeWords) -> bool:
    """True for "the 2015 attacks" and "in 2015 attacks doubled", where the model took the year alone for a date."""
    before, entity = _before(parse, token), _entity(parse, token)
    if before is None or entity is None or entity.label != "DATE" or entity.last != token.i + 1:
        return False
    return before.lower in words.verbs["definite"] | words.verbs["points"]


def _is_measured(parse: Parse, token: Token) -> bool:
    entity = _entity(parse, token)
    return entity is not None and entity.label in ("QUANTITY", "MONEY", "PERCENT")


def _season(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """Told with "last", a year or a preposition of time; a spring of water is none."""
    if atom.timex.shift is not None or atom.timex.year is not None:
        return True
    if tokens[-1].lower in words.verbs["two_senses"]:
        return False
    if tokens[0].lower in words.verbs["definite"]:
        tokens = tokens[1:]
    before = _before(parse, tokens[0])
    if before is not None and before.lower in words.verbs["definite"]:
        before = _before(parse, before)
    return before is not None and before.lower in words.verbs["points"] and tokens[-1].pos == "NOUN"


def _adverb(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    return tokens[-1].pos == "ADV"


def _modifier(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    return tokens[-1].pos in ("ADJ", "ADV")


def _weekend(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    return tokens[-1].dep not in ("compound", "nmod") or atom.timex.shift is not None


def _length(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """"A year" is a length only behind a preposition of length; elsewhere it is a rate ("twice a day")."""
    if tokens[0].lower not in words.verbs["indefinite"]:
        return True
    before = _before(parse, tokens[0])
    return before is not None and (before.pos == "ADP" or before.lower in words.verbs["measures"])


def _month_day(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """Not the count in "In July 10 huts were burnt"."""
    number = next((t for t in tokens[1:] if t.text[0].isdigit()), None)
    head = None if number is None else parse.head(number)
    return head is None or number is None or head.i <= number.i or head.tag not in PLURALS


def _quarter(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """One sense a report: a quarter of the year only where some quarter is told by its number."""
    numbers = words.tables["quarter"]
    named = (t.i for t in parse.tokens if t.lower == tokens[-1].lower)
    return any(b.lower in numbers for i in named for b in parse.tokens[max(0, i - 2) : i])


def _rate(parse: Parse, tokens: list[Token], atom: Atom, words: TimeWords) -> bool:
    """"Three raids a week", "twice a day": the unit hangs on what is counted right before it."""
    before, unit = _before(parse, tokens[0]), tokens[-1]
    if before is None or before.pos in ("VERB", "AUX", "ADP"):
        return False
    return unit.dep in ("npadvmod", "nmod") or tokens[0].lower not in words.verbs["indefinite"]


GUARDS: Mapping[str, Guard] = {
    "month": _month, "year": _year, "season": _season, "adverb": _adverb, "weekend": _weekend, "length": _length, "month_day": _month_day,
    "quarter": _quarter, "rate": _rate, "modifier": _modifier,
}  # fmt: skip
