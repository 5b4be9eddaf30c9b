from __future__ import annotations

import pytest

from tollbook.codebook.merging import CorrectedRule, load_corrected, load_merging

RULES = load_corrected("en")


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_tells_its_examples_from_its_counter_examples(rule: CorrectedRule) -> None:
    pattern = load_merging("en").corrected[RULES.index(rule)]
    assert all(pattern.search(sentence) for sentence in rule.examples)
    assert not any(pattern.search(sentence) for sentence in rule.counter)
