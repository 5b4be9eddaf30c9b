"""ACLED's order of events and its codes of who meets whom: rules of rows, applied where rows are made and never to what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.crosswalk import read_crosswalk

Pair = tuple[str, str]
STATE, CIVILIANS, EXTERNAL = 1, 7, 8
PROTESTS = "Protests"
TURNED: Pair = ("Riots", "Violent demonstration")


@lru_cache(maxsize=1)
def load_order() -> Mapping[Pair, int]:
    """The place of each (event type, sub-event type) in the hierarchy, the highest first."""
    return {(row["event_type"], row["sub_event_type"]): n for n, row in enumerate(read_crosswalk("acled_order"))}


def highest(events: Iterable[Pair]) -> Pair | None:
    """The one of several events of the same actors, place and day that is a row; ``None`` where there is none. KeyError for an unknown type.

    A protest that turned violent is a riot, whatever came before.
    """
    held = list(events)
    if TURNED in held:
        held = [e for e in held if e[0] != PROTESTS]
    return min(held, key=lambda pair: load_order()[pair], default=None)


def disorder_type(event: Pair) -> str:
    """The disorder type of an event; excessive force has two. KeyError for an unknown type."""
    return read_crosswalk("acled_order")[load_order()[event]]["disorder_type"]


def inter_of(kind: str, country: str | None, place: str | None) -> int:
    """The inter code of a kind of actor, 0 where there is none; a state's force in another country is an external one."""
    inter = load_actor_kinds()[kind].inter
    abroad = country is not None and place is not None and country != place
    return EXTERNAL if inter == STATE and abroad else inter


def interaction(first: int, second: int) -> int:
    """The code of two inter codes, the lower first; one side alone has a 0 behind it, two unknown sides are 0."""
    if not first or not second:
        return 10 * max(first, second)
    return 10 * min(first, second) + max(first, second)


def interaction_text(first: int, second: int) -> str | None:
    """The same in words ("State forces-Rebel group", "Rebel group only"); ``None`` where neither side is known."""
    labels = {int(row["inter"]): row["label"] for row in read_crosswalk("acled_inter")}
    if not first and not second:
        return None
    if not first or not second:
        return f"{labels[max(first, second)]} only"
    low, high = sorted((first, second))
    if (low, high) == (CIVILIANS, EXTERNAL):
        low, high = high, low
    return f"{labels[low]}-{labels[high]}"
