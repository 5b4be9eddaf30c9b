"""A row of another dataset as an account: every value with the cell it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from tollbook.code.codes import codes_of, told_of
from tollbook.codebook.exporting import load_export_countries
from tollbook.codebook.importing import ImportShape, KindRule, TollColumns
from tollbook.errors import TollbookError
from tollbook.intake.import_days import when_of
from tollbook.intake.import_sides import country_named, sides_of
from tollbook.model.account import Account, GroupToll
from tollbook.model.document import Anchor, Unit
from tollbook.model.frame import Currency, Stance
from tollbook.model.ledger import digest_of
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import Block, BlockRole, Report
from tollbook.model.span import Span
from tollbook.model.toll import Toll
from tollbook.read.days import Order
from tollbook.read.pieces import clean
from tollbook.read.rows import Row
from tollbook.read.text import report_id

T = TypeVar("T")
LANG = "en"
LONGEST_REF = 200
_POINT_ZERO = re.compile(r"(?<=\d)\.0+$")


class RowError(TollbookError):
    """A row that cannot be read as an event: one line that names the column and the remedy."""


@dataclass(frozen=True, slots=True)
class RowText:
    """A row's cells by column, in small letters, its text in lines of "column: cell", and where each cell stands in that."""

    cells: Mapping[str, str]
    text: str
    spans: Mapping[str, Span]
    anchors: tuple[Anchor, ...]

    def code(self, column: str | None) -> str:
        """The cell as a code: in small letters, a whole number without the ".0" that programs add; empty where there is none."""
        return _POINT_ZERO.sub("", self.cells.get(column or "", "").lower())

    def span(self, *columns: str | None) -> tuple[Span, ...]:
        """The cells of these columns, those that are blank left out."""
        return tuple(self.spans[c] for c in columns if c is not None and c in self.spans)


@dataclass(frozen=True, slots=True)
class RowRead:
    """What a row tells: the account, and the row as the report it stands in."""

    ref: str
    account: Account
    report: Report
    row: RowText


def row_text(row: Row, missing: Sequence[str] = ()) -> RowText:
    """The row's cells as text, blank ones and those that say nothing left out."""
    found = ((name.strip().lower(), str(cell)) for name, cell in row.cells.items() if name and cell)
    cells = {name: words for name, cell in found if (words := " ".join(clean(cell).split()))}
    lines: list[str] = []
    spans: dict[str, Span] = {}
    anchors: list[Anchor] = []
    at = 0
    for name, cell in cells.items():
        line = f"{name}: {cell}"
        spans[name] = Span(at + len(name) + 2, at + len(line))
        anchors.append(Anchor(Span(at, at + len(line)), Unit.ROW, f"{row.number}:{name}"))
        lines.append(line)
        at += len(line) + 1
    told = {name: cell for name, cell in cells.items() if cell not in missing}
    return RowText(told, "\n".join(lines), spans, tuple(anchors))


def report_of(text: str, anchors: Sequence[Anchor], shape: ImportShape) -> Report:
    """The row as the report its account stands in, a block a cell: a row has no headings, datelines or furniture to be looked for."""
    blocks = tuple(Block(a.span, BlockRole.BODY) for a in anchors)
    return Report(report_id(text, None), text, blocks, LANG, source=shape.name)


def read_row(row: Row, shape: ImportShape, order: Order | None = None) -> RowRead | None:
    """The row as an account; ``None`` where it is of no kind of ours. RowError where a cell it needs is missing or cannot be read."""
    if row.wrong:
        raise RowError(row.wrong)
    held = row_text(row, shape.missing)
    ref = _POINT_ZERO.sub("", held.cells.get(shape.ref, ""))
    if not ref or len(ref) > LONGEST_REF:
        raise RowError(f"column '{shape.ref}' holds no id of the event; fill it in")
    rule = _rule(held, shape)
    if rule.kind is None:
        return None
    report = report_of(held.text, held.anchors, shape)
    return RowRead(ref, _account(held, shape, rule, report, order), report, held)


def _rule(held: RowText, shape: ImportShape) -> KindRule:
    """The first rule whose cells are the row's, capitals aside."""
    for rule in shape.kinds:
        if all(held.code(column) == cell.lower() for column, cell in rule.when.items()):
            return rule
    columns = dict.fromkeys(c for rule in shape.kinds for c in rule.when)
    told = ", ".join(f"{c} '{held.cells.get(c, '')}'" for c in columns if c in held.cells) or f"nothing in {', '.join(columns)}"
    raise RowError(f"{told} is no type of event that {shape.name} has; mend the cell")


