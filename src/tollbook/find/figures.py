"""Which words of violence are figures of speech where they stand."""

from __future__ import annotations

from tollbook.codebook.deeds import DeedRule, DeedRules
from tollbook.codebook.figurative import Figure
from tollbook.find.clause import Clause


def is_figure(clause: Clause, rule: DeedRule, rules: DeedRules) -> bool:
    """True for the explosion in "an explosion in costs" and the assault in "an assault on the constitution"."""
    return rule.id in rules.figurable and is_figure_of_any(clause, rules)


def is_figure_of_any(clause: Clause, rules: DeedRules) -> bool:
    """True where a word of violence, whatever it is, would be one of the figures."""
    return any(_holds(f, clause, rules) for f in rules.figures)


def _holds(figure: Figure, clause: Clause, rules: DeedRules) -> bool:
    if figure.lemma and clause.token.lemma not in figure.lemma:
        return False
    here = any(clause.has(slot, figure.words, rules) for slot in figure.at)
    beside = all(clause.has(slot, words, rules) for slot, words in figure.where.items())
    return here and beside and not any(clause.has(slot, words, rules) for slot, words in figure.without.items())
