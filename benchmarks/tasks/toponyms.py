"""Names of places in texts: found and placed by the product, and placed where the names are given."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.coding import coder
from benchmarks.task import Result, Row, hash_of, records
from benchmarks.tasks.toponyms_area import same_area
from benchmarks.tasks.toponyms_score import Named, Tally, named
from tollbook.find.places import PlaceTools, find_places
from tollbook.find.places_names import Naming
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Parse
from tollbook.model.place import PlacePrecision, Toponym
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.read.text import Issue, read_text
from tollbook.resolve.named import NamedPlace, named_places

HOMES = ("lgl", "geovirus", "geowebnews")
EACH = True
DEMONYMS = frozenset({"lgl", "geowebnews"})
"""Sources whose gold holds peoples ("Tunisian") as names of their country."""
_HEADS = ("task", "gold", "found", "precision", "recall", "F", "F@161", "R@161", "median km", "AUC")


@dataclass(frozen=True, slots=True)
class Text:
    """One record: its parsed report, its gold and the mentions found in it."""

    report: Report
    parse: Parse
    gold: tuple[Named, ...]
    mentions: tuple[Mention, ...]
    demonyms: bool


def measure(folder: Path, split: str) -> Result:
    """F@161 km end to end, careful and bold, and accuracy at 161 km over all gold names; parsing is not timed."""
    texts = [_text(r, folder.name) for r in records(folder, split)]
    started = time.perf_counter()
    careful, bold = Tally(), Tally()
    errors: list[tuple[float, str]] = []
    for text in texts:
        for _ in careful.add(text.gold, found_in(text, bold=False)):
            pass
        errors += _errors(text, bold.add(text.gold, found_in(text, bold=True)))
    took = time.perf_counter() - started
    given, area = Tally(), Tally(right=same_area)
    for text in texts:
        for _ in area.add(text.gold, found_in(text, bold=False)):
            pass
        errors += _errors(text, given.add(text.gold, given_in(text)), "given")
    metrics = {
        "f161": careful.rates(careful.hits)[2], "f161_bold": bold.rates(bold.hits)[2], "recognition_f": bold.rates(bold.overlap)[2],
        "f_area": area.rates(area.hits)[2], "given_a161": given.rates(given.hits)[1], "given_auc": given.area() or 1.0,
    }  # fmt: skip
    tallies = {"end to end, careful": careful, "the same, by area": area, "end to end, bold": bold, "names given": given}
    table = (_HEADS, *(_row(name, tally) for name, tally in tallies.items()))
    worst = tuple(line for _, line in sorted(errors, key=lambda e: -e[0]))
    return Result(
        "toponyms-" + folder.name, split, len(texts), metrics, round(2 * len(texts) / took, 1), hash_of([folder / f"{split}.jsonl"]), table, worst
    )


def _text(record: dict[str, Any], source: str) -> Text:
    day = record.get("dct")
    report = read_text(record["text"], Issue(published=date.fromisoformat(day[:10]) if day else None))
    parse = coder().parser.parse(report)
    found = find_places(parse, report, PlaceTools(coder().lexicon.places, coder().gazetteer))
    return Text(report, parse, tuple(named(record["toponyms"])), found, source in DEMONYMS)


def found_in(text: Text, bold: bool) -> list[Named]:
    """The names the product finds in a text and gives a point, peoples left out where the gold holds none."""
    places = named_places(text.mentions, text.report, coder().gazetteer, bold)
    return [_named(p, text.report) for p in places if p.place.lat is not None and (text.demonyms or not p.demonym)]


def given_in(text: Text) -> list[Named]:
    """The gold's names as the product places them when it is told where they stand."""
    gazetteer, words = coder().gazetteer, coder().lexicon.places
    naming = Naming(text.parse, text.report, words, gazetteer)
    given: list[Mention] = []
    for name in sorted(text.gold, key=lambda n: n.start):
        people = bool(gazetteer.demonym(name.text)) and not any(e.kind == "country" and not e.loose for e in gazetteer.lookup(name.text))
        bare = naming.without_noun(Span(name.start, name.end)).quote(text.report.text)
        common = name.text[len(bare) :].strip().lower() or None
        token = text.parse.at(name.start)
        stop = text.parse.sentence_of(token).span.end if token else name.end
        held = None if people or stop <= name.end else naming.around.containers(name.end, stop, name.text)
        value = Toponym(bare, common=common, demonym=people, within=held.names if held else ())
        given.append(Mention(MentionKind.PLACE, Span(name.start, name.end), token.i if token else 0, value, "given"))
    other = [m for m in text.mentions if not any(m.span.overlaps(g.span) for g in given)]
    starts = {g.start for g in text.gold}
    places = named_places((*given, *other), text.report, gazetteer, bold=True)
    return [_named(p, text.report) for p in places if p.span.start in starts]


def _named(found: NamedPlace, report: Report) -> Named:
    place, wide = found.place, found.place.precision in (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
    area = (place.country, place.admin1 if place.precision is PlacePrecision.ADMIN1 else None) if wide else (None, None)
    return Named(found.span.start, found.span.end, found.span.quote(report.text), place.lat, place.lon, *area)


def _errors(text: Text, judged: Iterator[tuple[Named, Named | None, float | None]], task: str = "end to end") -> list[tuple[float, str]]:
    told = []
    for gold, found, km in judged:
        if km is None or km > 161:
            before = text.report.text[max(0, gold.start - 40) : gold.start]
            after = text.report.text[gold.end : gold.end + 30]
            what = "not found" if found is None else "no point" if km is None else f"{km:.0f} km off"
            told.append((km or 20_039.0, " ".join(f"{task}: {what}: {before}[{gold.text}]{after}".split())))
    return told


def _row(name: str, tally: Tally) -> Row:
    return (
        name, str(tally.gold), str(tally.found), *map(str, tally.rates(tally.overlap)), str(tally.rates(tally.hits)[2]),
        str(tally.rates(tally.hits)[1]), str(tally.median()), str(tally.area()),
    )  # fmt: skip

