"""The names of victims as HRDsAttack lists them: full, without titles, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.coding import coder
from benchmarks.tasks.hrdsattack_terms import STANCES, SUFFERING, TERMS, Json, violations_of

CAPITAL = re.compile(r"(?:[A-ZÀ-Þ]|(?:al|el)-[A-ZÀ-Þ])[\w'’.-]*")
OWNER = re.compile(r"['’]s?$")
BEFORE = r"\b(?:(?:[A-ZÀ-Þ](?:\.|[\w'’-]*)|(?:al|el)-[A-ZÀ-Þ]\w+) (?:(?:al|el|bin|de|da|dos|ould|van|von)[ -])?){1,3}"
"""The words of a name before its last one."""


def victims_of(accounts: Sequence[Json], text: str) -> Iterator[str]:
    """The names of persons who suffer, or might, and of those whose release is told or asked for; whoever is told to have harmed others is none."""
    suffered = [a for a in accounts if a["kind"] == "release" or violations_of(a)]
    parties = [p for a in suffered for p in a["parties"] if p["role"] in SUFFERING]
    persons = [p for p in parties if p["kind"] not in TERMS.no_persons and not p["kind"].startswith("object")]
    names = list(dict.fromkeys(n for p in persons if (n := _name_of(p, text)) is not None))
    doers = set(_doers(accounts))
    yield from (n for n in names if n not in doers and not any(n != other and n in other for other in names))


def _doers(accounts: Sequence[Json]) -> Iterator[str]:
    """Names of those told to have harmed others."""
    harms = (a for a in accounts if a["stance"] in STANCES and violations_of(a) and a["kind"] not in TERMS.lawful)
    for party in (p for a in harms for p in a["parties"] if p["role"] == "perpetrator"):
        name = person_in(party["name"])
        if name is not None:
            yield name


def _name_of(party: Json, text: str) -> str | None:
    """The person's fullest name; ``None`` where the party has no person's name."""
    name = person_in(party["name"])
    if name is None or " " in name:
        return name
    full = full_name(name, text)
    return full if " " in full or _can_be_name(full, party["kind"]) else None


def _can_be_name(word: str, kind: str) -> bool:
    """False for one word that names people of a sort ("Christians"): the coding knows what they are, or they are many."""
    return kind == "other" and not word.endswith("s")


def full_name(surname: str, text: str) -> str:
    """The name of two words and more that the surname ends most often in the text; the surname itself where it never does."""
    found: Counter[str] = Counter()
    for match in re.finditer(BEFORE + re.escape(surname) + r"\b", text):
        name = _own(match[0].split())
        if len(name) > 1:
            found[" ".join(name)] += 1
    return found.most_common(1)[0][0] if found else surname


def person_in(name: str) -> str | None:
    """The own name at the end of a party's phrase ("journalist Ana Doe"), or before "of" and the like; ``None`` where it has none."""
    words = name.replace(",", " , ").split()
    tail = next((i for i, w in enumerate(words) if w in TERMS.tails), len(words))
    before = _person(words[:tail]) if tail < len(words) else None
    return before if before and " " in before else _person(words)


def _person(words: Sequence[str]) -> str | None:
    """The name the words end with: two words or more, or one that follows a title or is all there is."""
    run: list[str] = []
    for word in reversed(words):
        if not (CAPITAL.fullmatch(word) or (run and word.lower() in TERMS.particles)):
            break
        run.insert(0, word)
    own = _own(run)
    if not own or own[-1].lower() in TERMS.no_names or (len(run) == 1 and len(words) > 1):
        return None
    return " ".join(own)


def _own(run: Sequence[str]) -> list[str]:
    """The capitalised words behind the last title or owner ("Chad's Ana Doe") and the name of a people, without what marks an owner."""
    start = max((i + 1 for i, w in enumerate(run) if w.lower().strip(".") in TERMS.titles or (i + 1 < len(run) and OWNER.search(w))), default=0)
    words = list(run[start:])
    while words and (words[0].lower() in TERMS.particles or (len(words) > 2 and coder().gazetteer.demonym(words[0]))):
        words = words[1:]
    return [*words[:-1], OWNER.sub("", words[-1])] if words else []
