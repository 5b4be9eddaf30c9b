"""Whether a capitalised run of words names a place: strong words first, then the gazetteer, then what stands where a place stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.codebook.places import PlaceWords
from tollbook.find.places_around import PLACE_LABELS, Surroundings
from tollbook.model.parse import Sentence
from tollbook.model.place import GazetteerEntry
from tollbook.model.span import Span

NO_PLACE_LABELS = ("PERSON", "ORG", "DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "MONEY", "QUANTITY", "PRODUCT")
WIDE = ("country", "admin1", "capital", "region")
LARGE = 100_000
KNOWN = 15_000
SHORT = 4
OWNED = 60
"""So many characters behind an owner's "'s" a name may begin."""
_OWN = re.compile(r"['’]s ")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands round a run: the model's label, the words before and behind.

    ``held`` is true where a wider place follows that holds one of the name ("Medina, Ohio"), ``dated`` where the run begins a dateline,
    ``article`` where "the" or a country's "'s" stands before it, ``resident`` for "Ann Dorra of",
    ``plain`` for a word of the common vocabulary that only begins a sentence.
    """

    label: str | None = None
    locative: bool = False
    firm: bool = False
    noun_of: bool = False
    noun_after: str | None = None
    article: bool = False
    held: bool = False
    dated: bool = False
    resident: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the runs of one report."""

    words: PlaceWords
    around: Surroundings

    def context(self, run: Span, sentence: Sentence, located: bool) -> Context:
        """What stands round a run; ``located`` where a phrase follows that may tell where it lies."""
        text, words = self.around.parse.text, self.words
        before, after = text[sentence.span.start : run.start], text[run.end : sentence.span.end]
        noun_after = words.noun_after.search(after)
        noun_of = (after.startswith(", ") and located) or words.noun_of.search(before) or words.noun_apposed.search(after)
        return Context(
            self.around.label(run), words.locative.search(before) is not None, words.firm.search(before) is not None, bool(noun_of),
            noun_after["noun"].lower() if noun_after else None, before.endswith("the ") or self._is_owned(before), self._held(run, sentence),
            self._dated(run), self._resident(run, before), self._plain(run, sentence),
        )  # fmt: skip

    def _is_owned(self, before: str) -> bool:
        """True for "Chad's Dorra region": a country's own."""
        owner = self.words.owner.search(before) if _OWN.search(before, max(0, len(before) - OWNED)) else None
        return owner is not None and any(e.kind == "country" and not e.loose for e in self.around.gazetteer.lookup(owner["owner"]))

    def _held(self, run: Span, sentence: Sentence) -> bool:
        text = self.around.parse.text
        return text.startswith(", ", run.end) and self.around.containers(run.end, sentence.span.end, run.quote(text)) is not None

    def _dated(self, run: Span) -> bool:
        """True for "KESSOU, Chad (Wire) --" at the beginning of a line or sentence."""
        text = self.around.parse.text
        begins = text[max(0, run.start - 9) : run.start].rstrip()[-1:] in ("", *'.!?"”)')
        return begins and run.quote(text).isupper() and self.words.dateline_after.match(text, run.end) is not None

    def _resident(self, run: Span, before: str) -> bool:
        m = self.words.resident.search(before)
        if m is None:
            return False
        end = run.start - len(before) + m.start("of")
        return m["age"] is not None or self.around.label(Span(max(0, end - 2), end)) == "PERSON"

    def _plain(self, run: Span, sentence: Sentence) -> bool:
        tokens = self.around.parse.within(run)
        return run.start == sentence.span.start and len(tokens) == 1 and tokens[0].pos != "PROPN"

    def holds(self, name: str, entries: Sequence[GazetteerEntry], context: Context) -> bool:
        """Whether a name is a place."""
        exact = [e for e in entries if not e.loose]
        known = self._by_context(name, exact, context)
        if known is not None:
            return known
        if any(e.kind == "country" or (e.kind == "region" and not e.alternate) for e in exact):
            return context.label != "PERSON" or context.locative
        if (context.label == "PERSON" and not context.firm) or name in self.words.institutions:
            return False
        return self._is_known_place(name, exact, context) or self._is_unknown_place(name, context)

    def _by_context(self, name: str, exact: Sequence[GazetteerEntry], context: Context) -> bool | None:
        """What stands round a name with such force that the rest need not be asked; ``None`` where nothing does."""
        if name in self.words.abbreviations:
            return bool(exact)
        if exact and (context.dated or ((context.held or context.resident) and name not in self.words.institutions)):
            return True
        if name.isupper() and len(name) <= SHORT and not any(e.kind == "country" for e in exact):
            return False
        if context.plain and not any(e.kind in WIDE for e in exact):
            return False
        return self._by_noun(name, exact, context)

    def _by_noun(self, name: str, exact: Sequence[GazetteerEntry], context: Context) -> bool | None:
        """What the nouns round a name say; ``None`` where they say nothing."""
        area = context.noun_after in self.words.areas
        continent = any(e.kind in ("country", "region") for e in exact) and not any(e.kind == "admin1" for e in exact)
        if (area and continent) or (name.lower() in self.words.sides and not area):
            return False
        if context.noun_of:
            return name not in self.words.institutions and not (name.isupper() and not exact)
        if area or context.noun_after in self.words.settlements:
            told = context.firm or context.article or (context.locative and bool(exact))
            return context.label in (*PLACE_LABELS, None) or (told and name not in self.words.institutions)
        return None

    def _is_known_place(self, name: str, exact: Sequence[GazetteerEntry], context: Context) -> bool:
        if any(e.kind in WIDE or e.population >= LARGE for e in exact):
            return context.locative or context.label in PLACE_LABELS or (context.noun_after is not None and context.label != "ORG")
        if exact and (context.firm or (context.locative and context.label in PLACE_LABELS)):
            return context.label not in ("PERSON", "ORG", "DATE") or (len(name) > SHORT and not name.isupper())
        if exact and context.noun_after is not None and context.label not in ("ORG", "PERSON"):
            return len(name) > SHORT
        if exact and context.label in PLACE_LABELS:
            return any(e.population >= KNOWN and not e.alternate for e in exact) and not self.around.is_surname(name)
        return False

    def _is_unknown_place(self, name: str, context: Context) -> bool:
        if name.isupper():
            return False
        if context.firm and context.label in ("PERSON", "ORG"):
            return " " not in name and not self.around.is_surname(name)
        if context.label in NO_PLACE_LABELS:
            return False
        if context.firm or context.noun_after is not None:
            return context.label in (*PLACE_LABELS, None)
        return context.locative and context.label in PLACE_LABELS
