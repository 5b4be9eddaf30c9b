"""Scores templates of incidents slot by slot, as the fourth message understanding conference did, with no judge but rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.tasks.muc4_words import WORDS

SLOTS = (
    "inc_date", "inc_loc", "inc_type", "inc_stage", "inc_instr_id", "inc_instr_type", "perp_inc_cat", "perp_ind_id", "perp_org_id",
    "perp_org_conf", "phys_tgt_id", "phys_tgt_type", "phys_tgt_num", "phys_tgt_nation", "phys_tgt_effect", "phys_tgt_total_num",
    "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type", "hum_tgt_num", "hum_tgt_nation", "hum_tgt_effect", "hum_tgt_total_num",
)  # fmt: skip
STRINGS = frozenset({"inc_instr_id", "perp_ind_id", "perp_org_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc"})
NUMBERS = frozenset({"phys_tgt_num", "hum_tgt_num", "phys_tgt_total_num", "hum_tgt_total_num"})
TYING = ("phys_tgt_id", "phys_tgt_type", "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type", "perp_ind_id", "perp_org_id")
"""A response may stand for a key only where one of these slots agrees, and the type of the incident."""
HALF = 0.5
WIDEST = 14
"""Above so many fills on both sides the best pairing is taken pair by pair, as the conference's scorer did."""
Refs = tuple[str, ...]
Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Fill:
    """What fills a slot: its ``values``, any of which is right, each with the strings of other slots it belongs to."""

    values: tuple[tuple[str, Refs], ...]
    optional: bool = False


Slots = Mapping[str, Sequence[Fill]]


@dataclass(frozen=True, slots=True)
class Template:
    """One incident; ``optional`` ones may be left out."""

    slots: Slots
    optional: bool = False


@dataclass(slots=True)
class Tally:
    """How many fills a key has (``possible``) and a response gives (``actual``), and how many are ``right`` and ``partly`` so."""

    possible: int = 0
    actual: int = 0
    right: int = 0
    partly: int = 0

    def add(self, other: Tally) -> None:
        """Counts the other's fills too."""
        self.possible += other.possible
        self.actual += other.actual
        self.right += other.right
        self.partly += other.partly

    @property
    def worth(self) -> float:
        """Right fills, half of those partly right."""
        return self.right + HALF * self.partly

    @property
    def recall(self) -> float:
        """Percent of the key."""
        return 100 * self.worth / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Percent of the response."""
        return 100 * self.worth / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """All fills by slot, and of the templates themselves."""

    slots: dict[str, Tally] = field(default_factory=lambda: {s: Tally() for s in SLOTS})
    templates: Tally = field(default_factory=Tally)

    @property
    def all(self) -> Tally:
        """Every fill of every template: the figure called ALL TEMPLATES."""
        whole = Tally()
        for tally in self.slots.values():
            whole.add(tally)
        return whole

    def add(self, keys: Sequence[Template], responses: Sequence[Template]) -> list[tuple[int, int]]:
        """Counts one text; the pairs of responses and keys that stand for each other."""
        pairs = paired([[_likeness(k.slots, r.slots) for k in keys] for r in responses])
        for r, k in pairs:
            for slot in SLOTS:
                self.slots[slot].add(compared(slot, keys[k].slots, responses[r].slots))
        spare = [r for n, r in enumerate(responses) if n not in {p for p, _ in pairs}]
        missed = [k for n, k in enumerate(keys) if n not in {p for _, p in pairs} and not k.optional]
        for slot in SLOTS:
            self.slots[slot].actual += sum(len(r.slots.get(slot, ())) for r in spare)
            self.slots[slot].possible += sum(not f.optional for k in missed for f in k.slots.get(slot, ()))
        self.templates.add(Tally(len(pairs) + len(missed), len(responses), len(pairs)))
        return pairs


def read_template(record: Mapping[str, Any], *, bracketed: bool = False) -> Template:
    """A key as the corpus writes it; ``bracketed`` reads "(A) / (B)" as the alternatives A and B, which the conference's own scorer did not."""
    slots = {slot: tuple(_read_fill(f, bracketed) for f in fills) for slot, fills in record["slots"].items() if isinstance(fills, list)}
    return Template(slots, bool(record.get("optional")))


def _read_fill(raw: Mapping[str, Any], bracketed: bool) -> Fill:
    values = ((re.sub(r"^\((.*)\)$", r"\1", a["v"]) if bracketed else a["v"], tuple(a.get("x") or ())) for a in raw["alts"])
    return Fill(tuple(values), bool(raw.get("opt")))


def _likeness(key: Slots, response: Slots) -> float:
    """How much of the key the response tells; 0 where it cannot stand for it."""
    if not compared("inc_type", key, response).worth or not any(compared(s, key, response).worth for s in TYING):
        return 0.0
    return 0.001 + sum(compared(s, key, response).worth for s in SLOTS)


def compared(slot: str, key: Slots, response: Slots) -> Tally:
    """The response's fills of one slot against the key's."""
    keys, told = key.get(slot, ()), response.get(slot, ())
    worth = [[alike(slot, t, k) for k in keys] for t in told]
    pairs = paired(worth)
    right = sum(worth[t][k] == 1 for t, k in pairs)
    used = {k for _, k in pairs}
    rest = sum(not k.optional for n, k in enumerate(keys) if n not in used)
    return Tally(len(pairs) + rest, len(told), right, len(pairs) - right)


