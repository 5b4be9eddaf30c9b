"""Names of known actors and of countries in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tollbook.codebook.actors import ActorWords, Key, Name
from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.model.parse import Parse, Sentence
from tollbook.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_GAP = re.compile(r"[\s\-–'’.,(/]{1,3}")
_OWN = re.compile(r"['’]s$")
Rows = Mapping[str, tuple[tuple[Key, tuple[str, ...]], ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """A name found: tokens ``first`` up to, not including, ``last``, and the register ids or country codes that bear it."""

    first: int
    last: int
    ids: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str
    short: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names found in a report, by the token they cover; ``register`` and ``nations`` map a token to its name."""

    register: Mapping[int, Known]
    nations: Mapping[int, Known]

    def of(self, first: int, last: int) -> Iterator[Known]:
        """The register names that begin within the tokens ``first`` up to ``last``."""
        yield from _begun(self.register, first, last)

    def lands(self, first: int, last: int) -> Iterator[Known]:
        """The country names and demonyms that begin within the tokens."""
        yield from _begun(self.nations, first, last)


def _begun(table: Mapping[int, Known], first: int, last: int) -> Iterator[Known]:
    for i in range(first, last):
        known = table.get(i)
        if known is not None and known.first == i:
            yield known


def find_names(parse: Parse, words: ActorWords) -> Names:
    """Register names, country names, demonyms and capitals, the longest at each place."""
    found = [known for sentence in parse.sentences for known in _scan(parse, _pieces(parse.text, sentence), words)]
    register: dict[int, Known] = {}
    nations: dict[int, Known] = {}
    for known in found:
        table = register if known.sort == "actor" else nations
        told = _narrowed(known, found)
        table.update((i, told) for i in range(known.first, known.last) if i not in table)
    return Names(register, nations)


def _narrowed(known: Known, found: Sequence[Known]) -> Known:
    """An acronym of several bodies as the one that the report names in full too: RSF beside "the Rapid Support Forces"."""
    fewer = {o.ids for o in found if o.sort == known.sort and set(o.ids) < set(known.ids)}
    return replace(known, ids=fewer.pop()) if len(fewer) == 1 else known


def _pieces(text: str, sentence: Sentence) -> list[_Word]:
    return [_Word(m.start(), m.end(), *_keys(m[0])) for m in _WORD.finditer(text, sentence.span.start, sentence.span.end)]


@lru_cache(maxsize=32768)
def _keys(word: str) -> tuple[str, str]:
    """The word's key with and without the "'s" of an owner."""
    key = normal_key(word)
    return key, normal_key(word[:-2]) if _OWN.search(word) else key


def _scan(parse: Parse, pieces: Sequence[_Word], words: ActorWords) -> Iterator[Known]:
    i = 0
    while i < len(pieces):
        known, taken = _best(parse, pieces, i, words) if _opens(pieces[i], words) else (None, 1)
        if known is not None:
            yield known
        i += taken


def _opens(word: _Word, words: ActorWords) -> bool:
    """True where some name begins with the word, which few do."""
    return words.begins(word.key) or (word.short != word.key and words.begins(word.short))


def _best(parse: Parse, pieces: Sequence[_Word], i: int, words: ActorWords) -> tuple[Known | None, int]:
    first = pieces[i]
    for key in dict.fromkeys((first.key, first.short)):
        for name in words.names.get(key, ()):
            end = _matches(parse.text, pieces, i, name.words)
            if end is not None and _as_written(parse.text[first.start : end], name):
                return _known(parse, Span(first.start, end), name.ids, "actor"), len(name.words)
    for sort, rows in (("demonym", words.demonyms), ("country", words.places), ("capital", words.capitals)):
        found = _nation(parse, pieces, i, rows)
        if found is not None:
            return _known(parse, found[0], found[1], sort), found[2]
    return None, 1


def _nation(parse: Parse, pieces: Sequence[_Word], i: int, rows: Rows) -> tuple[Span, tuple[str, ...], int] | None:
    start = pieces[i].start
    for key in dict.fromkeys((pieces[i].key, pieces[i].short)):
        for name, codes in rows.get(key, ()):
            end = _matches(parse.text, pieces, i, name)
            if end is None or not parse.text[start].isupper():
                continue
            if len(name[0]) > 3 or len(name) > 1 or parse.text[start:end].replace(".", "").isupper():
                return Span(start, end), codes, len(name)
    return None


def _matches(text: str, pieces: Sequence[_Word], i: int, name: Key) -> int | None:
    """Where the name ends in the text; ``None`` where it does not stand at word ``i``."""
    last = i + len(name) - 1
    if last >= len(pieces):
        return None
    for n, word in enumerate(name[:-1]):
        if pieces[i + n].key != word or not _GAP.fullmatch(text, pieces[i + n].end, pieces[i + n + 1].start):
            return None
    if pieces[last].key == name[-1]:
        return pieces[last].end
    return pieces[last].end - 2 if pieces[last].short == name[-1] else None


def _as_written(written: str, name: Name) -> bool:
    if name.exact is not None:
        return written.replace(".", "") == name.exact
    return written != written.lower()


def _known(parse: Parse, span: Span, ids: tuple[str, ...], sort: str) -> Known | None:
    first, last = parse.at(span.start), parse.at(span.end - 1)
    if first is None or last is None or first.sentence != last.sentence:
        return None
    return Known(first.i, last.i + 1, ids, sort)
