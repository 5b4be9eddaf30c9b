"""A proposer that is given its proposals: what passes, what the checks and the rules refuse, and what becomes of it in accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tollbook.engine.tagger import Seen, judge
from tollbook.export.wire import to_wire
from tollbook.find.everything import find_mentions
from tollbook.model.account import Account
from tollbook.model.proposal import Proposal
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.pipeline import Coder
from tollbook.read.text import Issue, read_text

UNKNOWN = "Villagers garrotted two traders near Gao on Monday, the mayor said."


@dataclass(frozen=True)
class Fake:
    """Proposes the events it was told of."""

    proposals: Sequence[Proposal]
    name: str = "fake"

    def propose(self, report: Report) -> Iterable[Proposal]:  # noqa: ARG002 - it knows its text by heart
        return self.proposals


def at(text: str, quote: str, kind: str = "killing", score: float = 0.9) -> Proposal:
    start = text.index(quote)
    return Proposal(Span(start, start + len(quote)), quote, kind, score)


def accounts(coder: Coder, text: str, *proposals: Proposal) -> tuple[Account, ...]:
    return replace(coder, proposer=Fake(proposals)).code(read_text(text, Issue()))


def reasons(coder: Coder, text: str, *proposals: Proposal) -> list[str]:
    report = read_text(text, Issue())
    parse = coder.parser.parse(report)
    seen = Seen(parse, find_mentions(parse, report, coder.lexicon, coder.gazetteer), coder.lexicon.deeds)
    judged = judge(proposals, "fake", seen)
    assert len(judged.taken) + len(judged.vetoed) == len(proposals)
    return [v.reason for v in judged.vetoed]


def test_a_word_no_rule_knows_makes_an_account_that_says_who_proposed_it(coder: Coder) -> None:
    assert coder.code(read_text(UNKNOWN, Issue())) == ()
    (account,) = accounts(coder, UNKNOWN, at(UNKNOWN, "garrotted"))
    assert (account.kind.value, account.kind.by, account.kind.confidence) == ("killing", "tagger.fake", 0.9)
    assert [s.quote(UNKNOWN) for s in account.trigger] == ["garrotted"]
    assert account.said_by[0].value.speaker == "the mayor"
    assert account.where is not None and account.where.value.name == "Gao"
    assert to_wire(account, read_text(UNKNOWN, Issue()))["by"]["kind"] == "tagger.fake"


def test_a_proposal_lays_the_event_at_nobodys_door(coder: Coder) -> None:
    (account,) = accounts(coder, UNKNOWN, at(UNKNOWN, "garrotted"))
    assert [p.value.role for p in account.parties if p.value.role in ("perpetrator", "side_a", "actor")] == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Villagers have not garrotted any traders near Gao, the mayor said.", "negated"),
        ("Villagers allegedly garrotted two traders near Gao.", "alleged"),
    ],
)
def test_the_scope_rules_hold_for_what_is_proposed(coder: Coder, text: str, stance: str) -> None:
    assert [a.stance.value.value for a in accounts(coder, text, at(text, "garrotted"))] == [stance]


def test_what_the_rules_find_stays_as_it_is(coder: Coder) -> None:
    text = "Gunmen killed four people in Gao. " + UNKNOWN
    before = coder.code(read_text(text, Issue()))
    assert accounts(coder, text, at(text, "killed", kind="protest")) == before
    assert accounts(coder, text, at(text, "garrotted"))[: len(before)] == before


VETOED = [
    (UNKNOWN, replace(at(UNKNOWN, "garrotted"), quote="strangled"), "does not stand at"),
    (UNKNOWN, Proposal(Span(60, 900), "said", "killing", 0.9), "does not stand at"),
    (UNKNOWN, at(UNKNOWN, "garrotted", kind="garrotting"), "no kind 'garrotting'"),
    (UNKNOWN, at(UNKNOWN, "garrotted", score=0.4), "below"),
    (UNKNOWN, at(UNKNOWN, "near"), "neither a verb nor a noun"),
    (UNKNOWN, at(UNKNOWN, "Gao"), "name of a place"),
    (UNKNOWN, at(UNKNOWN, "Monday"), "name of a place or of a time"),
    ("Gunmen killed four people in Gao.", at("Gunmen killed four people in Gao.", "killed"), "a rule reads it already"),
    ("They were killing time in Gao.", at("They were killing time in Gao.", "killing"), "rules know the word"),
]


@pytest.mark.parametrize(("text", "proposal", "reason"), VETOED)
def test_what_is_refused_says_why(coder: Coder, text: str, proposal: Proposal, reason: str) -> None:
    (told,) = reasons(coder, text, proposal)
    assert reason in told


def test_of_two_proposals_for_one_word_the_surer_is_taken(coder: Coder) -> None:
    both = at(UNKNOWN, "garrotted", kind="abduction", score=0.6), at(UNKNOWN, "garrotted two traders", score=0.8)
    assert reasons(coder, UNKNOWN, *both) == ["another one of that word is surer"]
    assert [a.kind.value for a in accounts(coder, UNKNOWN, *both)] == ["killing"]


def test_figures_of_speech_are_refused(coder: Coder) -> None:
    text = "The minister garrotted the budget."
    assert reasons(coder, text, at(text, "garrotted")) == ["it is a figure of speech"]


def test_capitals_are_quoted_as_they_stand(coder: Coder) -> None:
    text = UNKNOWN.upper()
    assert len(accounts(coder, text, at(text, "GARROTTED"))) == 1


def test_a_score_is_a_chance() -> None:
    with pytest.raises(ValueError, match=r"outside 0\.\.1"):
        Proposal(Span(0, 3), "war", "killing", 1.5)


def test_the_example_of_the_page_runs(gazetteer_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(gazetteer_file.parent))
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "plug-in-a-tagger.md").read_text(encoding="utf-8")
    exec(page.split("```python\n")[1].split("```")[0], {})  # noqa: S102 - the project's own page
    assert capsys.readouterr().out == "killing tagger.mine-1 0.93\n"
    assert "prints `killing tagger.mine-1 0.93`" in page