def alike(slot: str, response: Fill, key: Fill) -> float:
    """1 where the response says what the key does, 0.5 where it says part of it."""
    judge = _JUDGES.get(slot) or (words_alike if slot in STRINGS else numbers_alike if slot in NUMBERS else terms_alike)
    best = 0.0
    for told, refs in response.values:
        for wanted, tied in key.values:
            worth = judge(told, wanted)
            if worth == 1 and _may_be_tied(slot) and not refs_agree(refs, tied):
                worth = HALF
            best = max(best, worth)
    return best


def _may_be_tied(slot: str) -> bool:
    return slot == "hum_tgt_desc" or (slot not in STRINGS and slot not in _JUDGES)


def refs_agree(told: Refs, wanted: Refs) -> bool:
    """True where the key ties the value to nothing, or both to the same string."""
    return not wanted or any(t.strip() == w.strip() == "-" or words_alike(t, w) == 1 for t in told for w in wanted)


def paired(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of rows and columns with the highest sum, no row or column twice, worthless pairs left out."""
    if not worth or not worth[0]:
        return []
    if len(worth[0]) > WIDEST:
        turned = [[row[c] for row in worth] for c in range(len(worth[0]))]
        return [(r, c) for c, r in paired(turned)] if len(worth) <= WIDEST else _greedy(worth)
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for r, row in enumerate(worth):
        for taken, (total, pairs) in list(best.items()):
            for c, value in enumerate(row):
                held = taken | 1 << c
                if value > 0 and held != taken and (held not in best or total + value > best[held][0]):
                    best[held] = (total + value, (*pairs, (r, c)))
    return list(max(best.values(), key=lambda b: b[0])[1])


def _greedy(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for _, r, c in sorted(((-v, r, c) for r, row in enumerate(worth) for c, v in enumerate(row) if v > 0)):
        if all(r != a and c != b for a, b in found):
            found.append((r, c))
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The words that are compared: no articles and numbers in front."""
    words = re.findall(r"[a-z0-9~']+", text.lower())
    while words and words[0] in WORDS.leading:
        words = words[1:]
    return tuple(words)


def words_alike(told: str, wanted: str) -> float:
    """1 for the same words or more of them in front, 0.5 where one holds the other."""
    a, b = words_of(told), words_of(wanted)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if a[-len(b) :] == b:
        return 1.0
    return HALF if _holds(a, b) or _holds(b, a) else 0.0


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def terms_alike(told: str, wanted: str) -> float:
    """1 for the same term, 0.5 for a wider one."""
    return 1.0 if told == wanted else HALF if wanted in WORDS.wider.get(told, ()) else 0.0


def numbers_alike(told: str, wanted: str) -> float:
    """1 for the same number, 0.5 for one that the key gives as an end of a range or as about right."""
    if told.replace(" ", "") == wanted.replace(" ", ""):
        return 1.0
    figures = re.findall(r"\d+", told)
    near = len(figures) == 1 and "-" not in told and figures[0] in re.findall(r"\d+", wanted)
    return HALF if near and re.search(r"[-~]", wanted) else 0.0


def places_alike(told: str, wanted: str) -> float:
    """1 for the same place, or the same country and innermost place; 0.5 for one of both."""
    a, b = ([" ".join(p.split()) for p in text.upper().split(":")] for text in (told, wanted))
    if a == b or (a[0] == b[0] and len(a) > 1 and len(b) > 1 and a[-1] == b[-1]):
        return 1.0
    return HALF if a[0] == b[0] or (len(a) > 1 and a[1:] == b[1:]) else 0.0


def dates_alike(told: str, wanted: str) -> float:
    """1 for the same days, 0.5 for one of the key's, or days of which some are the key's; "- X" is a day up to X."""
    if told.split() == wanted.split():
        return 1.0
    (first, last), (start, end) = _days(told), _days(wanted)
    if (first, last) == (start, end):
        return 1.0
    if last is None or end is None:
        return 0.0
    if first is None or start is None:
        within = first is not None and first == last and start is None and last <= end and last[:2] == end[:2]
        return HALF if (last == end and (first is None or first == last)) or within else 0.0
    if first == last and start == end:
        return 0.0
    return HALF if first <= end and start <= last else 0.0


def _days(text: str) -> tuple[Day | None, Day | None]:
    text = " ".join(text.upper().replace("~", "").split())
    if text.startswith("-"):
        return None, _day(text.lstrip("- "))
    ends = re.split(r"\s+-\s*|\s*-\s+", text)
    return (_day(ends[0]), _day(ends[-1])) if len(ends) in (1, 2) else (None, None)


def _day(text: str) -> Day | None:
    m = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Z]{3}) )?(\d{2}|\d{4})", text.strip())
    if m is None or (m[2] and m[2] not in WORDS.months):
        return None
    return (int(m[3]) % 100, WORDS.months.index(m[2]) + 1 if m[2] else 0, int(m[1] or 0))


_JUDGES: Mapping[str, Callable[[str, str], float]] = {"inc_date": dates_alike, "inc_loc": places_alike}


def rows(scores: Scores) -> Iterator[tuple[str, ...]]:
    """One line a slot: possible, actual, right, partly, recall, precision, F."""
    named: Iterable[tuple[str, Tally]] = (("template", scores.templates), *scores.slots.items(), ("all templates", scores.all))
    for name, t in named:
        yield (name, *map(str, (t.possible, t.actual, t.right, t.partly)), f"{t.recall:.1f}", f"{t.precision:.1f}", f"{t.f:.1f}")
