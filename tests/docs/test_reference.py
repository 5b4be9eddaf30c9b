from __future__ import annotations

import msgspec
import pytest

from tests.docs.console import ROOT
from tollbook.codebook.deeds import DeedRule
from tollbook.export.wire import to_wire
from tollbook.find.clause import SLOTS
from tollbook.model.frame import Currency, Stance
from tollbook.model.toll import STATUSES
from tollbook.parse import Parser
from tollbook.pipeline import load_coder
from tollbook.read.text import Issue, read_text

REFERENCE = ROOT / "docs" / "reference"
RULES = (REFERENCE / "rules.md").read_text(encoding="utf-8")
WIRE = (REFERENCE / "wire.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [field.encode_name for field in msgspec.structs.fields(DeedRule)])
def test_every_key_of_a_deed_rule_is_told(key: str) -> None:
    assert f"`{key}`" in RULES


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_is_told(slot: str) -> None:
    assert f"`{slot}`" in RULES


@pytest.mark.parametrize("value", [*Currency, *Stance, *STATUSES])
def test_every_fixed_value_is_told(value: str) -> None:
    assert f"`{value}`" in WIRE


def test_every_key_of_the_output_is_told(parser: Parser, gazetteer: object) -> None:
    report = read_text("Gunmen killed six farmers near Djibo on Monday.", Issue())
    (account,) = load_coder("en", gazetteer).code(report)  # type: ignore[arg-type]
    assert not [key for key in to_wire(account, report) if f"`{key}`" not in WIRE]
