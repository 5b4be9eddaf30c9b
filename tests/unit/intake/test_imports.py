"""Files of other datasets: kept once, told row by row, beside incidents and never among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.export.made import Gazetteer
from tests.unit.intake.datasets import ACLED, GED, GTD, ROWS, table, workbook
from tests.unit.intake.test_release import told, whole
from tollbook.errors import TollbookError
from tollbook.export.unwire import from_line
from tollbook.intake.beside import also_in, others_only
from tollbook.intake.imports import Tally, import_file
from tollbook.intake.incidents import told_in
from tollbook.intake.release import Wish, make_release
from tollbook.intake.take import Stamp
from tollbook.model.ledger import Reason
from tollbook.read.cells import NoSheetsError, read_cells
from tollbook.read.limits import Limits
from tollbook.store.imported import imported
from tollbook.store.ledger import Ledger

AT = datetime(2024, 6, 1, tzinfo=UTC)
Taken = Callable[..., Tally]


@pytest.fixture
def take(ledger: Ledger, tmp_path: Path) -> Taken:
    def taken(raw: bytes, dataset: str | None = None, at: datetime = AT) -> Tally:
        path = tmp_path / "events.csv"
        path.write_bytes(raw)
        return import_file(ledger, path, dataset, Stamp("amina", "tollbook 0", lambda: at))

    return taken


@pytest.mark.parametrize("dataset", ROWS)
@pytest.mark.parametrize("made", ["comma", "semicolon", "workbook"])
def test_a_file_is_told_by_its_columns_and_nothing_new_the_second_time(ledger: Ledger, take: Taken, dataset: str, made: str) -> None:
    row = ROWS[dataset]
    raw = workbook(dataset, row) if made == "workbook" else table(dataset, row, delimiter="," if made == "comma" else ";")
    first, second = take(raw), take(raw)
    assert (first.rows, first.new, first.refused, first.unknown) == (1, 1, [], ())
    assert (second.rows, second.new, second.known) == (1, 0, 1)
    (held,) = imported(ledger)
    assert (held.dataset, held.row, held.country) == (dataset, 1, "MLI")
    assert ledger.original(held.document) == raw


def test_a_row_that_cannot_be_read_costs_no_other(ledger: Ledger, take: Taken) -> None:
    bad = {**ACLED, "event_id_cnty": "MLI90002", "event_date": "soon"}
    other = {**ACLED, "event_id_cnty": "MLI90003", "sub_event_type": "Other"}
    tally = take(table("acled", ACLED, bad, other, {**ACLED, "event_id_cnty": "MLI90004"}, more=("colour",)))
    assert (tally.rows, tally.new, tally.no_kind, tally.unknown) == (4, 2, 1, ("colour",))
    assert [r.reason for r in tally.refused] == [
        "row 2: column 'event_date' holds 'soon', which is no day that can be read in one way; write it as YYYY-MM-DD"
    ]
    assert ledger.counts()["quarantine"] == 1
    assert [row.row for row in imported(ledger)] == [1, 4]


def test_days_in_figures_are_read_in_the_order_the_file_shows(ledger: Ledger, take: Taken) -> None:
    take(table("acled", {**ACLED, "event_date": "05/03/2024"}, {**ACLED, "event_id_cnty": "MLI90002", "event_date": "25/03/2024"}))
    assert [row.earliest.isoformat() for row in imported(ledger) if row.earliest] == ["2024-03-05", "2024-03-25"]


def test_a_corrected_row_replaces_the_earlier(ledger: Ledger, take: Taken) -> None:
    take(table("acled", ACLED))
    take(table("acled", {**ACLED, "fatalities": "6"}), at=AT + timedelta(1))
    (now,), (then,) = imported(ledger), imported(ledger, as_of=AT)
    assert [from_line(r.wire).tolls[0].value.toll.best for r in (now, then)] == [6, 5]


@pytest.mark.parametrize(
    ("raw", "dataset", "said"),
    [
        (b"a,b\n1,2\n", None, "its columns are of none of acled, ged, gtd; mend the first row, or name one with --as; its columns: 'a', 'b'"),
        (b"a,b\n1,2\n", "acled", "it has no column 'event_id_cnty', 'event_date', 'event_type', 'sub_event_type', which ACLED has"),
        (b"a,b\n1,2\n", "cow", "there is no dataset 'cow' that can be imported; datasets: acled, ged, gtd"),
        (b"", None, "it is empty"),
        (b"PK\x03\x04no", None, "it is no workbook that can be read"),
    ],
)
def test_files_of_another_shape_are_refused(ledger: Ledger, take: Taken, raw: bytes, dataset: str | None, said: str) -> None:
    with pytest.raises(TollbookError) as raised:
        take(raw, dataset)
    assert said in str(raised.value)
    assert not any(ledger.counts().values())


def test_a_file_above_the_limit_names_the_setting(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with path.open("wb") as file:
        file.truncate(ledger.project.limits.document + 1)
    with pytest.raises(TollbookError, match=r"raise 'document' below \[limits\] in tollbook.toml"):
        import_file(ledger, path, None, Stamp("amina", "tollbook 0", lambda: AT))
    with pytest.raises(TollbookError, match="check the name"):
        import_file(ledger, tmp_path / "none.csv", None, Stamp("amina", "tollbook 0", lambda: AT))


def test_a_workbook_that_is_a_bomb_or_without_its_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = workbook("acled", {**ACLED, "notes": "x" * 30_000})
    with pytest.raises(TollbookError, match="unpacks to more than"):
        read_cells(raw, Limits(unpacked=1_000))
    monkeypatch.setattr("tollbook.read.cells.FREE", 0)
    with pytest.raises(TollbookError, match="as a bomb does"):
        read_cells(raw, Limits(ratio=1))
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(NoSheetsError, match=r"tollbook\[sheets\]"):
        read_cells(raw, Limits())


def test_days_and_numbers_of_a_workbook_are_as_in_a_table(ledger: Ledger, take: Taken) -> None:
    day = datetime(2024, 3, 5)  # noqa: DTZ001 - workbooks know no zone
    take(workbook("acled", {**ACLED, "event_date": day, "fatalities": 5.0, "latitude": 14.53, "time_precision": 1}))
    (held,) = imported(ledger)
    assert (held.earliest, from_line(held.wire).tolls[0].value.toll.best) == (day.date(), 5)


def test_incidents_and_releases_are_the_same_with_and_without(ledger: Ledger, take: Taken) -> None:
    ledger.take(told(5))
    before = told_in(ledger).merged
    first = make_release(ledger, Wish("one", "amina", whole, {}, as_of=AT), Gazetteer())
    take(table("acled", ACLED, {**ACLED, "event_id_cnty": "MLI90002", "location": "Gao", "latitude": "16.27", "longitude": "-0.04"}))
    assert told_in(ledger).merged == before
    second = make_release(ledger, Wish("two", "amina", whole, {}, as_of=AT), Gazetteer())
    assert first.manifest.replace('"one"', "") == second.manifest.replace('"two"', "")


def test_an_event_of_the_same_day_place_and_kind_is_linked(ledger: Ledger, take: Taken) -> None:
    ledger.take(told(5))
    for dataset, row in ROWS.items():
        take(table(dataset, row))
    here = told_in(ledger)
    (incident,) = here.merged.incidents
    found = also_in(ledger, here, [incident])[incident.id]
    assert [(a.row.dataset, a.link.linked) for a in sorted(found, key=lambda a: a.row.dataset)] == [("acled", True), ("ged", True), ("gtd", True)]
    acled = next(a for a in found if a.row.dataset == "acled")
    assert acled.told().startswith("ACLED MLI90001 (linked: same-day, ")
    assert others_only(ledger, here) == ((), 3)


def test_a_withdrawn_file_is_beside_nothing(ledger: Ledger, take: Taken) -> None:
    ledger.take(told(5))
    take(table("acled", ACLED))
    (row,) = imported(ledger)
    ledger.withdraw(row.document, Reason.SOURCE_WITHDRAWN, by="amina", at=AT)
    here = told_in(ledger)
    assert also_in(ledger, here, here.merged.incidents) == {}


def test_events_of_their_own_count_once_between_datasets(ledger: Ledger, take: Taken) -> None:
    for dataset, row in (("acled", ACLED), ("ged", GED), ("gtd", {**GTD, "iday": "20"})):
        take(table(dataset, row))
    found, left = others_only(ledger, told_in(ledger))
    assert ([e.reports[0].source for e in found], left) == (["ACLED", "GTD"], 1)
    assert all(e.incident.id.startswith("imp-") for e in found)
