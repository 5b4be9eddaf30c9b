"""Whom and what an incident struck: the product's parties and tolls as the conference's targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.tasks.muc4_phrases import Phrase, first, is_many, read_phrase, thing_in, typed
from benchmarks.tasks.muc4_words import WORDS

Json = Mapping[str, Any]
STRUCK = ("victim", "target", "detainee")
ONE, MANY = "1", "PLURAL"


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody or something struck: how the text names it, its type, how many, where from, what became of it, and whether it was abducted."""

    phrase: Phrase
    type: str
    number: str
    country: str | None = None
    effects: tuple[str, ...] = ()
    taken: bool = False

    @property
    def string(self) -> str:
        """The string other slots point to."""
        return self.phrase.string


@dataclass(frozen=True, slots=True)
class Struck:
    """An incident's targets, and what is told of people nobody names: "there were no injuries"."""

    people: tuple[Target, ...] = ()
    things: tuple[Target, ...] = ()
    spared: tuple[str, ...] = ()


def struck(account: Json, text: str) -> Struck:
    """The targets of the product's account of something in the text."""
    parties = [p for p in account["parties"] if p["role"] in STRUCK and p["kind"] not in WORDS.fighting]
    things = [p for p in parties if is_thing(p, account)]
    placed = [p for p in things if set((thing_in(p["name"]) or "").lower().split()[-1:]) & WORDS.settled]
    people = [p for p in parties if p not in things]
    found = [_person(p, account, text) for p in people]
    found += _counted(account, people)
    return Struck(once(merged(_without_names(found))), merged([_thing(p, account, text) for p in things if p not in placed]), _spared(account))


def _spared(account: Json) -> tuple[str, ...]:
    none = {t["status"] for t in account["tolls"] if t["best"] == 0 and t["status"] in WORDS.spared}
    return (WORDS.spared["both"] if len(none) > 1 else WORDS.spared[none.pop()],) if none else ()


def is_thing(party: Json, account: Json) -> bool:
    """True for a house, a car, a bank."""
    told = read_phrase(party["name"])
    if party["kind"] in WORDS.objects:
        return True
    if told.name is not None or told.description is None:
        return False
    return _heads_thing(told.description) or (party["kind"] == "other" and account["kind"] in ("property-destruction", "robbery"))


def _heads_thing(description: str) -> bool:
    head = description.rsplit(maxsplit=1)[-1].lower()
    return any(head in t.words for t in WORDS.things) and not any(head in t.words for t in WORDS.described)


def _without_names(found: Sequence[Target]) -> list[Target]:
    """All but those counted whose names are told too ("two teachers, Ana Ortiz and Eva Luz"); the names take their description."""
    named = [t for t in found if t.phrase.name]
    count = str(len({n.string for n in named}))
    told = next((t.phrase.description for t in found if not t.phrase.name and t.number == count != ONE), None)
    kept = [t for t in found if t.phrase.name or t.number != count or t.number == ONE]
    return [replace(t, phrase=Phrase(t.phrase.name, t.phrase.description or told)) if t.phrase.name and told else t for t in kept]


def once(people: Sequence[Target]) -> tuple[Target, ...]:
    """The people without those told again: as many of the same fate in other words, or the same in more words: "priests" and "six Jesuit priests"."""
    kept: list[Target] = []
    for target in people:
        i = next((i for i, k in enumerate(kept) if _is_told_again(k, target)), None)
        if target.phrase.name or i is None:
            kept.append(target)
        elif kept[i].number == MANY:
            kept[i] = replace(kept[i], number=target.number)
    return tuple(kept)


def _is_told_again(a: Target, b: Target) -> bool:
    if a.phrase.name or b.phrase.name or a.effects != b.effects:
        return False
    if a.number == b.number not in (ONE, MANY):
        return True
    shared = {w.rstrip("s") for w in a.string.lower().split()} & {w.rstrip("s") for w in b.string.lower().split()}
    return bool(a.effects and shared) and MANY in (a.number, b.number) and ONE not in (a.number, b.number)


def words_of_trigger(account: Json) -> frozenset[str]:
    """The words that tell of the incident, small."""
    return frozenset(s["quote"].lower() for s in account["trigger"])


def _touch(a: Json, b: Json) -> bool:
    return any(s["start"] < t["end"] and t["start"] < s["end"] for s in a["spans"] for t in b["spans"])


def _person(party: Json, account: Json, text: str) -> Target:
    phrase = read_phrase(party["name"])
    tolls = [t for t in account["tolls"] if _touch(party, t) and t["best"] != 0]
    effects = tuple(dict.fromkeys(WORDS.effects[t["status"]] for t in tolls if t["status"] in WORDS.effects))
    if not effects and party["role"] == "victim" and account["kind"] == "killing":
        effects = (WORDS.effects["killed"],)
    numbers = [n for t in tolls if len(t["spans"]) == 1 and (n := number_of(t)) is not None]
    number = ONE if phrase.name else (numbers or [_default(party, text)])[0]
    taken = any(t["status"] == "abducted" for t in tolls)
    return Target(phrase, _type_of(party["name"], party["kind"]), number, party["country"], effects, taken)


