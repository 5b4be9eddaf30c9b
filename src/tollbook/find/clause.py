"""The clause round one word: who stands in which slot of it, as the rules name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tollbook.codebook.deeds import DeedRules
from tollbook.find import grammar
from tollbook.model.parse import Parse, Token

_MARKERS = {"GPE": ("GPE", "LOC", "FAC"), "PERSON": ("PERSON",), "ORG": ("ORG",), "NORP": ("NORP",)}


@dataclass(frozen=True, slots=True)
class Around:
    """What a clause is read by beside its grammar: word ``classes``, the model's ``labels`` by token, whether the text tells of violence."""

    classes: Mapping[str, frozenset[str]]
    labels: Mapping[int, str] = field(default_factory=dict)
    violent: bool = False


class Clause:
    """The slots round one word; each is read off the parse when first asked for."""

    def __init__(self, parse: Parse, token: Token, around: Around) -> None:
        self.parse, self.token = parse, token
        self._classes, self._labels, self._violent = around.classes, around.labels, around.violent

    @cached_property
    def pairs(self) -> tuple[tuple[str, Token], ...]:
        """The (preposition, head of its object) pairs."""
        return tuple(grammar.prepositions(self.parse, self.token))

    def slot(self, name: str) -> Iterable[Token]:
        """The words that fill a slot; a slot of no other name is a preposition."""
        reader = SLOTS.get(name)
        if reader is not None:
            return reader(self)
        return self._counted(t for prep, t in self.pairs if prep == name and self._labels.get(t.i) not in ("DATE", "TIME"))

    def _counted(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        """The words, for an amount what there is so much of: "a number of *schools*"."""
        return tuple(w for t in tokens for w in ((t.lemma in self._classes["amounts"] and tuple(grammar.amount_of(self.parse, t))) or (t,)))

    def has(self, slot: str, words: tuple[str, ...], rules: DeedRules) -> bool:
        """True where one of the slot's words is among ``words`` (lemmas, @classes, #markers)."""
        tokens = tuple(self.slot(slot))
        if not tokens:
            return False
        wanted = rules.wanted(words)
        return any(self._matches(t, wanted) for t in tokens)

    def _matches(self, token: Token, wanted: frozenset[str]) -> bool:
        if token.lemma in wanted or token.lower in wanted or (token.pos == "PROPN" and "#PROPN" in wanted):
            return True
        label = self._labels.get(token.i)
        return label is not None and any("#" + marker in wanted and label in labels for marker, labels in _MARKERS.items())

    def meets(self, need: str, rules: DeedRules) -> bool:
        """True where a rule's need is met: a filled slot, one of several ("at|on"), a slot of a class, or one of the named conditions."""
        if need in ("violent_context", "main"):
            return self._violent if need == "violent_context" else self._is_main()
        slot, _, words = need.partition(":")
        optional = slot.endswith("?")
        slot = slot.removesuffix("?")
        if not words:
            return any(any(True for _ in self.slot(s)) for s in slot.split("|"))
        if optional and not any(True for _ in self.slot(slot)):
            return True
        return self.has(slot, (words,), rules)

    def _is_main(self) -> bool:
        """False for a clause that only describes something in another."""
        head = self.parse.head(self.token)
        return self.token.dep not in ("acl", "relcl", "advcl", "amod") or (head is not None and head.dep == "ROOT" and not grammar.is_verbal(head))

    def subject(self) -> tuple[Token, ...]:
        """Who does it; nobody for a noun."""
        return self._counted(grammar.subjects(self.parse, self.token)) if grammar.is_verbal(self.token) else ()

    def object(self) -> tuple[Token, ...]:
        """Whom or what it is done to; nothing for a noun."""
        return self._counted(grammar.objects(self.parse, self.token)) if grammar.is_verbal(self.token) else ()

    def counted(self) -> list[Token]:
        """Subjects that a number counts."""
        return [s for s in self.subject() if self.parse.kids(s, "nummod") or s.lemma in self._classes["round_numbers"]]

    def infinitive(self) -> list[Token]:
        """Infinitives below the word."""
        below = self.parse.kids(self.token, "xcomp", "ccomp", "advcl", "acl", "relcl", "conj")
        below += tuple(k for t in self.object() for k in self.parse.kids(t, "acl", "relcl", "advcl"))
        below += tuple(k for _, t in self.pairs for k in self.parse.kids(t, "acl", "relcl", "advcl"))
        below += tuple(k for t in self.parse.kids(self.token, "acomp", "oprd") for k in self.parse.kids(t, "xcomp"))
        return [b for b in below if any(k.tag == "TO" for k in self.parse.kids(b, "aux"))]

    def anchor(self) -> list[Token]:
        """What ties a noun to one event: its time, place, parties or number."""
        near = [t for t in self.parse.subtree(self.token) if t.i != self.token.i]
        tied = [t for t in near if self._labels.get(t.i) in ("DATE", "TIME", "GPE", "LOC", "FAC", "ORG", "PERSON", "CARDINAL")]
        verb = next((a for a in self.parse.ancestors(self.token) if grammar.is_verbal(a)), None)
        if verb is not None:
            tied += [t for t in self.parse.subtree(verb) if self._labels.get(t.i) in ("DATE", "TIME")]
        return tied or [k for k in self.parse.kids(self.token, "prep") if k.lower in self._classes["tying"]]

    def charged(self) -> list[Token]:
        """Who is to do something: the subject of an infinitive below, "set a deadline for *Mali* to act", "urged the *state* to pay"."""
        return [s for b in self.infinitive() for s in self.parse.kids(b, "nsubj")] + [
            t
            for p in self.parse.kids(self.token, "prep")
            if p.lower in self._classes["charging"]
            for t in self.parse.kids(p, "pobj")
            if self.infinitive()
        ]

    def content(self) -> list[Token]:
        """Parties in what is said: "denied working with *the militia*"."""
        below = self.parse.kids(self.token, "xcomp", "ccomp", "dobj")
        return [t for b in below for _, t in grammar.prepositions(self.parse, b)]

    def clauses(self) -> tuple[Token, ...]:
        """The verbs of what is said: "said that Mali must *leave*"."""
        return tuple(v for k in self.parse.kids(self.token, "ccomp") for v in grammar.conjuncts(self.parse, k))

    def told(self) -> list[Token]:
        """Who is to do what is said: "demanded that *Mali* leave"."""
        return [c for v in self.clauses() for s in self.parse.kids(v, "nsubj", "nsubjpass") for c in grammar.conjuncts(self.parse, s)]

    def clause_modal(self) -> list[Token]:
        """The auxiliaries of what is said, where it is still to be: "said that Mali *must* leave"."""
        found = ((v, self.parse.kids(v, "aux")) for v in self.clauses())
        return [a for _, auxes in found for a in auxes if not any(k.lemma in self._classes["perfect"] for k in auxes)]

    def doer(self) -> tuple[Token, ...]:
        """Who does the noun: the subject of the verb whose object it is, "*Mali* announced a suspension"."""
        verb = self.parse.head(self.token)
        return grammar.subjects(self.parse, verb) if verb is not None and self.token.dep == "dobj" else ()

    def whose(self) -> Iterator[Token]:
        """Whose the object is: "rejected *Mali*'s offer", "a call by *Mali*"."""
        for t in (*self.object(), *(t for _, t in self.pairs)):
            yield from grammar.modifiers(self.parse, t)
            yield from (below for prep, below in grammar.prepositions(self.parse, t) if prep in self._classes["owning"])

    def aim(self) -> Iterator[Token]:
        """Whom it is to be done to: "agreed to meet *Mali*", "offered to send food to *Mali*"."""
        for verb in self.infinitive():
            for t in grammar.objects(self.parse, verb):
                yield t
                yield from (below for prep, below in grammar.prepositions(self.parse, t) if prep in self._classes["aiming"])
            yield from (t for prep, t in grammar.prepositions(self.parse, verb) if prep in self._classes["aiming"])

    def modal(self) -> tuple[Token, ...]:
        """The auxiliaries."""
        return self.parse.kids(self.token, "aux")


SLOTS: dict[str, Callable[[Clause], Iterable[Token]]] = {
    "subject": Clause.subject,
    "object": Clause.object,
    "party": lambda c: (*c.object(), *c.subject()),
    "subject_or_object": lambda c: (*c.object(), *c.subject()),
    "object_or_complement": lambda c: (*c.object(), *grammar.complements(c.parse, c.token)),
    "any_object": lambda c: (*c.object(), *(t for _, t in c.pairs)),
    "iobj": lambda c: c.parse.kids(c.token, "dative", "iobj"),
    "particle": lambda c: c.parse.kids(c.token, "prt", "advmod", "prep"),
    "prep": lambda c: c.parse.kids(c.token, "prep"),
    "pobj": lambda c: [t for _, t in c.pairs],
    "around": lambda c: [t for w in (c.token, *c.object()) for _, t in grammar.prepositions(c.parse, w)],
    "complement": lambda c: grammar.complements(c.parse, c.token),
    "modifier": lambda c: grammar.modifiers(c.parse, c.token),
    "head": lambda c: [h for h in (c.parse.head(c.token),) if h is not None],
    "verb": lambda c: [h for h in (c.parse.head(c.token),) if h is not None],
    "governor": lambda c: [a for a in c.parse.ancestors(c.token) if grammar.is_verbal(a)][:1],
    "relative": lambda c: c.parse.kids(c.token, "relcl", "acl"),
    "counted": Clause.counted,
    "laden": lambda c: [t for s in c.subject() for a in c.parse.kids(s, "acl") for _, t in grammar.prepositions(c.parse, a)],
    "infinitive": Clause.infinitive,
    "anchor": Clause.anchor,
    "modal": Clause.modal,
    "charged": Clause.charged,
    "clause": Clause.clauses,
    "clause_modal": Clause.clause_modal,
    "told": Clause.told,
    "doer": Clause.doer,
    "whose": Clause.whose,
    "aim": Clause.aim,
    "negation": lambda c: c.parse.kids(c.token, "neg"),
    "condition": lambda c: [m for k in c.parse.kids(c.token, "advcl") for m in c.parse.kids(k, "mark")],
    "content": Clause.content,
}
