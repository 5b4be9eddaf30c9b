"""Parse to counts: the numbers of people a text gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.codebook.counts import CountWords, Lead
from tollbook.find.counts_joins import Draft, as_part, settle
from tollbook.find.counts_nouns import Noun, is_empty, mixed, noun_at
from tollbook.find.counts_numbers import Figure, scan
from tollbook.find.counts_parts import Share, share_of
from tollbook.find.counts_status import Fate, fate
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Parse, Sentence, Token
from tollbook.model.span import Span
from tollbook.model.toll import Count

YEAR_DIGITS = 4
_NO_PEOPLE = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
_REACH = 160


def find_counts(parse: Parse, words: CountWords) -> tuple[Mention, ...]:
    """The report's numbers of people in text order, none overlapping another.

    Where the words leave open how many of the number died and how many were hurt ("12 dead or wounded"), the status is ``None`` and the mention's
    ``by`` is ``words.unclear``: no deed may lend it a status.
    """
    labels = {i: e.label for e in parse.entities for i in range(e.first, e.last)}
    found: list[Draft] = []
    for sentence in parse.sentences:
        for figure in scan(parse, sentence, words):
            if found and found[-1].mention.span.end > figure.span.start:
                continue
            draft = _draft(_Place(parse, sentence, figure, words, labels), found)
            if draft is not None:
                found.append(draft)
    return tuple(d.mention for d in settle(parse, found, words))


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure where it stands."""

    parse: Parse
    sentence: Sentence
    figure: Figure
    words: CountWords
    labels: dict[int, str]

    @property
    def token(self) -> Token:
        """The figure's last word."""
        return self.parse.within(self.figure.span)[-1]

    @property
    def first(self) -> Token:
        """The figure's first word."""
        return self.parse.within(self.figure.span)[0]

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        start = self.figure.span.start
        return self.parse.text[max(self.sentence.span.start, start - _REACH) : start]


def _draft(place: _Place, earlier: list[Draft]) -> Draft | None:
    inside = place.parse.within(place.figure.span)
    if not inside or _is_year(place, inside) or place.words.denied.search(place.before) is not None:
        return None
    share = share_of(place.parse, inside[-1].i + 1, place.sentence, place.words)
    noun = share.noun or _noun(place, share)
    if noun is None and not _may_stand_alone(place, share):
        return None
    if noun is not None and not _agrees(noun, place.figure, place.words):
        return None
    if share.of_other and (place.figure.toll.best == 1 or (noun is None and share.fate is None)):
        return None
    return _told(place, noun, share, earlier)


def _is_year(place: _Place, inside: Sequence[Token]) -> bool:
    """True for the number in "in May 2021 rebels attacked": the last word of a date that begins before it."""
    last = inside[-1]
    year = len(last.text) == YEAR_DIGITS and last.text.isdigit() and last.i > 0
    return year and place.labels.get(last.i) == "DATE" and place.labels.get(last.i - 1) == "DATE"


def _noun(place: _Place, share: Share) -> Noun | None:
    noun = noun_at(place.parse, share.first, place.sentence.last, place.words, place.labels)
    return noun if noun is None or place.figure.toll.best == 1 else mixed(place.parse, noun, place.words)


def _agrees(noun: Noun, figure: Figure, words: CountWords) -> bool:
    """False for "both soldier and poet", "the police", "a death" and "the 1972 murder": the noun does not fit the number."""
    fates = noun.head.lemma in words.statuses.nouns
    special = noun.head.lower in words.collective or fates
    if figure.rule.id == words.ordinal:
        return True
    if figure.rule.article:
        single = noun.head.tag in ("NN", "JJ") or (noun.head.tag == "NNP" and not noun.head.lower.endswith("s"))
        return single and not special and not noun.unlisted
    if (figure.year and fates) or (figure.toll.figure == 1 and noun.head.lower in words.collective):
        return False
    if noun.unlisted and (figure.toll.figure == 1 or isinstance(figure.rule.best, int)):
        # "one Abu Said", "both Abu Said and his son"
        return False
    return special or noun.head.tag != "NN" or figure.toll.figure < 2


def _may_stand_alone(place: _Place, share: Share) -> bool:
    """True where the number has no noun and may stand for people: "five were killed", "46 of them"."""
    figure, token = place.figure, place.token
    if share.of:
        return True
    if figure.year or place.labels.get(token.i) in _NO_PEOPLE or token.lower in ("the", "no", "a", "an"):
        return False
    named = any(t.i < place.first.i for t in place.parse.kids(token, "det"))
    if figure.toll.best == 1 and (share.of_other or named):
        return False
    return is_empty(place.parse, token.i + 1, place.sentence.last, place.labels, place.words)


def _told(place: _Place, noun: Noun | None, share: Share, earlier: list[Draft]) -> Draft | None:
    words, figure, lead = place.words, place.figure, _lead(place)
    head = place.token if noun is None or share.noun is not None else noun.head
    last = max(place.token.i, share.last, noun.last if noun is not None else 0)
    said = _said(place, share, lead) or fate(place.parse, (place.first.i, last), head, noun, words)
    if figure.rule.id == words.ordinal and said.status != "killed":
        return None  # a third person who is arrested does not make three
    unclear = said.unclear and figure.toll.figure > 0
    span = Span(figure.span.start, max(figure.span.end, place.parse.tokens[last].end))
    group = noun.group if noun is not None else _group_before(lead, words)
    count = Count(figure.toll, group, noun.text if noun is not None else None, None if unclear else said.status, article=figure.rule.article)
    mention = Mention(MentionKind.COUNT, span, head.i, count, words.unclear if unclear else figure.rule.id)
    if share.part or (lead is not None and lead.rule.part) or words.parts["before"].search(place.before) is not None:
        return as_part(mention, replace(said, unclear=unclear), place.sentence, place.parse, earlier)
    stated = noun is None or noun.unlisted or (figure.rule.stated and noun.head.lemma != "casualty")
    return Draft(mention, stated and not unclear)


def _said(place: _Place, share: Share, lead: _Led | None) -> Fate | None:
    if share.fate is not None and share.fate.status is not None:
        return share.fate
    return Fate(lead.rule.status) if lead is not None else None


@dataclass(frozen=True, slots=True)
class _Led:
    """The words before the number that say what it counts, and the noun they name."""

    rule: Lead
    noun: str | None


def _lead(place: _Place) -> _Led | None:
    for lead in place.words.leads:
        match = lead.pattern.search(place.before)
        if match is not None:
            named = match.groupdict().get("of")
            return _Led(lead.lead, named.lower().split()[-1] if named else None)
    return None


def _group_before(lead: _Led | None, words: CountWords) -> str:
    """The group of the noun before a bare number ("the number of policemen killed at nine"), else people in all."""
    if lead is None or lead.noun is None:
        return "total"
    forms = (lead.noun, lead.noun.removesuffix("s"), lead.noun.removesuffix("men") + "man")
    return next((g for f in forms for g in (words.nouns.get((f,)),) if g is not None), "total")
