"""Every data file says what it holds, and holds that."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.data.schemas import MADE, made
from tollbook.codebook.files import read_data

DATA = Path(__file__).parents[2] / "src" / "tollbook" / "data"
EXAMPLES = DATA / "examples"
FILES = sorted(p for p in DATA.rglob("*.yml"))
# The shape of what is printed, which no data file has.
OUTPUT = {"wire"}
SCHEMAS = sorted((DATA / "schemas").glob("*.schema.json"))
_FIRST = re.compile(r"# schema: ([a-z0-9-]+)\n")
NO_RULES = {"kinds", "actor-kinds", "register"}
"""Their entries have ids or examples too, but their own tests look after them."""


def schema_of(path: Path) -> str | None:
    first = _FIRST.match(path.read_text(encoding="utf-8"))
    return first[1] if first else None


def named(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def rules(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with an id, anywhere in a file."""
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node
        for below in node.values():
            yield from rules(below)
    elif isinstance(node, list):
        for below in node:
            yield from rules(below)


RULES = [(named(p), rule) for p in FILES if schema_of(p) not in NO_RULES for rule in rules(read_data(named(p)))]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_names_its_schema_and_fits_it(path: Path) -> None:
    name = schema_of(path)
    assert name is not None, "the first line must be '# schema: NAME'"
    held = json.loads(json.dumps(read_data(named(path)), default=str))
    assert not [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(held)]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name)
def test_schema_is_one_and_is_used(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
    assert path.name.removesuffix(".schema.json") in OUTPUT | {schema_of(p) for p in FILES}


def test_no_two_rules_share_an_id() -> None:
    assert not {i: n for i, n in Counter(rule["id"] for _, rule in RULES).items() if n > 1}


@pytest.mark.parametrize(("file", "rule"), [pytest.param(f, r, id=r["id"]) for f, r in RULES])
def test_rule_carries_its_tests(file: str, rule: dict[str, Any]) -> None:
    assert rule.get("examples"), f"{file}: no example"
    assert rule.get("not"), f"{file}: no counter-example"


@pytest.mark.parametrize("name", MADE)
def test_schema_made_of_a_type_is_that_of_the_type(name: str) -> None:
    assert (DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == made(name), "run: make reference"
