"""How one fact of a gold account stands in a coded account."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any

from tollbook.codebook.kinds import load_kinds

Json = dict[str, Any]
Fact = tuple[str, "Verdict"]

EARTH_KM = 6371.0
ACTING = ("perpetrator", "actor", "side_a", "speaker")
SUFFERING = ("target", "victim", "recipient", "detainee", "side_b")
VIOLENT = frozenset({"violence", "explosion"})
SUMMARY = ("kind", "currency", "perpetrator", "target", "when", "where", "claim", "said_by", "terms", "deadline", "motive")
_NAMELESS = re.compile(r"\b(unidentified|unknown|gunm[ae]n|armed men|attackers|assailants)\b")
_GROUPS = {
    "civilians": "civilian villager people resident women children passenger farmer worker",
    "civil defense": "civil.?defence civil.?defense civil.?protection defence defense",
    "soldiers": "soldier troop military army state servic gendarme officer forces",
    "police": "police gendarme state",
    "militants": "militant terrorist jihad rebel fighter insurgent attacker assailant bandit armed",
}
"""What the words of a toll may say for a gold group."""


class Verdict(Enum):
    """How a fact is told: as the gold has it, in part, not at all, or otherwise."""

    RIGHT = 1
    PARTIAL = 0.5
    MISSED = 0
    WRONG = -1


def _either(right: bool, asserted: object) -> Verdict:
    """Right, else wrong where something is asserted, else missed."""
    return Verdict.RIGHT if right else Verdict.WRONG if asserted else Verdict.MISSED


def fold(words: str | None) -> str:
    """The words without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", words or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def accepts(wanted: object, value: object) -> bool:
    """True where the value is the one wanted, or one of several."""
    return value in wanted if isinstance(wanted, list) else value == wanted


def is_called(value: str | None, names: Iterable[str]) -> bool:
    """True where the value holds one of the names, or is (longer than three letters) part of one."""
    told = fold(value)
    return bool(told) and any(fold(n) in told or (len(told) > 3 and told in fold(n)) for n in names)


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The way over the globe between two points of latitude and longitude."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (here, there))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(half)))


def family(kind: str | None) -> str | None:
    """The kind's family; ``None`` for what is no kind."""
    found = load_kinds().get(kind or "")
    return found.family if found else None


def parties(account: Json, roles: Sequence[str]) -> list[Json]:
    """The account's named parties in one of the roles."""
    return [p for p in account.get("parties", []) if p.get("role") in roles and p.get("name")]


def is_nameless(party: Json) -> bool:
    """True for "unidentified gunmen"."""
    return "unidentified" in fold(party.get("kind")) or bool(_NAMELESS.search(fold(party.get("name"))))


def judge_party(gold: Json, told: Sequence[Json]) -> Verdict:
    """Who did or suffered it; nobody told is right where the gold has nobody."""
    if not told:
        return Verdict.RIGHT if gold.get("none") else Verdict.MISSED
    named = any(is_called(p["name"], gold.get("names", [])) for p in told)
    nameless = bool(gold.get("unidentified") or gold.get("none")) and all(is_nameless(p) for p in told)
    return Verdict.RIGHT if named or nameless else Verdict.WRONG


def judge_when(gold: Json, told: Json | None) -> Verdict:
    """The same days are right, days within a loose gold range too, a wider range in part."""
    if not told or not told.get("earliest") or not told.get("latest"):
        return Verdict.MISSED
    first, last = told["earliest"][:10], told["latest"][:10]
    earliest, latest = gold["earliest"], gold["latest"]
    if (first, last) == (earliest, latest):
        return Verdict.RIGHT
    if earliest <= first and last <= latest:
        return Verdict.RIGHT if gold.get("loose", True) and earliest != latest else Verdict.WRONG
    return Verdict.PARTIAL if first <= earliest and latest <= last else Verdict.WRONG


def judge_where(gold: Json, told: Json | None) -> Verdict:
    """A point near enough, or a circle that holds the gold point; a name or country alone where the gold has no point."""
    if not told or not (told.get("name") or told.get("lat") is not None or told.get("country")):
        return Verdict.MISSED
    if gold.get("country") and told.get("country") and told["country"] != gold["country"]:
        return Verdict.WRONG
    if told.get("lat") is not None and told.get("lon") is not None:
        return _judge_point(gold, told)
    known = is_called(told.get("name"), gold.get("names", [])) or told.get("country") == gold.get("country")
    pointless = "lat" not in gold and "ring" not in gold
    return Verdict.MISSED if not known else Verdict.RIGHT if pointless else Verdict.PARTIAL


def _judge_point(gold: Json, told: Json) -> Verdict:
    point, radius = (told["lat"], told["lon"]), told.get("radius_km") or 0
    if "ring" in gold:
        return _judge_ring(gold["ring"], point, radius)
    if "lat" not in gold:
        return Verdict.RIGHT
    off = distance_km(point, (gold["lat"], gold["lon"]))
    if off <= gold.get("within_km", 25) or off <= radius <= 100:
        return Verdict.RIGHT
    return Verdict.PARTIAL if off <= radius else Verdict.WRONG