def _default(party: Json, text: str) -> str:
    """The number in or before the phrase; where there is none, one or many."""
    start = min((s["start"] for s in party["spans"]), default=0)
    told_in = text[start : start + 25].lower().split()[:1] if party["spans"] else []
    words = [*text[max(0, start - 25) : start].lower().split()[-1:], *told_in, *party["name"].lower().split()[:1]] if party["spans"] else []
    told = next((str(WORDS.numbers.get(w, w)) for w in reversed(words) if w in WORDS.numbers or w.isdigit()), None)
    many = is_many(party["name"])
    return told if told and (told != ONE) == many else MANY if many else ONE


def _type_of(words: str, kind: str) -> str:
    if set(words.lower().replace("-", " ").split()) & WORDS.former.words:
        told = typed(words, WORDS.described) or WORDS.people.get(kind, "CIVILIAN")
        return WORDS.former.types.get(told, told)
    return typed(words, WORDS.described) or WORDS.people.get(kind, "CIVILIAN")


def number_of(toll: Json) -> str | None:
    """The toll as the keys write numbers: "6", "20 -", "~100", "PLURAL"; ``None`` where it says none."""
    low, best, high = toll["low"], toll["best"], toll["high"]
    if best is not None and low == best == high:
        return str(best)
    if low is not None and high is None:
        return MANY if low in (2, 20, 24, 100, 200, 1000) else f"{low - 1 if low % 10 == 1 and low > 10 else low} -"
    return f"~{best}" if best is not None else MANY if low is not None else None


def _counted(account: Json, people: Sequence[Json]) -> Iterator[Target]:
    """Those who are only told as a number: "three died"."""
    for toll in account["tolls"]:
        if toll["status"] not in (*WORDS.effects, "abducted") or toll["group"] in WORDS.foes or any(_touch(toll, p) for p in people):
            continue
        if len(toll["spans"]) != 1 or toll["best"] == 0:
            continue
        words = first(w for w in (toll["as_written"], *(t["as_written"] for t in account["tolls"])) if re.search(r"[a-z]{3}", w.lower()))
        phrase = read_phrase(words or "")
        effects = (WORDS.effects[toll["status"]],) if toll["status"] in WORDS.effects else ()
        yield Target(phrase, _type_of(toll["as_written"], "civilians"), number_of(toll) or MANY, None, effects, toll["status"] == "abducted")


def _thing(party: Json, account: Json, text: str) -> Target:
    whole = Phrase(None, thing_in(party["name"]))
    told = words_of_trigger(account)
    effects: tuple[str, ...] = ()
    if told & WORDS.destroying and not told & WORDS.burning:
        effects = ("DESTROYED",)
    elif account["kind"] in ("bombing", "property-destruction"):
        effects = ("SOME DAMAGE",)
    return Target(whole, typed(party["name"], WORDS.things) or "OTHER", _default(party, text), party["country"], effects)


def merged(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Each target once, what is told of it in several places put together."""
    found: list[Target] = []
    for target in targets:
        words = target.string.lower().split()
        if target.string == "-" or words[0] in WORDS.pronouns or words[-1] in WORDS.vague:
            continue
        i = next((i for i, t in enumerate(found) if is_same(t, target)), None)
        if i is None:
            found.append(target)
        else:
            found[i] = _joined(found[i], target)
    return tuple(found)


def is_same(a: Target, b: Target) -> bool:
    """True for the same name, or a part of it, or for the same words."""
    if a.phrase.name and b.phrase.name:
        first, second = set(a.phrase.name.lower().split()), set(b.phrase.name.lower().split())
        return first <= second or second <= first
    return a.phrase.name is None and b.phrase.name is None and a.string.lower() == b.string.lower()


def _joined(a: Target, b: Target) -> Target:
    name = max(a.phrase.name or "", b.phrase.name or "", key=len) or None
    description = a.phrase.description or b.phrase.description
    number = a.number if a.number != MANY else b.number
    effects = tuple(dict.fromkeys((*a.effects, *b.effects)))
    return replace(a, phrase=Phrase(name, description), number=number, effects=effects, country=a.country or b.country, taken=a.taken or b.taken)


def with_whole_name(target: Target, names: Iterable[str]) -> Target:
    """The target by the whole name the text gives somewhere: "Ortiz" as "Ana Ortiz"."""
    if target.phrase.name is None:
        return target
    words = set(target.phrase.name.lower().split())
    longer = {n for n in names if words < set(n.lower().split())}
    return replace(target, phrase=Phrase(longer.pop(), target.phrase.description)) if len(longer) == 1 else target
