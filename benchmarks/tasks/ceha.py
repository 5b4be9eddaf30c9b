"""CEHA: does a text tell of one violent event in the Horn of Africa, and of what type."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.coding import code_report, coder
from benchmarks.task import Result, hash_of, records
from benchmarks.tasks.rates import Rates

HOMES = ("ceha",)
HORN = ("DJI", "ERI", "ETH", "KEN", "SOM", "SDN", "SSD", "UGA")
VIOLENT = frozenset(
    [
        *("armed-attack", "armed-clash", "killing", "assault", "sexual-violence", "abduction", "hostage-taking", "hijacking", "mob-violence", "riot"),
        *("air-strike", "drone-strike", "shelling", "remote-explosive", "suicide-attack", "grenade", "chemical-attack", "bombing", "robbery"),
        *("excessive-force", "protest-intervention", "property-destruction", "territory-gained"),
        *("protest", "arrest"),
    ]
)
LEAD, PLACES, DAYS = 300, 3, 3
"""A text is about one event where it tells it within its first characters and its events name no more places and times than these."""
TRIBAL, RELIGIOUS, WOMEN, CLIMATE = (
    "tribal/communal/ethnic conflict", "religious conflict", "socio-political violence against women", "climate-related security risks",
)  # fmt: skip
OTHER = "Other"
TYPES = (TRIBAL, RELIGIOUS, WOMEN, CLIMATE, OTHER)
WORDS = {
    TRIBAL: r"(?:sub-?)?clans?(?:m[ae]n)?|trib(?:es?|al\w*|esm[ae]n)|ethnic\w*|(?:inter-?)?communal|inter-?ethnic|herders?|herdsm[ae]n|pastoralists?",
    RELIGIOUS: r"church(?:es)?|mosques?|christians?|muslims?|pastors?|priests?|imams?|sheikhs?|bishops?|islam\w*|religio\w*|catholics?|orthodox|nuns?"
    r"|clerics?|worship\w*|convert\w*",
    CLIMATE: r"pastures?|graz\w+|droughts?|flood\w*|water (?:shortage|point|source|well|resource)\w*|deforest\w*|environment\w*|climate|rains?"
    r"|desertif\w*|farmlands?",
}
PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in WORDS.items()}
FEMALE = re.compile(r"\b(?:wom[ae]n|(?:school)?girls?|wi(?:fe|ves)|(?:grand)?mothers?|daughters?|females?|widows?|sisters?|nuns?)\b", re.IGNORECASE)
FAITHS = ("jihadist-group", "religious")
SUFFERING = ("victim", "target", "detainee")
STOPS = re.compile(r"[.\n]")
Json = Mapping[str, Any]


def measure(folder: Path, split: str) -> Result:
    """Precision, recall and F1 of relevance over all texts, and F1 of each type over those that are relevant."""
    texts = list(records(folder, split))
    coder()
    started = time.perf_counter()
    coded = [code_report(r["text"], day_of(r)) for r in texts]
    took = time.perf_counter() - started
    relevance, types, errors = Rates(), {name: Rates() for name in TYPES}, []
    for record, accounts in zip(texts, coded, strict=True):
        gold, ours = record["relevant"] == "Yes", is_relevant(accounts)
        relevance.mark(gold, ours)
        if gold != ours:
            errors.append(f"{record['id']} {'missed' if gold else 'not relevant'}: {record['text'][:120]}".replace("\n", " "))
        if gold:
            labels = types_of(accounts, record["text"])
            for name, rates in types.items():
                rates.mark(name in record["labels"], name in labels)
            if labels != set(record["labels"]):
                errors.append(f"{record['id']} {sorted(record['labels'])} | {sorted(labels)}")
    every = _sum(types.values())
    metrics = {
        "relevant_p": relevance.precision, "relevant_r": relevance.recall, "relevant_f1": relevance.f1, "types_f1": every.f1,
        "tribal_f1": types[TRIBAL].f1, "religious_f1": types[RELIGIOUS].f1, "women_f1": types[WOMEN].f1, "climate_f1": types[CLIMATE].f1,
    }  # fmt: skip
    heads = ("", "gold", "told", "right", "precision", "recall", "F1")
    table = (heads, relevance.row("relevant"), *(rates.row(name) for name, rates in types.items()), every.row("all types"))
    return Result("ceha", split, len(texts), metrics, round(len(texts) / took, 2), hash_of([folder / f"{split}.jsonl"]), table, tuple(errors))


def _sum(parts: Any) -> Rates:
    total = Rates()
    for part in parts:
        total = Rates(total.gold + part.gold, total.told + part.told, total.right + part.right)
    return total


def day_of(record: Json) -> str | None:
    """The text's day, which the two sources of the corpus write differently; ``None`` where it is no day."""
    found = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", str(record.get("date") or ""))
    return "-".join(found.groups()) if found else None


def events_in(accounts: Sequence[Json]) -> list[Json]:
    """The accounts of violence, protest or arrest that the text says happened."""
    return [a for a in accounts if a["kind"] in VIOLENT and a["stance"] in ("stated", "alleged", "claimed") and a["currency"] != "future"]


def is_relevant(accounts: Sequence[Json]) -> bool:
    """True where a violent event is told in the lead, in the Horn of Africa or nowhere told, and the text is no round-up of several."""
    events = events_in(accounts)
    if not _in_lead(events):
        return False
    lands = Counter(a["where"]["country"] for a in events if a["where"] and a["where"]["country"])
    places = {a["where"]["name"] for a in events if a["where"]}
    days = {(a["when"]["earliest"], a["when"]["latest"]) for a in events if a["when"]}
    at_home = not lands or lands.most_common(1)[0][0] in HORN
    return at_home and len(places) <= PLACES and len(days) <= DAYS


def _in_lead(events: Sequence[Json]) -> list[Json]:
    return [a for a in events if a["trigger"][0]["start"] < LEAD]


def types_of(accounts: Sequence[Json], text: str) -> frozenset[str]:
    """The types of the events in the lead (of all, where it tells none), by their parties and the words of the sentences that tell them."""
    events = events_in(accounts)
    events = _in_lead(events) or events
    told = " ".join(_sentences(events, text))
    kinds = {p["kind"] for a in events for p in a["parties"]}
    found = {name for name, pattern in PATTERNS.items() if pattern.search(told)}
    found |= {RELIGIOUS} if kinds.intersection(FAITHS) else set()
    found |= {TRIBAL} if "communal-militia" in kinds else set()
    found |= {WOMEN} if _hits_women(events) else set()
    return frozenset(found or {OTHER})


def _sentences(events: Sequence[Json], text: str) -> Iterator[str]:
    for span in (s for a in events for s in a["trigger"]):
        ends = STOPS.search(text, span["end"])
        starts = [m.end() for m in STOPS.finditer(text, 0, span["start"])]
        yield text[starts[-1] if starts else 0 : ends.start() if ends else len(text)]


def _hits_women(events: Sequence[Json]) -> bool:
    """True for sexual violence and where at least half of those told to be hit are women or girls."""
    hit = {p["name"] for a in events for p in a["parties"] if p["role"] in SUFFERING}
    women = sum(FEMALE.search(name) is not None for name in hit) + sum(t["group"] == "women" for a in events for t in a["tolls"])
    return any(a["kind"] == "sexual-violence" for a in events) or (women > 0 and women * 2 >= len(hit))
