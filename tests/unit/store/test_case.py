"""A case file holds all of a report, can be checked without Tollbook, and is the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store.samples import LATER, NOW, SECOND, TEXT, entry, wire
from tollbook.model.document import Original, Told
from tollbook.model.ledger import UNDISCLOSED, Coded, Entry, How, Link, Reason
from tollbook.store.case import SUMS, export_case
from tollbook.store.failures import LedgerError
from tollbook.store.ledger import Ledger

OTHER = "Two drivers were abducted in Gao."


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(member: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in member.decode().splitlines()]


@pytest.fixture
def report(ledger: Ledger) -> str:
    """The id of a report with a copy, a second coding, a link and a revision, beside another report."""
    ledger.take(entry())
    ledger.take(entry(OTHER))
    ledger.take(entry(raw=b"another page", at=LATER))
    first, second = (r.id for r in ledger.reports())
    ledger.recode(first, Coded((wire(first, TEXT, kind="bombing"),), SECOND, LATER))
    ledger.link(Link(second, first, How.VERSION, 0.9, NOW))
    ledger.revise(first, Reason.TOLL_UPDATE, by="analyst", at=LATER)
    return first


def test_a_case_holds_all_of_its_report_and_nothing_else(ledger: Ledger, report: str, tmp_path: Path) -> None:
    packed = export_case(ledger, [report], tmp_path / "case.zip")
    assert (packed.reports, packed.documents, packed.accounts, packed.withheld) == (1, 2, 2, ())
    held = opened(tmp_path / "case.zip")
    originals = {name.removeprefix("originals/"): data for name, data in held.items() if name.startswith("originals/")}
    assert sorted(originals.values()) == sorted([TEXT.encode(), b"another page"])
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in originals.items())
    assert [data for name, data in held.items() if name.startswith("texts/")] == [TEXT.encode()]
    assert [line["account"]["kind"] for line in lines(held["accounts.jsonl"])] == ["armed-attack", "bombing"]
    assert [line["versions"]["tollbook"] for line in lines(held["codings.jsonl"])] == ["1.0", "1.1"]
    assert len(lines(held["captures.jsonl"])) == 2
    assert [line["report"] for line in lines(held["copies.jsonl"])] == [report]
    assert [line["other"] for line in lines(held["links.jsonl"])] == [report]
    assert [line["reason"] for line in lines(held["revisions.jsonl"])] == ["toll-update"]
    assert OTHER.encode() not in b"".join(held.values())


def test_the_hashes_are_checked_without_us(ledger: Ledger, report: str, tmp_path: Path) -> None:
    export_case(ledger, [report], tmp_path / "case.zip")
    held = opened(tmp_path / "case.zip")
    told = held[SUMS].decode().splitlines()
    assert told == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in held.items() if name != SUMS]
    if shutil.which("sha256sum"):
        with zipfile.ZipFile(tmp_path / "case.zip") as archive:
            archive.extractall(tmp_path / "case")
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", SUMS], cwd=tmp_path / "case", check=True)


def test_the_same_case_is_the_same_bytes(ledger: Ledger, report: str, tmp_path: Path) -> None:
    export_case(ledger, [report], tmp_path / "one.zip")
    export_case(ledger, [f"{report}-00000001"], tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_lines_of_accounts_stand_as_they_were_coded(ledger: Ledger, report: str, tmp_path: Path) -> None:
    export_case(ledger, [report], tmp_path / "case.zip")
    assert ledger.accounts(report=report)[0].wire.encode() in opened(tmp_path / "case.zip")["accounts.jsonl"]


LEAK = "Nine conscripts died near Kidal, the quartermaster wrote."


def hidden_entry(at: datetime = NOW) -> Entry:
    """An undisclosed document, whose account repeats its words wherever an account can."""
    given = entry(LEAK, raw=b"<a href='https://whistle.example'>" + LEAK.encode(), at=at)
    assert given.report is not None
    assert given.extraction is not None
    spans = [{"start": 0, "end": 15, "quote": "Nine conscripts"}]
    unknown = {"role": "victim", "name": "conscripts", "register": None, "spans": spans}
    known = {"role": "perpetrator", "name": "JNIM", "register": "jnim", "spans": spans}
    titled = {"report": {"id": given.report.id, "title": "Letter of the quartermaster", "url": None}}
    line = wire(
        given.report.id, LEAK, parties=[unknown, known], by={"kind": "deed.kill"},
        tolls=[{"status": "killed", "group": "total", "as_written": "Nine conscripts", "low": 9, "best": 9, "high": 9, "spans": spans}],
        claims=[{"stance": "claimed", "by": "the quartermaster", "spans": spans}], said_by=[{"speaker": "the quartermaster", "spans": spans}],
        terms=[{"what": "demand", "value": "Nine conscripts", "spans": spans}], motive={"text": "Nine conscripts", "spans": spans},
    )  # fmt: skip
    told = Told(title="Letter of the quartermaster", source=UNDISCLOSED, published=given.original.told.published)
    read = replace(given.extraction, told=told, captions=("The quartermaster",))
    report = replace(given.report, title=told.title, source=told.source, url=None)
    original = Original(UNDISCLOSED, given.original.raw, None, Told(source=UNDISCLOSED))
    return replace(given, original=original, extraction=read, report=report, accounts=(json.dumps(json.loads(line) | titled, ensure_ascii=False),))


def test_protected_sources_stay_at_home_with_their_words(ledger: Ledger, tmp_path: Path) -> None:
    hidden = hidden_entry()
    ledger.take(hidden)
    ledger.take(entry(OTHER))
    reports = [r.id for r in ledger.reports()]
    packed = export_case(ledger, reports, tmp_path / "case.zip")
    held = opened(tmp_path / "case.zip")
    document = hidden.original.sha256
    assert packed.withheld == (document,)
    assert f"originals/{document}" not in held
    assert document.encode() in held["withheld.txt"]
    whole = b"".join(held.values())
    for word in (b"whistle", b"conscripts", b"uartermaster", b"Nine"):
        assert word not in whole
    assert [data for name, data in held.items() if name.startswith("texts/")] == [OTHER.encode()]
    account = next(line["account"] for line in lines(held["accounts.jsonl"]) if line["account"]["report"]["id"] == reports[0])
    assert (account["tolls"][0]["best"], account["where"]["name"], account["by"]) == (9, "Sévaré", {"kind": "deed.kill"})
    assert [(party["role"], party["name"]) for party in account["parties"]] == [("victim", None), ("perpetrator", "JNIM")]
    assert account["trigger"] == [{"start": 0, "end": 4, "quote": None}]
    assert ledger.accounts(report=reports[1])[0].wire.encode() in held["accounts.jsonl"]


def test_who_may_see_protected_sources_gets_all(ledger: Ledger, tmp_path: Path) -> None:
    hidden = hidden_entry()
    ledger.take(hidden)
    report = ledger.reports()[0].id
    assert export_case(ledger, [report], tmp_path / "whole.zip", protected=True).withheld == ()
    held = opened(tmp_path / "whole.zip")
    assert held[f"originals/{hidden.original.sha256}"] == hidden.original.raw
    assert [data for name, data in held.items() if name.startswith("texts/")] == [LEAK.encode()]
    assert ledger.accounts(report=report)[0].wire.encode() in held["accounts.jsonl"]


def test_words_that_were_published_too_are_packed_without_the_protected_title(ledger: Ledger, tmp_path: Path) -> None:
    ledger.take(hidden_entry())
    ledger.take(entry(LEAK, at=LATER))
    report = ledger.reports()[0].id
    assert len(export_case(ledger, [report], tmp_path / "case.zip").withheld) == 1
    held = opened(tmp_path / "case.zip")
    assert [data for name, data in held.items() if name.startswith("texts/")] == [LEAK.encode()]
    (line,) = lines(held["accounts.jsonl"])
    assert line["account"]["report"]["title"] is None
    assert line["account"]["said_by"][0]["speaker"] == "the quartermaster"
    assert b"Letter" not in b"".join(held.values())
    assert [line["title"] for line in lines(held["copies.jsonl"])] == ["Attack on a village"]


def test_what_cannot_be_packed(ledger: Ledger, report: str, tmp_path: Path) -> None:
    target = tmp_path / "case.zip"
    with pytest.raises(LedgerError, match="there is no report or account feed"):
        export_case(ledger, ["feed"], target)
    with pytest.raises(LedgerError, match="No such file"):
        export_case(ledger, [report], tmp_path / "no folder" / "case.zip")
    target.write_bytes(b"old")
    with pytest.raises(LedgerError, match="is there already; choose another name"):
        export_case(ledger, [report], target)
    assert target.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.zip", "project"]
