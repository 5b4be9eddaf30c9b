"""The layout rules of a language: furniture, datelines, list items."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.patterns import expand


class LayoutRule(msgspec.Struct, frozen=True):
    """One pattern with its id, examples and counter-examples; ``cased`` keeps capitals apart."""

    id: str
    pattern: str
    examples: list[str]
    counter: list[str] = msgspec.field(name="not")
    cased: bool = False


class LayoutFile(msgspec.Struct, frozen=True):
    """The shape of ``lexicon/<lang>/layout.yml``."""

    furniture: list[LayoutRule]
    datelines: list[LayoutRule]
    months: list[str]
    items: str


class Layout(msgspec.Struct, frozen=True):
    """Compiled layout rules: ``furniture`` match whole blocks, ``datelines`` and ``item`` match beginnings."""

    furniture: tuple[re.Pattern[str], ...]
    datelines: tuple[re.Pattern[str], ...]
    item: re.Pattern[str]


@lru_cache(maxsize=8)
def load_layout(lang: str) -> Layout:
    """The language's layout rules; DataFileError where the file does not fit its shape."""
    table = load_table(f"lexicon/{lang}/layout.yml", LayoutFile)
    words = {"month": table.months}
    return Layout(
        tuple(re.compile(expand(r.pattern, words), 0 if r.cased else re.IGNORECASE) for r in table.furniture),
        tuple(re.compile(expand(r.pattern, words)) for r in table.datelines),
        re.compile(table.items),
    )
