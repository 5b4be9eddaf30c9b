"""Which capitalised words name places: the gazetteer and the context decide, the model's labels only help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from tollbook.codebook.places import PlaceWords
from tollbook.find.places_around import Surroundings
from tollbook.find.places_judge import KNOWN, NO_PLACE_LABELS, WIDE, Context, Judge
from tollbook.model.parse import Parse, Sentence
from tollbook.model.place import Gazetteer, GazetteerEntry, Relation
from tollbook.model.report import Report
from tollbook.model.span import Span

_OWNED = re.compile(r"['’]s [^\W\d_a-z]\w+")
_CUT = re.compile(r"[ \n]|-(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken for a place; ``span`` covers the name, ``start`` and ``end`` with the noun that belongs to it."""

    name: str
    span: Span
    start: int
    end: int
    head: Span
    by: str
    kind: str | None = None
    common: str | None = None
    demonym: bool = False
    event: bool = True
    relation: Relation | None = None


@dataclass(slots=True)
class Naming:
    """Reads names off one report; holds nothing that outlives it."""

    parse: Parse
    report: Report
    words: PlaceWords
    gazetteer: Gazetteer
    around: Surroundings = field(init=False)
    judge: Judge = field(init=False)
    _located: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.around = Surroundings(self.parse, self.words, self.gazetteer)
        self.judge = Judge(self.words, self.around)

    def accepted(self, anchors: Mapping[int, tuple[str, ...]], located: frozenset[int]) -> dict[int, list[Name]]:
        """The names of each sentence that are places; a name once taken for a place is one wherever it stands alone.

        ``anchors`` are names that relative phrases use, by sentence; ``located`` where phrases begin that may tell where a name lies.
        """
        self._located = located
        runs = {s.i: list(self._runs(s)) for s in self.parse.sentences}
        first = {s.i: {r: self._judge(r, s) for r in runs[s.i]} for s in self.parse.sentences}
        sure = {n.name for found in first.values() for n in found.values() if n and not n.demonym} | {a for found in anchors.values() for a in found}
        chosen: dict[int, list[Name]] = {}
        for s in self.parse.sentences:
            names = [first[s.i][r] or self._again(r, s, sure) for r in runs[s.i]]
            chosen[s.i] = [n for n in names if n is not None]
        return chosen

    def anchor(self, span: Span, strict: bool) -> Span | None:
        """The part of a span that names a place, its first words first; ``None`` where a body or a person stands there."""
        text = self.parse.text
        for end in self.around.ends(span):
            part = Span(span.start, end)
            if any(not e.loose or end == span.end for e in self.gazetteer.lookup(part.quote(text))):
                whole = end == span.end
                return part if whole or not self._is_body(span) else None
        label = self.around.label(span)
        unlikely = label in NO_PLACE_LABELS and (label not in ("PERSON", "ORG") or " " in span.quote(text) or span.quote(text).isupper())
        if strict or self._is_body(span) or unlikely or self.gazetteer.demonym(span.quote(text)) or span.quote(text) in self.words.leading:
            return None
        return span

    def _is_body(self, span: Span) -> bool:
        words = span.quote(self.parse.text).split()
        return (len(words) > 1 and words[-1] in self.words.bodies) or bool(self.words.institutions & {words[0], words[-1]})

    def _runs(self, sentence: Sentence) -> Iterator[Span]:
        """Runs of capitalised words, what only begins a sentence cut off, hyphened pairs of places taken apart."""
        text = self.parse.text
        reached = sentence.span.start
        for m in self.words.run.finditer(text, sentence.span.start, sentence.span.end):
            for first, end in self._lines(*m.span()):
                start = self._after_leading(first, end)
                if reached <= start < end:
                    reached = self._owned(start, end, sentence.span.end)
                    yield from [Span(start, reached)] if reached > end else self._pieces(Span(start, end))

    def _owned(self, start: int, end: int, stop: int) -> int:
        """Where a name with a possessive in it ends ("Cox's Bazar"), if the gazetteer has it; else where the run does."""
        text = self.parse.text
        m = _OWNED.match(text, end, stop)
        return m.end() if m and any(not e.loose for e in self.gazetteer.lookup(text[start : m.end()])) else end

    def _after_leading(self, start: int, end: int) -> int:
        """Where a run begins without the words that only begin a sentence."""
        text = self.parse.text
        while start < end and (word := _first_word(text, start, end)) in self.words.leading and not self._is_wide(text[start:end]):
            start += len(word)
            start += len(text[start:end]) - len(text[start:end].lstrip())
            if text.startswith("the ", start, end):
                start += 4
        return start

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run as one, or line by line where it is no name the gazetteer knows."""
        text = self.parse.text
        if start < end and ("\n" not in text[start:end] or self.gazetteer.lookup(text[start:end])):
            yield start, end
        elif start < end:
            yield from ((m.start(), m.end()) for m in re.compile(r"[^\n]+").finditer(text, start, end))

    def _is_wide(self, name: str) -> bool:
        return any(e.kind in WIDE for e in self.gazetteer.lookup(name) if not e.loose)

    def _pieces(self, run: Span) -> Iterator[Span]:
        text = run.quote(self.parse.text)
        dash = text.find("-")
        if " " not in text and dash > 0 and text[dash + 1 : dash + 2].isupper() and not self.gazetteer.lookup(text):
            parts = (text[:dash], text[dash + 1 :])
            if all(any(not e.loose for e in self.gazetteer.lookup(p)) for p in parts):
                yield Span(run.start, run.start + dash)
                yield Span(run.start + dash + 1, run.end)
                return
        cut = text.find(" of ")
        head = Span(run.start, run.start + cut) if cut > 0 and not self.gazetteer.lookup(text) else run
        yield self.without_noun(run) if self.without_noun(head) == head else self.without_noun(head)

    def without_noun(self, run: Span) -> Span:
        """A run without the capitalised noun at its end ("Dorra Refugee Camp"), unless the whole is a place's first name."""
        text = run.quote(self.parse.text)
        words = text.split()
        if len(words) > 1 and not any(not e.loose and not e.alternate for e in self.gazetteer.lookup(text)):
            for n in range(min(3, len(words) - 1), 0, -1):
                noun = " ".join(words[-n:])
                if noun.lower() in self.words.nouns:
                    return Span(run.start, run.start + len(text[: text.rindex(words[-n])].rstrip()))
        return run

    def _judge(self, run: Span, sentence: Sentence) -> Name | None:
        """A run as a place where gazetteer and context say so."""
        demonym = self._demonym(run, sentence)
        if demonym is not None:
            return demonym
        name = run.quote(self.parse.text)
        entries = self.gazetteer.lookup(name)
        if self._is_common(run, entries):
            return None
        if self._is_body(run) and not any(e.kind in WIDE for e in entries):
            return self._body(run, frozenset())
        context = self.judge.context(run, sentence, run.end + 2 in self._located)
        if not self.judge.holds(name, entries, context):
            return self._body(run, frozenset())
        return self._built(run, entries, context, sentence)

    def _is_common(self, run: Span, entries: tuple[GazetteerEntry, ...]) -> bool:
        """True for a capitalised noun ("Camp 11") and for an unknown name after an article that no name of a place has ("a Technical School")."""
        name, before = run.quote(self.parse.text), self.parse.text[max(0, run.start - 3) : run.start].lower().lstrip()
        return name.lower() in self.words.nouns or (not entries and before in self.words.indefinite)

    def _built(self, run: Span, entries: tuple[GazetteerEntry, ...], context: Context, sentence: Sentence) -> Name:
        text = self.parse.text
        end, common = run.end, None
        if context.noun_after is not None:
            m = self.words.noun_after.search(text[run.end : sentence.span.end])
            if m is not None:
                end, common = run.end + m.end("noun"), " ".join(m[0].split()).lower()
        if common is not None and common in self.words.waters:
            return Name(self.parse.text[run.start : end], Span(run.start, end), run.start, end, run, "place.water", "water", common)
        noun = self.around.noun_in(run.start, sentence.span.start) if common is None else None
        if noun is not None:
            common = noun.name
        if common is None and (of := self.words.noun_of.search(text[sentence.span.start : run.start])):
            common = of["noun"].lower()
        side = self.words.side_before.search(text[sentence.span.start : run.start])
        relation = self._part(side["side"].lower()) if side and (common is None or noun is not None) else None
        start = noun.span.start if noun else (sentence.span.start + side.start() if side and relation else run.start)
        kind = _kind(entries)
        by = "place.name" if entries else "place.context"
        return Name(run.quote(text).replace("\n", " "), run, start, end, noun.head if noun else run, by, kind, common, relation=relation)

    def _part(self, side: str) -> Relation:
        axis = re.sub(r"ern$", "", side)
        return Relation("part", bearing=self.words.directions.get(axis))

    def _body(self, run: Span, sure: Set[str]) -> Name | None:
        """The place before a body's name ("Chad Defence Ministry"), told as no event's place, or the place before a venue's name.

        Countries, and regions and towns by their first name, of some size or ``sure`` from elsewhere in the report.
        """
        text = self.parse.text
        person = self.around.label(run) == "PERSON"
        for end in self.around.ends(run)[1:]:
            part = Span(run.start, end)
            name, rest = part.quote(text), text[end : run.end].strip()
            if name.lower() in self.words.articles:
                continue
            entries = [e for e in self.gazetteer.lookup(name) if not e.loose]
            if rest.lower() in self.words.nouns and entries:
                return Name(name, part, part.start, run.end, part, "place.name", _kind(tuple(entries)), rest.lower())
            country = any(e.kind == "country" and not e.alternate for e in entries)
            if country or (not person and self._owns(name, entries, sure)):
                return Name(name, part, part.start, part.end, part, "place.possessor", "body")
        return None

    def _owns(self, name: str, entries: list[GazetteerEntry], sure: Set[str]) -> bool:
        """True for a place large or certain enough for a body to be named after it."""
        if name in self.words.institutions or name in self.words.leading or name.lower() in self.words.sides or name.isupper():
            return False
        first = [e for e in entries if not e.alternate and e.kind != "region"]
        return (name in sure and bool(entries)) or any(e.kind in WIDE or e.kind == "admin2" or e.population >= KNOWN for e in first)

    def _again(self, run: Span, sentence: Sentence, sure: Set[str]) -> Name | None:
        name = run.quote(self.parse.text)
        if name not in sure:
            return self._body(run, sure)
        if self.around.is_surname(name):
            return None
        return self._built(run, self.gazetteer.lookup(name), Context(noun_after=self._noun_after(run, sentence)), sentence)

    def _noun_after(self, run: Span, sentence: Sentence) -> str | None:
        m = self.words.noun_after.search(self.parse.text[run.end : sentence.span.end])
        return m["noun"].lower() if m else None

    def _demonym(self, run: Span, sentence: Sentence) -> Name | None:
        """A word for a people; an event's place only where a place noun follows ("northern Chadian town")."""
        text = self.parse.text
        if any(not e.loose for e in self.gazetteer.lookup(run.quote(text))) and not self.gazetteer.demonym(run.quote(text)):
            return None
        for end in self.around.ends(run):
            part = Span(run.start, end)
            name = part.quote(text)
            if not self.gazetteer.demonym(name) or any(e.kind == "country" and not e.loose for e in self.gazetteer.lookup(name)):
                continue
            m = self.words.noun_after.search(text[end : sentence.span.end]) if end == run.end else None
            noun = m["noun"].lower() if m else None
            placed = noun is not None and noun not in self.words.abroad and (noun in self.words.settlements or noun in self.words.areas)
            capital = Relation("at", capital=True) if noun == "capital" else None
            stop = end + m.end("noun") if m and placed else end
            return Name(name, part, part.start, stop, part, "place.demonym", "country", noun if placed else None, True, placed, capital)
        return None


def _first_word(text: str, start: int, end: int) -> str:
    m = _CUT.search(text, start, end)
    return text[start : m.start()] if m and text[m.start()] != "-" else text[start:end]


def _kind(entries: tuple[GazetteerEntry, ...]) -> str | None:
    kinds = [e.kind for e in entries if not e.loose]
    return next((k for k in ("country", "capital", "admin1", "region") if k in kinds), kinds[0] if kinds else None)
