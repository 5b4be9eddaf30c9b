"""By which lines letters set apart what their sender did not write."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class LetterRule(msgspec.Struct, frozen=True):
    """Patterns of whole lines (of beginnings, for prefixes of subjects), in any of the languages of mail programs, with examples."""

    id: str
    patterns: list[str]
    examples: list[str]
    counter: list[str] = msgspec.field(name="not")


class LettersFile(msgspec.Struct, frozen=True):
    """The shape of ``pages/letters.yml``."""

    prefix: LetterRule
    forward_prefix: LetterRule
    forward: LetterRule
    original: LetterRule
    wrote: LetterRule
    sent_from: LetterRule


class Letters(msgspec.Struct, frozen=True):
    """The same, compiled: all but the prefixes match whole lines."""

    prefix: re.Pattern[str]
    forward_prefix: re.Pattern[str]
    forward: re.Pattern[str]
    original: re.Pattern[str]
    wrote: re.Pattern[str]
    sent_from: re.Pattern[str]


@lru_cache(maxsize=1)
def load_letters() -> Letters:
    """The lines of letters; DataFileError where the file does not fit its shape."""
    held = load_table("pages/letters.yml", LettersFile)
    rules = (held.prefix, held.forward_prefix, held.forward, held.original, held.wrote, held.sent_from)
    return Letters(*(re.compile("|".join(f"(?:{p})" for p in rule.patterns), re.IGNORECASE) for rule in rules))
