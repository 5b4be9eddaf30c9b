"""Neighbouring time expressions to one, by joins kept as data."""

from __future__ import annotations

from dataclasses import fields, replace

from tollbook.codebook.times import JoinPattern, TimeWords
from tollbook.find.times_atoms import Atom, settled
from tollbook.model.time import Timex, TimexKind


def join(text: str, atoms: list[Atom], words: TimeWords) -> list[Atom]:
    """The atoms with every pair that a join covers made one, joins tried in the order of the file."""
    for pattern in words.joins:
        i = 0
        while i + 1 < len(atoms):
            joined = _joined(text, atoms[i], atoms[i + 1], pattern)
            if joined is None:
                i += 1
            else:
                atoms = [*atoms[:i], joined, *atoms[i + 2 :]]
    return atoms


def _joined(text: str, left: Atom, right: Atom, pattern: JoinPattern) -> Atom | None:
    rule = pattern.rule
    if left.type not in rule.left or right.type not in rule.right or (rule.same and left.type != right.type):
        return None
    if not pattern.between.fullmatch(text, left.span.end, right.span.start) or (rule.night and left.timex.part_of_day != "night"):
        return None
    if pattern.before is not None and not pattern.before.search(text, max(0, left.span.start - 24), left.span.start):
        return None
    timex = _merged(left.timex, right.timex, rule.keep)
    kind = (left.type if rule.keep == "left" else right.type) if rule.type == "same" else rule.type
    return None if timex is None else Atom(left.span.join(right.span), kind, settled(timex), rule.id)


def _merged(left: Timex, right: Timex, keep: str) -> Timex | None:
    """The two meanings as one, by the way the join names; ``None`` where they contradict each other."""
    if keep == "range":
        first = replace(left, year=left.year or right.year)
        return replace(settled(first), last=right)
    next_day = Timex(TimexKind.ANAPHORIC, unit="day", shift=1)
    if keep == "into":
        return replace(right, part_of_day="night", unit="day", shift=-1, last=next_day)
    if keep == "night":
        return replace(right, part_of_day="night", last=next_day)
    if keep == "night-left":
        return replace(left, part_of_day="night", last=next_day)
    kept, other = (left, right) if keep == "left" else (right, left)
    return _filled(kept, other)


def _filled(kept: Timex, other: Timex) -> Timex | None:
    """``kept`` with what only ``other`` tells; of "overnight" only the part of the day."""
    skipped = ("kind", "last", "since", "until") + (() if other.last is None else ("unit", "shift"))
    told = {f.name: getattr(kept, f.name) for f in fields(Timex)}
    more = {name: getattr(other, name) for name, value in told.items() if name not in skipped and (value is None or value is False)}
    return replace(kept, **more)
