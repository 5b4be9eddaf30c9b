"""Who is named as a member of a group."""

from __future__ import annotations

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.find.actors import find_actors
from tollbook.find.actors_members import included_in, listed_behind, members_of
from tollbook.model.mention import Actor
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text

WORDS = load_actors("en")


def named(parser: Parser, text: str, group: str) -> list[str]:
    parse = parser.parse(read_text(text, Issue()))
    head = next(t for t in parse.tokens if t.text == group)
    verb = parse.head(head)
    behind = listed_behind(parse, verb, head, WORDS) if verb is not None else ()
    return [t.text for t in (*members_of(parse, head, WORDS), *behind, *included_in(parse, head, WORDS))]


@pytest.mark.parametrize(
    ("text", "group", "wanted"),
    [
        (
            "A court jailed four men – Akram Waldi, Karim Amran, Hareth Hamid and Tawfik Mansour – on Monday.",
            "men",
            ["Waldi", "Amran", "Hamid", "Mansour"],
        ),
        ("Police arrested five activists, including journalist Ana Dorra and lawyer Peter Kess.", "activists", ["Dorra", "Kess"]),
        ("They killed activists such as Tara Fares and Rasha Hassan.", "activists", ["Fares", "Hassan"]),
        ("Two writers have been detained in Dorra, including Alan Kess and Maria Lopez.", "writers", ["Kess", "Lopez"]),
        ("Police arrested nine workers who were identified as Salam Khan and Idris Bilal.", "workers", ["Khan", "Bilal"]),
        ("The mayor was arrested together with Ana Dorra and Omar Kess in May.", "mayor", ["Dorra", "Kess"]),
        ("Senior staff, including editor Alan Kess, were arrested.", "staff", ["Kess"]),
        ("Those arrested include Ana Dorra and two nurses.", "Those", ["Dorra", "nurses"]),
        ("Among those arrested were Ana Dorra and Omar Kess.", "those", ["Dorra", "Kess"]),
    ],
)
def test_members_of_a_group(parser: Parser, text: str, group: str, wanted: list[str]) -> None:
    assert named(parser, text, group) == wanted


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("A teacher, Ana Dorra, was shot.", "teacher"), ("Police held two reporters.", "reporters"), ("The rebels were at home.", "rebels"),
        ("Police on Tuesday detained reporters — Taki Darabi and Nemat Nakdi — in Dorra.", "Police"),
    ],
)  # fmt: skip
def test_those_who_have_none_named(parser: Parser, text: str, group: str) -> None:
    assert named(parser, text, group) == []


def test_members_are_of_the_group_s_kind(parser: Parser) -> None:
    report = read_text("Police held two nurses, Ana Dorra and Omar Kess, and a clerk.", Issue())
    kinds = {m.value.name: m.value.kind for m in find_actors(parser.parse(report), WORDS) if isinstance(m.value, Actor)}
    assert kinds["Ana Dorra"] == kinds["Omar Kess"] == "health-workers"
