"""The terms of HRDsAttack, as its ``terms.yml`` lists them, and the kinds of accounts and parties that are read for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

Json = Mapping[str, Any]

OTHER = "other"
STANCES = ("stated", "alleged", "claimed")
ACTING = ("perpetrator", "actor", "side_a")
SUFFERING = ("victim", "detainee", "target")


class Terms(msgspec.Struct, frozen=True):
    """The shape of the corpus's ``terms.yml``; the file says what each list is."""

    violations: dict[str, str]
    by_toll: dict[str, str]
    by_word: tuple[tuple[str, str, str], ...]
    sorts: dict[str, str]
    part_of: dict[str, str]
    named: dict[str, str]
    nothing: frozenset[str]
    months: tuple[str, ...]
    no_persons: frozenset[str]
    lawful: frozenset[str]
    trials: frozenset[str]
    held: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    no_names: frozenset[str]
    tails: frozenset[str]


FILE = Path(__file__).parents[1] / "sets" / "hrdsattack" / "terms.yml"
TERMS = msgspec.convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), Terms)


def violations_of(account: Json) -> frozenset[str]:
    """The violations that an account tells, by its kind, its tolls and the words for it."""
    kind, words = account["kind"], " ".join(t["quote"] for t in account["trigger"])
    found = {TERMS.by_toll[t["status"]] for t in account["tolls"] if t["status"] in TERMS.by_toll and t["best"] != 0}
    special = next((violation for of, word, violation in TERMS.by_word if kind == of and word in words.lower()), None)
    own = special or TERMS.violations.get(kind)
    return frozenset(found | {own} if own else found)
