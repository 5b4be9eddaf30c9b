"""Who did it, as the conference wanted it: people, organisations, and how sure the text is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.tasks.muc4_phrases import first, organisation_in, organisations_in, read_phrase
from benchmarks.tasks.muc4_text import Json, Text, type_of
from benchmarks.tasks.muc4_words import WORDS

DOING = ("perpetrator", "side_a", "side_b")


@dataclass(frozen=True, slots=True)
class Perps:
    """Those who did it: what sort of deed that makes it, people, organisations and how sure the text is of these."""

    category: str
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    confidence: str


def perps(account: Json, text: Text) -> Perps:
    """The account's perpetrators, and those who are said or claim to be.

    The conference gave an organisation to nameless guerrillas wherever the text had one to give; so the one it names most often stands for them.
    """
    acting = ("speaker",) if account["kind"] == "threat" else DOING
    doing = [p for p in account["parties"] if p["role"] in acting and not p["kind"].startswith("object-")]
    claims = [c for c in account["claims"] if c["stance"] in ("claimed", "accused") and c["by"]]
    named = [p["name"] for p in doing] + [c["by"] for c in claims]
    people = dict.fromkeys(p for n in named if (p := _individual(n)))
    groups = dict.fromkeys((*_groups(named), *_states(doing, text.text)))
    if not groups and _may_be_of_a_group(account, doing, text):
        groups = dict.fromkeys(filter(None, (_usual(text.text),)))
    return Perps(_category(doing), tuple(people), tuple(groups), _confidence(account, claims, groups, text.text))


def _may_be_of_a_group(account: Json, doing: Sequence[Json], text: Text) -> bool:
    """True for nameless guerrillas; where nobody is told, not for an attack in a text that accuses soldiers or tells of no deed of the group."""
    if doing or type_of(account) != "ATTACK":
        return not any(p["kind"] in WORDS.states for p in doing)
    return not _is_state_accused(text.text) and _acts(text)


def _acts(text: Text) -> bool:
    """True where some account has the text's usual group, or nameless guerrillas, among those who did it."""
    usual = _usual(text.text)
    ids = {known for name, known in organisations_in(text.text) if name == usual}
    for account in text.accounts:
        names = [p["name"] for p in account["parties"] if p["role"] in DOING] + [c["by"] for c in account["claims"] if c["by"]]
        for name in names if type_of(account) or account["kind"] == "armed-clash" else ():
            if set(name.lower().split()) & WORDS.rebels or any(known in ids for _, known in organisations_in(name)):
                return True
    return False


def _is_state_accused(text: str) -> bool:
    """True where a sentence names both a killing or a guilt and soldiers."""
    sentences = (set(re.findall(r"\w+", s)) for s in re.split(r"[.?!]\s", " ".join(text.lower().split())))
    return any(words & WORDS.guilt and words & WORDS.soldiers for words in sentences)


def _groups(named: Sequence[str]) -> Iterator[str]:
    """The known groups the phrases name, each by the first name it has there."""
    told: set[str] = set()
    for name, known in (next(organisations_in(n), (None, None)) for n in named):
        if name and known and known not in told:
            told.add(known)
            yield name


def _usual(text: str) -> str | None:
    """The group the text names most often, as it first names it."""
    found = list(organisations_in(text))
    counts = Counter(known for _, known in found)
    return next((name for name, known in found if known == counts.most_common(1)[0][0]), None)


def _individual(words: str) -> str | None:
    """The people a phrase names; ``None`` for an organisation."""
    words = " ".join(words.split())
    tokens = [t.lower().strip(",.\"'[]") for t in words.split()]
    if set(tokens) & WORDS.members:
        return words.split("[")[0].strip()
    if organisation_in(words):
        return None
    phrase = read_phrase(words)
    if phrase.name and len(phrase.name.split()) > 1:
        return phrase.name
    return words if tokens and tokens[-1].endswith("s") and words[-1].islower() else None


def _states(doing: Sequence[Json], text: str) -> Iterator[str]:
    """The bodies of a state: what troops belong to ("army *troops*"), else the body that the text names most often."""
    told = " ".join(text.lower().split())
    usual = max(WORDS.bodies, key=told.count)
    for party in doing:
        tokens = party["name"].split()
        while tokens and tokens[-1].lower() in WORDS.members - {"forces"}:
            tokens = tokens[:-1]
        if organisation_in(party["name"]):
            continue
        if party["kind"] in WORDS.states and tokens and tokens[-1].lower() in WORDS.bodied:
            yield " ".join(tokens)
        elif party["kind"] in WORDS.states and usual in told:
            yield usual


def _category(doing: Sequence[Json]) -> str:
    return "STATE-SPONSORED VIOLENCE" if any(p["kind"] in WORDS.states for p in doing) else "TERRORIST ACT"


def _confidence(account: Json, claims: Sequence[Json], groups: Iterable[str], text: str) -> str:
    """How sure the text is: what the account says of it, else what the sentences say that name the organisation.

    Where the account itself has the organisation among those who did it, only the sentences that tell the deed count.
    """
    claimed, _, accused, *_ = (rule.says for rule in WORDS.sureness)
    stance = first(c["stance"] for c in claims)
    if stance == "claimed":
        return claimed
    alleged = stance == "accused" or account["stance"] == "alleged"
    own = {n.lower() for n in _groups([p["name"] for p in account["parties"] if p["role"] in DOING])} & {g.lower() for g in groups}
    told = [s for s in _sentences_on(groups, text) if not own or alleged or any(t["quote"].lower() in s for t in account["trigger"])]
    rules = WORDS.sureness[1:3] if alleged else WORDS.sureness
    words = [set(re.findall(r"\w+", s)) for s in told if not any(n in f" {s}" for n in WORDS.unclaimed)]
    fitting = (r.says for r in rules if any(all(set(w.split("|")) & found for w in r.words) for found in words))
    unclaimed = not own and any(n in " ".join(text.lower().split()) for n in WORDS.unclaimed)
    return next(fitting, accused if alleged else WORDS.sureness[-1].says if unclaimed else "REPORTED AS FACT")


def _sentences_on(groups: Iterable[str], text: str) -> Iterator[str]:
    """Each sentence that names one of the organisations by any of its names, small."""
    found = list(organisations_in(text))
    ids = {known for name, known in found if name in groups}
    names = {name.lower() for name in (*groups, *(name for name, known in found if known in ids))}
    for sentence in re.split(r"[.?!]\s", " ".join(text.lower().split())):
        if any(name in sentence for name in names):
            yield sentence
