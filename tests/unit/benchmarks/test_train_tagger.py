"""The training of a tagger, as far as it needs neither torch nor an encoder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.tasks.gate_read import Sample
from benchmarks.train import encoder, tagger
from benchmarks.train.encoder import IGNORED, Item, folds, window
from benchmarks.train.tagger_finder import f1
from benchmarks.train.tagger_gate import LEAD, Judged, items
from benchmarks.train.tagger_hints import Hint, f1_rows, ladder, proposed, standing, threshold
from benchmarks.train.tagger_roles import BEFALLEN, DOER, Asked, questions


def test_what_is_lacking_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(encoder, "NEEDED", ("no_such_library",))
    assert tagger.main([str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("train: training a tagger needs no_such_library")
    assert "measure.md" in line


def test_a_folder_without_an_encoder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(encoder, "NEEDED", ())
    assert tagger.main([str(tmp_path), "--encoder", str(tmp_path)]) == 2
    assert "config.json is lacking" in capsys.readouterr().err


@pytest.mark.parametrize(("marked", "first"), [(0, 0), (50, 34), (99, 68)])
def test_a_long_text_is_seen_round_what_is_asked(marked: int, first: int) -> None:
    assert window(Item(["w"] * 100, [0] * 100, frozenset([marked])), 32) == range(first, first + 32)


def test_parts_hold_whole_texts_and_are_the_same_each_time() -> None:
    names = [f"t{n // 3}" for n in range(30)]
    apart = folds(names, 2)
    assert sorted(apart.values()) == [0] * 5 + [1] * 5
    assert folds(names, 2) == apart


def wiki(tmp_path: Path, text: str, events: Sequence[dict[str, Any]]) -> list[Asked]:
    row = {"id": "a", "text": text, "tokens": text.split(), "events": list(events)}
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return list(questions(tmp_path, "train"))


def event(at: int, word: str, **arguments: str) -> dict[str, Any]:
    told = [{"role": role, "text": text} for role, text in arguments.items()]
    return {"event_type": "Life.Die", "trigger": {"start_idx": at, "end_idx": at + 1, "text": word}, "arguments": told}


TEXT = "Rebels killed four soldiers in Kidal . Bandits killed two traders in Gao ."


def test_event_words_that_the_corpus_puts_at_their_first_place_are_each_taken_once(tmp_path: Path) -> None:
    events = [event(1, "killed", Killer="Rebels", Victim="soldiers"), event(1, "killed", Killer="Bandits", Victim="traders")]
    first, second = wiki(tmp_path, TEXT, events)
    for asked, doer, befallen in ((first, "Rebels", "soldiers"), (second, "Bandits", "traders")):
        words = asked.item.words
        assert [words[i] for i in asked.gold(DOER)] == [doer]
        assert [words[i] for i in asked.gold(BEFALLEN)] == [befallen]
        assert [words[i] for i in asked.item.marked] == ["killed"]
        assert (words.index(doer), DOER) in asked.ours
        assert asked.told
        assert asked.item.labels[words.index("in")] == IGNORED


def test_an_argument_in_another_sentence_is_none(tmp_path: Path) -> None:
    (asked,) = wiki(tmp_path, TEXT, [event(1, "killed", Killer="Bandits")])
    assert not asked.gold(DOER)


def asked(gold: int | None, ours: tuple[tuple[int, int], ...] = ()) -> Asked:
    labels = [DOER if n == gold else 0 for n in range(4)]
    return Asked("a", "", Item(list("abcd"), labels, frozenset([3])), True, ours, frozenset(r for _, r in ours), frozenset([0, 1]))


ROWS = [[0.1, 0.8, 0.1], [0.2, 0.3, 0.5], [0.9, 0.05, 0.05], [1.0, 0.0, 0.0]]


def test_a_perpetrator_is_proposed_only_where_the_rules_leave_it_open() -> None:
    (hint,) = proposed([asked(0), asked(0, ((0, DOER),))], [ROWS, ROWS])
    assert (hint.word, hint.score, hint.right) == (0, 0.8, True)


def test_a_veto_looks_at_what_the_rules_say() -> None:
    (hint,) = standing([asked(0), asked(0, ((1, DOER),))], [ROWS, ROWS])
    assert (hint.word, hint.score, hint.right) == (1, 0.3, False)
    assert list(ladder([hint], (0.2, 0.5), below=True)) == [(0.2, 0, 0), (0.5, 0, 1)]


def test_the_threshold_is_the_lowest_that_is_sure_enough() -> None:
    good = [Hint(asked(0), 0, 0.9, True)] * 19
    assert threshold([*good, Hint(asked(0), 0, 0.6, False)]) == 0.3
    assert threshold([*good, *[Hint(asked(0), 0, 0.6, False)] * 2]) == 0.61
    assert threshold(good[:4]) is None


def test_arguments_are_counted_by_role() -> None:
    rows = list(f1_rows([asked(0, ((0, DOER),)), asked(1)], [ROWS, ROWS]))
    assert rows[1] == ("perpetrator, rules", "2", "1", "1", "100.0", "50.0", "66.7")
    assert rows[3] == ("perpetrator, encoder, the gold's event words", "2", "2", "1", "50.0", "50.0", "50.0")


def test_f1_of_marks() -> None:
    assert f1([1, 1, 0, 0], [True, False, True, False]) == pytest.approx(50)
    assert f1([0, 0], [0, 0]) == 0


@pytest.mark.parametrize(("relevant", "count"), [(True, 1), (False, 3)])
def test_of_texts_that_tell_nothing_more_than_the_lead_is_learned_from(relevant: bool, count: int) -> None:
    text = Judged(Sample("a", "lgl", "w " * (3 * LEAD), None, None, int(relevant)), relevant)
    assert [(len(i.words), list(i.labels)) for i in items([text])] == [(LEAD, [int(relevant)])] * count
