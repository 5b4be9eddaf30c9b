"""Files of other people's datasets into the ledger: kept as they are, each row an account that no incident is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tollbook.codebook.importing import ImportShape, load_import_shapes
from tollbook.errors import TollbookError, UnreadableReportError
from tollbook.export.wire import to_line
from tollbook.intake.import_rows import RowRead, read_row
from tollbook.intake.take import Stamp
from tollbook.model.document import Original, Refused
from tollbook.model.imported import Imported
from tollbook.model.ledger import Capture, Entry
from tollbook.read.cells import CellTable, read_cells
from tollbook.read.columns import listed
from tollbook.read.days import Order, order_of
from tollbook.read.rows import Row
from tollbook.store.imported import keep
from tollbook.store.ledger import Ledger

SEEN = 1_000
"""So many rows are looked at to see in which order days in figures are written."""


class UnknownShapeError(TollbookError):
    """A file that is of none of the datasets that can be read, or not of the one it is said to be."""


@dataclass(slots=True)
class Tally:
    """What became of a file's rows: read, new to the ledger, of no kind of ours, and refused with the row and the remedy; columns not known."""

    dataset: str
    rows: int = 0
    new: int = 0
    no_kind: int = 0
    refused: list[Refused] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    note: str | None = None

    @property
    def known(self) -> int:
        """The rows that were in the ledger."""
        return self.rows - self.new - self.no_kind - len(self.refused)


@dataclass(frozen=True, slots=True)
class _Source:
    """The file, what its table is, and how it came."""

    original: Original
    table: CellTable
    shape: ImportShape
    key: str
    capture: Capture


def import_file(ledger: Ledger, path: Path, dataset: str | None, stamp: Stamp) -> Tally:
    """What became of the file's rows; the same file again is nothing new. Rows that cannot be read are told and go into the quarantine.

    UnreadableReportError where the file is no table, UnknownShapeError where its columns are of no dataset, or not of the one named.
    """
    raw = _bytes(path, ledger.project.limits.document)
    table = read_cells(raw, ledger.project.limits, [shape.marks for name, shape in load_import_shapes().items() if dataset in (None, name)])
    key = shape_of(table.names, dataset, path.name)
    shape, capture = load_import_shapes()[key], Capture(stamp.clock(), "file", stamp.operator, stamp.tool)
    source = _Source(Original(path.name, raw), table, shape, key, capture)
    tally = Tally(shape.name, unknown=_unknown(table.names, shape), note=table.note)
    tally.new = keep(ledger, Entry(source.original, capture), _imported(source, tally))
    for refused in tally.refused:
        ledger.quarantine(refused, capture.at)
    return tally


def shape_of(names: tuple[str, ...], dataset: str | None, file: str) -> str:
    """The dataset whose marks the columns bear, or the one named; UnknownShapeError where there is none, with what is missing."""
    shapes, held = load_import_shapes(), {n.lower() for n in names}
    if dataset is None:
        found = next((key for key, shape in shapes.items() if held.issuperset(shape.marks)), None)
        if found is None:
            told = f"its columns are of none of {', '.join(shapes)}; mend the first row, or name one with --as; its columns: {listed(names)}"
            raise UnknownShapeError(f"{file}: {told}")
        return found
    if dataset not in shapes:
        raise UnknownShapeError(f"there is no dataset '{dataset}' that can be imported; datasets: {', '.join(shapes)}")
    shape = shapes[dataset]
    lacking = [m for m in shape.marks if m not in held]
    if lacking:
        raise UnknownShapeError(f"{file}: it has no column {listed(lacking)}, which {shape.name} has; its columns: {listed(names)}")
    return dataset


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise UnreadableReportError(f"{path}: it has more than {most:,} bytes; split it, or raise 'document' below [limits] in tollbook.toml")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableReportError(f"{path}: {error.strerror or error}; check the name") from error


def _unknown(names: tuple[str, ...], shape: ImportShape) -> tuple[str, ...]:
    return tuple(n for n in names if n and n.lower() not in shape.known)


def _imported(source: _Source, tally: Tally) -> Iterator[Imported]:
    """The rows that could be read, as they come; the others into the tally."""
    rows = iter(source.table.rows)
    first = [row for _, row in zip(range(SEEN), rows, strict=False)]
    order = _order(first, source.shape)
    for row in chain(first, rows):
        tally.rows += 1
        try:
            read = read_row(row, source.shape, order)
        except TollbookError as error:
            tally.refused.append(Refused(f"{source.original.name}#{row.number}", f"row {row.number}: {error}", source.original.sha256))
            continue
        if read is None:
            tally.no_kind += 1
        else:
            yield _kept(read, row, source)


def _order(rows: list[Row], shape: ImportShape) -> Order | None:
    cells: list[Mapping[str, object]] = [{name.lower(): cell for name, cell in row.cells.items()} for row in rows]
    return order_of(c.get(shape.days.first) for c in cells) if shape.days.first is not None else None


def _kept(read: RowRead, row: Row, source: _Source) -> Imported:
    when = read.account.when.value if read.account.when is not None else None
    where = read.account.where.value if read.account.where is not None else None
    return Imported(
        source.key, read.ref, source.original.sha256, row.number, read.row.text, read.row.anchors, to_line(read.account, read.report),
        when.earliest if when else None, when.latest if when else None, where.country if where else None, source.capture.at,
    )  # fmt: skip
