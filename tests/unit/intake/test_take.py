"""Documents into the ledger: each once, copies linked, what cannot be read set apart."""

from __future__ import annotations

from collections.abc import Iterable

from tests.unit.intake.conftest import VERSIONS
from tollbook.intake.take import Came, Desk, Outcome
from tollbook.model.document import Original, Refused, Told
from tollbook.model.ledger import How
from tollbook.read.text import Issue
from tollbook.store.ledger import Ledger

WIRE = """Gunmen killed four farmers near the village of Sirba on Tuesday, residents said.

The attackers came on motorcycles shortly before sunset and fired on people returning from their fields. Two of the wounded were taken to the
clinic of the next town, a nurse said. Soldiers arrived an hour later and found the attackers gone.

No group has said it carried out the attack. The governor called for calm and promised that patrols would be sent to the road along the river.
"""


def text(name: str, words: str, url: str | None = None) -> Original:
    return Original(name, words.encode(), told=Told(url=url))


def taken(desk: Desk, found: Iterable[Original | Refused]) -> list[Outcome]:
    return list(desk.take(found, Issue()))


def test_a_document_comes_in_with_its_report(desk: Desk, ledger: Ledger) -> None:
    (outcome,) = taken(desk, [text("a.txt", WIRE)])
    assert (outcome.name, outcome.came) == ("a.txt", Came.NEW)
    (report,) = ledger.reports()
    assert report.text == WIRE
    assert ledger.coded(report.id, VERSIONS.id)
    assert ledger.original(report.document) == WIRE.encode()


def test_the_same_bytes_twice_are_nothing_new(desk: Desk, ledger: Ledger) -> None:
    taken(desk, [text("a.txt", WIRE)])
    before = ledger.counts()
    (outcome,) = taken(desk, [text("a.txt", WIRE)])
    assert outcome.came is Came.KNOWN
    assert ledger.counts() == before


def test_the_same_text_in_another_file_is_a_copy(desk: Desk) -> None:
    first, second = taken(desk, [text("a.txt", WIRE), text("b.txt", WIRE)])
    assert (first.came, second.came) == (Came.NEW, Came.KNOWN)


def test_a_wire_text_at_another_outlet_is_linked_to_the_first(desk: Desk, ledger: Ledger) -> None:
    other = "Four farmers shot dead\n\nSIRBA (Herald) - " + WIRE
    first, second = taken(desk, [text("a.txt", WIRE, "https://wire.example/1"), text("b.txt", other, "https://herald.example/9")])
    assert first.kin is None
    assert second.kin is not None
    reports = ledger.reports()
    assert (second.kin.report, second.kin.other, second.kin.how) == (reports[1].id, reports[0].id, How.SYNDICATED)
    assert ledger.links(reports[0].id) == ledger.links(reports[1].id) != ()


def test_a_changed_page_is_a_later_version_of_it(desk: Desk) -> None:
    url = "https://herald.example/9"
    changed = WIRE.replace("four farmers", "six farmers") + "\nTwo of the wounded died on Wednesday.\n"
    outcomes = taken(desk, [text("a", WIRE, url), text("a", changed, url)])
    assert outcomes[1].kin is not None
    assert outcomes[1].kin.how is How.VERSION


def test_other_news_is_linked_to_nothing(desk: Desk) -> None:
    other = "The council of Arrado opened a new market hall on Friday. Traders said the roof would keep the rain off their stalls at last."
    assert [o.kin for o in taken(desk, [text("a", WIRE), text("b", other)])] == [None, None]


def test_links_do_not_depend_on_what_came_later(desk: Desk, ledger: Ledger) -> None:
    copies = [text(f"{n}.txt", f"Headline number {n}\n\n{WIRE}\nBy our correspondent {n}.", f"https://{n}.example/") for n in range(4)]
    taken(desk, copies)
    held = [ledger.links(r.id) for r in ledger.reports()]
    taken(desk, copies)
    assert [ledger.links(r.id) for r in ledger.reports()] == held


def test_what_cannot_be_read_is_set_apart_and_the_rest_goes_on(desk: Desk, ledger: Ledger) -> None:
    found: list[Original | Refused] = [
        Refused("x.zip!/../up", "its name leads out of the archive"), Original("noise.txt", bytes(range(256)) * 4), text("a.txt", WIRE),
    ]  # fmt: skip
    outcomes = taken(desk, found)
    assert sorted((o.came, o.name) for o in outcomes) == [(Came.NEW, "a.txt"), (Came.QUARANTINED, "noise.txt"), (Came.QUARANTINED, "x.zip!/../up")]
    assert ledger.counts()["quarantine"] == 2
    assert len(ledger.reports()) == 1
