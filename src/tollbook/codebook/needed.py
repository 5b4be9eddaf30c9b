"""What must stand in a text for a pattern to match at all: a cheap look before the costly search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST = 256
"""More strings than this are not worth looking for."""
SETS = 3
_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?::|P<\w+>|[imsux-]+:|=|!|<=|<!))?)|(?P<shut>\))|(?P<bar>\|)|(?P<times>(?:[*+?]|\{\d*,?\d*\})[?+]?)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<any>[.^$])|(?P<plain>[^\\()\[|*+?{.^$]+(?![*+?{])|[^\\])",
    re.DOTALL,
)
_ZERO_WIDTH = ("^", "$", r"\b", r"\B", r"\A", r"\Z")
_LETTER = re.compile(r"\\(\W)|([^\\])", re.DOTALL)
Strings = frozenset[str]
Needs = tuple[tuple[str, ...], ...]
_EMPTY = frozenset({""})
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class _Facts:
    """Of a piece of pattern: all strings it matches, where they are few; sets of strings of each of which whatever it matches holds one."""

    all: Strings | None = None
    some: tuple[Strings, ...] = ()


@lru_cache(maxsize=4096)
def needed(pattern: str) -> Needs:
    """Sets of folded strings; every folded text in which the pattern matches holds one of each. None where nothing can be told."""
    tokens = [(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(pattern)]
    if any(kind == "open" and text == "(" and tokens[i + 1][1] in "?*" for i, (kind, text) in enumerate(tokens)):
        return ()
    read = iter([*tokens, ("shut", ")")])
    return tuple(_shortest(strings) for strings in _either(read).some)


def _shortest(strings: Strings) -> tuple[str, ...]:
    """The strings without those that hold another of them, the shortest, which texts are likeliest to hold, first."""
    found = sorted(strings, key=lambda s: (len(s), s))
    return tuple(s for n, s in enumerate(found) if not any(short in s for short in found[:n]))


def folded(text: str) -> str:
    """The text with every letter's case, and what a case-blind pattern takes for the same letter, made one."""
    return text.lower() if text.isascii() else _DIGIT.sub("0", text.casefold().translate(_SAME))


def words_in(text: str) -> list[str]:
    """The runs of Latin letters in a folded text, without accents: "north", "east" and "km" of "12km north-east"."""
    return _RUN.findall(text)


_RUN = re.compile("[a-z]+")
_SAME = {0x131: "i", 0x307: None}
_DIGIT = re.compile(r"(?![0-9])\d")


def may_match(needs: Needs, text: str) -> bool:
    """False where the folded text lacks what a pattern needs."""
    for strings in needs:
        for string in strings:
            if string in text:
                break
        else:
            return False
    return True


def _either(read: Iterator[tuple[str, str]]) -> _Facts:
    """The facts of alternatives up to the bracket that shuts them."""
    branches: list[_Facts] = []
    items: list[_Facts] = []
    for kind, text in read:
        if kind == "shut":
            break
        if kind == "bar":
            branches.append(_sequence(items))
            items = []
        elif kind == "times":
            items.append(_repeated(items.pop(), text))
        else:
            items.append(_item(kind, text, read))
    branches.append(_sequence(items))
    if len(branches) == 1:
        return branches[0]
    one = _union([b.some[0] if b.some else None for b in branches])
    return _Facts(_union([b.all for b in branches]), () if one is None else (one,))


def _union(sets: list[Strings | None]) -> Strings | None:
    told = [s for s in sets if s is not None]
    every = frozenset().union(*told)
    return every if len(told) == len(sets) and len(every) <= MOST else None


def _item(kind: str, text: str, read: Iterator[tuple[str, str]]) -> _Facts:
    if kind == "open":
        inner = _either(read)
        return _Facts(_EMPTY) if text in ("(?=", "(?!", "(?<=", "(?<!") else inner
    if text in _ZERO_WIDTH:
        return _Facts(_EMPTY)
    if kind == "set":
        return _Facts(_letters(text))
    if text == r"\d":
        return _Facts(None, (_DIGITS,))
    if kind == "any" or (kind == "escape" and text[1].isalnum()):
        return _Facts()
    return _Facts(frozenset({folded(text.removeprefix("\\"))}))


def _letters(text: str) -> Strings | None:
    """The characters of a small set; ``None`` for a wide one."""
    inner = text[1:-1]
    if inner.startswith("^") or re.search(r"\\\w|.-.", inner, re.DOTALL):
        return None
    return frozenset(folded(m[1] or m[2]) for m in _LETTER.finditer(inner))


def _repeated(item: _Facts, times: str) -> _Facts:
    if times[0] == "?":
        return _Facts(None if item.all is None else item.all | _EMPTY)
    least = 1 if times[0] == "+" else 0 if times[0] == "*" else int(re.match(r"\{(\d*)", times)[1] or 0)  # type: ignore[index]
    return _Facts(None, item.some) if least else _Facts()


def _sequence(items: Iterable[_Facts]) -> _Facts:
    """The facts of pieces one behind the other: neighbours that match few strings make longer ones."""
    run, whole = _EMPTY, True
    some: list[Strings] = []
    for item in items:
        if item.all is not None and len(run) * len(item.all) <= MOST:
            run = frozenset(a + b for a in run for b in item.all)
            continue
        whole = False
        some += [run, *item.some]
        run = _EMPTY if item.all is None else item.all
    some.append(run)
    told = sorted((s for s in some if "" not in s), key=_cost)
    return _Facts(run if whole else None, tuple(told[:SETS]))


def _cost(strings: Strings) -> float:
    """How often a text is likely to hold one of the strings, and what looking for them costs."""
    return sum(8.0 ** -len(s) + 0.0005 for s in strings)
