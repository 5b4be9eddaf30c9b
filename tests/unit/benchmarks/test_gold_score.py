from __future__ import annotations

import importlib.util
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.tasks.gold_judge import Verdict, accepts, is_called, judge_claim, judge_party, judge_toll, judge_when, judge_where
from benchmarks.tasks.gold_score import score

TEXT = "Raiders attacked Oda on Monday, killing two farmers. No group claimed the raid. In 2019 a mine hit a bus."
GOLD: dict[str, Any] = {
    "accounts": [
        {
            "id": "E1",
            "kind": ["armed-attack", "killing"],
            "anchors": ["Raiders attacked Oda", "the raid"],
            "currency": "new",
            "claim": {"stance": "none"},
            "perpetrator": {"none": True},
            "tolls": [{"status": "killed", "group": "total", "best": 2}],
            "when": {"earliest": "2024-03-04", "latest": "2024-03-04"},
        },
        {"id": "E2", "kind": ["remote-explosive"], "anchors": ["a mine hit a bus"], "currency": "background", "optional": True},
    ],
    "never": [{"toll_best": 2019, "why": "a year"}, {"kind_new": ["remote-explosive"], "why": "years ago"}],
}


def span(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def account(kind: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "currency": "new", "stance": "stated", "trigger": [span(quote)], **fields}


ATTACK = account(
    "armed-attack",
    "attacked",
    tolls=[{"status": "killed", "group": "total", "low": 2, "best": 2, "high": 2, "spans": [span("two farmers")]}],
    when={"earliest": "2024-03-04", "latest": "2024-03-04", "spans": [span("Monday")]},
    claims=[{"stance": "none", "by": None, "spans": [span("No group")]}],
)


def verdicts(*coded: dict[str, Any]) -> dict[str, Verdict]:
    return {f"{f.account} {f.name}": f.verdict for f in score(GOLD, coded, TEXT).facts}


def test_a_right_coding_has_only_right_facts() -> None:
    told = score(GOLD, [ATTACK], TEXT)
    assert {f.verdict for f in told.facts} == {Verdict.RIGHT}
    assert (told.never, told.spurious, told.bad_quotes, told.bare_values) == ((), 0, 0, 0)


def test_nothing_coded_misses_what_is_not_optional() -> None:
    assert set(verdicts().values()) == {Verdict.MISSED}
    assert not any(name.startswith("E2") for name in verdicts())
    assert "E1 perpetrator" not in verdicts()


def test_two_accounts_of_one_event_are_told() -> None:
    assert verdicts(ATTACK, account("killing", "raid"))["E1 one record"] is Verdict.WRONG


def test_a_broken_never_rule_gives_its_reason() -> None:
    assert score(GOLD, [account("remote-explosive", "mine")], TEXT).never == ("years ago",)


def test_news_beside_the_gold_is_spurious() -> None:
    assert score(GOLD, [ATTACK, account("killing", "killing two")], TEXT).spurious == 1


def test_quotes_and_evidence_are_checked() -> None:
    forged = account(
        "killing", "raid", tolls=[{"status": "killed", "best": 1}], parties=[{"name": "x", "spans": [{"start": 0, "end": 3, "quote": "Foo"}]}]
    )
    told = score(GOLD, [forged], TEXT)
    assert (told.bad_quotes, told.bare_values) == (1, 1)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (None, Verdict.MISSED),
        ({"earliest": "2024-03-01", "latest": "2024-03-31"}, Verdict.RIGHT),
        ({"earliest": "2024-03-02", "latest": "2024-03-03"}, Verdict.RIGHT),
        ({"earliest": "2024-01-01", "latest": "2024-12-31"}, Verdict.PARTIAL),
        ({"earliest": "2023-01-01", "latest": "2023-01-01"}, Verdict.WRONG),
    ],
)
def test_when(told: dict[str, Any] | None, verdict: Verdict) -> None:
    assert judge_when({"earliest": "2024-03-01", "latest": "2024-03-31"}, told) is verdict


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({}, Verdict.MISSED),
        ({"name": "Oda", "country": "ABC"}, Verdict.PARTIAL),
        ({"name": "Oda", "country": "XYZ"}, Verdict.WRONG),
        ({"lat": 10.1, "lon": 5.0}, Verdict.RIGHT),
        ({"lat": 11.0, "lon": 5.0, "radius_km": 300}, Verdict.PARTIAL),
        ({"lat": 20.0, "lon": 5.0}, Verdict.WRONG),
    ],
)
def test_where(told: dict[str, Any], verdict: Verdict) -> None:
    assert judge_where({"names": ["Oda"], "country": "ABC", "lat": 10.0, "lon": 5.0}, told) is verdict


def test_parties_tolls_and_claims() -> None:
    assert judge_party({"unidentified": True}, [{"name": "gunmen"}]) is Verdict.RIGHT
    assert judge_party({"names": ["Oda Front"]}, [{"name": "the army"}]) is Verdict.WRONG
    gold = {"status": "killed", "group": "civilians", "best": 3}
    assert judge_toll(gold, [{"status": "killed", "group": "total", "as_written": "three farmers", "low": 3}], rivals=False) is Verdict.RIGHT
    assert judge_toll(gold, [{"status": "killed", "group": "farmers", "low": 1, "best": 2, "high": 3}], rivals=True) is Verdict.RIGHT
    assert judge_toll(gold, [{"status": "killed", "group": "soldiers", "best": 3}], rivals=False) is Verdict.MISSED
    assert judge_claim({"stance": ["claimed"], "by": ["Oda Front"]}, [{"stance": "denied", "by": "Oda Front"}]) is Verdict.WRONG
    assert is_called("the Óda Front", ["oda front"])
    assert accepts(["a", "b"], "b")


