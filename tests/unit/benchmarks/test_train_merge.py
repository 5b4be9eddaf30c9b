from __future__ import annotations

import numpy as np
import pytest

from benchmarks.task import MissingDataError
from benchmarks.train.merge import FILE, PRIOR, Pairs, fit, learn, written
from benchmarks.train.merge_words import bits_of


def test_a_weight_moves_with_the_evidence_and_stays_without() -> None:
    seen = np.array([[1.0, 1.0, 0.0]] * 40 + [[1.0, 0.0, 0.0]] * 40)
    one = np.array([1.0] * 38 + [0.0] * 2 + [1.0] * 2 + [0.0] * 38)
    weights = fit(seen, one, np.array([0.0, 0.0, 0.7]), np.array([0.3, 3.0, 3.0]))
    assert weights[1] > 1.5
    assert weights[2] == pytest.approx(0.7)


def test_every_weight_of_the_data_has_its_prior() -> None:
    names = [line.split(":")[0] for line in PRIOR.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    learned = learn([Pairs([{"words": 0.9}, {"words": 0.1}], [True, False])])
    assert list(learned) == names
    text = written(FILE.read_text(encoding="utf-8"), learned)
    assert f"  words: {learned['words']}\n" in text
    assert len(text.splitlines()) == len(FILE.read_text(encoding="utf-8").splitlines())


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(MissingDataError, match="no two texts"):
        learn([Pairs([{"words": 0.1}], [False])])
    with pytest.raises(MissingDataError, match="has no weight"):
        written("weights:\n  words: 1\n", {"names": 2.0})


def test_common_words_tell_few_bits_and_rare_names_are_not_listed() -> None:
    texts = ["The market was raided, said Bamadio."] + ["The market was quiet."] * 3 + ["The rain came."] * 60
    bits = bits_of(texts)
    assert (bits["the"], bits["market"]) == (0, 4)
    assert bits["raided"] == 6
    assert "bamadio" not in bits
