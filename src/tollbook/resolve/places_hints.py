"""What the words after a name say it is: a body only towns have, or the noun at the end of a list ("in Dorra, Kessou and Banna provinces")."""

from __future__ import annotations

import re
from functools import lru_cache

from tollbook.codebook.gazetteer.weights import PlaceWeights
from tollbook.model.span import Span

BODY = "town body"
"""The noun of a name that a town's body is called after."""
FARTHEST = 160
_NAME = r"[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*){0,2}"


def nouns_after(text: str, span: Span, weights: PlaceWeights) -> list[str]:
    """The nouns that the words after a name give it, if any."""
    rest = text[span.end : span.end + FARTHEST]
    nouns = [BODY] if _bodies(tuple(weights.town_bodies)).match(rest) else []
    listed = _listed(tuple(weights.list_words), tuple(weights.listed_nouns)).match(rest)
    return [*nouns, listed["noun"]] if listed else nouns


@lru_cache(maxsize=4)
def _bodies(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:'s|’s)? (?:{_any(words)})\b")


@lru_cache(maxsize=4)
def _listed(joins: tuple[str, ...], nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:,|,? (?:{_any(joins)})) {_NAME}){{1,12}} (?P<noun>{_any(nouns)})\b")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))
