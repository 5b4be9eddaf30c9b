"""The way from a deed up its sentence, and which cues reach the deed along it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tollbook.codebook.scope import Carry, CueRule
from tollbook.find import grammar
from tollbook.model.parse import Parse, Token

NOUNS = ("NOUN", "PROPN")
DOUBTS = ("denied", "alleged", "hypothetical")
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: ``below`` hangs on ``above`` in ``relation`` ("dobj", "prep:of"), by the prepositions ``through``."""

    below: Token
    above: Token
    relation: str
    through: tuple[Token, ...]


def path_up(parse: Parse, token: Token) -> tuple[Step, ...]:
    """The steps from a word to the root of its sentence, prepositions folded into the step."""
    return tuple(_steps(parse, token))


def _steps(parse: Parse, token: Token) -> Iterator[Step]:
    while (head := parse.head(token)) is not None:
        through: list[Token] = []
        relation, outer = token.dep, token
        while outer.dep in ("pobj", "pcomp") or (through and outer.dep == "prep" and head.pos in ("ADP", "SCONJ")):
            through.append(head)
            outer = head
            up = parse.head(head)
            if up is None:
                break
            head = up
        if through:
            relation = "prep:" + through[0].lower
        yield Step(token, head, relation, tuple(through))
        if head.i in {t.i for t in through}:
            return
        token = head


class Reach:
    """Which cues reach one deed."""

    def __init__(self, parse: Parse, deed: Token, carry: Carry) -> None:
        self.parse, self.deed, self.carry = parse, deed, carry
        self.path = path_up(parse, deed)
        self.passed = self._passed(self._passes)
        self.doubted = self._passed(lambda s: self._passes(s) or self._is_loose(s))
        self.shared = next((n for n, s in enumerate(self.path) if s.relation not in carry.wide), len(self.path))

    def _passed(self, passes: Callable[[Step], bool]) -> int:
        """How many steps up a cue would still come down to the deed."""
        return next((n for n, step in enumerate(self.path) if not passes(step)), len(self.path))

    def _is_loose(self, step: Step) -> bool:
        return step.relation in self.carry.loose and step.below.pos in NOUNS and not self.is_definite(step.below)

    def _limit(self, rule: CueRule) -> int:
        if rule.deep:
            return len(self.path)
        if rule.wide:
            return self.shared
        return self.doubted if rule.effect in DOUBTS else self.passed

    def _passes(self, step: Step) -> bool:
        if step.relation in self.carry.relations:
            return True
        if step.relation == "conj":
            return self._shares(step)
        if step.relation == "amod":
            # "Accused of burning huts", where the model takes the burning for a trait of the huts.
            return step.below.tag == "VBG" and step.below.i > 0 and self.parse.tokens[step.below.i - 1].dep == "prep"
        if step.relation in ("advcl", "prep:by"):
            return step.below.tag == "VBG" and not self.parse.kids(step.below, "mark", *SUBJECTS)
        return (step.below.pos in NOUNS and self._takes_part(step)) or self._is_told(step)

    def _takes_part(self, step: Step) -> bool:
        """True where the verb above makes the noun happen ("launch an attack"), or the noun above only counts it ("a series of raids")."""
        verb = step.above.lemma
        if step.relation in ("dobj", "attr", "nsubjpass"):
            return verb in self.carry.objects
        if step.relation == "nsubj":
            return verb in self.carry.subjects
        kind, _, prep = step.relation.partition(":")
        if kind == "prep" and prep == "of" and verb in self.carry.vague:
            return True
        return kind == "prep" and verb in self.carry.prepositions.get(prep, frozenset())

    def _is_told(self, step: Step) -> bool:
        """True for what hangs on "reports of", "the claim that", and for these words themselves."""
        if step.below.lemma in self.carry.contents:
            return step.relation in ("dobj", "prep:as", "nsubjpass")
        return step.above.lemma in self.carry.contents and step.relation in ("prep:of", "prep:about", "acl", "ccomp", "relcl")

    def _shares(self, step: Step) -> bool:
        """True where a coordinated word stands under the same auxiliaries, negation or adjective as the first."""
        below, above = step.below, step.above
        if any(k.lower in self.carry.contrast for k in self.parse.kids(above, "cc")):
            return False
        if below.pos in NOUNS:
            return not self.parse.kids(below, "det", "nummod")
        return below.tag == above.tag and not self.parse.kids(below, "aux", "auxpass", "neg", *SUBJECTS)

    def distance(self, cue: Token, rule: CueRule) -> int | None:
        """How many steps above the deed the cue takes hold of it; ``None`` where it does not reach it."""
        found = [self._below(cue, rule)] if "below" in rule.reach else []
        if "head" in rule.reach:
            found += [self._from_head(a, rule) for a in self._anchors(cue, rule)]
        near = [d for d in found if d is not None]
        return min(near, default=None)

    def _anchors(self, cue: Token, rule: CueRule) -> Iterator[Token]:
        """The word the cue hangs on, and those it climbs to from there."""
        head = self.parse.head(cue)
        while head is not None:
            yield head
            lifted = head.dep in rule.lift
            up = self.parse.head(head)
            head = self.parse.head(up) if lifted and head.dep == "pobj" and up is not None else up if lifted else None

    def hangs(self, n: int, word: Token) -> bool:
        """True where the n-th step leads to the word, or to its object: in "accused the army of abuses" the abuses may hang on either."""
        step = self.path[n]
        if step.above.i == word.i:
            return True
        over = self.path[n + 1] if n + 1 < len(self.path) else None
        return over is not None and step.relation.startswith("prep:") and over.relation == "dobj" and over.above.i == word.i

    def _below(self, cue: Token, rule: CueRule) -> int | None:
        for n, step in enumerate(self.path):
            if n > self._limit(rule):
                return None
            if self.hangs(n, cue) and step.relation in rule.through:
                return n + 1 if self._is_meant(step.below, rule) else None
            if step.above.i == cue.i:
                return None
            if any(t.i == cue.i for t in step.through):
                return n + 1 if step.below.dep in rule.through and self._is_meant(step.below, rule) else None
        return None

    def _from_head(self, anchor: Token, rule: CueRule) -> int | None:
        if anchor.i == self.deed.i:
            return 0
        passed = self._limit(rule)
        for n, step in enumerate(self.path):
            if step.above.i == anchor.i:
                return n + 1 if n < passed or (n == passed and step.relation in rule.through) else None
        return None

    def _is_meant(self, noun: Token, rule: CueRule) -> bool:
        if rule.indefinite and self.deed.pos in NOUNS and self.is_definite(self.deed):
            return False
        if grammar.is_verbal(noun) and noun.pos not in NOUNS:
            return not rule.bare
        if rule.indefinite and noun.lemma not in self.carry.contents and self.is_definite(noun):
            return False
        return not (rule.bare and self.parse.kids(noun, "det", "nummod", "poss"))

    def is_definite(self, noun: Token) -> bool:
        """True for "the attack" and "Monday's attack", which the text takes as known."""
        return any(k.lower in self.carry.definite for k in self.parse.kids(noun, "det")) or bool(self.parse.kids(noun, "poss"))
