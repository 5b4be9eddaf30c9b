"""Numbers that are part of another: "five of them soldiers", "two children among them", "three of the dead"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.codebook.counts import CountWords
from tollbook.find.counts_nouns import Noun, noun_at
from tollbook.find.counts_status import Fate
from tollbook.model.parse import Parse, Sentence

_OF = re.compile(r"\s*of\b", re.IGNORECASE)
_TENS_OF = re.compile(r"\s*of (?!the\b|them\b|whom\b|these\b|those\b|its\b|his\b|their\b|her\b|our\b|my\b)", re.IGNORECASE)
_OF_OWN = re.compile(r"\s*of (?:the|its|his|their|her|our|these|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """What stands behind a number: the noun phrase's ``first`` token; ``of`` for "of them", ``of_other`` for "of the"; ``part`` where it is one."""

    first: int
    last: int = 0
    of: bool = False
    of_other: bool = False
    part: bool = False
    noun: Noun | None = None
    fate: Fate | None = None


def share_of(parse: Parse, first: int, sentence: Sentence, words: CountWords) -> Share:
    """How the number that ends before token ``first`` goes on."""
    if first >= sentence.last:
        return Share(first)
    rest = parse.text[parse.tokens[first].start : sentence.span.end]
    if words.parts["of"].match(rest) is not None:
        return _of_them(parse, first, sentence, words)
    dead = words.parts["of_the_dead"].match(rest)
    if dead is not None:
        told = words.statuses.words.get(dead[0].split()[-1].lower())
        # "Two of the dead, police said" says nothing of the two.
        stated = first + 3 < sentence.last and parse.tokens[first + 3].pos == "AUX"
        noun = _said_to_be(parse, first + 3, sentence, words) if stated else None
        last = noun.last if noun is not None else first + 2
        return Share(first, last, of=True, of_other=True, part=True, noun=noun, fate=Fate(told) if told is not None else None)
    if _OF_OWN.match(rest) is not None:
        # "22 of the 31 girls" are girls; how many there were befell nobody
        counted = next((i for i in range(first + 2, sentence.last) if parse.tokens[i].pos != "NUM"), first + 2)
        return Share(counted, of_other=True, part=_among(parse, first, sentence, words) is not None)
    among = _among(parse, first, sentence, words)
    opening = first + 1 if _TENS_OF.match(rest) is not None else first
    return Share(opening, part=among is not None, fate=among)


def _of_them(parse: Parse, first: int, sentence: Sentence, words: CountWords) -> Share:
    """What "five of them soldiers" and "two of whom were children" count; without a noun it is those named before."""
    noun = _said_to_be(parse, first + 2, sentence, words)
    return Share(first, noun.last if noun is not None else first + 1, of=True, part=True, noun=noun)


def _said_to_be(parse: Parse, begin: int, sentence: Sentence, words: CountWords) -> Noun | None:
    """The people a part is said to be: "five of them soldiers", "two of the dead were children"; ``None`` where nothing listed follows."""
    while begin < sentence.last and (parse.tokens[begin].pos in ("AUX", "DET") or parse.tokens[begin].text == ","):
        begin += 1
    noun = noun_at(parse, begin, sentence.last, words, {})
    return None if noun is None or noun.unlisted or noun.head.lemma in words.statuses.nouns else noun


def _among(parse: Parse, first: int, sentence: Sentence, words: CountWords) -> Fate | None:
    """What "among the dead" or "among them" close behind the phrase says; ``None`` where neither stands there."""
    for i in range(first, min(first + 6, sentence.last)):
        match = words.parts["among"].match(parse.text[parse.tokens[i].start : sentence.span.end])
        if match is not None:
            return Fate(words.statuses.words.get(match[0].split()[-1].lower()))
        if parse.tokens[i].pos == "PUNCT":
            return None
    return None
