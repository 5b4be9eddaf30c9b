"""What the ledger knows of copies and versions counts when its incidents are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.intake.conftest import START, Clock, Reader
from tests.unit.intake.test_take import WIRE
from tests.unit.merge import made
from tollbook.errors import TollbookError
from tollbook.export.wire import to_line
from tollbook.intake.filings import first_of, onto_of
from tollbook.intake.incidents import Told, UnknownIdError, Word, told_in
from tollbook.intake.take import Desk, Stamp
from tollbook.intake.work import Done, Job, Unread
from tollbook.model.decision import Decision, Maker, Verdict
from tollbook.model.document import Original, Published
from tollbook.model.document import Told as Heard
from tollbook.model.incident import Incident
from tollbook.model.ledger import How, Link
from tollbook.read.text import Issue
from tollbook.store.ledger import Ledger

MARK = "\ufeff"
"""Makes other bytes of the same words."""
PAGE = "https://herald.example/9"
REWRITTEN = """Six farmers are dead after Tuesday's raid on Sirba, a hospital said.

Relatives of the victims gathered outside the morgue on Wednesday while a delegation from the capital, led by a deputy minister, met elders in
the school. A teacher described how she hid pupils under the desks. The prosecutor opened an inquiry and asked witnesses to come forward.
"""


class Coder(Reader):
    """Reads each document and finds one attack in it."""

    def run(self, items: Iterable[Job]) -> Iterator[tuple[Job, Done | Unread]]:
        for job, done in super().run(items):
            if isinstance(done, Done):
                attack = made.account(made.Told(place="Dorra", killed=4), done.report)
                yield job, replace(done, accounts=(to_line(attack, done.report),))
            else:
                yield job, done


@pytest.fixture
def coding(ledger: Ledger, clock: Clock) -> Desk:
    return Desk(ledger, Coder(), Stamp("amina", "tollbook 0", clock))


def came(desk: Desk, *found: tuple[str, str | None, str], letters: str = "utf-8") -> None:
    """Takes in texts by their words, address and outlet."""
    for n, (words, url, outlet) in enumerate(found):
        heard = Heard(url=url, source=outlet, published=Published(date(2024, 3, 6) + timedelta(days=n), "feed"))
        list(desk.take([Original(f"{outlet}.txt", words.encode(letters), told=heard)], Issue()))


def only(ledger: Ledger) -> Incident:
    (incident,) = told_in(ledger).merged.incidents
    return incident


def test_a_page_that_changed_is_one_source(coding: Desk, ledger: Ledger) -> None:
    came(coding, (WIRE, PAGE, "Herald"), (REWRITTEN, PAGE, "Herald"))
    incident = only(ledger)
    assert len(incident.sources) == 2
    assert incident.independent == 1
    assert {s.original for s in incident.sources} == {ledger.reports()[0].id}


def test_the_same_words_told_anew_elsewhere_are_two_sources(coding: Desk, ledger: Ledger) -> None:
    came(coding, (WIRE, PAGE, "Herald"), (REWRITTEN, "https://wire.example/1", "Wire"))
    assert only(ledger).independent == 2


def test_a_near_copy_of_a_later_version_is_the_same_source(coding: Desk, ledger: Ledger) -> None:
    copy = "Six dead\n\n" + REWRITTEN + "\nWith a report of our own correspondent in Sirba.\n"
    came(coding, (WIRE, PAGE, "Herald"), (REWRITTEN, PAGE, "Herald"), (copy, "https://wire.example/1", "Wire"))
    assert len(only(ledger).sources) == 3
    assert only(ledger).independent == 1


def test_an_exact_copy_names_its_outlet(coding: Desk, ledger: Ledger) -> None:
    came(coding, (WIRE, PAGE, "Herald"))
    alone = ledger.reports()[0].at
    came(coding, (MARK + WIRE, "https://courier.example/2", "Courier"))
    came(coding, (WIRE, "https://herald.example/10", "Herald"), letters="utf-16")
    assert len(ledger.copies(ledger.reports()[0].id)) == 2
    (source,) = only(ledger).sources
    assert (source.outlet, source.further) == ("Herald", ("Courier",))
    (before,) = told_in(ledger, alone).merged.incidents
    assert before.sources[0].further == ()


def test_links_that_lead_round_end(coding: Desk, ledger: Ledger) -> None:
    came(coding, (WIRE, PAGE, "Herald"), (REWRITTEN, PAGE, "Herald"))
    one, two = (r.id for r in ledger.reports())
    ledger.link(Link(one, two, How.SYNDICATED, 1.0, START))
    onto = onto_of(ledger.every_link(), None).get
    assert first_of(one, onto, {}) == first_of(two, onto, {}) == min(one, two)


def test_what_came_later_was_not_known_yet(coding: Desk, ledger: Ledger) -> None:
    came(coding, (WIRE, PAGE, "Herald"))
    incident = only(ledger)
    early: Told = told_in(ledger, START - timedelta(days=1))
    for given in (incident.id, *incident.accounts):
        with pytest.raises(UnknownIdError, match="was not known yet on that day"):
            early.incident(given)
    with pytest.raises(UnknownIdError, match="tollbook incidents lists"):
        early.incident("inc-000000000000")


def test_a_decision_without_a_reason_is_refused() -> None:
    with pytest.raises(TollbookError, match="--why"):
        Word("amina", " ", START)
    with pytest.raises(ValueError, match="reason"):
        Decision(Verdict.UNDONE, (), Maker.ANALYST, "amina", START, "", undoes="d")
