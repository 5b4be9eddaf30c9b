"""What merging compares of an account: its days, place, kind, numbers and parties, and the telling words of the passages that tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.codebook.merging import MergeTable
from tollbook.merge.totals import Figure, figures_of
from tollbook.merge.words import names_in, plain, telling, words_in
from tollbook.model.account import Account
from tollbook.model.frame import Currency, Stance
from tollbook.model.place import PlacePrecision
from tollbook.model.report import Block, Report
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision

BY = ("perpetrator", "side_a", "actor", "side_b")
_END = re.compile(r"[.!?]\s|\n")
REACH = 30
COMMON, TWO_WORDS = 4, 2
"""Words of no more bits are no names; what two words together tell beyond the rarer one."""
WIDE = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
"""Towns, or nearer: two of them far apart are two places."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An account with the report it stands in; ``known`` is the day it became known where that is not the day of publication.

    ``copy_of`` is the first report of which this one is known to be a copy or a later version; ``further`` are the other outlets of its very words.
    """

    account: Account
    report: Report
    known: date | None = None
    copy_of: str | None = None
    further: tuple[str, ...] = ()

    def known_by(self, day: date) -> bool:
        """True where it was known at the end of that day; false where nobody says when it was."""
        since = self.known or self.report.published
        return since is not None and since <= day


@dataclass(frozen=True, slots=True)
class Days:
    """Days as ordinals, both ends included; ``told`` is false where nothing but the publication of the news bounds them."""

    first: int
    last: int
    told: bool
    day: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as merging compares it: a point with its radius where there is one, its name's words, and what it lies in."""

    name: str
    gazetteer: str | None
    lat: float | None
    lon: float | None
    radius_km: float
    country: str | None
    admin1: str | None
    wide: bool
    point: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What merging compares of one account; ``words`` and ``names`` weigh by the bits they tell, ``lead`` marks a report's main event.

    ``apart`` is true where the words right before it set it apart: "in a separate attack".
    """

    account: Account
    report: str
    outlet: str | None
    published: int | None
    kind: str
    family: str
    lead: bool
    days: Days | None
    spot: Spot | None
    figures: Mapping[str, Figure]
    by: frozenset[str]
    words: Mapping[str, float]
    names: Mapping[str, int]
    title: Mapping[str, float]
    copy_of: str | None = None
    further: tuple[str, ...] = ()
    apart: bool = False

    @property
    def id(self) -> str:
        """The account's id."""
        return self.account.id

    @property
    def issued(self) -> date | None:
        """The day the report was issued; ``None`` where nobody said."""
        return date.fromordinal(self.published) if self.published is not None else None

    @property
    def rank(self) -> tuple[int, str, str]:
        """What accounts are put in order by: the day of publication (undated ones last), the report, the account."""
        return (self.published if self.published is not None else date.max.toordinal(), self.report, self.account.id)


def facts_of(accounts: Sequence[Account], report: Report, table: MergeTable) -> tuple[Facts, ...]:
    """The facts of all accounts of one report, in the order given."""
    lead = lead_of(accounts, table)
    title = telling(Counter(words_in(report.title or "")), table.bits, table.rare, table.file.words)
    return tuple(_facts(account, report, table, account is lead, title) for account in accounts)


def lead_of(accounts: Sequence[Account], table: MergeTable) -> Account | None:
    """The report's main event: harm told as news, with the most told of it, the earliest of equals; ``None`` where it tells no harm."""
    harm = [a for a in accounts if table.families[a.kind.value] in table.file.harm and a.stance.value not in (Stance.HYPOTHETICAL, Stance.NEGATED)]
    return max(harm, key=lambda a: (_told(a), -a.trigger[0].start), default=None)


def _told(account: Account) -> float:
    """How much of a report's main event the account looks like."""
    news = 2.0 * (account.currency.value is not Currency.BACKGROUND)
    numbers = sum(0.7 for t in account.tolls if t.value.status in ("killed", "injured")) if len(account.tolls) < 3 else 1.4
    settled = (account.when is not None) + (account.where is not None)
    return news + numbers + settled + 0.25 * min(4, len(account.trigger)) - account.trigger[0].start / 2000


