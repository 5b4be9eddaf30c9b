"""How a language names places: nouns, prepositions, the patterns of relative phrases and of places no event has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table
from tollbook.codebook.needed import Needs, folded, needed, words_in
from tollbook.codebook.patterns import expand

LETTER = r"[^\W\d_]"
UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚḐḨḪṢṬẒ]"
JOINTS = "of|the|de|du|des|del|la|las|los|le|al|el|da|do|dos|ad|as|ez|bin|d'|y|i"
NAMING_JOINTS = "de|du|del|da|do|dos"
"""Behind these a word goes on with a name, even if it is short for a month ("Torre del Mar")."""


class RelativeRule(msgspec.Struct, frozen=True):
    """A pattern for a phrase that tells where something lies; ``tells`` names the list of which it cannot do without a phrase."""

    id: str
    relation: str
    pattern: str
    examples: list[str]
    counter: list[str] = msgspec.field(name="not")
    tells: str | None = None


class NotEventRule(msgspec.Struct, frozen=True):
    """Contexts in which a place is no event's; all patterns given must hold.

    ``direct`` rules ask that no clause of its own stands between what ``before`` matched and the place.
    """

    id: str
    examples: list[str]
    counter: list[str] = msgspec.field(name="not")
    before: str | None = None
    after: str | None = None
    sentence: str | None = None
    direct: bool = False


class PlaceFile(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of ``lexicon/<lang>/places.yml``."""

    settlements: list[str]
    areas: list[str]
    waters: list[str]
    abroad: list[str]
    venues: list[str]
    locatives: list[str]
    firm: list[str]
    adjectives: list[str]
    sides: list[str]
    hedges: list[str]
    units: dict[str, float]
    numbers: dict[str, float]
    directions: dict[str, float]
    calendar: list[str]
    suffixes: list[str]
    articles: list[str]
    leading: list[str]
    bodies: list[str]
    parts: list[str]
    stative: list[str]
    institutions: list[str]
    abbreviations: list[str]
    streets: list[str]
    indefinite: list[str]
    listed: str
    dateline_after: str
    resident: str
    near: list[str]
    relative: list[RelativeRule]
    apposed: str
    not_event: list[NotEventRule]


@dataclass(frozen=True, slots=True)
class RelativePattern:
    """A relative phrase; a sentence in which it matches holds all that it ``needs`` and, if there are any, one of its ``words``."""

    id: str
    relation: str
    source: str
    needs: Needs
    words: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when first asked for: names make these long, and most reports need few of them."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class NotEventPattern:
    """A compiled context; ``None`` asks nothing of that side."""

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A language's place words, compiled; lists are lower case except ``calendar``, ``leading``, ``bodies`` and ``institutions``."""

    settlements: frozenset[str]
    areas: frozenset[str]
    waters: frozenset[str]
    abroad: frozenset[str]
    venues: frozenset[str]
    nouns: frozenset[str]
    sides: frozenset[str]
    units: Mapping[str, float]
    numbers: Mapping[str, float]
    directions: Mapping[str, float]
    leading: frozenset[str]
    bodies: frozenset[str]
    stative: frozenset[str]
    institutions: frozenset[str]
    abbreviations: frozenset[str]
    streets: frozenset[str]
    indefinite: frozenset[str]
    articles: frozenset[str]
    run: re.Pattern[str]
    locative: re.Pattern[str]
    firm: re.Pattern[str]
    owner: re.Pattern[str]
    noun_of: re.Pattern[str]
    noun_after: re.Pattern[str]
    noun_apposed: re.Pattern[str]
    noun_before: re.Pattern[str]
    part_after: re.Pattern[str]
    container: re.Pattern[str]
    venue: re.Pattern[str]
    apposed: re.Pattern[str]
    side_before: re.Pattern[str]
    listed: re.Pattern[str]
    dateline_after: re.Pattern[str]
    resident: re.Pattern[str]
    relative: tuple[RelativePattern, ...]
    not_event: tuple[NotEventPattern, ...]


_CONTAINER = (
    r"\s*(?:,? (?:in|of|within|inside)|,(?: (?:a|an|the)(?: [\w-]+){0,3}? (?:{settled}|{area})(?: (?:in|of))?)?)(?: the)?(?: {adjective})*\s+"
    r"(?:(?P<outer>{name})'s (?:{adjective} )*)?(?P<inner>{name})(?: (?P<noun>{area}|{settled})\b)?"
)


