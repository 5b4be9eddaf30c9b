"""python -m benchmarks.audit DATA [--sheet SET]: what Tollbook asserts on sixty texts, against the verdicts of somebody who read them.

Fifteen texts are drawn evenly from each of four sets. Every perpetrator, claim and number of killed is one assertion. The verdicts are kept in
``benchmarks/sets/audit/verdicts.csv`` by set, text, what is asserted and where its words stand; no text is. What has no verdict is counted as
unjudged; ``--sheet`` prints it with its sentence for the next reader, as lines of that file to be filled in.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.coding import coder
from benchmarks.task import MissingDataError, records
from tollbook.export.wire import to_wire
from tollbook.read.text import Issue, read_text

SETS = {"hrdsattack": "dev", "muc4": "dev", "isaf": "dev", "fa_kes": "all"}
EACH = 15
SIDES = ("perpetrator", "side_a", "side_b")
VERDICTS = Path(__file__).parent / "sets" / "audit" / "verdicts.csv"
HEAD = ("set", "text", "what", "value", "at", "verdict", "why")

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value of one account: ``what`` is perpetrator, claim or killed; ``at`` where its first words stand, ``event`` the account it is of."""

    source: str
    text: int
    what: str
    value: str
    at: int
    event: str
    sentence: str

    @property
    def key(self) -> Key:
        """What a verdict is kept by."""
        return self.source, str(self.text), self.what, self.value, str(self.at)


def drawn(data: Path, source: str) -> list[tuple[int, dict[str, Any]]]:
    """Fifteen records of the set with their numbers, evenly spaced; MissingDataError where the set is not there."""
    rows = list(records(data / source, SETS[source]))
    step = max(1, len(rows) // EACH)
    return list(enumerate(rows))[::step][:EACH]


def assertions(data: Path, source: str) -> Iterator[Assertion]:
    """What the product asserts on the set's texts, in text order."""
    for n, record in drawn(data, source):
        title = record.get("title")
        text = f"{title}\n\n{record['text']}" if title else str(record["text"])
        report = read_text(text, Issue(published=_day(record.get("dct") or record.get("date"))))
        parse = coder().parser.parse(report)
        for account in coder().code_parse(report, parse):
            wire = to_wire(account, report)
            event = f"{wire['kind']} ({wire['stance']}, {wire['currency']}) at {wire['trigger'][0]['start']}"
            for what, value, at in _asserted(wire):
                token = parse.at(at)
                sentence = " ".join(parse.sentence_of(token).span.quote(text).split()) if token is not None else ""
                yield Assertion(source, n, what, value, at, event, sentence)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat((told or "")[:10])
    except ValueError:
        return None


def _asserted(wire: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    for party in wire["parties"]:
        if party["role"] in SIDES:
            yield "perpetrator", party["name"], party["spans"][0]["start"]
    for claim in wire["claims"]:
        yield "claim", f"{claim['stance']} {claim['by'] or 'nobody'}", claim["spans"][0]["start"]
    for toll in wire["tolls"]:
        if toll["status"] == "killed":
            yield "killed", f"{toll['group']} {toll['low']}/{toll['best']}/{toll['high']}", toll["spans"][0]["start"]


def verdicts() -> dict[Key, tuple[str, str]]:
    """The verdict (right or wrong) and the reason by assertion; empty where nobody has read yet."""
    if not VERDICTS.is_file():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {(r["set"], r["text"], r["what"], r["value"], r["at"]): (r["verdict"], r["why"]) for r in csv.DictReader(file)}


def table(found: Sequence[Assertion], judged: Mapping[Key, tuple[str, str]]) -> list[tuple[str, ...]]:
    """Asserted, right, wrong and unjudged by set and sort, then over all sets."""
    rows: list[tuple[str, ...]] = [("set", "what", "asserted", "right", "wrong", "unjudged", "wrong %")]
    for source in (*dict.fromkeys(a.source for a in found), "all"):
        for what in ("perpetrator", "claim", "killed"):
            mine = [a for a in found if a.what == what and source in (a.source, "all")]
            counts = Counter(judged[a.key][0] if a.key in judged else "unjudged" for a in mine)
            read = counts["right"] + counts["wrong"]
            share = f"{100 * counts['wrong'] / read:.1f}" if read else "-"
            rows.append((source, what, str(len(mine)), str(counts["right"]), str(counts["wrong"]), str(counts["unjudged"]), share))
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0, 2 where data is lacking."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description="What is asserted, against a reader's verdicts.")
    parser.add_argument("data", type=Path, help="the folder that holds the sets")
    parser.add_argument("--sheet", choices=tuple(SETS), help="print this set's unjudged assertions with their sentences")
    asked = parser.parse_args(argv)
    judged = verdicts()
    try:
        found = [a for source in ([asked.sheet] if asked.sheet else SETS) for a in assertions(asked.data, source)]
    except MissingDataError as error:
        sys.stderr.write(f"benchmarks: {error}\n")
        return 2
    if asked.sheet:
        _sheet([a for a in found if a.key not in judged])
        return 0
    for row in table(found, judged):
        sys.stdout.write("  ".join(cell.rjust(11) if i > 1 else cell.ljust(11) for i, cell in enumerate(row)).rstrip() + "\n")
    return 0


def _sheet(found: Sequence[Assertion]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for a in found:
        sys.stdout.write(f"# {a.event}: {a.sentence[:500]}\n")
        writer.writerow((*a.key, "", ""))


if __name__ == "__main__":
    sys.exit(main())
