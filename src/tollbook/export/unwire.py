"""Accounts back from the wire format, as merging needs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from tollbook.model.account import Account, Attribution, Claim, GroupToll, Part, Term
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.span import Span
from tollbook.model.time import TimePrecision, When
from tollbook.model.toll import Toll

T = TypeVar("T")
Json = dict[str, Any]


def from_line(line: str) -> Account:
    """The account of one line of JSON; ValueError or KeyError where it is none."""
    return from_wire(json.loads(line))


def from_wire(wire: Json) -> Account:
    """The account as the wire format has it: all but the outline of a place and the confidence of each value, which is the whole account's."""
    return _Wire(wire).account()


class _Wire:
    """One account's JSON, and how its readings are taken out of it."""

    def __init__(self, wire: Json) -> None:
        self._wire = wire
        self._sure: float = wire["confidence"]
        self._trigger = _spans(wire["trigger"])

    def account(self) -> Account:
        wire = self._wire
        return Account(
            id=wire["id"], report=wire["report"]["id"], kind=self._whole("kind", str), currency=self._whole("currency", Currency),
            stance=self._whole("stance", Stance), trigger=self._trigger, parties=self._all("parties", _part), when=self._one("when", _when),
            where=self._one("where", _place), tolls=self._all("tolls", _toll), claims=self._all("claims", _claim),
            said_by=self._all("said_by", lambda j: Attribution(j["speaker"], j["when"])),
            terms=self._all("terms", lambda j: Term(j["what"], j["value"])), deadline=self._one("deadline", _when),
            motive=self._one("motive", lambda j: str(j["text"])), instrument=self._one("instrument", lambda j: str(j["text"])), codes=wire["codes"],
            open=tuple(Reading(j["reason"], _spans(j["spans"]), "open", self._sure) for j in wire.get("open", ())),
        )  # fmt: skip

    def _whole(self, name: str, made: Callable[[str], T]) -> Reading[T]:
        """What the event as a whole is, read from the words that tell it."""
        return Reading(made(self._wire[name]), self._trigger, self._wire["by"][name], self._sure)

    def _one(self, name: str, made: Callable[[Json], T]) -> Reading[T] | None:
        found = self._wire[name]
        return None if found is None else Reading(made(found), _spans(found["spans"]), self._wire["by"][name], self._sure)

    def _all(self, name: str, made: Callable[[Json], T]) -> tuple[Reading[T], ...]:
        by = self._wire["by"]
        return tuple(Reading(made(j), _spans(j["spans"]), by[f"{name}.{n}"], self._sure) for n, j in enumerate(self._wire[name]))


def _spans(found: list[Json]) -> tuple[Span, ...]:
    return tuple(Span(j["start"], j["end"]) for j in found)


def _part(j: Json) -> Part:
    return Part(j["role"], Party(j["name"], j["kind"], j["register"], j["country"], j.get("unidentified", False)))


def _when(j: Json) -> When:
    return When(date.fromisoformat(j["earliest"]), date.fromisoformat(j["latest"]), TimePrecision(j["precision"]), j["part_of_day"])


def _place(j: Json) -> Place:
    precision = PlacePrecision(j["precision"])
    return Place(j["name"], j["country"], j["admin1"], j["lat"], j["lon"], j["radius_km"], precision, j["gazetteer"], j["how"])


def _toll(j: Json) -> GroupToll:
    return GroupToll(j["status"], j["group"], j["as_written"], Toll(j["low"], j["best"], j["high"]))


def _claim(j: Json) -> Claim:
    return Claim(j["stance"], j["by"], j["as_of"])