@lru_cache(maxsize=4)
def load_places(lang: str) -> PlaceWords:
    """The language's place words; DataFileError where the file does not fit its shape."""
    f = load_table(f"lexicon/{lang}/places.yml", PlaceFile)
    m = _macros(f)
    nouns = [*f.settlements, *f.areas, *f.waters, *f.venues]
    return PlaceWords(
        settlements=frozenset(f.settlements), areas=frozenset(f.areas), waters=frozenset(f.waters), venues=frozenset(f.venues),
        abroad=frozenset(f.abroad), nouns=frozenset(n.lower() for n in nouns),
        sides=frozenset(f.sides), units=f.units, numbers=f.numbers, directions={k.lower(): v for k, v in f.directions.items()},
        leading=frozenset(f.leading), bodies=frozenset(f.bodies), stative=frozenset(f.stative), institutions=frozenset(f.institutions),
        abbreviations=frozenset(f.abbreviations), streets=frozenset(f.streets), indefinite=frozenset(f"{a} " for a in f.indefinite),
        articles=frozenset(f.articles),
        listed=re.compile(f.listed), dateline_after=re.compile(f.dateline_after), resident=re.compile(f.resident),
        run=re.compile(_name(f)),
        locative=_compile(r"\b(?P<word>{locative})(?: {quality})* (?:{noun} of )?$", m),
        firm=_compile(r"\b(?:{firm})(?: {quality})* (?:{noun} of )?$", m),
        owner=_compile(r"(?P<owner>{name})['’]s (?:{quality} )*$", m),
        noun_of=_compile(r"\b(?P<noun>{settled})(?: of| called| named)(?: the)? $", m),
        noun_after=_compile(r"^(?: (?:{compound})){0,1} (?P<noun>{noun})\b(?!-)", m),
        noun_apposed=_compile(r"^,? (?:a|an|the)(?: (?!of |in |for )[\w-]+){0,3}? (?P<noun>{settled})\b", m),
        noun_before=_compile(r"\b(?P<noun>{venue})s?(?: compound)? (?:in|at|of|on)(?: the)?(?: {adjective})*(?: (?:{settled}) of)? $", m),
        part_after=_compile(r"^'s(?: [\w-]+){0,3}? (?:{noun}|{part})\b|^'s (?:{adjective} )+(?-i:{upper})", m),
        container=_compile(_CONTAINER, m),
        venue=_compile(r"\b(?:{venue})\b", m),
        apposed=_compile(f.apposed, m),
        side_before=_compile(r"\b(?P<side>{side})(?: and {side})? $", m),
        relative=tuple(_relative(r, f, m) for r in f.relative),
        not_event=tuple(_not_event(r, m) for r in f.not_event),
    )  # fmt: skip


def _macros(f: PlaceFile) -> dict[str, list[str] | str]:
    word, name = f"(?-i:{_word(f)})", f"(?-i:{_name(f)})"
    settled = _any([*f.settlements, *f.areas, *f.waters])
    adjective = _any(f.adjectives)
    of = f"(?:(?-i:the) )?(?-i:(?:(?:{adjective}) ){{0,4}}(?:{settled}) (?:of )?(?:the )?)?(?:(?-i:{adjective}) )?"
    capital = rf"(?:the )?(?:(?P<of>{name})(?:'s)? )?(?:[\w-]+ )?(?P<capital>capital)(?: city)?(?: of (?P<of2>{name})|,? (?P<a>{name}))?"
    spot = rf"(?:{capital}|{of}(?P<a2>{name}))"
    return {
        "name": name, "word": word, "upper": UPPER, "of": of, "spot": spot, "num": rf"\d+(?:[.,]\d+)?|{_any(f.numbers)}",
        "unit": rf"(?:{_any(f.units)})\b\.?",
        "dir": rf"\b(?:{_any(f.directions)})\b", "side": f.sides, "hedge": f.hedges, "near": f.near, "locative": f.locatives, "firm": f.firm,
        "adjective": f"(?-i:{_any(f.adjectives)})", "noun": [*f.settlements, *f.areas, *f.waters, *f.venues],
        "settlement": f.settlements,
        "area": f.areas,
        "quality": [*f.adjectives, *f.sides], "settled": [*f.settlements, *f.areas, *f.waters], "venue": f.venues, "part": f.parts,
        "compound": r"[a-z-]+",
    }  # fmt: skip


def _word(f: PlaceFile) -> str:
    stop, suffix, article = "|".join(f.calendar), "|".join(f.suffixes), "|".join(f.articles)
    hyphened = rf"-(?!(?:{suffix})\b)(?:{LETTER})+"
    short = "|".join(re.escape(a) for a in sorted(f.abbreviations, key=len, reverse=True))
    whole = rf"\b(?:{short})(?!\w)|(?:[A-Z]\.){{2,}}"
    return rf"(?!(?:{stop})\b)(?:{whole}|(?:\b(?:{article})-)?{UPPER}(?:{LETTER}|\d)*(?:['’](?!s\b)(?:{LETTER})+|{hyphened})*)"


def _name(f: PlaceFile) -> str:
    word = _word(f)
    bound = rf"(?:{NAMING_JOINTS})[ \n]{UPPER}(?:{LETTER})+\b"
    return rf"{word}(?:[ \n](?:(?:(?:{JOINTS})[ \n]){{0,2}}{word}|{bound})){{0,5}}"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=len, reverse=True))


def _compile(pattern: str, macros: Mapping[str, list[str] | str]) -> re.Pattern[str]:
    return re.compile(expand(pattern, macros), re.IGNORECASE)


def _relative(rule: RelativeRule, f: PlaceFile, macros: Mapping[str, list[str] | str]) -> RelativePattern:
    source = expand(rule.pattern, macros)
    phrases: list[str] = getattr(f, rule.tells) if rule.tells else []
    return RelativePattern(rule.id, rule.relation, source, needed(source), frozenset(max(words_in(folded(p)), key=len) for p in phrases))


@lru_cache(maxsize=256)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _not_event(rule: NotEventRule, macros: Mapping[str, list[str] | str]) -> NotEventPattern:
    before = _compile(rule.before + "$", macros) if rule.before else None
    after = _compile("^" + rule.after, macros) if rule.after else None
    return NotEventPattern(rule.id, before, after, _compile(rule.sentence, macros) if rule.sentence else None, rule.direct)
