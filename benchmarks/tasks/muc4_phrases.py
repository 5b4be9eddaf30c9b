"""What a phrase of a report names, in the way the conference's keys quote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.tasks.muc4_words import WORDS, Typed
from tollbook.codebook.actors import load_register
from tollbook.codebook.gazetteer.tables import load_countries


@dataclass(frozen=True, slots=True)
class Phrase:
    """A person's ``name`` and what the words before it say they are, each ``None`` where there is none."""

    name: str | None
    description: str | None

    @property
    def string(self) -> str:
        """The string other slots point to."""
        return self.name or self.description or "-"


def read_phrase(words: str) -> Phrase:
    """ "Supreme court president Ana Ortiz" as her name and office; "six farmers from the coast" as farmers."""
    whole = _plain(words)
    start = _name_start(whole)
    long = len(whole) - start > 1 and start and not any(_bare(t) in _not_names() for t in whole[start:])
    tokens = whole if long else _core(whole)
    start = start if long else _name_start(tokens)
    name, before = tokens[start:], tokens[:start]
    while name and _bare(name[0]) in WORDS.ranks | _offices():
        before, name = [*before, name[0]], name[1:]
    if len(name) == 1 and _is_plural(name[0]) and all(is_people(t) or t == "U.S." for t in before):
        return Phrase(None, " ".join([*before, *name]))
    if name and any(_bare(t) in _not_names() for t in name):
        before, name = [*before, *name], []
    before = [t.rstrip(",") for t in before if _bare(t) not in WORDS.ranks] if name else before
    return Phrase(" ".join(name) or None, " ".join(before) or None)


def _name_start(tokens: Sequence[str]) -> int:
    """Where the capitals at the end begin."""
    start = len(tokens)
    while start and (tokens[start - 1][:1].isupper() or (tokens[start - 1] in WORDS.particles and start < len(tokens))):
        start -= 1
    while start < len(tokens) and (_bare(tokens[start]) in WORDS.particles or is_people(tokens[start]) or tokens[start].endswith("'s")):
        start += 1
    return start


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    """Words of houses, cars and offices, which are in no name of a man."""
    return frozenset(w for t in WORDS.things for w in t.words) | frozenset(WORDS.beside)


def _plain(words: str) -> list[str]:
    """The words without articles and numbers in front."""
    tokens = re.sub(r"[\[(].*?([\])]|$)", " ", words).replace("]", " ").split()
    skipped = WORDS.leading | WORDS.possessives | WORDS.counting
    while tokens and (_bare(tokens[0]) in skipped or re.fullmatch(r"[\d,.-]+", tokens[0])):
        tokens = tokens[1:]
    return tokens


def thing_in(words: str) -> str | None:
    """The whole name of a thing, what it belongs to with it ("offices of the party"); ``None`` where nothing is left of it."""
    found: list[str] = []
    for token in _plain(words):
        if found and _bare(token) in WORDS.ends - {"of"}:
            break
        found.append(token.rstrip(",;"))
        if token.endswith((",", ";")):
            break
    return " ".join(found) or None


def _core(tokens: Sequence[str]) -> list[str]:
    """The words up to their head."""
    found: list[str] = []
    for token in tokens:
        if found and _bare(token) in WORDS.ends:
            break
        found.append(token.rstrip(",;"))
        if token.endswith((",", ";")):
            break
    return found


def _bare(token: str) -> str:
    return token.lower().strip(".,;'\"")


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(w for t in WORDS.described for w in t.words)


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(d.lower() for c in load_countries() for d in c.demonyms)


def is_people(token: str) -> bool:
    """True for "Kenyan"."""
    return _bare(token) in _peoples()


def _is_plural(token: str) -> bool:
    bare = _bare(token)
    return bare in WORDS.plurals or (bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and bare not in WORDS.single)


def is_many(words: str) -> bool:
    """True for a phrase that names more than one."""
    told = read_phrase(words)
    return told.name is None and told.description is not None and _is_plural(told.description.split()[-1])


def typed(words: str, lists: Sequence[Typed], *, last: bool = True) -> str | None:
    """The type by a word of the phrase: of the last list that fits, or the first; ``None`` where none does."""
    told = " " + re.sub(r"[^\w'-]+", " ", words.lower()) + " "
    fitting = [t.type for t in lists if any(f" {w} " in told for w in t.words)]
    return (fitting[-1] if last else fitting[0]) if fitting else None


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Names of groups that are no state's, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for e in load_register().values():
        if set(e.country) & WORDS.countries and e.kind not in WORDS.states:
            for name in (e.name, *e.aliases, *e.acronyms):
                words = tuple(name.lower().split())
                found.setdefault(words[0], []).append((words, e.id))
    return {w: sorted(rows, key=lambda r: len(r[0]), reverse=True) for w, rows in found.items()}


def organisations_in(words: str) -> Iterator[tuple[str, str]]:
    """The known groups a text names ("members of the *Red Front*"), with their ids in the register, longer names first."""
    tokens = re.findall(r"[^\s\[\](),;:\".]+", words)
    bare = [t.lower().split("'s")[0] for t in tokens]
    for i, word in enumerate(bare):
        for name, known in _known().get(word, ()):
            if tuple(bare[i : i + len(name)]) == name:
                yield re.sub(r"'[sS]$", "", " ".join(tokens[i : i + len(name)])), known
                break


def organisation_in(words: str) -> str | None:
    """The known group a phrase names; ``None`` where it names none."""
    return first(name for name, _ in organisations_in(words))


def first(values: Iterable[str | None]) -> str | None:
    """The first that is there."""
    return next((v for v in values if v), None)
