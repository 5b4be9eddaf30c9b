"""Why a name was taken for a place: its candidates, likeliest first, and what spoke for and against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tollbook.codebook.gazetteer.keys import normal_key
from tollbook.codebook.gazetteer.weights import load_weights
from tollbook.codebook.places import PlaceWords
from tollbook.find.places import PlaceTools, find_places
from tollbook.model.parse import Parse
from tollbook.model.place import Gazetteer, Toponym
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.resolve.places import Atlas, settled_atlas
from tollbook.resolve.places_rank import Case, Scored, rank

SHOWN = 2
"""Candidates shown of each name that an account's place was read from."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The names of one report and what each was taken for."""

    atlas: Atlas

    def cases(self) -> Iterator[tuple[Case, list[Scored]]]:
        """Every name with its candidates, by the name's key."""
        for _, case in sorted(self.atlas.cases().items()):
            yield case, self._ranked(case)

    def taken(self, case: Case, scored: Scored) -> bool:
        """True for the candidate that the name was taken for."""
        return self.atlas.sense.get(normal_key(case.name)) == scored.entry

    def is_open(self, case: Case) -> bool:
        """True where the name was taken for none."""
        return normal_key(case.name) not in self.atlas.sense

    def told_of(self, spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
        """The likeliest candidates of the names that stand in the spans, the chosen one first, each with what spoke for and against it."""
        held = set(spans)
        names = [n for m in self.atlas.mentions if m.span in held and isinstance(m.value, Toponym) for n in (m.value.name, *m.value.anchors) if n]
        cases = self.atlas.cases()
        for case in (cases[k] for k in dict.fromkeys(map(normal_key, names)) if k in cases):
            ranked = sorted(self._ranked(case), key=lambda s: not self.taken(case, s))
            yield from ((("" if self.taken(case, s) else "not ") + named(s), shares_of(s)) for s in ranked[:SHOWN])

    def _ranked(self, case: Case) -> list[Scored]:
        return rank(case, self.atlas.around(case, self.atlas.sense), self.atlas.gazetteer, self.atlas.weights)


def choices_in(report: Report, parse: Parse, words: PlaceWords, gazetteer: Gazetteer) -> Choices:
    """What the names of a parsed report were taken for."""
    report = replace(report, text=parse.text)
    mentions = find_places(parse, report, PlaceTools(words, gazetteer))
    return Choices(settled_atlas(mentions, report, gazetteer, load_weights()))


def named(scored: Scored) -> str:
    """A candidate with its kind, where it lies and its score."""
    e = scored.entry
    where = ", ".join(filter(None, (e.name, e.kind, e.admin1 if e.kind != "admin1" else None, e.country)))
    return f"{where}: {scored.score:.1f}"


def shares_of(scored: Scored) -> str:
    """Each reason with what it added to a candidate's score or took from it."""
    return ", ".join(f"{reason} {share:+.1f}" for reason, share in scored.shares.items())
