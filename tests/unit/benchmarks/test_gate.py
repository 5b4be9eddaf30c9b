"""What the gate learns from, how it is fitted, and how it is measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.tasks import gate as task
from benchmarks.tasks.gate_read import EVENTS, HALVED, OPEN, Sample, is_for_training, is_kept, samples, training_samples
from benchmarks.train import gate_passages
from benchmarks.train.gate import MARGIN, file_text, threshold
from benchmarks.train.gate import main as train
from benchmarks.train.gate_fit import Passages, balanced, fit
from benchmarks.train.gate_passages import PASSAGE, Lesson, lesson_of

RAID = "Armed men raided the village and killed nine farmers. "
BAKE = "The baker sold fresh bread and sweet cakes to children. "
NAMES = [f"text-{i}" for i in range(40)]
SEEN, UNSEEN = next(n for n in NAMES if is_for_training(n)), next(n for n in NAMES if not is_for_training(n))


def write(folder: Path, corpus: str, split: str, rows: list[dict[str, Any]]) -> None:
    (folder / corpus).mkdir(parents=True, exist_ok=True)
    (folder / corpus / f"{split}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def sample(corpus: str, text: str, events: int = 0) -> Sample:
    return Sample(next(n for n in NAMES if not is_kept(n)), corpus, text, None, None, events)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(tmp_path, "lgl", "dev", [{"id": SEEN, "text": BAKE}, {"id": UNSEEN, "text": BAKE, "title": "Bread"}])
    write(tmp_path, "isaf", "dev", [{"id": "r", "text": RAID}])
    write(tmp_path, "hrdsattack", "train", [{"id": "h", "text": RAID, "annotations": [{}, {}]}])
    return tmp_path


def test_no_text_is_both_learned_from_and_measured_on(data: Path) -> None:
    assert {(s.corpus, s.id, s.events) for s in training_samples(data)} == {("hrdsattack", "h", 2), ("lgl", SEEN, 0)}
    assert {(s.corpus, s.id, s.events) for s in samples(data, "dev")} == {("isaf", "r", 1), ("lgl", UNSEEN, 0)}


def test_all_of_a_test_part_is_measured_on(tmp_path: Path) -> None:
    write(tmp_path, "lgl", "test", [{"id": SEEN, "text": BAKE}, {"id": UNSEEN, "text": BAKE}])
    assert len(list(samples(tmp_path, "test"))) == 2


def test_every_corpus_is_known() -> None:
    assert {*HALVED, *OPEN} <= set(EVENTS)


@pytest.mark.parametrize(
    ("corpus", "record", "events"),
    [
        ("muc4", {"templates": [{"optional": True}, {"optional": False}]}, 1),
        ("gva_longtail", {"gold": None}, 0),
        ("wikievents", {"events": [{"event_type": "Life.Die.Unspecified"}, {"type": "Contact.Contact.Meet"}]}, 1),
        ("ceha", {"relevant": "No"}, 0),
        ("indiapolice", {"sents": [{"labels": []}, {"labels": ["ANY_ACTION"]}, {"labels": ["KILL", "FORCE"]}]}, 1),
    ],
)
def test_events_of_the_gold_are_counted(corpus: str, record: dict[str, Any], events: int) -> None:
    assert EVENTS[corpus](record) == events


def test_passages_lie_round_accounts_and_all_over_texts_without(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BAKE * 30 + RAID + BAKE * 30
    monkeypatch.setattr(gate_passages, "account_starts", lambda text, day: [(text.find("raided"), "armed-attack")] if RAID in text else [])
    lesson = lesson_of([sample("hrdsattack", text, 1), sample("lgl", BAKE * 30)])
    (told,) = [p for p in lesson.passages if p.relevant]
    assert "raided" in told.words
    assert len(told.words) == PASSAGE
    assert all("raided" not in p.words and p.weight == pytest.approx(1.0) for p in lesson.passages if not p.relevant)
    assert lesson.small["baker"] == lesson.seen["baker"]


def test_talk_of_companies_is_no_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_passages, "account_starts", lambda text, day: [(4, "agreement")])
    assert not lesson_of([sample("lgl", BAKE * 5)]).passages


def test_what_is_kept_sets_the_threshold_alone() -> None:
    lesson = Lesson(kept=[("isaf", True, ["raid"] * 50), ("isaf", True, ["raid"] * 45), ("lgl", False, ["bread"] * 50)])
    assert threshold(lesson, {"raid": 0.1}) == pytest.approx(0.1 * PASSAGE - MARGIN)


def test_the_fit_parts_words_and_helps_the_unseen_by_its_vector() -> None:
    passages = Passages(np.array([0, 1, 0, 1]), np.array([0, 1, 2, 3]), *balanced([True, False, True, False], [1.0] * 4))
    weights, constant = fit(passages, np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]))
    assert weights[0] > weights[2] > 0.3
    assert weights[1] < -0.3
    assert constant == pytest.approx(0.0, abs=1e-3)


def test_the_file_holds_words_by_weight() -> None:
    text = file_text({"raid": 1.2, "killed": 1.2, "on": -0.3}, -0.5)
    assert '  12: "killed raid"\n  -3: "on"\n' in text
    assert "least: -0.5\n" in text


def test_what_is_lacking_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train([str(tmp_path)]) == 2
    assert main(["gate", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_lost_events_and_texts_let_through_are_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "coder", lambda: None)
    monkeypatch.setattr(task, "account_starts", lambda text, day: [])
    monkeypatch.setattr(task, "relevant", lambda text, title: "bread" in text)
    result = task.measure(data, "dev")
    assert [result.metrics[m] for m in ("events_lost", "coded_lost", "let_through")] == [100.0, 0.0, 100.0]
    assert [e.split(":")[0] for e in result.errors] == ["isaf r lost 1", f"lgl {UNSEEN} let through"]
