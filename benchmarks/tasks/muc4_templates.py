"""The product's accounts of one text as the conference's templates: which of them are incidents it asked for, and what fills their slots.

The conference wanted terrorist incidents in nine countries of Latin America, at most two months old, with a target that is named; fighting between
forces, coups, crime and plans are none. These rules are the corpus's own and stand here, not in the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.tasks.muc4_perps import Perps, perps
from benchmarks.tasks.muc4_phrases import organisations_in, typed
from benchmarks.tasks.muc4_score import Fill, Template
from benchmarks.tasks.muc4_setting import day_of, place_of
from benchmarks.tasks.muc4_targets import MANY, ONE, Struck, Target, is_same, merged, struck, with_whole_name, words_of_trigger
from benchmarks.tasks.muc4_text import Json, Text, country_of, is_heading, names_in, nation, type_of
from benchmarks.tasks.muc4_words import WORDS

STAGES = {"threat": "THREATENED"}
MANY_DAYS = 2
OLDEST = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Incident:
    """One template in the making."""

    account: Json
    type: str
    stage: str
    struck: Struck
    perps: Perps
    country: str


def templates(text: Text) -> list[Template]:
    """The text's templates."""
    home = country_of(text)
    found = [i for a in text.accounts for i in _incident(a, text, home)]
    return [Template(_slots(i, text)) for i in _distinct(found)]


def _incident(account: Json, text: Text, home: str | None) -> Iterator[Incident]:
    kind, country = type_of(account), _country(account, text) or home
    if kind is None or country not in WORDS.countries or not _is_told(account, text):
        return
    whole, by = struck(account, text.text), perps(account, text)
    stage = STAGES.get(account["kind"], "ACCOMPLISHED")
    people = tuple(with_whole_name(t, names_in(text)) for t in whole.people)
    for sort, hit in _parted(kind, replace(whole, people=merged(people))):
        if _is_asked_for(hit, country) and (account["kind"] in STAGES or _is_certain(account, hit, text)):
            yield Incident(account, sort, stage, hit, by, country)


def _parted(kind: str, hit: Struck) -> Iterator[tuple[str, Struck]]:
    """The types of incidents that one event makes: who was abducted in an attack, and what was burned in one, are templates of their own."""
    taken = tuple(t for t in hit.people if t.taken and kind == "ATTACK")
    if taken:
        yield "KIDNAPPING", Struck(taken)
    hurt = tuple(t for t in hit.people if t.effects and kind in ("ARSON", "ROBBERY") and hit.things)
    if hurt:
        yield "ATTACK", Struck(hurt)
    yield kind, replace(hit, people=tuple(t for t in hit.people if t not in taken and t not in hurt))


def _is_asked_for(hit: Struck, country: str) -> bool:
    """True where somebody or something besides soldiers and police of the land was struck."""
    return bool(hit.things) or any(t.type not in WORDS.guarding or (t.country or country) != country for t in hit.people)


def _is_certain(account: Json, hit: Struck, text: Text) -> bool:
    """True for one event, not deeds in general: a day, a place, a weapon or a victim is told, and the dead of the past have names."""
    unnamed = any(t.effects for t in hit.people) and not any(t.phrase.name for t in hit.people)
    if (
        account["currency"] == "background"
        and unnamed
        and not (hit.things or account["when"] or any(p["role"] == "perpetrator" for p in account["parties"]))
    ):
        return False
    told = [v for v in (account["when"], account["where"]) if v and not is_heading(v, text)]
    return bool(told or hit.things or account["instrument"] or any(t.phrase.name or t.country or t.number != MANY for t in hit.people))


def _country(account: Json, text: Text) -> str | None:
    """Where the account's own place lies; ``None`` where only the line above the text gives one."""
    where = account["where"]
    return where["country"] if where and not is_heading(where, text) else None


def _is_told(account: Json, text: Text) -> bool:
    """True for what has happened, and not too long ago."""
    if account["currency"] == "future" or account["stance"] in ("hypothetical", "negated"):
        return False
    latest = date.fromisoformat(account["when"]["latest"]) if account["when"] else None
    return latest is None or text.published is None or text.published - latest <= OLDEST


def _distinct(found: Sequence[Incident]) -> list[Incident]:
    """Each incident once: two of a type with a target in common are one, unless they lie on different days and it may be another one."""
    kept: list[Incident] = []
    for incident in found:
        i = next((i for i, k in enumerate(kept) if _is_one(k, incident)), None)
        if i is None:
            kept.append(incident)
        else:
            kept[i] = _joined(kept[i], incident)
    return kept


