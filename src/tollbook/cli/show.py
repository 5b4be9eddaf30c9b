"""An account as a person reads it: a few labelled rows, each value with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tollbook.codebook.kinds import load_kinds
from tollbook.model.account import Account, Claim, GroupToll, Part
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

WHO = ("perpetrator", "actor", "speaker", "side_a")
LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an account: its label, the value, the words it was read from, the rule that read them."""

    label: str
    value: str
    quotes: tuple[str, ...]
    by: str


def heading_of(account: Account) -> str:
    """The kind, the currency and the stance where it is not plainly stated."""
    parts = [load_kinds()[account.kind.value].label, account.currency.value.value]
    if account.stance.value.value != "stated":
        parts.append(account.stance.value.value)
    return " · ".join(parts)


def rows_of(account: Account, report: Report) -> list[Row]:
    """The account's rows in reading order; what the report does not say has no row."""
    return [*_event(account, report), *_figures(account, report), *_words(account, report)]


def _event(account: Account, report: Report) -> Iterator[Row]:
    text = report.text
    yield Row("what", ", ".join(dict.fromkeys(s.quote(text) for s in account.trigger)), (), account.kind.by)
    for r in account.parties:
        yield Row("who" if r.value.role in WHO else "to whom", _party(r.value), _quotes(r.spans, text), r.by)
    if account.when is not None:
        yield Row("when", when_words(account.when.value), _quotes(account.when.spans, text), account.when.by)
    for o in account.open:
        yield Row("when", f"unresolved: {o.value}", _quotes(o.spans, text), o.by)
    if account.where is not None:
        yield Row("where", where_words(account.where.value), _quotes(account.where.spans, text), account.where.by)


def _figures(account: Account, report: Report) -> Iterator[Row]:
    for r in sorted(account.tolls, key=lambda r: (r.value.status, r.value.group != "total")):
        yield Row(r.value.status, _toll(r), _quotes(r.spans, report.text), r.by)


def _words(account: Account, report: Report) -> Iterator[Row]:
    text = report.text
    for claim in account.claims:
        yield Row("claim", _claim(claim.value), _quotes(claim.spans, text), claim.by)
    for said in account.said_by:
        day = f" ({said.value.when})" if said.value.when else ""
        yield Row("says so", f"{said.value.speaker}{day}", _quotes(said.spans, text), said.by)
    for term in account.terms:
        yield Row("term", f"{term.value.what}: {term.value.value}", _quotes(term.spans, text), term.by)
    if account.deadline is not None:
        yield Row("deadline", when_words(account.deadline.value), _quotes(account.deadline.spans, text), account.deadline.by)
    for label, detail in (("motive", account.motive), ("means", account.instrument)):
        if detail is not None:
            yield Row(label, detail.value, _quotes(detail.spans, text), detail.by)


def _party(part: Part) -> str:
    party = part.party
    told = [party.kind.replace("-", " "), *([party.country] if party.country else []), *([party.register] if party.register else [])]
    return f"{party.name} ({', '.join(told)})" + ("" if part.role in (*WHO, "target") else f" as {part.role}")


def when_words(when: When) -> str:
    """The interval in words: one day, or from and to with its grain."""
    days = when.earliest.isoformat() if when.earliest == when.latest else f"{when.earliest.isoformat()} to {when.latest.isoformat()}"
    grain = "" if when.precision is TimePrecision.DAY else f" ({when.precision.value})"
    return days + grain + (f", {when.part_of_day}" if when.part_of_day else "")


def where_words(place: Place) -> str:
    """The place with its region and country, and how closely it is known."""
    parts = [place.name, *([place.admin1] if place.admin1 and place.admin1 != place.name else []), *([place.country] if place.country else [])]
    if place.precision is PlacePrecision.UNRESOLVED or place.lat is None or place.lon is None:
        return ", ".join(parts) + " (not on the map)"
    return f"{', '.join(parts)} ({place.precision.value}: {place.lat:.2f}, {place.lon:.2f} ± {place.radius_km:.0f} km)"


def toll_words(toll: Toll) -> str:
    """The number as a reader would say it: 5; at least 5; 16 (at least 12); up to 30; 8 to 12."""
    low, best, high = toll.low, toll.best, toll.high
    if low is not None and low == best == high:
        return str(low)
    if low is not None and high is not None:
        return f"{low} to {high}" + (f", best {best}" if best is not None and best not in (low, high) else "")
    if high is not None:
        return f"up to {high}"
    if low is None:
        return f"about {best}"
    return f"at least {low}" if best in (None, low) else f"{best} (at least {low})"


def _toll(r: Reading[GroupToll]) -> str:
    told, group = toll_words(r.value.toll), r.value.group.replace("-", " ")
    if group == "total":
        return told
    # Groups are named in the plural.
    return f"{told} ({group})" if told == "1" else f"{told} {group}"


def _claim(claim: Claim) -> str:
    if claim.stance == "none":
        return "nobody has claimed it" + (f" (as of {claim.as_of})" if claim.as_of else "")
    return f"{claim.stance} by {claim.by}" if claim.stance != "accused" else f"{claim.by} accused"


def _quotes(spans: Iterable[Span], text: str) -> tuple[str, ...]:
    words = (" ".join(s.quote(text).split()) for s in spans)
    return tuple(dict.fromkeys(w if len(w) <= LONGEST_QUOTE else w[: LONGEST_QUOTE - 1] + "…" for w in words))