def _facts(account: Account, report: Report, table: MergeTable, lead: bool, title: Mapping[str, float]) -> Facts:
    text = _passages(account, report, table.file.lead_words if lead else 0)
    names = {n: bits for n in names_in(text) if (bits := _bits(n, table)) > COMMON}
    published = report.published.toordinal() if report.published else None
    return Facts(
        account=account, report=report.id, outlet=report.source, published=published,
        kind=account.kind.value, family=table.families[account.kind.value], lead=lead,
        days=_days(account, published, table.file.news_days), spot=_spot(account), figures=_figures(account, report, table),
        by=frozenset(_by(account)),
        words=telling(Counter(words_in(text)), table.bits, table.rare, table.file.words), names=names,
        title=title if lead or _in_title(account, report) else {}, apart=_is_apart(account, report, table),
    )  # fmt: skip


def _figures(account: Account, report: Report, table: MergeTable) -> Mapping[str, Figure]:
    """The account's figures, marked where the sentence of one says that it puts an earlier number right."""
    found = dict(figures_of(account))
    for status, figure in found.items():
        spans = (s for r in account.tolls if r.value.status == status for s in r.spans)
        if any(p.search(sentence) for s in spans for sentence in (_sentence(report.text, s),) for p in table.corrected):
            found[status] = replace(figure, corrects=True)
    return found


def _sentence(text: str, span: Span) -> str:
    """The sentence round a span, as far as full stops and line breaks tell."""
    ends = [m.end() for m in _END.finditer(text, 0, span.start)]
    after = _END.search(text, span.end)
    return text[ends[-1] if ends else 0 : after.start() + 1 if after else len(text)]


def _is_apart(account: Account, report: Report, table: MergeTable) -> bool:
    before = (words_in(report.text[max(0, s.start - REACH) : s.start])[-2:] for s in account.trigger)
    return any(word in table.apart for words in before for word in words)


def _bits(name: str, table: MergeTable) -> int:
    """What a name tells: its bits; of two words that follow one another a little more than the rarer's, nothing where one of them is common."""
    bits = [table.bits.get(word, table.rare) for word in name.split(" ")]
    if len(bits) == 1:
        return bits[0]
    return max(bits) + TWO_WORDS if min(bits) > COMMON else 0


def _passages(account: Account, report: Report, lead: int) -> str:
    """The blocks in which anything of the account stands, and the first ``lead`` words of the report."""
    spans = [*account.trigger, *(s for r in (*account.parties, *account.tolls, *account.said_by) for s in r.spans)]
    spans += [s for r in (account.when, account.where) if r is not None for s in r.spans]
    held = [b for b in report.blocks if any(b.span.overlaps(s) for s in spans)] or [Block(s, report.blocks[0].role) for s in spans[:1]]
    opening = [b for b in report.blocks if b.span.start < 6 * lead]
    return "\n".join(s.quote(report.text) for s in sorted({b.span for b in (*held, *opening)}, key=lambda s: s.start))


def _in_title(account: Account, report: Report) -> bool:
    first = report.blocks[0].span if report.blocks else Span(0, 1)
    return any(first.overlaps(s) for s in account.trigger)


def _days(account: Account, published: int | None, news: int) -> Days | None:
    """The days it was told to happen, unless they lie after publication; for undated news the days before its publication."""
    if account.when is not None and account.currency.value is not Currency.FUTURE:
        w = account.when.value
        if published is None or w.earliest.toordinal() <= published + 1:
            last = w.latest.toordinal() if published is None else min(w.latest.toordinal(), max(published, w.earliest.toordinal()))
            return Days(w.earliest.toordinal(), last, told=True, day=w.precision is TimePrecision.DAY or last - w.earliest.toordinal() < 2)
    if published is None or account.currency.value is not Currency.NEW:
        return None
    return Days(published - news, published, told=False, day=False)


def _spot(account: Account) -> Spot | None:
    if account.where is None:
        return None
    p = account.where.value
    known = p.precision is not PlacePrecision.UNRESOLVED and p.lat is not None and p.lon is not None
    name = " ".join(plain(w) for w in p.name.split())
    return Spot(
        name, p.gazetteer, p.lat if known else None, p.lon if known else None, p.radius_km or 0.0, p.country, p.admin1, p.precision in WIDE,
        known and p.precision in POINTS,
    )  # fmt: skip


def _by(account: Account) -> Iterable[str]:
    """Who did it, as far as it is known: register ids, else the kinds of armed bodies."""
    for reading in account.parties:
        part = reading.value
        if part.role in BY and not part.party.unidentified:
            yield part.party.register or part.party.kind