GIVEN = os.environ.get("TOLLBOOK_GOLD")


@pytest.mark.skipif(GIVEN is None, reason="TOLLBOOK_GOLD names no folder of gold reports with a scorer")
def test_agrees_with_the_given_scorer_fact_by_fact() -> None:
    """Compares with FOLDER/../scorers/account_score.py on codings made of the gold and of random changes to it."""
    folder = Path(GIVEN or "")
    spec = importlib.util.spec_from_file_location("account_score", folder.parent / "scorers" / "account_score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    chance = random.Random(7)  # noqa: S311
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text())
        text = gold.get("text") or (folder / gold["text_file"]).read_text()
        for _ in range(40):
            coded = [made(g, text, chance) for g in gold["accounts"] if chance.random() < 0.9]
            coded += [made(chance.choice(gold["accounts"]), text, chance) for _ in range(chance.randrange(3)) if gold["accounts"]]
            ours, wanted = score(gold, coded, text), theirs.score(gold, coded, text)
            assert [(f.account, f.name, f.verdict.value) for f in ours.facts] == wanted["rows"]
            assert list(ours.never) == wanted["never_broken"]
            assert (ours.spurious, ours.bad_quotes, ours.bare_values) == (
                wanted["spurious_new"],
                wanted["bad_quotes"],
                wanted["values_without_evidence"],
            )


def made(gold: dict[str, Any], text: str, chance: random.Random) -> dict[str, Any]:
    """A coding of a gold account in which each field may be right, altered or gone."""

    def somewhere() -> list[dict[str, Any]]:
        anchor = chance.choice(gold["anchors"])
        start = text.find(anchor) if chance.random() < 0.8 else chance.randrange(len(text) - 9)
        found = {"start": max(0, start), "end": max(0, start) + 8}
        return [] if chance.random() < 0.1 else [{**found, "quote": text[found["start"] : found["end"]] if chance.random() < 0.9 else "forged"}]

    def pick(*values: Any) -> Any:
        return chance.choice(values)

    told: dict[str, Any] = {"kind": pick(*gold["kind"], "armed-attack", "shelling", "talks", "denial"), "trigger": somewhere()}
    told["currency"] = pick("new", "background", "future")
    told["stance"] = pick("stated", "stated", "alleged", "denied")
    roles = ("perpetrator", "actor", "target", "victim")
    names = [n for role in ("perpetrator", "target") for n in gold.get(role, {}).get("names", [])]
    kinds = ("state-forces", "unidentified-armed-group", "civilians", "non-state")
    told["parties"] = [
        {
            "role": pick(*roles),
            "name": pick(*names, "gunmen", "the army", ""),
            "kind": pick(*kinds),
            "country": pick(None, "MLI", "COD", "AFG"),
            "spans": somewhere(),
        }
        for _ in range(chance.randrange(4))
    ]
    told["tolls"] = [
        {
            "status": t["status"],
            "group": pick(t["group"], "total", "soldiers"),
            "as_written": pick(None, "five people", "two soldiers"),
            "spans": somewhere(),
            **pick(
                {"best": t["best"]},
                {"low": t["best"]},
                {"best": 14},
                {"low": 3, "best": 4, "high": t["best"]},
                {"best": pick(*t.get("others", []), 7)},
            ),
        }
        for t in gold.get("tolls", [])
        if chance.random() < 0.8
    ]
    when = gold.get("when") or {"earliest": "2024-01-01", "latest": "2024-01-05"}
    days = pick(
        None,
        {"earliest": when["earliest"], "latest": when["latest"]},
        {"earliest": "2020-01-01", "latest": "2026-01-01"},
        {"earliest": when["earliest"], "latest": when["earliest"]},
    )
    told["when"] = days and {**days, "spans": somewhere()}
    where = gold.get("where") or {}
    point = {"lat": where.get("lat", 12.0) + pick(0, 0.1, 0.5, 3), "lon": where.get("lon", 3.0), "radius_km": pick(None, 5, 60, 500)}
    told["where"] = pick(
        None,
        {
            "name": pick(None, *where.get("names", []), "Oda"),
            "country": pick(None, where.get("country"), "UGA"),
            **pick({}, point),
            "spans": somewhere(),
        },
    )
    claim = gold.get("claim") or {"stance": "none"}
    told["claims"] = [
        {"stance": pick("none", "claimed", "denied"), "by": pick(None, *claim.get("by", []), "Oda"), "spans": somewhere()}
        for _ in range(chance.randrange(3))
    ]
    told["said_by"] = [{"speaker": pick(*gold.get("said_by", []), "a witness"), "spans": somewhere()} for _ in range(chance.randrange(3))]
    told["terms"] = [{"value": pick(*gold.get("terms", []), "P3Y")} for _ in range(chance.randrange(2))]
    told["deadline"] = pick(None, {"latest": gold.get("deadline", "2024-01-01")}, {"latest": "2020-01-01"})
    told["motive"] = pick(None, {"text": pick(*gold.get("motive", []), "greed")})
    return told
