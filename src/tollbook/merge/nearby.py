"""Who stands near whom on a shelf: blocks that are entered and left, and the ties of the pairs these make or unmake."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tollbook.codebook.merging import MergeTable
from tollbook.merge.block import Key, comparable, keys, telling_of
from tollbook.merge.score import bond
from tollbook.merge.shelf import Shelf, Unit

Pair = tuple[str, str]


@dataclass(slots=True)
class Change:
    """The units that left a block, and those that came in."""

    gone: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)


def moved(shelf: Shelf, gone: Sequence[Unit], new: Sequence[Unit], table: MergeTable) -> set[str]:
    """Takes units off the shelf and puts others on it; the ids of units that are new or whose ties changed."""
    touched = {other for unit in gone for other in _untied(shelf, unit.id)}
    for unit in gone:
        shelf.drop(unit.id)
    for unit in new:
        shelf.put(unit)
    came = {unit.id for unit in new}
    changes: dict[Key, Change] = {}
    for unit in gone:
        for key in set(keys(unit.told, table)):
            changes.setdefault(key, Change()).gone.append(unit)
    for unit in new:
        for key in set(keys(unit.told, table)):
            changes.setdefault(key, Change()).new.append(unit)
    review = dict.fromkeys(pair for key, change in changes.items() for pair in _changed(shelf, key, change, came, table.file.crowd))
    touched |= {id_ for pair in review for id_ in _again(shelf, pair, table)}
    touched |= {id_ for unit in new for id_ in _tied(shelf, unit, came, table)}
    return (touched | came) - ({unit.id for unit in gone} - came)


def _untied(shelf: Shelf, id_: str) -> Iterator[str]:
    """Parts the unit from all others, whose ids come back."""
    for other in shelf.ties(id_):
        shelf.tie(id_, other, None)
        yield other


def _changed(shelf: Shelf, key: Key, change: Change, came: Collection[str], crowd: int) -> Iterator[Pair]:
    """Brings a block up to date, and its parts by telling words where it is crowded; the pairs of others that it makes or unmakes thereby."""
    before = shelf.size(key)
    _exchange(shelf, key, change)
    after = shelf.size(key)
    if before <= crowd and after <= crowd:
        return
    if before > crowd and after > crowd:
        for part, inner in _parts(key, change.gone, change.new).items():
            before = shelf.size(part)
            _exchange(shelf, part, inner)
            yield from _crossed(shelf, part, (before, shelf.size(part)), came, crowd)
        return
    others = [shelf.unit(id_) for id_ in shelf.block(key) if id_ not in came]
    parts = _parts(key, [], [*others, *change.new]) if after > crowd else _parts(key, [*others, *change.gone], [])
    for part, inner in parts.items():
        _exchange(shelf, part, inner)
    yield from _crossed(shelf, key, (before, after), came, crowd)


def _exchange(shelf: Shelf, key: Key, change: Change) -> None:
    for unit in change.gone:
        shelf.leave(key, unit.id)
    for unit in change.new:
        shelf.enter(key, unit.id)


def _parts(key: Key, gone: Iterable[Unit], new: Iterable[Unit]) -> dict[Key, Change]:
    """The change of each part of a crowded block."""
    parts: dict[Key, Change] = {}
    for unit in gone:
        for word in telling_of(unit.told):
            parts.setdefault(part_of(key, word), Change()).gone.append(unit)
    for unit in new:
        for word in telling_of(unit.told):
            parts.setdefault(part_of(key, word), Change()).new.append(unit)
    return parts


def part_of(key: Key, word: str) -> Key:
    """The key of the part of a crowded block that one telling word finds."""
    return ("part", key, word)


def _crossed(shelf: Shelf, key: Key, sizes: tuple[int, int], came: Collection[str], crowd: int) -> Iterator[Pair]:
    """The pairs of others in a block: those tied where it became too crowded to be compared as a whole, all where it no longer is."""
    before, after = sizes
    if (before > crowd) == (after > crowd):
        return
    others = sorted(id_ for id_ in shelf.block(key) if id_ not in came)
    if after > crowd:
        inside = set(others)
        yield from ((a, b) for a in others for b in shelf.ties(a) if a < b and b in inside)
    else:
        yield from combinations(others, 2)


def _again(shelf: Shelf, pair: Pair, table: MergeTable) -> Pair | tuple[()]:
    """Ties or parts two units that blocks make or unmake a pair; the pair where its tie changed."""
    a, b = shelf.unit(pair[0]), shelf.unit(pair[1])
    odds = bond(a.told, b.told, table) if _found(shelf, a, b, table) else None
    held = odds if odds is not None and odds >= table.file.least else None
    if shelf.ties(a.id).get(b.id) == held:
        return ()
    shelf.tie(a.id, b.id, held)
    return pair


def _found(shelf: Shelf, a: Unit, b: Unit, table: MergeTable) -> bool:
    """True where a block brings the two together."""
    if not comparable(a.told, b.told, table):
        return False
    words = set(telling_of(a.told)).intersection(telling_of(b.told))
    for key in set(keys(a.told, table)).intersection(keys(b.told, table)):
        if shelf.size(key) <= table.file.crowd or any(shelf.size(part_of(key, w)) <= table.file.crowd for w in words):
            return True
    return False


def _tied(shelf: Shelf, unit: Unit, came: Collection[str], table: MergeTable) -> Iterator[str]:
    """Ties a new unit to those that blocks bring it together with; the ids of these."""
    for id_ in sorted(_near(shelf, unit, table)):
        if id_ == unit.id or (id_ in came and id_ > unit.id):
            continue
        other = shelf.unit(id_).told
        odds = bond(unit.told, other, table) if comparable(unit.told, other, table) else None
        if odds is not None and odds >= table.file.least:
            shelf.tie(unit.id, id_, odds)
            yield id_


def _near(shelf: Shelf, unit: Unit, table: MergeTable) -> set[str]:
    found: set[str] = set()
    words = telling_of(unit.told)
    for key in set(keys(unit.told, table)):
        blocks = (key,) if shelf.size(key) <= table.file.crowd else tuple(part_of(key, word) for word in words)
        for block in blocks:
            if shelf.size(block) <= table.file.crowd:
                found.update(shelf.block(block))
    return found
