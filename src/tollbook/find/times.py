"""Parse to times: when the text says things happened, lasted, were said or are due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from tollbook.codebook.times import TimeWords, load_calendar
from tollbook.find.times_atoms import Atom, longest, scan, trigger_classes
from tollbook.find.times_guards import in_name, is_time
from tollbook.find.times_joins import join
from tollbook.find.times_tense import Setting, is_deadline, is_reporting, setting, tense
from tollbook.model.mention import Mention, MentionKind
from tollbook.model.parse import Parse, Sentence, Token
from tollbook.model.report import BlockRole, Report
from tollbook.model.span import Span
from tollbook.model.time import Timex, TimexKind

_WITHOUT_TENSE = (TimexKind.DURATION, TimexKind.SET)


def find_times(parse: Parse, report: Report, words: TimeWords) -> tuple[Mention, ...]:
    """The report's time mentions in text order, none overlapping another; datelines are not among them."""
    blocks = groupby(parse.sentences, key=lambda s: s.block)
    order = numeric_order(report)
    return tuple(m for block, found in blocks for m in _in_block(parse, list(found), words, order, report.blocks[block].role is BlockRole.TITLE))


def numeric_order(report: Report) -> str | None:
    """day_first or month_first: how the report writes 3/5/2021, by its other dates, else by its country; ``None`` where neither tells."""
    told = {name for name, pattern in _ORDERS.items() if pattern.search(report.text)}
    if len(told) == 1:
        return told.pop()
    if told or report.country is None:
        return None
    return "month_first" if report.country in load_calendar().month_first else "day_first"


_ORDERS = {
    "day_first": re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{4}(?![\d/])"),
    "month_first": re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}(?![\d/])"),
}


def _in_block(parse: Parse, sentences: list[Sentence], words: TimeWords, order: str | None, title: bool) -> Iterator[Mention]:
    """Whole blocks are searched, since "3. Wed 04 Oct" may have been cut into sentences."""
    tokens = parse.tokens[sentences[0].first : sentences[-1].last]
    classes = trigger_classes((t.lower for t in tokens), words)
    if not classes:
        return
    whole = Span(tokens[0].start, tokens[-1].end)
    found = [(a, _inside(tokens, a.span)) for a in (_without_stop(a, sentences) for a in scan(whole.quote(parse.text), classes, words, whole.start))]
    names = [a.span for a, inside in found if in_name(parse, inside, words)]
    found = [(a, inside) for a, inside in found if a.guard not in _ORDERS or a.guard == order]
    guarded = [a for a, inside in found if is_time(parse, inside, a, words) and not any(a.span.overlaps(n) for n in names)]
    for atom in join(parse.text, longest(guarded), words):
        if atom.alone:
            yield _mention(parse, tokens, atom, words, title)


def _without_stop(atom: Atom, sentences: list[Sentence]) -> Atom:
    """The atom without a full stop that ends its sentence."""
    end = atom.span.end
    if atom.type == "clock" or not any(s.span.end == end for s in sentences):
        return atom
    return replace(atom, span=Span(atom.span.start, end - 1)) if atom.stop else atom


def _inside(tokens: tuple[Token, ...], span: Span) -> list[Token]:
    return [t for t in tokens if t.start < span.end and span.start < t.end]


def _mention(parse: Parse, tokens: tuple[Token, ...], atom: Atom, words: TimeWords, title: bool) -> Mention:
    """The atom as a mention; a day that heads a title ("May 3: Two killed") is when the report came out."""
    inside = _inside(tokens, atom.span)
    head = _head(inside)
    where = setting(parse, inside, head, words, title)
    timex = _placed(parse, atom, head, where, words)
    issue = title and atom.span.start == tokens[0].start and parse.text[atom.span.end : atom.span.end + 1] == ":"
    return Mention(MentionKind.TIME, atom.span, head.i, replace(timex, reporting=True) if issue else timex, atom.by)


def _head(inside: list[Token]) -> Token:
    """The first noun, number or adverb whose governor stands outside the expression, else the first within."""
    own = {t.i for t in inside}
    outer = [t for t in inside if t.head not in own or t.head == t.i]
    named = [t for t in (*outer, *inside) if t.pos in ("NOUN", "PROPN", "NUM", "ADV")]
    return (named or outer or inside)[0]


def _placed(parse: Parse, atom: Atom, head: Token, where: Setting, words: TimeWords) -> Timex:
    """The meaning with what the words before it and the clause round it say."""
    timex = atom.timex
    before = parse.text[max(0, atom.span.start - 40) : atom.span.start]
    if timex.kind in _WITHOUT_TENSE:
        return timex
    single = timex.last is None
    single = single and timex.kind is not TimexKind.DEICTIC
    since = timex.since or (single and any(words.leads[n].search(before) is not None for n in ("since", "from")))
    until = timex.until or (timex.last is None and words.leads["until"].search(before) is not None)
    direction = timex.tense or tense(parse, where, words)
    return replace(
        timex, tense=direction, since=since, until=until,
        reporting=direction != "future" and not since and is_reporting(parse, where, head, words),
        deadline=is_deadline(parse, where, direction, until, words),
    )  # fmt: skip
