"""Parse to deeds: the words that tell of events, by rules kept as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tollbook.codebook.deeds import DeedRule, DeedRules
from tollbook.find import grammar
from tollbook.find.clause import Around, Clause
from tollbook.find.figures import is_figure
from tollbook.model.mention import Deed, Mention, MentionKind
from tollbook.model.parse import Parse, Token


def find_deeds(parse: Parse, rules: DeedRules) -> tuple[Mention, ...]:
    """The report's deed mentions in text order, at most one a word."""
    labels = _labels(parse)
    around = Around(rules.classes, labels, any(t.lemma in rules.classes["violence"] for t in parse.tokens))
    found: list[Mention] = []
    for token in parse.tokens:
        told = _candidates(parse, token, labels, rules)
        if not told:
            continue
        clause = Clause(parse, token, around)
        rule = next((r for r in told if _fits(r, clause, rules)), None)
        if rule is not None and not is_figure(clause, rule, rules):
            form = "verb" if rule.verb else "noun"
            found.append(Mention(MentionKind.DEED, token.span, token.i, Deed(rule.kind, form, rule.outcome), rule.id))
    kinds = {m.head: m.value.kind for m in found if isinstance(m.value, Deed)}
    return tuple(m for m in found if not _is_end_of(parse, parse.tokens[m.head], kinds))


def knows(token: Token, rules: DeedRules) -> bool:
    """True where some rule is about the word, as a verb or as a noun, whether it holds here or not."""
    return any(form in table for form in (token.lemma, token.lower) for table in (rules.verbs, rules.nouns))


def _is_end_of(parse: Parse, token: Token, kinds: Mapping[int, str]) -> bool:
    """True for the end to which the like is done ("fired tear gas to *disperse* a crowd") and for how it set out ("a rocket *fired* by them hit")."""
    if token.dep not in ("advcl", "xcomp", "acl"):
        return False
    above = [a for a in parse.ancestors(token) if a.i in kinds and kinds[a.i] == kinds[token.i]]
    if any(k.tag == "TO" for k in parse.kids(token, "aux")):
        return bool(above)
    head = parse.head(token)
    return token.tag == "VBN" and head is not None and head.dep in ("nsubj", "nsubjpass") and any(a.i == head.head for a in above)


def _labels(parse: Parse) -> dict[int, str]:
    return {i: e.label for e in parse.entities for i in range(e.first, e.last)}


def _candidates(parse: Parse, token: Token, labels: dict[int, str], rules: DeedRules) -> Sequence[DeedRule]:
    """The rules for the word, most specific first."""
    if token.tag == "VBG" and token.lower in rules.nouns and _is_noun_like(parse, token, rules):
        return rules.nouns[token.lower]
    if grammar.is_verbal(token) and token.dep not in ("aux", "auxpass"):
        return rules.verbs.get(token.lemma) or rules.verbs.get(token.lower, ())
    if token.pos == "NOUN" or (token.pos == "PROPN" and labels.get(token.i) not in ("DATE", "TIME")):
        return rules.nouns.get(token.lemma) or rules.nouns.get(token.lower, ())
    return ()


def _is_noun_like(parse: Parse, token: Token, rules: DeedRules) -> bool:
    """True for "shelling" in "damaged in shelling by rebels": an -ing form that does nothing to anybody itself."""
    plain = ("agent", "amod", "compound", "det", "cc", "conj", "punct")
    return token.dep in ("pobj", "pcomp", "nsubj", "dobj") and all(k.dep in plain or k.lower in rules.classes["nominal"] for k in parse.kids(token))


def _fits(rule: DeedRule, clause: Clause, rules: DeedRules) -> bool:
    def named(slots: dict[str, tuple[str, ...]]) -> Iterator[bool]:
        return (clause.has(slot, words, rules) for slot, words in slots.items())

    if rule.modifier and not any(t.lower in rule.modifier or t.lemma in rule.modifier for t in clause.slot("modifier")):
        return False
    if rule.subject_modifier and not _modified(rule, clause):
        return False
    if rule.modal and not any(t.lower in rule.modal for t in clause.slot("modal")):
        return False
    if rule.plural and clause.token.tag not in ("NNS", "NNPS"):
        return False
    return all(named(rule.where)) and all(named(rule.also)) and not any(named(rule.without)) and all(clause.meets(n, rules) for n in rule.needs)


def _modified(rule: DeedRule, clause: Clause) -> bool:
    heads = [t for t in clause.slot("subject") if t.lemma in rule.where.get("subject", (t.lemma,))]
    return any(m.lower in rule.subject_modifier for h in heads for m in (*grammar.modifiers(clause.parse, h), *clause.parse.kids(h, "acl")))
