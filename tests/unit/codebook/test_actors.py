from __future__ import annotations

from datetime import date

import pytest

from tollbook.codebook.actors import (
    REGISTERS,
    RegisterEntry,
    load_actor_kinds,
    load_actors,
    load_register,
)
from tollbook.codebook.files import load_table
from tollbook.codebook.gazetteer.tables import load_countries

WORDS = load_actors("en")
REGISTER = load_register()


def test_the_register_is_large_and_has_every_entry_once() -> None:
    rows = [e for name in REGISTERS for e in load_table(f"actors/{name}.yml", list[RegisterEntry])]
    assert len(rows) >= 200
    assert len({e.id for e in rows}) == len(rows)


@pytest.mark.parametrize("entry", REGISTER.values(), ids=lambda e: e.id)
def test_entry_fits_the_codebook(entry: RegisterEntry) -> None:
    assert entry.kind in load_actor_kinds()
    assert entry.parent is None or entry.parent in REGISTER
    assert entry.since is None or entry.until is None or entry.since <= entry.until
    assert all(a != a.lower() and len(a) >= 2 for a in entry.acronyms)


def test_countries_of_entries_exist() -> None:
    known = {c.iso3 for c in load_countries()}
    assert {c for e in REGISTER.values() for c in e.country} <= known


def test_full_names_shared_by_two_entries_are_told_apart_by_time_or_country() -> None:
    for names in WORDS.names.values():
        for name in names:
            if name.exact is not None:
                continue
            bearers = [REGISTER[i] for i in name.ids]
            for a in bearers:
                for b in bearers:
                    apart = (a.until or "9999") < (b.since or "0000") or (b.until or "9999") < (a.since or "0000")
                    assert a is b or apart or not set(a.country) & set(b.country), name


def test_entry_is_valid_on_its_first_and_last_day() -> None:
    entry = RegisterEntry(id="x", name="X", kind="militia", since="2015", until="2017-03")
    assert entry.valid(date(2015, 1, 1)) and entry.valid(date(2017, 3, 31)) and entry.valid(None)
    assert not entry.valid(date(2014, 12, 31)) and not entry.valid(date(2017, 4, 1))


def test_rules_use_known_kinds_and_ids_are_unique() -> None:
    rules = [*WORDS.file.heads, *WORDS.file.modifiers]
    assert {r.kind for r in rules} <= set(load_actor_kinds())
    assert len({r.id for r in rules}) == len(rules)
    assert {r.sort for r in rules} == {"person", "group", "thing"}


def test_no_word_stands_in_two_head_rules() -> None:
    seen: dict[str, str] = {}
    for rule in WORDS.file.heads:
        for word in rule.words:
            assert word not in seen, f"{word} in {seen.get(word)} and {rule.id}"
            seen[word] = rule.id


def test_owners_and_points_name_known_kinds() -> None:
    kinds = set(load_actor_kinds())
    assert set(WORDS.file.owned) | set(WORDS.file.owned.values()) <= kinds
    assert {k for p in WORDS.file.points.values() for k in p.kinds} <= kinds