def _is_one(a: Incident, b: Incident) -> bool:
    whens = [w["earliest"] for i in (a, b) if (w := i.account["when"])]
    if (a.type, a.stage) != (b.type, b.stage):
        return False
    shared = [(t, o) for side in ("people", "things") for t in getattr(a.struck, side) for o in getattr(b.struck, side) if is_same(t, o)]
    return any(len(set(whens)) < MANY_DAYS or t.phrase.name or t.number == o.number not in (ONE, MANY) for t, o in shared)


def _joined(a: Incident, b: Incident) -> Incident:
    told = {k: a.account[k] or b.account[k] for k in ("when", "where", "instrument")}
    trigger = [*a.account["trigger"], *b.account["trigger"]]
    hit = Struck(merged((*a.struck.people, *b.struck.people)), merged((*a.struck.things, *b.struck.things)), a.struck.spared or b.struck.spared)
    by = Perps(
        min(a.perps.category, b.perps.category), _either(a.perps.people, b.perps.people), _groups(a.perps, b.perps),
        min(a.perps.confidence, b.perps.confidence),
    )  # fmt: skip
    return replace(a, account={**a.account, **told, "trigger": trigger}, struck=hit, perps=by)


def _either(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({w.lower(): w for w in (*b, *a)}.values())


def _groups(a: Perps, b: Perps) -> tuple[str, ...]:
    """Each organisation of both once, whatever names it has."""
    both = _either(a.organisations, b.organisations)
    return tuple({next((known for _, known in organisations_in(name)), name.lower()): name for name in both}.values())


def _fill(value: str, *refs: str) -> Fill:
    return Fill(((value, refs),))


def _slots(incident: Incident, text: Text) -> Mapping[str, Sequence[Fill]]:
    people, things, by = incident.struck.people, incident.struck.things, incident.perps
    weapon, weapon_type = _weapon(incident, text)
    slots = {
        "inc_date": [_fill(d)] if (d := day_of(incident.account, text)) else [],
        "inc_loc": [_fill(place_of(incident.account, incident.country, text))],
        "inc_type": [_fill(incident.type)],
        "inc_stage": [_fill(incident.stage)],
        "inc_instr_id": [_fill(weapon)] if weapon else [],
        "inc_instr_type": [_fill(weapon_type, weapon or "-")] if weapon_type else [],
        "perp_inc_cat": [_fill(by.category)] if by.people or by.organisations or by.category != "TERRORIST ACT" else [],
        "perp_ind_id": [_fill(p) for p in by.people],
        "perp_org_id": [_fill(o) for o in by.organisations],
        "perp_org_conf": [_fill(by.confidence, o) for o in by.organisations],
        "phys_tgt_id": [_fill(t.string) for t in things],
        "hum_tgt_name": [_fill(t.phrase.name) for t in people if t.phrase.name],
        "hum_tgt_desc": [_fill(t.phrase.description, *_named(t)) for t in people if t.phrase.description],
    }
    about = {**_about("phys", things, incident.country), **_about("hum", people, incident.country)}
    about["hum_tgt_effect"] = [*about["hum_tgt_effect"], *(_fill(e, "-") for e in incident.struck.spared)]
    return {**slots, **about}


def _named(target: Target) -> tuple[str, ...]:
    return (target.phrase.name,) if target.phrase.name else ()


def _about(side: str, targets: Iterable[Target], country: str) -> dict[str, Sequence[Fill]]:
    targets = list(targets)
    foreign = [(t, t.country) for t in targets if t.country and t.country != country]
    return {
        f"{side}_tgt_type": [_fill(t.type, t.string) for t in targets],
        f"{side}_tgt_num": [_fill(t.number, t.string) for t in targets],
        f"{side}_tgt_nation": [_fill(nation(c), t.string) for t, c in foreign],
        f"{side}_tgt_effect": [_fill(e, t.string) for t in targets for e in t.effects],
    }


def _weapon(incident: Incident, text: Text) -> tuple[str | None, str | None]:
    """The weapon as the text names it, and its type."""
    account = incident.account
    if incident.type in ("KIDNAPPING", "ARSON"):
        return None, None
    if account["instrument"]:
        words = " ".join(account["instrument"]["text"].split())
        return words, typed(words, WORDS.weapons, last=False)
    if words_of_trigger(account) & WORDS.shooting and incident.type == "ATTACK":
        return None, "GUN"
    return None, "EXPLOSIVE" if incident.type == "BOMBING" else None
