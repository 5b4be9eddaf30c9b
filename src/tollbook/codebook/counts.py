"""The words by which a language tells numbers of people, and the groups they are counted in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tollbook.codebook.actors import ActorRule
from tollbook.codebook.files import load_table, read_data
from tollbook.codebook.needed import Needs, needed
from tollbook.codebook.patterns import compile_pattern

Key = tuple[str, ...]


class CountRule(msgspec.Struct, frozen=True):
    """One way to give a number: ``low``, ``best`` and ``high`` are made of the pattern's numbers n and m, ``None`` where it does not say.

    ``article`` marks words that only happen to say one ("a soldier"); ``stated`` ones count only where the phrase says what befell them.
    """

    id: str
    pattern: str
    examples: dict[str, dict[str, int | str | bool | None]]
    counter: list[str] = msgspec.field(name="not")
    low: str | int | None = None
    best: str | int | None = None
    high: str | int | None = None
    article: bool = False
    stated: bool = False


class CountGroup(msgspec.Struct, frozen=True):
    """A group of people: ``kinds`` are kinds of actors and ``named`` sorts of names that belong to it too.

    ``fighting`` groups are no victims and never summed with them, ``accused`` ones may be who did it.
    ``open`` words take their group from the words round them.
    """

    group: str
    label: str
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    fighting: bool = False
    accused: bool = False
    open: bool = False


class Lead(msgspec.Struct, frozen=True):
    """Words before a number that say what befell those counted; its group ``of`` may name them."""

    id: str
    status: str
    pattern: str
    examples: dict[str, dict[str, str]]
    counter: list[str] = msgspec.field(name="not")
    part: bool = False


class Pair(msgspec.Struct, frozen=True):
    """Nouns that tell a status under certain verbs: "claimed 12 lives", "were treated for burns"."""

    nouns: frozenset[str]
    verbs: frozenset[str]


class Ward(msgspec.Struct, frozen=True):
    """What tells that somebody was hurt and may have died: verbs linked to a noun ("were taken to hospital", "found with gunshot wounds")."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    links: frozenset[str]


class Statuses(msgspec.Struct, frozen=True):
    """The words that say what befell those counted, by where they stand: head noun, beside it, as verb over its object or subject."""

    nouns: dict[str, str]
    lives: Pair
    losses: Pair
    harms: Pair
    care: Pair
    ward: Ward
    words: dict[str, str]
    objects: dict[str, frozenset[str]]
    subjects: dict[str, frozenset[str]]
    particles: dict[str, str]
    light: frozenset[str]
    alternatives: frozenset[str]
    hostage: frozenset[str]
    hostage_verbs: frozenset[str]
    fatal: frozenset[str]


class Numbers(msgspec.Struct, frozen=True):
    """The number words and what they are worth."""

    units: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    articles: dict[str, float]
    plurals: dict[str, int]


