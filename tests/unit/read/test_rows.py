"""Tables of texts: columns found by their names, rows as documents, bad rows refused by their number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.files import TEXT, parquet
from tollbook.model.document import Original, Refused, Unit
from tollbook.read.columns import Columns, MissingColumnError, columns_in
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_in, originals_of

LIMITS = Limits(text=2_000)


def rows(raw: bytes, name: str, columns: Columns | None = None) -> tuple[list[Original], dict[str, str]]:
    found = list(originals_of(Original(name, raw), LIMITS, columns))
    return [f for f in found if isinstance(f, Original)], {f.name: f.reason for f in found if isinstance(f, Refused)}


def texts(raw: bytes, name: str, columns: Columns | None = None) -> list[str]:
    return [extract(o, LIMITS).text for o in rows(raw, name, columns)[0]]


HEAD = ("Title", "Body", "Date Published", "URL")
CELLS = (
    ("First", f'{TEXT[0]} "No more", he said; then, silence.', "2024-05-03", "https://courier.example/1"),
    ("Second", "Où? À Gao\nhier.", "03/04/2024", ""),
)


def table(sign: str) -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in (HEAD, *CELLS)]
    return "".join(sign.join(row) + "\r\n" for row in quoted)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_dialect_gives_the_same_rows(sign: str, codec: str) -> None:
    found, refused = rows(table(sign).encode(codec), "a.csv")
    assert not refused
    first, second = (extract(o, LIMITS) for o in found)
    assert first.text == CELLS[0][1]
    assert second.text == CELLS[1][1]
    assert (first.told.title, first.told.url) == ("First", "https://courier.example/1")


def test_a_row_tells_its_day_and_its_place_in_the_table() -> None:
    found, _ = rows(table(",").encode(), "a.csv")
    first = extract(found[0], LIMITS)
    assert first.told.published is not None
    assert (first.told.published.day.isoformat(), first.told.published.how) == ("2024-05-03", "column")
    assert [(a.unit, a.at) for a in first.anchors] == [(Unit.ROW, "1:Body")]
    assert [o.name for o in found] == ["a.csv#1", "a.csv#2"]


def test_a_day_that_can_be_read_in_two_ways_is_none_and_is_noted() -> None:
    second = extract(rows(table(",").encode(), "a.csv")[0][1], LIMITS)
    assert second.told.published is None
    assert second.notes == ("published '03/04/2024' is no day that can be read in one way; write it as YYYY-MM-DD",)


@pytest.mark.parametrize(("name", "raw"), [
    ("a.csv", b"text,date\nTwo men died,03/04/2024\nFour men died,14/03/2024\n"),
    ("a.jsonl", b'{"text": "Two men died", "date": "03/04/2024"}\n' * 100 + b'{"text": "Four men died", "date": "14/03/2024"}\n'),
])  # fmt: skip
def test_a_column_of_days_has_one_order(name: str, raw: bytes) -> None:
    found, _ = rows(raw, name)
    for original, day in ((found[0], "2024-04-03"), (found[-1], "2024-03-14")):
        read = extract(original, LIMITS)
        assert read.told.published is not None and original.told.published == read.told.published
        assert read.told.published.day.isoformat() == day and not read.notes


def test_a_column_named_date_is_the_day_where_no_better_one_is_there() -> None:
    assert columns_in(["text", "Date"], None).published == "Date"
    assert columns_in(["text", "date", "pub_date"], None).published == "pub_date"


def test_the_same_row_in_two_tables_is_the_same_document() -> None:
    one, _ = rows(table(",").encode(), "a.csv")
    other, _ = rows(("Title;Body;Date Published;URL\n\n;;;\n" + table(";").split("\r\n", 1)[1]).encode(), "b.csv")
    assert [o.sha256 for o in one] == [o.sha256 for o in other]
    assert [o.name for o in other] == ["b.csv#3", "b.csv#4"]


def test_bad_rows_are_refused_by_number_and_the_rest_is_read() -> None:
    raw = f"id,text\n1,Two men died\n2,one, two, three\n3,\n\n4,{'x' * 3_000}\n5,Four men died\n6,No quote \"within\" harms".encode()
    found, refused = rows(raw, "a.csv")
    assert [extract(o, LIMITS).text for o in found] == ["Two men died", "Four men died", 'No quote "within" harms']
    assert {name: reason.split(":")[0] for name, reason in refused.items()} == {"a.csv#2": "row 2", "a.csv#3": "row 3", "a.csv#5": "row 5"}
    assert "put the text in quotes" in refused["a.csv#2"]


def test_a_quote_that_never_ends_is_refused_and_takes_no_memory() -> None:
    found, refused = rows(b'id,text\n1,Two men died\n2,"' + b"x" * 50_000 + b"\n3,Four men died\n", "a.csv")
    assert [o.name for o in found] == ["a.csv#1", "a.csv#3"]
    assert "field larger than field limit" in refused["a.csv#2"]


def test_a_table_without_a_text_column_lists_its_columns() -> None:
    found, refused = rows(b"id,what,when\n1,x,y\n", "a.csv")
    assert not found
    assert refused["a.csv"] == "no column is known to hold the text; name it: --column text=NAME, one of 'id', 'what', 'when'"


def test_columns_can_be_named() -> None:
    raw = b"id,what,when\n1,Two men died,3 May 2024\n"
    (found,), _ = rows(raw, "a.csv", Columns(text="what", published="when"))
    assert extract(found, LIMITS).text == "Two men died"
    assert found.told.published is not None and found.told.published.day.isoformat() == "2024-05-03"
    _, refused = rows(raw, "a.csv", Columns(text="none"))
    assert refused["a.csv"] == "there is no column 'none'; its columns: 'id', 'what', 'when'"


def test_the_surest_name_wins() -> None:
    assert columns_in(["Summary", "Full-Text", "text "], None).text == "text "
    assert columns_in(["summary", "FULL  TEXT"], None).text == "FULL  TEXT"
    with pytest.raises(MissingColumnError, match="and 5 more"):
        columns_in([f"c{n}" for n in range(25)], None)


def test_json_lines_are_rows_with_the_numbers_of_their_lines() -> None:
    lines = (
        '\ufeff{"text": "One \\ud83d\\ude00"}', "", "not json", '["list"]', '{"text": null}', '{"text": "Two \\ud800"}', '"Three"',
        '{"text": ["Four", "five"]}',
    )  # fmt: skip
    raw = "\n".join(lines).encode()
    found, refused = rows(raw, "a.jsonl")
    assert [(o.name, extract(o, LIMITS).text) for o in found] == [
        ("a.jsonl#1", "One \U0001f600"), ("a.jsonl#6", "Two \ufffd"), ("a.jsonl#7", "Three"), ("a.jsonl#8", "Four, five"),
    ]  # fmt: skip
    assert sorted(refused) == ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]
    assert refused["a.jsonl#3"] == "row 3: it is no JSON (Expecting value at line 1, column 1)"


def test_a_line_that_never_ends_is_refused_and_the_next_is_read() -> None:
    raw = b'{"text": "One"}\n{"text": "' + b"x" * 100_000 + b'"}\n{"text": "Three"}\n'
    found, refused = rows(raw, "a.jsonl")
    assert [o.name for o in found] == ["a.jsonl#1", "a.jsonl#3"]
    assert "row 2: its line has more than 12,000 bytes" in refused["a.jsonl#2"]


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: {"status": "ok", "articles": r}], ids=["list", "object with a list"])
def test_json_lists_are_rows(wrap: object) -> None:
    held = [{"headline": "A", "content": TEXT[0], "publishedAt": "2024-05-03T22:30:00-05:00", "source": {"id": None, "name": "Courier"}}, 3]
    raw = json.dumps(wrap(held), indent=1).encode()  # type: ignore[operator]
    found, refused = rows(raw, "a.json")
    read = extract(found[0], LIMITS)
    assert (read.text, read.told.title, read.told.source) == (TEXT[0], "A", "Courier")
    assert read.told.published is not None and read.told.published.day.isoformat() == "2024-05-03"
    assert refused == {"a.json#2": "row 2: it is no JSON object with named values"}


def test_json_that_is_too_deep_is_refused() -> None:
    _, refused = rows(b'{"text": ' + b"[" * 100_000, "a.json")
    assert list(refused) == ["a.json"]


QUERY = """SELECT CASE WHEN i = 7 THEN NULL ELSE 'Report ' || i || ': two men were killed.' END AS body, i AS id,
DATE '2024-05-01' + CAST(i % 28 AS INTEGER) AS published, 'Courier' AS outlet FROM range(5000) t(i)"""


@pytest.mark.parametrize("name", ["a.parquet", "odd [1] *.parquet"])
def test_parquet_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(parquet(QUERY))
    found = list(originals_in(path, LIMITS))
    assert len(found) == 5_000
    assert [f.name.rpartition("#")[2] for f in found if isinstance(f, Refused)] == ["8"]
    last = found[-1]
    assert isinstance(last, Original)
    read = extract(last, LIMITS)
    assert read.text == "Report 4999: two men were killed."
    assert read.told.source == "Courier" and read.told.published is not None and read.told.published.day.isoformat() == "2024-05-16"


def test_lists_and_objects_in_cells_are_read_no_deeper_than_they_go() -> None:
    deep = "[" * 400 + "]" * 400
    raw = f'{{"text": "One", "source": {{"name": "Courier"}}, "author": ["A", "B", {deep}], "title": {deep}}}\n{{"text": {deep}}}'.encode()
    (found,), refused = rows(raw, "a.jsonl")
    assert (found.told.source, found.told.author, found.told.title) == ("Courier", "A, B", None)
    assert list(refused) == ["a.jsonl#2"]


def test_damaged_parquet_is_refused_in_one_line() -> None:
    _, refused = rows(b"PAR1" + bytes(300) + b"PAR1", "a.parquet")
    assert "the Parquet table cannot be read" in refused["a.parquet"] and "\n" not in refused["a.parquet"]


def test_a_row_that_only_says_so_of_itself_is_none() -> None:
    (found,) = originals_of(Original("a", b'{"text": "Two men died."}', "application/x-tollbook-row+json"), LIMITS)
    assert found.name == "a#1"
