"""Figures as each source gives them, what was known day by day, and the words of reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.export.made import ATLAS, NOW, Said, event, exportable, filed
from tollbook.export.event import Event
from tollbook.export.gate import PUBLIC, Policy, clear
from tollbook.export.gate_said import LONGEST, words_told
from tollbook.export.policy import PolicyError, policy_of
from tollbook.model.ledger import UNDISCLOSED
from tollbook.model.toll import Toll

OPEN = Policy("internal", names=True, coordinates=True, small_cells=True, words=True)
TEXT = "Gunmen attacked the market of Sévaré on Tuesday and five people died there."
FIRST = Said(published=date(2024, 3, 6), tolls=(("killed", "total", Toll(5, 5, None)),), speakers=("the ministry of the interior",))
LATER = Said(
    published=date(2024, 3, 8), outlet="Lake Herald", tolls=(("killed", "total", 7),), text=f"{TEXT} Two more died in hospital. Elders buried them."
)  # fmt: skip


def told(*said: Said, policy: Policy = PUBLIC) -> Event:
    (found,) = clear([exportable(*said)], policy, NOW, ATLAS).events
    return found


def test_a_course_tells_what_was_known_at_the_end_of_each_day() -> None:
    found = told(FIRST, LATER)
    assert [(k.status, k.day.day, k.toll) for k in found.course] == [("killed", 6, Toll(5, 5, None)), ("killed", 8, Toll(5, 7, None))]
    assert [(f.outlet, f.published, f.toll.figure) for f in found.figures] == [
        ("Mopti Courier", date(2024, 3, 6), 5), ("Lake Herald", date(2024, 3, 8), 7),
    ]  # fmt: skip
    assert found.course[-1].toll == found.toll("killed")


def test_an_undisclosed_source_has_no_day_and_no_speaker() -> None:
    found = told(FIRST, Said(outlet=UNDISCLOSED, published=date(2024, 3, 7), tolls=(("killed", "total", 6),), text=TEXT + " Six, said one."))
    hidden = next(f for f in found.figures if f.outlet == UNDISCLOSED)
    assert (hidden.published, hidden.as_of, hidden.speakers, hidden.words) == (None, None, (), None)
    assert {k.day for k in found.course} == {date(2024, 3, 6)}


def test_words_stay_here_unless_a_project_opens_them() -> None:
    closed = event(LATER)
    assert {t.words for t in closed.tellers} == {()}
    assert {f.words for f in closed.figures} == {None}
    opened = event(LATER, OPEN)
    assert opened.tellers[0].words == (TEXT,)
    assert opened.figures[0].words == "7"
    assert event(Said(outlet=UNDISCLOSED), OPEN).tellers[0].words == ()


def test_sentences_are_the_reports_own() -> None:
    held = filed(Said(text="It rained. Gunmen came. " + "They fired and fired " * 40))
    for words in words_told(held.report, [held.account]):
        assert words.removesuffix(" …") in held.report.text
        assert len(words) <= LONGEST + 2
    assert words_told(None, [held.account]) == ()


def test_words_leave_only_where_names_places_and_small_groups_do(tmp_path: Path) -> None:
    (tmp_path / "release.toml").write_text("[internal]\nwords = true\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="set names = true too"):
        policy_of(tmp_path, "internal")
