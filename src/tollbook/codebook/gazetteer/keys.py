"""The keys a gazetteer is searched by: one normal form of a name and one that forgives transcription."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "e",
    }
)
_MARKS = str.maketrans(dict.fromkeys("'’‘ʼʻ`´ʿʾ.") | dict.fromkeys('-–—_/,()"“”', " "))
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash) ")
_RUNS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "e"), ("ay", "e"), ("ey", "i"), ("tch", "S"), ("sch", "S"), ("sh", "S"),
    ("ch", "S"), ("dj", "j"), ("dz", "z"), ("ck", "k"), ("ph", "f"), ("gue", "ge"), ("gui", "gi"), ("que", "ke"), ("qui", "ki"),
    ("c", "k"), ("q", "k"), ("y", "i"), ("w", "u"),
    ("h", ""), ("v", "b"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


def normal_key(name: str) -> str:
    """The name in lower case without accents, apostrophes and stops, hyphens as spaces; empty where nothing is left."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.lower().translate(_LETTERS)
    return " ".join(name.lower().translate(_MARKS).split())


def dotted_key(name: str) -> str:
    """The key of an abbreviation, its stop kept: "Ind." is no "ind"."""
    return normal_key(name) + "."


def joined_key(normal: str) -> str:
    """A normal key without its spaces: "marka coungo" and "markacoungo" become one."""
    return normal.replace(" ", "")


def skeleton_key(normal: str) -> str:
    """A normal key as a listener might spell it: k for c and q, u for ou and w, no h, no doubled letters, no Arabic article."""
    key = joined_key(_ARTICLE.sub("", normal))
    for run, letter in _RUNS:
        if run in key:
            key = key.replace(run, letter)
    return _DOUBLE.sub(r"\1", key)


def key_number(key: str) -> int:
    """A 48-bit number for a key: small to store, two of a million names share one with a chance of 1 in 500."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big")


def is_latin(name: str) -> bool:
    """True where every letter is of the Latin script."""
    return name.isascii() or all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)
