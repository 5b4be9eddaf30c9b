"""What stands round a name: the model's labels, wider places, common nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tollbook.codebook.needed import folded, may_match, needed
from tollbook.codebook.places import PlaceWords
from tollbook.model.parse import Parse, Sentence
from tollbook.model.place import Gazetteer, GazetteerEntry
from tollbook.model.span import Span

PLACE_LABELS = ("GPE", "LOC", "FAC")
WIDE = ("country", "admin1", "capital", "region")
LEVELS = {"admin1": 1, "country": 2, "region": 3}
LONGEST_CHAIN = 4
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Noun:
    """A venue or other common noun: its words and where they stand."""

    name: str
    span: Span
    head: Span


@dataclass(frozen=True, slots=True)
class Containers:
    """What a place is told to lie in, smallest first, and where the words end."""

    names: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor's name and where the words for it end."""

    name: str
    end: int


@dataclass(slots=True)
class Surroundings:
    """Reads what stands round the names of one report."""

    parse: Parse
    words: PlaceWords
    gazetteer: Gazetteer
    _labels: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for e in self.parse.entities:
            for i in range(e.first, e.last):
                self._labels[i] = e.label

    def label(self, span: Span) -> str | None:
        """The model's label for the span's last word; a place label anywhere in it wins."""
        labels = [self._labels.get(t.i) for t in self.parse.within(span)]
        return next((x for x in labels if x in PLACE_LABELS), labels[-1] if labels else None)

    def ends(self, span: Span) -> list[int]:
        """Where the span and its beginnings of whole words end, longest first."""
        text = span.quote(self.parse.text)
        return [span.end, *reversed([span.start + m.start() for m in re.finditer(r"[ \n]", text)])]

    def containers(self, start: int, stop: int, of: str | None = None) -> Containers | None:
        """The chain of wider places that follows: ", Borno", "in Chad's northern Dorra province"; ``None`` where there is none.

        ``of`` is the name the chain follows; after a bare comma a container must hold a place of that name or be a country.
        """
        text = self.parse.text
        names: list[str] = []
        inside = tuple(e for e in self.gazetteer.lookup(of) if not e.loose) if of else ()
        level = min((LEVELS.get(e.kind, 0) for e in inside), default=0)
        end = start
        while (m := self.words.container.match(text, end, stop)) and len(names) < LONGEST_CHAIN:
            inner, noun = self._inner(m)
            bare = m[0].startswith(",") and not noun and not m["outer"] and m[0][1:].strip() == m["inner"]
            found = self._container(inner, noun, level)
            if found is None or (not names and inside and self._is_beside(found, inside, bare)):
                break
            names += [name := self._full_name(found, noun)] + ([m["outer"]] if m["outer"] else [])
            level = _level(self.gazetteer.lookup(name))
            end = m.end() if found == inner else found.end
        return Containers(tuple(names), end) if names else None

    def _full_name(self, found: Span, noun: str | None) -> str:
        """The container's name, with its noun where a country and a region share the name ("Niger state")."""
        name = found.quote(self.parse.text)
        full = f"{name} {noun}" if noun else name
        shared = any(e.kind == "country" for e in self.gazetteer.lookup(name)) and noun is not None
        return full if shared and any(e.kind == "admin1" for e in self.gazetteer.lookup(full)) else name

    def _inner(self, m: re.Match[str]) -> tuple[Span, str | None]:
        """The container's name and its noun, also where the noun is capitalised ("Dorra State", "Dorra Local Government Area of Kessou")."""
        for noun in (a for a in self.words.areas if " " in a):
            at = m["inner"].lower().find(f" {noun.lower()}")
            if at > 0:
                return Span(m.start("inner"), m.start("inner") + at), m["inner"][at + 1 : at + 1 + len(noun)]
        words = m["inner"].split()
        if m["noun"] is None and len(words) > 1 and words[-1].lower() in self.words.areas:
            cut = m["inner"].rindex(words[-1])
            return Span(m.start("inner"), m.start("inner") + len(m["inner"][:cut].rstrip())), words[-1]
        return Span(m.start("inner"), m.end("inner")), m["noun"]

    def _container(self, inner: Span, noun: str | None, level: int) -> Span | None:
        """The part of a span that names something wider than ``level`` (0 town, 1 region, 2 country)."""
        text = self.parse.text
        for end in self.ends(inner):
            part = Span(inner.start, end)
            whole = end == inner.end
            if part.quote(text).lower() in self.words.sides and not (whole and noun):
                continue
            found = [e for e in self.gazetteer.lookup(part.quote(text)) if LEVELS.get(e.kind, 0) > level]
            if any(e.kind == "country" or whole for e in found if not e.loose or (noun and whole)):
                return part
        known = noun is not None and noun.lower() in self.words.areas
        return inner if known and level == 0 and self.label(inner) not in ("PERSON", "DATE") else None

    def _is_beside(self, outer: Span, inside: tuple[GazetteerEntry, ...], bare: bool) -> bool:
        """True where the outer name holds none of the others, or begins a clause or goes on with a list of countries and capitals."""
        text = self.parse.text
        first = {e.kind for e in inside if not e.alternate}
        if not self._holds_one(outer.quote(text), inside) and (bare or "country" in first):
            return True
        token = self.parse.at(outer.start)
        clause = token is not None and token.dep in SUBJECTS
        listed = bool(first & {"country", "capital"}) and self.words.listed.match(text, outer.end) is not None
        return bare and (clause or listed)

    def _holds_one(self, outer: str, inside: tuple[GazetteerEntry, ...]) -> bool:
        """True where a place of the outer name holds one of the others."""
        wider = [e for e in self.gazetteer.lookup(outer) if not e.loose and e.kind in ("country", "admin1")]
        return any(w.country == e.country and (w.kind == "country" or w.admin1 == e.admin1) for w in wider for e in inside)

    def noun_in(self, end: int, start: int) -> Noun | None:
        """The venue a name locates: "mosque in", "hospital at"; ``None`` where there is none."""
        m = self.words.noun_before.search(self.parse.text[start:end])
        return self._noun(start + m.start("noun"), start + m.end("noun"), start) if m else None

    def noun_before(self, end: int, start: int) -> Noun | None:
        """The common noun right before a relative phrase ("a checkpoint | 70 kilometers from"); ``None`` where there is none."""
        if end <= start:
            return None
        tokens = [t for t in self.parse.within(Span(max(start, end - 40), end)) if t.end <= end]
        while tokens and tokens[-1].text in (",", "just", "some", "about"):
            tokens.pop()
        if not tokens or (tokens[-1].lemma not in self.words.nouns and tokens[-1].lower not in self.words.nouns):
            return None
        return self._noun(tokens[-1].start, tokens[-1].end, start)

    def _noun(self, start: int, end: int, floor: int) -> Noun:
        """The noun with the compounds right before it."""
        head = self.parse.at(start)
        first = start
        while head is not None and (left := self.parse.tokens[head.i - 1] if head.i else None) is not None:
            if left.dep != "compound" or left.start < floor or left.text[:1].isupper():
                break
            first, head = left.start, left
        return Noun(self.parse.text[first:end].lower(), Span(first, end), Span(start, end))

    def venues(self, sentence: Sentence) -> Iterator[Noun]:
        """Common nouns for places people go to, without a name of their own."""
        if not may_match(needed(self.words.venue.pattern), folded(sentence.span.quote(self.parse.text))):
            return
        for m in self.words.venue.finditer(self.parse.text, sentence.span.start, sentence.span.end):
            token = self.parse.at(m.end() - 1)
            if token is not None and token.pos == "NOUN" and token.dep != "compound":
                noun = self._noun(m.start(), m.end(), sentence.span.start)
                yield noun

    def with_noun(self, anchor: Span) -> Anchor:
        """An anchor with the noun that belongs to it: "Dorra district" ends later, "Dorra river" is a name of its own."""
        text = self.parse.text
        name = anchor.quote(text).replace("\n", " ")
        m = self.words.noun_after.match(text[anchor.end : anchor.end + 40])
        if m is None or m["noun"].lower() != m[0].strip().lower():
            return Anchor(name, anchor.end)
        noun = m["noun"].lower()
        if noun in self.words.waters:
            return Anchor(f"{name} {m['noun']}", anchor.end + m.end())
        known = noun in self.words.areas or noun in self.words.settlements
        return Anchor(name, anchor.end + m.end() if known else anchor.end)

    def is_surname(self, name: str) -> bool:
        """True where a longer name of a person ends or begins with the word."""
        people = (e.span.quote(self.parse.text) for e in self.parse.entities if e.label == "PERSON")
        return any(name in p.split() and p != name for p in people)


def _level(entries: tuple[GazetteerEntry, ...]) -> int:
    """How wide the widest place of a name is."""
    return max((LEVELS.get(e.kind, 0) for e in entries if not e.loose), default=0)
