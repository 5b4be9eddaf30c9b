"""One text of the conference with what the product tells of it, and the countries, days and names its templates share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from benchmarks.tasks.muc4_phrases import read_phrase
from benchmarks.tasks.muc4_targets import words_of_trigger
from benchmarks.tasks.muc4_words import WORDS
from tollbook.codebook.gazetteer.tables import load_countries

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its accounts in the wire format."""

    text: str
    published: date | None
    accounts: Sequence[Json]


def names_in(text: Text) -> frozenset[str]:
    """The names of people among the text's parties."""
    parties = (p["name"] for a in text.accounts for p in a["parties"] if p["kind"] not in WORDS.objects)
    return frozenset(n for name in parties if (n := read_phrase(name).name))


def country_of(text: Text) -> str | None:
    """The country of those asked for that the text names most often; ``None`` where it names none."""
    told = " ".join(text.text.lower().split())
    counts = {c: sum(len(p.findall(told)) for p in patterns) for c, patterns in _naming().items()}
    best = max(counts, key=lambda c: counts[c])
    return best if counts[best] else None


@lru_cache(maxsize=1)
def _naming() -> Mapping[str, Sequence[re.Pattern[str]]]:
    return {
        c.iso3: [re.compile(rf"\b{re.escape(n.lower())}\b") for n in (c.name, *c.demonyms, c.capital)]
        for c in load_countries()
        if c.iso3 in WORDS.countries
    }


@lru_cache(maxsize=256)
def nation(code: str) -> str:
    """The conference's name of a country."""
    return WORDS.names.get(code) or next(c.name.upper() for c in load_countries() if c.iso3 == code)


def is_heading(value: Json, text: Text) -> bool:
    """True for what only the line above the text tells."""
    end = text.text.find("--")
    return all(s["end"] <= end for s in value["spans"])


def type_of(account: Json) -> str | None:
    """The type of incident an account tells; ``None`` for what the conference did not ask for."""
    told, kind = words_of_trigger(account), account["kind"]
    if kind == "property-destruction":
        return "ARSON" if told & WORDS.burning else "BOMBING" if told & WORDS.blasting else "ROBBERY" if told & WORDS.stealing else "ATTACK"
    return WORDS.types.get(kind)
