"""Proposals of a tagger or language model to deed mentions: each must quote the text, and the rules may veto it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.codebook.deeds import DeedRules
from tollbook.codebook.kinds import load_kinds
from tollbook.find import grammar
from tollbook.find.clause import Around, Clause
from tollbook.find.deeds import knows
from tollbook.find.figures import is_figure_of_any
from tollbook.model.mention import Deed, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.proposal import Proposal, Proposer, Veto
from tollbook.model.report import Report
from tollbook.model.span import Span

LEAST = 0.5
"""A proposal that its own proposer holds for less likely than not is none."""
NAMED = (MentionKind.PLACE, MentionKind.TIME)
"""What a word is part of that tells of no event, though it may sound so."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One report as the rules see it: its parse, the mentions they found and the rules themselves."""

    parse: Parse
    mentions: Sequence[Mention]
    rules: DeedRules


@dataclass(frozen=True, slots=True)
class Judged:
    """The proposals that were taken, as DEED mentions by the proposer's name in text order, and those that were not."""

    taken: tuple[Mention, ...]
    vetoed: tuple[Veto, ...]


def with_proposals(proposer: Proposer, report: Report, seen: Seen) -> tuple[Mention, ...]:
    """The mentions of the rules and those of the proposer's that pass, by their place in the text and their sort."""
    taken = judge(proposer.propose(report), proposer.name, seen).taken
    return tuple(sorted((*seen.mentions, *taken), key=lambda m: (m.span, m.kind.value)))


def judge(proposals: Iterable[Proposal], name: str, seen: Seen) -> Judged:
    """The proposals after the checks: the quote stands there, the kind is the codebook's, it is sure enough, and no rule objects.

    A mention that is taken says "tagger." and the proposer's name where a rule's id would stand. No rule gives it parties, so a proposal
    lays no event at anybody's door; scope, time, place and tolls are read round it as round any other deed.
    """
    taken: dict[int, Mention] = {}
    vetoed = []
    for proposal in sorted(proposals, key=lambda p: (-p.score, p.span)):
        reason = _unfit(proposal, seen.parse.text)
        head = _head(seen.parse, proposal.span) if reason is None else None
        if head is not None:
            reason = "another one of that word is surer" if head.i in taken else _objection(head, seen)
        if head is None or reason is not None:
            vetoed.append(Veto(proposal, reason or "no word of the report's prose stands there"))
            continue
        deed = Deed(proposal.kind, "verb" if grammar.is_verbal(head) else "noun")
        taken[head.i] = Mention(MentionKind.DEED, head.span, head.i, deed, f"tagger.{name}", proposal.score)
    return Judged(tuple(taken[i] for i in sorted(taken)), tuple(vetoed))


def _unfit(proposal: Proposal, text: str) -> str | None:
    """What is wrong with the proposal whatever the rules say; the text may be written in other letters than its quote (capitals)."""
    if proposal.span.end > len(text) or proposal.span.quote(text).casefold() != proposal.quote.casefold():
        return f"'{proposal.quote}' does not stand at {proposal.span.start}..{proposal.span.end}"
    if proposal.kind not in load_kinds():
        return f"the codebook has no kind '{proposal.kind}'"
    return None if proposal.score >= LEAST else f"the score {proposal.score} is below {LEAST}"


def _head(parse: Parse, span: Span) -> Token | None:
    """The word that governs the rest of the phrase; ``None`` where no token begins in it."""
    inside = parse.within(span)
    within = {t.i for t in inside}
    return next((t for t in inside if t.head == t.i or t.head not in within), None)


def _objection(head: Token, seen: Seen) -> str | None:
    """What the rules hold against it that the word tells of an event; ``None`` where nothing."""
    if any(m.kind is MentionKind.DEED and m.head == head.i for m in seen.mentions):
        return "a rule reads it already"
    if not grammar.is_verbal(head) and head.pos not in ("NOUN", "PROPN"):
        return "it is neither a verb nor a noun"
    if knows(head, seen.rules):
        return "rules know the word and see no event here"
    if any(m.kind in NAMED and m.span.overlaps(head.span) for m in seen.mentions):
        return "it is part of the name of a place or of a time"
    clause = Clause(seen.parse, head, Around(seen.rules.classes))
    return "it is a figure of speech" if is_figure_of_any(clause, seen.rules) else None
