"""Numbers in a sentence and the range each gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.codebook.counts import CountRule, CountWords
from tollbook.codebook.needed import folded, may_match
from tollbook.model.parse import Parse, Sentence
from tollbook.model.span import Span
from tollbook.model.toll import Toll

_WORD = re.compile(r"[\w.,]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: ``span`` with the words that qualify it, ``toll`` what it says, ``year`` where its digits could be one."""

    span: Span
    toll: Toll
    rule: CountRule
    year: bool = False


def scan(parse: Parse, sentence: Sentence, words: CountWords) -> list[Figure]:
    """The sentence's numbers and words that count, the longest of those that overlap, in text order."""
    text = sentence.span.quote(parse.text)
    told = folded(text)
    matches = [(m, c.rule) for c in words.rules if may_match(c.needs, told) for m in c.pattern.finditer(text)]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))
    return list(_figures(matches, sentence.span.start, words))


def _figures(matches: list[tuple[re.Match[str], CountRule]], offset: int, words: CountWords) -> Iterator[Figure]:
    end = 0
    for match, rule in matches:
        if match.start() < end:
            continue
        toll = _toll(match, rule, words)
        if toll is None:
            continue
        end = match.end()
        yield Figure(Span(match.start() + offset, match.end() + offset), toll, rule, _YEAR.fullmatch(match[0]) is not None)


def _toll(match: re.Match[str], rule: CountRule, words: CountWords) -> Toll | None:
    """What the rule makes of the numbers; ``None`` for fractions of people and for "12 or 8"."""
    told = {name: value(text, words) for name, text in match.groupdict().items() if text}
    if any(n != int(n) for n in told.values()):
        return None
    low, best, high = (_made(term, told) for term in (rule.low, rule.best, rule.high))
    order = [n for n in (low, best, high) if n is not None]
    return Toll(low, best, high) if order and order == sorted(order) and order[0] >= 0 else None


def _made(term: str | int | None, told: dict[str, float]) -> int | None:
    """A bound as the rule gives it: n, m, n+1, n-1, 2*n or a plain number."""
    if term is None or isinstance(term, int):
        return term
    if term.startswith("2*"):
        return 2 * int(told[term[2:]])
    return int(told[term[0]]) + int(term[1:] or 0)


def value(text: str, words: CountWords) -> float:
    """What a number in digits or words is worth: "two hundred and five", "1.2 million", "half a million", "dozens"."""
    lowered = " ".join(text.lower().split())
    if lowered in words.numbers:
        return words.numbers[lowered]
    total = current = 0.0
    for word in _WORD.findall(lowered.replace("-", " ").replace("half a ", "0.5 ")):
        worth = words.numbers.get(word)
        if word in words.scales and worth is not None:
            current = (current or 1) * worth
            if worth >= 1000:
                total, current = total + current, 0.0
        elif worth is not None:
            current += worth
        elif word[0].isdigit():
            current += float(word.replace(",", ""))
    return round(total + current, 6)
