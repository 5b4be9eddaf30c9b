"""The lines of a brief, made of what the gate let out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.codebook.exporting import load_country_names
from tollbook.codebook.kinds import load_kinds
from tollbook.export.event import AGENTS, PATIENTS, ClaimTold, Event, Figure, Group, Known, Spot, Teller
from tollbook.export.words import MONTHS, STANCES, UNNAMED, place_text, range_text
from tollbook.model.ledger import UNDISCLOSED
from tollbook.model.time import When
from tollbook.model.toll import Toll

CLAIMS = {"claimed": "claims responsibility", "denied": "denies having done it", "accused": "is accused of it"}
NOBODY = "Nobody had claimed it"
WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a brief lists it: ``url`` only where it is a web address."""

    outlet: str
    day: str
    copy: bool
    title: str | None
    url: str | None
    words: tuple[str, ...]


def day_text(day: date) -> str:
    """The day as "5 March 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """The day as "5 Mar 2024"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def days_text(when: When | None, *, short: bool = False) -> str:
    """The days as "5 March 2024", "5–7 March 2024" or "28 February – 2 March 2024", that they are not told where so; ``short``: "5 Mar 2024"."""
    tell = short_day if short else day_text
    month = {n: name[:3] if short else name for n, name in enumerate(MONTHS, 1)}
    if when is None:
        return "day not told"
    a, b = when.earliest, when.latest
    if a == b:
        return tell(a)
    if a.day == 1 and b == _month_end(a):
        return f"{month[a.month]} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{tell(b)}"
    return f"{a.day} {month[a.month]}{f' {a.year}' if a.year != b.year else ''} – {tell(b)}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def tolls_of(event: Event) -> list[Group]:
    """The totals, in the order of statuses."""
    return [g for g in event.tolls if g.group == "total"]


def headline(event: Event) -> str:
    """The event in one line: what, where, when and the first toll."""
    tolls = [f"{short_text(t.toll)} {t.status}" for t in tolls_of(event)][:2]
    told = f": {', '.join(tolls)}" if tolls else ""
    where = place_text(event.where)
    return f"{load_kinds()[event.kind].label}{'' if where.endswith('not told') else f' {where}'}, {days_text(event.when)}{told}"


def short_text(toll: Toll) -> str:
    """The number to repeat; where nobody gives one the end that is told."""
    return str(toll.best) if toll.best is not None and not (toll.best == toll.low and toll.high is None) else range_text(toll)


def where_text(spot: Spot | None) -> str:
    """The place, its region and its country's code, as closely as they may be told."""
    if spot is None:
        return "–"
    country = load_country_names().get(spot.country or "")
    parts = [spot.name, spot.admin1, spot.country] if spot.name or spot.admin1 else [country]
    return ", ".join(dict.fromkeys(p for p in parts if p and (p != spot.country or spot.name != country))) or "–"


def lead(event: Event) -> str:
    """Who is told to have done it to whom, and how many say so."""
    agents = list(dict.fromkeys(a.name for a in event.side(AGENTS)))
    patients = list(dict.fromkeys(a.name for a in event.side(PATIENTS)))
    n = event.independent
    told = [f"{STANCES.get(event.stance, 'reported').capitalize()} by {n} independent source{'s' if n != 1 else ''}."]
    told += [f"Told to have done it: {_row(agents)}."] if agents else ["Nobody is told to have done it."] if patients else []
    told += [f"Told to have been struck: {_row(patients)}."] if patients else []
    return " ".join(told)


def claim_line(claim: ClaimTold) -> str:
    """Who claims, denies or is accused, as of when."""
    day = f", as of {day_text(date.fromisoformat(claim.as_of))}" if claim.as_of else ""
    if claim.stance not in CLAIMS:
        return NOBODY + day
    by = claim.by or UNNAMED
    return f"{by[:1].upper()}{by[1:]} {CLAIMS[claim.stance]}{day}"


def figure_line(figure: Figure) -> tuple[str, str, str]:
    """A figure: day, how many, on whose word and in which outlet."""
    day = figure.as_of or figure.published
    said = f"{', '.join(figure.speakers)}, in " if figure.speakers else ""
    summed = " (added up)" if figure.summed else ""
    where = figure.outlet or "an outlet not named"
    return short_day(day) if day else "day not told", f"{range_text(figure.toll)} {figure.status}{summed}", f"{said}{where}"


def figure_lines(figures: Sequence[Figure]) -> list[tuple[str, str, str]]:
    """The figures, those of one day on one word together."""
    found: dict[tuple[str, str], list[str]] = {}
    for day, told, who in map(figure_line, figures):
        found.setdefault((day, who), []).append(told)
    return [(day, ", ".join(told), who) for (day, who), told in found.items()]


def timeline(event: Event) -> list[tuple[str, str]]:
    """Day by day: the event, how many reports came, what was then known, claims; what has no day is left out."""
    found: list[tuple[date, int, str]] = []
    if event.when is not None:
        ends = [event.when.earliest] if event.when.earliest == event.when.latest else [event.when.earliest, event.when.latest]
        names = ["The event"] if len(ends) == 1 else ["The event, at the earliest", "The event, at the latest"]
        found += [(day, 0, name) for day, name in zip(ends, names, strict=True)]
    reports: dict[date, list[str]] = {}
    for teller in event.tellers:
        if teller.published is not None:
            reports.setdefault(teller.published, []).append(teller.outlet or "an outlet not named")
    found += [(day, 1, f"reported by {_row(names)}") for day, names in reports.items()]
    news: dict[date, list[str]] = {}
    for known in _news(event.course):
        news.setdefault(known.day, []).append(f"{short_text(known.toll)} {known.status}")
    found += [(day, 2, f"known: {', '.join(told)}") for day, told in news.items()]
    found += [(date.fromisoformat(c.as_of), 3, claim_line(replace(c, as_of=None)).replace(NOBODY, NOBODY.lower())) for c in event.claims if c.as_of]
    days = sorted({day for day, _, _ in found})
    lines = {day: list(dict.fromkeys(text for _, _, text in sorted(f for f in found if f[0] == day))) for day in days}
    return [(short_day(day), _sentence("; ".join(texts))) for day, texts in lines.items()]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _news(course: Sequence[Known]) -> list[Known]:
    """What was not known the day before."""
    before: dict[str, Toll] = {}
    found = []
    for known in course:
        if before.get(known.status) != known.toll:
            found.append(known)
        before[known.status] = known.toll
    return found


def _row(names: Sequence[str]) -> str:
    told = list(dict.fromkeys(names))
    return ", ".join(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")


def source_rows(event: Event) -> list[SourceRow]:
    """The sources in the order they told; words that several tell are the first one's."""
    found: list[SourceRow] = []
    quoted: set[str] = set()
    for t in event.tellers:
        day = short_day(t.published) if t.published else "day not told"
        found.append(SourceRow(_outlet(t), day, t.copy, t.title, _address(t.url), tuple(w for w in t.words if w not in quoted)))
        quoted |= set(t.words)
    return found


def _outlet(teller: Teller) -> str:
    return "A source not disclosed" if teller.outlet == UNDISCLOSED else teller.outlet or "An outlet not named"


def _address(url: str | None) -> str | None:
    return url if url is not None and url.startswith(WEB) else None