def _judge_ring(ring: Json, point: tuple[float, float], radius: float) -> Verdict:
    """ "80 km east of": a point about that far off, or the centre with about that radius."""
    off = distance_km(point, (ring["lat"], ring["lon"]))
    on_it = abs(off - ring["km"]) <= max(8, 0.2 * ring["km"])
    round_it = off <= 8 and 0.8 * ring["km"] <= radius <= 2 * ring["km"]
    if on_it or round_it:
        return Verdict.RIGHT
    return Verdict.PARTIAL if radius >= ring["km"] else Verdict.WRONG


def judge_toll(gold: Json, tolls: Sequence[Json], rivals: bool) -> Verdict:
    """The gold's best figure; where the gold holds ``rivals`` for a group, also as an end of one range."""
    same = [t for t in tolls if t.get("status") == gold["status"]]
    picked = _of_group(gold["group"], same)
    if not picked:
        return Verdict.MISSED
    best = gold["best"]
    for t in picked:
        figure = t.get("low") if t.get("best") is None else t.get("best")
        if figure == best or t.get("best") in gold.get("others", []) or (rivals and best in (t.get("low"), t.get("high"))):
            return Verdict.RIGHT
    return Verdict.WRONG


def _of_group(group: str, tolls: Sequence[Json]) -> list[Json]:
    if group == "total":
        return [t for t in tolls if fold(t.get("group")) in ("total", "all", "people", "")] or list(tolls)
    pattern = re.compile("|".join(_GROUPS[group].split()) if group in _GROUPS else group)
    return [t for t in tolls if pattern.search(fold(f"{t.get('group', '')} {t.get('as_written') or ''}"))]


def judge_claim(gold: Json, claims: Sequence[Json]) -> Verdict:
    """A claim of the gold's stance, by one of the gold's names unless nobody claims."""
    hit = any(accepts(gold["stance"], c.get("stance")) and (c.get("stance") == "none" or is_called(c.get("by"), gold.get("by", []))) for c in claims)
    return _either(hit, claims)


def judge_kind(gold: Json, kind: str | None) -> Verdict:
    """One of the gold's kinds; in part where it is of their family, or both are violent."""
    if kind in gold["kind"]:
        return Verdict.RIGHT
    families = {family(k) for k in gold["kind"]}
    near = family(kind) in families or (family(kind) in VIOLENT and bool(families & VIOLENT))
    return Verdict.PARTIAL if near else Verdict.WRONG


def facts_missed(gold: Json) -> Iterator[Fact]:
    """All facts of a gold account that no coded account tells."""
    for name in SUMMARY:
        if name in gold and not (name == "perpetrator" and gold[name].get("none") and not gold[name].get("names")):
            yield name, Verdict.MISSED
    if gold.get("stance") not in (None, "stated"):
        yield "stance", Verdict.MISSED
    for t in gold.get("tolls", []):
        yield f"{t['status']}/{t['group']}", Verdict.MISSED


def facts(gold: Json, told: Json) -> Iterator[Fact]:
    """Each fact of a gold account against the coded account that tells the same event."""
    yield "kind", judge_kind(gold, told.get("kind"))
    yield from _standing(gold, told)
    for role, roles in (("perpetrator", ACTING), ("target", SUFFERING)):
        if role in gold:
            yield role, judge_party(gold[role], parties(told, roles))
    if "when" in gold:
        yield "when", judge_when(gold["when"], told.get("when"))
    if "where" in gold:
        yield "where", judge_where(gold["where"], told.get("where"))
    pairs = [(t["status"], t["group"]) for t in gold.get("tolls", [])]
    for t, pair in zip(gold.get("tolls", []), pairs, strict=True):
        yield "/".join(pair), judge_toll(t, told.get("tolls", []), pairs.count(pair) > 1)
    yield from _told_about(gold, told)


def _standing(gold: Json, told: Json) -> Iterator[Fact]:
    if "currency" in gold:
        yield "currency", _either(accepts(gold["currency"], told.get("currency")), told.get("currency"))
    if gold.get("stance") not in (None, "stated") or told.get("stance") not in (None, "stated"):
        yield "stance", _either(accepts(gold.get("stance", "stated"), told.get("stance")), True)


def _told_about(gold: Json, told: Json) -> Iterator[Fact]:
    if "claim" in gold:
        yield "claim", judge_claim(gold["claim"], told.get("claims", []))
    if "said_by" in gold:
        speakers = [s.get("speaker", "") for s in told.get("said_by", [])]
        yield "said_by", _either(any(is_called(s, gold["said_by"]) for s in speakers), speakers)
    if "terms" in gold:
        values = [t.get("value", "") for t in told.get("terms", [])]
        yield "terms", _either(any(is_called(v, gold["terms"]) or v in gold["terms"] for v in values), values)
    if "deadline" in gold:
        deadline = told.get("deadline") or {}
        yield "deadline", _either(deadline.get("latest", "")[:10] == gold["deadline"], deadline)
    if "motive" in gold:
        yield "motive", _either(is_called((told.get("motive") or {}).get("text"), gold["motive"]), asserted=False)