class CountsFile(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of ``lexicon/<lang>/counts.yml``."""

    numbers: Numbers
    pieces: dict[str, str]
    rules: list[CountRule]
    groups: list[CountGroup]
    tails: dict[str, str]
    never: frozenset[str]
    collective: frozenset[str]
    statuses: Statuses
    leads: list[Lead]
    parts: dict[str, str]
    joins: str
    denied: str
    ordinal: str
    rises: str
    causes: str
    additional: str
    suffixes: str
    aged: str
    unclear: str


class CountPattern(msgspec.Struct, frozen=True):
    """A count rule ready to match; ``needs`` is what a text must hold for it to match at all."""

    rule: CountRule
    pattern: re.Pattern[str]
    needs: Needs


class LeadPattern(msgspec.Struct, frozen=True):
    """A lead ready to match up to where a number starts."""

    lead: Lead
    pattern: re.Pattern[str]


class CountWords(msgspec.Struct, frozen=True, kw_only=True):
    """A language's count rules, ready to match; ``nouns`` maps the words of a phrase to its group, ``None`` where it is not one of people."""

    rules: tuple[CountPattern, ...]
    leads: tuple[LeadPattern, ...]
    nouns: Mapping[Key, str | None]
    open: frozenset[Key]
    named: Mapping[str, str]
    groups: Mapping[str, CountGroup]
    tails: Mapping[str, re.Pattern[str]]
    parts: Mapping[str, re.Pattern[str]]
    joins: re.Pattern[str]
    denied: re.Pattern[str]
    ordinal: str
    rises: re.Pattern[str]
    causes: re.Pattern[str]
    additional: re.Pattern[str]
    suffixes: re.Pattern[str]
    aged: re.Pattern[str]
    verbs: Mapping[str, str]
    subjects: Mapping[str, str]
    numbers: Mapping[str, float]
    scales: frozenset[str]
    statuses: Statuses
    collective: frozenset[str]
    unclear: str


@lru_cache(maxsize=8)
def load_counts(lang: str) -> CountWords:
    """The language's count rules; DataFileError where the file does not fit its shape, KeyError where a pattern names an unknown piece."""
    table = load_table(f"lexicon/{lang}/counts.yml", CountsFile)
    lists = _pieces(table)
    numbers: dict[str, float] = {}
    told = table.numbers
    for entries in (told.units, told.tens, told.ordinals, told.scales, told.articles, told.plurals):
        numbers |= entries
    return CountWords(
        rules=tuple(_rule(r, lists) for r in table.rules),
        leads=tuple(LeadPattern(lead, compile_pattern(rf"(?<!\w)(?:{lead.pattern})$", lists)) for lead in table.leads),
        nouns=_nouns(table, lang),
        open=frozenset(_key(w) for g in table.groups if g.open for w in g.words),
        named={label: g.group for g in table.groups for label in g.named},
        groups={g.group: g for g in table.groups},
        tails={group: compile_pattern(rf"(?<!\w){pattern}(?!\w)", lists) for group, pattern in table.tails.items()},
        parts={name: compile_pattern(pattern, lists) for name, pattern in table.parts.items()},
        joins=compile_pattern(table.joins, lists),
        denied=compile_pattern(table.denied, lists),
        ordinal=table.ordinal,
        rises=compile_pattern(table.rises, lists), causes=compile_pattern(table.causes, lists),
        additional=compile_pattern(table.additional, lists),
        suffixes=compile_pattern(table.suffixes, lists),
        aged=compile_pattern(table.aged, lists),
        verbs={verb: status for status, verbs in table.statuses.objects.items() for verb in verbs},
        subjects={verb: status for status, verbs in table.statuses.subjects.items() for verb in verbs},
        numbers=numbers,
        scales=frozenset(table.numbers.scales),
        statuses=table.statuses,
        collective=table.collective,
        unclear=table.unclear,
    )


@lru_cache(maxsize=1)
def load_groups() -> tuple[CountGroup, ...]:
    """The groups that tolls are given in, with their labels, in the order of the codebook; DataFileError where the file does not fit its shape."""
    return tuple(load_table("lexicon/en/counts.yml", CountsFile).groups)


def _rule(rule: CountRule, lists: dict[str, list[str] | str]) -> CountPattern:
    pattern = compile_pattern(rf"(?<![\w.,:/$€£#+'’-])(?:{rule.pattern})(?![\w%]|[-–/:'’.,]\w)", lists)
    return CountPattern(rule, pattern, needed(pattern.pattern))


def _pieces(table: CountsFile) -> dict[str, list[str] | str]:
    """The word lists and patterns that rules may name, the grammar of numbers among them."""
    numbers = table.numbers
    lists: dict[str, list[str] | str] = dict(table.pieces)
    lists |= {"unit": list(numbers.units), "ten": list(numbers.tens), "scale": list(numbers.scales)}
    lists |= {"ordinal": list(numbers.ordinals), "one": list(numbers.articles), "plurals": list(numbers.plurals)}
    lists["figure"] = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    lists["small"] = r"(?:{ten}(?:[ -]{unit})?|{unit}|{figure})"
    # "two hundred and five", "1.2 million", "a dozen", "half a million"
    lists["n"] = r"(?:(?:{small}|{one})(?:[ -]{scale})+(?:(?: and)? {small}(?: {scale}(?: and {small})?)?)?|{small})"
    return lists


def _nouns(table: CountsFile, lang: str) -> dict[Key, str | None]:
    """The group of each phrase: listed words first, then the actor words of the kinds a group takes in."""
    found: dict[Key, str | None] = {_key(word): None for word in table.never}
    for group in table.groups:
        for word in group.words:
            found.setdefault(_key(word), group.group)
    by_kind = {kind: g.group for g in table.groups for kind in g.kinds}
    heads = msgspec.convert(read_data(f"lexicon/{lang}/actors.yml")["heads"], type=list[ActorRule])
    for rule in heads:
        if rule.sort == "person" and rule.kind in by_kind:
            for word in rule.words:
                if _key(word)[-1] in table.never:
                    continue
                found.setdefault(_key(word), by_kind[rule.kind])
    return found | dict.fromkeys((_key(word) for word in table.statuses.nouns), "total")


def _key(word: str) -> Key:
    return tuple(word.lower().replace("-", " ").split())
