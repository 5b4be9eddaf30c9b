"""The notation of text patterns in rule files: regular expressions with word lists in braces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_MACRO = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LOOSE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| [?+*]|[ ']", re.DOTALL)
_WIDER = {" ": r"\s+", " ?": r"\s*", " *": r"\s*", " +": r"\s+", "'": "['’]"}


def compile_pattern(pattern: str, words: Mapping[str, Sequence[str] | str]) -> re.Pattern[str]:
    """A case-blind compiled pattern; ``{name}`` stands for any of ``words[name]`` (a list of words, or itself a pattern).

    A space matches any run of white space (" ?" also none) and a straight apostrophe the typographic one too, except inside brackets.
    KeyError names an unknown list.
    """
    return re.compile(expand(pattern, words), re.IGNORECASE)


def expand(pattern: str, words: Mapping[str, Sequence[str] | str]) -> str:
    """The pattern's plain regular expression, every ``{name}`` replaced."""
    expanded = _MACRO.sub(lambda m: _group(words[m[1]], words), pattern)
    return _LOOSE.sub(lambda m: _WIDER.get(m[0], m[0]), expanded)


def _group(entry: Sequence[str] | str, words: Mapping[str, Sequence[str] | str]) -> str:
    if isinstance(entry, str):
        return "(?:" + _MACRO.sub(lambda m: _group(words[m[1]], words), entry) + ")"
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(entry, key=len, reverse=True)) + ")"
