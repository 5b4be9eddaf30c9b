"""Phrases that tell where something lies by a distance, a direction, a road or a border."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.codebook.needed import folded, may_match, words_in
from tollbook.codebook.places import PlaceWords, RelativePattern
from tollbook.find.places_names import Naming
from tollbook.model.parse import Sentence
from tollbook.model.place import Constraint, Relation
from tollbook.model.span import Span

TELLS = ("distance", "direction", "road", "between", "near", "border")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative phrase: its span, the anchors' names and spans, the relation and the rule."""

    span: Span
    names: tuple[str, ...]
    anchors: tuple[str, ...]
    relation: Relation
    by: str

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.span.end


def phrases_of(sentence: Sentence, text: str, naming: Naming) -> tuple[Phrase, ...]:
    """The relative phrases of a sentence in text order, none overlapping; of two that begin together the longer."""
    found: list[Phrase] = []
    told = folded(sentence.span.quote(text))
    words = frozenset(words_in(told))
    for rule in naming.words.relative:
        if (rule.words and rule.words.isdisjoint(words)) or not may_match(rule.needs, told):
            continue
        for match in rule.pattern.finditer(text, sentence.span.start, sentence.span.end):
            phrase = _phrase(rule, match, naming)
            if phrase is not None:
                found.append(phrase)
    chosen: list[Phrase] = []
    for phrase in sorted(found, key=lambda p: (p.span.start, -p.span.end)):
        if not chosen or phrase.span.start >= chosen[-1].span.end:
            chosen.append(phrase)
        elif phrase.relation.km is not None and chosen[-1].relation.km is None:
            chosen[-1] = phrase
    return tuple(chosen)


def _phrase(rule: RelativePattern, match: re.Match[str], naming: Naming) -> Phrase | None:
    """The phrase a match tells; ``None`` where an anchor is no place or nothing is told."""
    groups = match.groupdict()
    end = match.end()
    names: list[str] = []
    owner = groups.get("of") or groups.get("of2")
    for key in ("a", "a2", "b"):
        if groups.get(key):
            anchor = naming.anchor(Span(match.start(key), match.end(key)), key == "a" and bool(groups.get("capital")))
            people = match[key] if rule.relation == "border" and naming.gazetteer.demonym(match[key]) else None
            if people is not None:
                names.append(people)
                continue
            if anchor is None:
                if key == "a" and groups.get("capital"):
                    end = match.end("capital")
                    continue
                return None
            wider = naming.around.with_noun(anchor)
            names.append(wider.name)
            end = wider.end if key != "b" or wider.end > end else end
    capital = bool(groups.get("capital")) and not names
    if capital and owner:
        names.append(owner)
    if not names and not capital and rule.relation != "border":
        return None
    end = max(end, match.end()) if rule.relation == "border" else end
    relation = _relation(rule.relation, groups, naming.words, capital)
    return Phrase(Span(match.start(), end), tuple(names), tuple(names) if not capital else (), relation, rule.id)


def _relation(kind: str, groups: dict[str, str | None], words: PlaceWords, capital: bool) -> Relation:
    km = None
    number, unit = groups.get("km"), groups.get("unit")
    if number and unit:
        told = words.numbers.get(number.lower())
        km = (told if told is not None else _figure(number)) * words.units[unit.lower().rstrip(".")]
    told_dir = groups.get("dir") or _axis(groups.get("side"))
    bearing = words.directions.get(told_dir.lower()) if told_dir else None
    return Relation(kind, round(km, 3) if km is not None else None, bearing, hedged=km is not None and _is_hedged(groups), capital=capital)


def _is_hedged(groups: dict[str, str | None]) -> bool:
    return bool((groups.get("hedged") or "").strip())


def _axis(side: str | None) -> str | None:
    """ "northern" as "north"; ``None`` for the centre."""
    return re.sub(r"ern$", "", side.lower()) if side else None


def _figure(number: str) -> float:
    """A figure as written: "1,500" is a thousand and a half, "1.5" and "1,5" are one and a half."""
    return float(re.sub(r",(?=\d{3}$)", "", number).replace(",", "."))


def told_of(phrase: Phrase, later: Sequence[Phrase], naming: Naming) -> tuple[tuple[Constraint, ...], list[int], int]:
    """What following phrases in apposition tell of a phrase's anchor ("outside Dorra, 12 km south of Kessou"), which they are, and their end."""
    told: list[Constraint] = []
    joined: list[int] = []
    end = phrase.end
    if phrase.relation.kind not in ("near", "outside") or not phrase.names:
        return (), [], end
    for n, other in enumerate(later):
        between = naming.parse.text[end : other.span.start]
        if other.relation.kind not in TELLS or len(between) > 40 or not between.strip(" ") or not naming.words.apposed.fullmatch(between):
            break
        told.append(Constraint(other.names, other.relation))
        joined.append(n)
        end = other.end
    return tuple(told), joined, end
