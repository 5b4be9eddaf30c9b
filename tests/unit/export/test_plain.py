"""The plain table, its dictionary, and JSON Lines."""

from __future__ import annotations

import csv
import io
import json

from tests.unit.export.made import ATLAS, Said, event
from tollbook.codebook.exporting import load_columns
from tollbook.export.plain import write_csv, write_jsonl
from tollbook.export.validate import problems_in
from tollbook.model.account import Claim
from tollbook.model.toll import Toll


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_unknown_is_blank_and_nought_is_nought() -> None:
    (several,) = rows(write_csv([event(Said(tolls=(("killed", "total", Toll(2, None, None)), ("injured", "total", 0))))], ATLAS).body)
    assert (several["killed_low"], several["killed_best"], several["killed_high"]) == ("2", "", "")
    assert (several["injured_low"], several["injured_best"], several["injured_high"]) == ("0", "0", "0")
    assert several["abducted_best"] == ""


def test_a_row_tells_who_where_and_on_whose_word() -> None:
    (row,) = rows(write_csv([event(Said(claims=(Claim("claimed", "JNIM", "2024-03-06"),)))], ATLAS).body)
    assert row["perpetrators"] == "Unidentified Armed Group (Mali)"
    assert row["targets"] == "Civilians (Mali)"
    assert (row["place"], row["admin1"], row["country"]) == ("Sévaré", "Mopti", "MLI")
    assert row["sources"] == "Mopti Courier"
    assert row["claims"].endswith("as of 2024-03-06")
    assert row["note"].startswith("On 5 March 2024, armed attack reported at Sévaré (Mopti, Mali) by Unidentified Armed Group (Mali)")
    assert "Reported killed 5." in row["note"]


def test_every_column_is_told_in_the_dictionary() -> None:
    written = write_csv([event()], ATLAS)
    listed = rows(written.beside[".columns.csv"])
    assert [r["column"] for r in listed] == [c.name for c in load_columns("csv")]
    assert all(r["meaning"] for r in listed)


def test_texts_are_no_formulas() -> None:
    body = write_csv([event(Said(outlet="=HYPERLINK(1)"))], ATLAS).body
    assert rows(body)[0]["sources"] == "'=HYPERLINK(1)"


def test_what_is_written_is_in_order() -> None:
    for name, written in (("csv", write_csv([event()], ATLAS)), ("jsonl", write_jsonl([event()], ATLAS))):
        assert problems_in(written.body, name) == []
        assert written.rows == 1


def test_json_holds_what_the_gate_let_out() -> None:
    found = json.loads(write_jsonl([event()], ATLAS).body)
    assert found["tolls"] == [{"status": "killed", "group": "total", "toll": {"low": 5, "best": 5, "high": 5}}]
    assert found["when"]["earliest"] == "2024-03-05"
    assert found["tellers"] == [{"outlet": "Mopti Courier", "published": "2024-03-06", "copy": False, "title": None, "url": None, "words": []}]


def test_no_event_is_a_table_with_a_header() -> None:
    assert rows(write_csv([], ATLAS).body) == []
    assert write_jsonl([], ATLAS).body == b""