def _account(held: RowText, shape: ImportShape, rule: KindRule, report: Report, order: Order | None) -> Account:
    typed = held.span(*rule.when)
    by = f"import.{shape.layout}"
    when, where = when_of(held, shape, order), _where(held, shape)
    kind = str(rule.kind)
    account = Account(
        id=f"{report.id}-{digest_of((shape.name, held.text))[:8]}", report=report.id, kind=Reading(kind, typed, f"{by}.kind"),
        currency=Reading(Currency.NEW, typed, by), stance=Reading(Stance.STATED, typed, by), trigger=typed,
        parties=sides_of(held, shape, rule, when.value), when=when, where=where, tolls=tuple(_tolls(held, shape, by)), claims=(), said_by=(),
        terms=(), deadline=None, motive=None, instrument=None, codes={},
    )  # fmt: skip
    own = {scheme: _own_code(held, columns) for scheme, columns in shape.codes.items()}
    return replace(account, codes={**codes_of(told_of(account, LANG)), **own})


def _own_code(held: RowText, columns: Sequence[str]) -> object:
    cells = [held.cells[c] for c in columns]
    return cells if len(cells) > 1 else int(held.code(columns[0]))


def _where(held: RowText, shape: ImportShape) -> Reading[Place] | None:
    """The place; without its point where the row gives none, or none finer than a country."""
    columns = shape.place
    country = _country(held, shape)
    name = held.cells.get(columns.name) or held.cells.get(columns.admin1) or held.cells.get(columns.country)
    if name is None:
        return None
    lat, lon = (_degrees(held, column, most) for column, most in ((columns.lat, 90.0), (columns.lon, 180.0)))
    meant = columns.points.get(held.code(columns.precision))
    precision, radius = (PlacePrecision(meant.precision), meant.radius_km) if meant is not None else (PlacePrecision.UNRESOLVED, None)
    if lat is None or lon is None or radius is None:
        lat = lon = radius = None
        precision = PlacePrecision.COUNTRY if precision is PlacePrecision.COUNTRY else PlacePrecision.UNRESOLVED
    place = Place(name, country, held.cells.get(columns.admin1), lat, lon, radius, precision, None, "named" if radius else "unresolved")
    spans = held.span(columns.name, columns.admin1, columns.country, columns.lat, columns.lon, columns.precision)
    return Reading(place, spans, f"import.{shape.layout}.place")


def _degrees(held: RowText, column: str, most: float) -> float | None:
    """The cell's degrees, ``None`` where it is blank; RowError where it holds none."""
    cell = held.cells.get(column)
    if cell is None:
        return None
    try:
        found = float(cell)
    except ValueError:
        found = most + 1
    if not -most <= found <= most:
        raise RowError(f"column '{column}' holds '{cell[:40]}', which is no number from {-most:g} to {most:g}; mend the cell")
    return found


def _country(held: RowText, shape: ImportShape) -> str | None:
    """ISO 3166-1 alpha-3, by number where the dataset has them, else by name; ``None`` where neither is known."""
    iso, gw = _countries()
    columns = shape.place
    for column, table in ((columns.iso, iso), (columns.gw, gw)):
        cell = held.code(column)
        if cell.isdigit() and int(cell) in table:
            return table[int(cell)]
    return country_named(held.cells.get(columns.country, ""))


@lru_cache(maxsize=1)
def _countries() -> tuple[Mapping[int, str], Mapping[int, str]]:
    known = load_export_countries().values()
    return {c.numeric: c.iso3 for c in known}, {c.gw: c.iso3 for c in known if c.gw is not None}


def _tolls(held: RowText, shape: ImportShape, by: str) -> list[Reading[GroupToll]]:
    found = []
    for columns in shape.tolls:
        toll = _toll(held, columns)
        if toll is not None:
            spans = held.span(columns.best, columns.low, columns.high)
            found.append(Reading(GroupToll(columns.status, columns.group, held.cells[columns.best], toll), spans, f"{by}.{columns.best}"))
    return found


def _toll(held: RowText, columns: TollColumns) -> Toll | None:
    """The number; ``None`` where nobody gives one. RowError where a cell is no number or the three are in no order."""
    best = _number(held, columns.best)
    if best is None or (best == 0 and not columns.zero):
        return None
    low, high = (_number(held, c) if c is not None else best for c in (columns.low, columns.high))
    try:
        return Toll(low, best, high)
    except ValueError:
        raise RowError(f"{columns.low} {low}, {columns.best} {best} and {columns.high} {high} are in no order; mend the cells") from None


def _number(held: RowText, column: str) -> int | None:
    cell = held.cells.get(column)
    if cell is None:
        return None
    try:
        found = float(cell)
    except ValueError:
        found = -1.0
    if found < 0 or not found.is_integer():
        raise RowError(f"column '{column}' holds '{cell[:40]}', which is no number of people; mend the cell")
    return int(found)
