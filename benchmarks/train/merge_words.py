"""How common words are in the training texts: bits by the share of texts that hold them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import floor, log2
from pathlib import Path

import yaml

from benchmarks.task import MissingDataError, records
from tollbook.merge.words import WORD, plain

FILE = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "lexicon" / "en" / "common.yml"
MOST, SHORT = 600, 300
"""So many texts of a corpus are counted; shorter ones are left out."""
LARGE_SHARE = 0.3
"""Texts with more capitals than that are written in capitals and tell nothing of names."""
SMALL_SHARE = 0.8
"""A word that is written small so often is no name."""
RARE, RARE_NAME = 400, 40
"""One text in so many holds the rarest words that are listed; names are listed only where they are as common as that."""
BITS = 10
_HEAD = """\
# schema: common-words
# How rare words are in the news: n where one report in 2**n holds them. A word that is not here is as rare as `rare`.
# Made by: python -m benchmarks.train.merge FOLDER --words. Do not mend a word by hand; the next training would lose it.
"""


def write_words(folder: Path) -> int:
    """Counts and writes; MissingDataError where there are no texts."""
    bits = bits_of(texts_below(folder))
    by_bits: dict[int, list[str]] = {}
    for word, n in sorted(bits.items()):
        by_bits.setdefault(n, []).append(word)
    table = {n: " ".join(words) for n, words in sorted(by_bits.items())}
    held = yaml.safe_dump({"rare": BITS, "words": table}, sort_keys=False, width=140, allow_unicode=True)
    FILE.write_text(_HEAD + held, encoding="utf-8")
    sys.stdout.write(f"{FILE.name}: {len(bits)} words\n")
    return 0


def texts_below(folder: Path) -> Iterator[str]:
    """The training texts of every corpus below the folder, in the order of its names."""
    for path in sorted(folder.glob("*/train.jsonl")):
        texts = (r["text"] for r in records(path.parent, "train") if isinstance(r.get("text"), str))
        yield from islice((t for t in texts if len(t) >= SHORT and sum(map(str.isupper, t)) <= LARGE_SHARE * len(t)), MOST)


def bits_of(texts: Iterable[str]) -> Mapping[str, int]:
    """The bits each common word tells; MissingDataError where there are no texts."""
    held, seen, small = Counter[str](), Counter[str](), Counter[str]()
    count = 0
    for text in texts:
        count += 1
        words = [(plain(m[0]), m[0][0].isupper()) for m in WORD.finditer(text)]
        held.update({w for w, _ in words})
        seen.update(w for w, _ in words)
        small.update(w for w, large in words if not large)
    if not count:
        raise MissingDataError("there are no texts to count words in")
    limit = {w: RARE if small[w] >= SMALL_SHARE * seen[w] else RARE_NAME for w in held}
    return {w: floor(log2(count / n)) for w, n in held.items() if w and " " not in w and count / n <= limit[w]}
