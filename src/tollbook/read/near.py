"""Texts that are copies of each other with other headlines, datelines and tails: marks by which they find each other, and how alike two are."""

from __future__ import annotations

import re
from hashlib import blake2b

from tollbook.codebook.layout import load_layout

WIDTH = 3
"""Words of one shingle."""
WHOLE, LEAD, ROWS = 20, 12, 2
"""Bands of the whole text and of its lead, and rows of a band: two texts that share half of their shingles miss each other once in 300 times
by the whole alone (1 - .5**2 to the 20th), and a copy whose tail is cut shares the lead's."""
LEAD_WORDS = 90
"""The words of a text that every cut copy of it keeps."""
COPY, HELD, LEAST = 0.5, 0.8, 15
"""Two texts are copies from this likeness on, or where one holds so much of the other's shingles, if those are not fewer than this."""
_SEED = 20_240_131
_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W_]+")


def signature(text: str) -> tuple[int, ...]:
    """The text's MinHash over its word shingles, whole and lead: 64 numbers of 32 bits, the same on every machine; empty without words."""
    words = words_of(text)
    if not words:
        return ()
    return (*_minhash(shingles(words), WHOLE * ROWS), *_minhash(shingles(words[:LEAD_WORDS]), LEAD * ROWS))


def bands(text: str) -> tuple[int, ...]:
    """Numbers (below 2**63, as databases keep them) of which two near-copies share at least one, and strangers hardly any."""
    held = signature(text)
    return tuple(dict.fromkeys(_hash(f"{i // ROWS}:{held[i : i + ROWS]}") >> 1 for i in range(0, len(held), ROWS)))


def likeness(a: str, b: str) -> float:
    """The share of the two texts' shingles that both hold (Jaccard), 0 to 1; 0 where one has no words."""
    one, other = shingles(words_of(a)), shingles(words_of(b))
    return len(one & other) / len(one | other) if one and other else 0.0


def held(a: str, b: str) -> float:
    """The share of the shorter text's shingles that the longer holds, 0 to 1: 1 for a copy whose tail is cut; 0 where one has no words."""
    one, other = shingles(words_of(a)), shingles(words_of(b))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def is_copy(a: str, b: str) -> bool:
    """True where the two are one text at two outlets, whole or cut."""
    one, other = shingles(words_of(a)), shingles(words_of(b))
    both = len(one & other)
    if not one or not other:
        return False
    return both >= COPY * len(one | other) or (both >= LEAST and both >= HELD * min(len(one), len(other)))


def words_of(text: str) -> list[str]:
    """The words that copies share, in small letters: without title, dateline, byline and the agency's lines."""
    layout = load_layout("en")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and len(lines[0]) <= 200 and not lines[0].endswith((".", "!", "?", ".”", '."')):
        lines = lines[1:]
    kept = [line for line in lines if not any(p.fullmatch(line.strip("()[] ")) for p in layout.furniture)] or lines
    return [w for line in kept for w in _WORD.findall(_without_dateline(line).lower())]


def shingles(words: list[str]) -> set[int]:
    """The text's runs of three words, as 64-bit numbers; the one run of all where there are fewer."""
    if not words:
        return set()
    return {_hash(" ".join(words[i : i + WIDTH])) for i in range(max(1, len(words) - WIDTH + 1))}


def _without_dateline(line: str) -> str:
    found = next((m for p in load_layout("en").datelines if (m := p.match(line))), None)
    return line[found.end() :] if found and found.end() < len(line) else line


def _minhash(held: set[int], size: int) -> list[int]:
    from rensa import RMinHash  # type: ignore[import-untyped]

    matrix = RMinHash.digest_matrix_from_token_hash_sets([sorted(held)], size, _SEED)
    return [int(n) for n in matrix.to_rows()[0]]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", errors="surrogatepass"), digest_size=8).digest(), "big")
