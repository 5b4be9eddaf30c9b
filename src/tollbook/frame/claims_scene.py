"""What the shapes of claims ask of a clause: who speaks, which event is meant, whether it is negated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tollbook.codebook.claims import ClaimWords
from tollbook.find import grammar
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Event:
    """An event somebody may have done: ``token`` names it, ``None`` where a pronoun stands for it; ``plain`` unless only a harming verb tells it."""

    token: Token | None
    words: tuple[Token, ...]
    plain: bool = True
    negated: bool = False


class Scene:
    """One report's clauses, with its actors and the claim words."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], words: ClaimWords) -> None:
        self.parse, self._rules = parse, words
        self._actors = [m for m in mentions if m.kind is MentionKind.ACTOR]

    @cached_property
    def _by_span(self) -> dict[object, Mention]:
        return {m.span: m for m in self._actors}

    def among(self, token: Token, name: str) -> bool:
        """True where the word or its lemma is in one of the word sets."""
        words = self._rules.words[name]
        return token.lower in words or token.lemma in words

    def standing(self, token: Token) -> Mention | None:
        """The ACTOR mention whose head the word is or that covers it; ``None`` where there is none."""
        heads = [m for m in self._actors if m.head == token.i]
        return next(iter(heads), None) or next((m for m in self._actors if m.span.start <= token.start < m.span.end), None)

    def actor(self, token: Token) -> Mention | None:
        """Who the word stands for, pronouns followed to the party they mean; ``None`` where that is not plain."""
        found = self.standing(token)
        if found is None and self.among(token, "voices"):
            found = next((m for t in self.parse.subtree(token) if (m := self.standing(t)) is not None), None)
        for _ in range(4):
            value = found.value if found else None
            if not isinstance(value, Actor) or value.refers is None or not value.pronoun:
                break
            found = self._by_span.get(value.refers)
        return None if found is None or (isinstance(found.value, Actor) and found.value.pronoun and found.value.refers is None) else found

    def is_kind(self, mention: Mention | None, name: str) -> bool:
        """True where the actor's kind is in one of the word sets."""
        return mention is not None and isinstance(mention.value, Actor) and mention.value.kind in self._rules.words[name]

    def is_event(self, token: Token) -> bool:
        """True for nouns that name an event, not for those that name events beside the report's ("similar attacks")."""
        if token.pos not in ("NOUN", "PROPN") or not self.among(token, "events"):
            return False
        chain = [token, *(a for a in self.parse.ancestors(token) if a.pos == "NOUN")] if token.dep == "conj" else [token]
        return not any(self.among(m, "other") for t in chain for m in self.parse.kids(t, "amod", "det", "predet", "nummod"))

    def antecedent(self, token: Token) -> Token:
        """For a relative pronoun the noun its clause hangs on, else the token itself."""
        if not self.among(token, "relative"):
            return token
        clause = next((a for a in self.parse.ancestors(token) if a.dep == "relcl"), None)
        return token if clause is None else self.parse.tokens[clause.head]

    def unsure(self, verb: Token) -> bool:
        """True where the clause is conditional, modal or habitual."""
        kids = self.parse.kids(verb, "aux", "mark", "advmod")
        if any(self.among(k, "habit") or (k.dep == "aux" and k.lower in self._rules.words["modal"]) for k in kids):
            return True
        return any(self.among(k, "condition") for k in kids if k.dep in ("mark", "advmod"))

    def nots(self, verb: Token) -> tuple[Token, ...]:
        """The words that negate the verb: "not", "no group", "yet to", "failed to"."""
        found = [k for k in self.parse.kids(verb, "neg", "advmod") if self.among(k, "never")]
        found += [s for s in self._told_subjects(verb) if self.is_nobody(s)]
        head = self.parse.head(verb)
        if head is not None and verb.dep == "xcomp":
            found += [head] if self.among(head, "failing") else [k for k in self.parse.kids(head, "advmod", "neg") if k.lower == "yet"]
        return tuple(found)

    def _told_subjects(self, verb: Token) -> Iterator[Token]:
        yield from self.parse.kids(verb, *grammar.SUBJECT, *grammar.PASSIVE)
        yield from grammar.subjects(self.parse, verb)

    def is_nobody(self, token: Token) -> bool:
        """True for "nobody", "no group", "none of the factions"."""
        return self.among(token, "nobody") or any(k.lower in self._rules.words["nothing"] for k in self.parse.kids(token, "det", "neg"))

    def linked(self, words: Iterable[Token], links: Sequence[str]) -> tuple[Token, ...]:
        """The heads that stand behind one of the prepositions below the words."""
        pairs = [pair for w in words for pair in grammar.prepositions(self.parse, w)]
        pairs += [
            (k.lower, t) for w in words for p in self.parse.kids(w, "prep") for k in self.parse.kids(p, "conj") for t in self.parse.kids(k, "pobj")
        ]
        return tuple(self.antecedent(t) for prep, t in pairs if prep in links)

    def event(self, token: Token) -> Event | None:
        """The event a word behind "for" or "of" names: an event noun, a pronoun or a deed told by a verb; ``None`` for anything else."""
        if self.is_event(token):
            return Event(token, (token,))
        if token.pos == "PRON" and self.among(token, "pronouns"):
            return Event(None, (token,))
        return self.done(token) if grammar.is_verbal(token) or token.tag == "VBG" else None

    def done(self, verb: Token) -> Event | None:
        """The event of which the clause says that its subject did it; ``None`` where it says no such thing."""
        if self.unsure(verb):
            return None
        words = [verb, *self.nots(verb)]
        negated = len(words) > 1
        found = self._being(verb) or self._doing(verb)
        if found is not None:
            return Event(found.token, (*words, *found.words), negated=negated)
        return Event(verb, tuple(words), plain=False, negated=negated) if self._harming(verb) else None

    def _harming(self, verb: Token) -> bool:
        """ "had killed two men", "laid the bomb" (but not "laid the table")."""
        if grammar.is_passive(self.parse, verb):
            return False
        return self.among(verb, "harming") or (self.among(verb, "laying") and any(self.among(t, "bombs") for t in grammar.objects(self.parse, verb)))

    def _being(self, verb: Token) -> Event | None:
        """ "was behind the raid", "is responsible for it"."""
        if verb.lemma not in ("be", "stand"):
            return None
        behind = [k for k in self.parse.kids(verb, "prep", "advmod") if self.among(k, "behind")]
        heads = [t for k in behind for t in self.parse.kids(k, "pobj")]
        heads += self.linked((k for k in self.parse.kids(verb, "acomp") if self.among(k, "answerable")), ("for",))
        return next((e for t in heads if (e := self._named(t)) is not None), None)

    def _doing(self, verb: Token) -> Event | None:
        if self.among(verb, "doing") and not grammar.is_passive(self.parse, verb):
            return next((e for t in grammar.objects(self.parse, verb) if (e := self._named(t)) is not None), None)
        if self.among(verb, "involved"):
            return next((e for t in self.linked((verb,), ("in",)) if (e := self._named(t)) is not None), None)
        parts = [k for k in self.parse.kids(verb, "dobj") if self.among(k, "part")]
        return next((e for t in self.linked((*parts, verb) if parts else (), ("in", "to", "with")) if (e := self._named(t)) is not None), None)

    def _named(self, token: Token) -> Event | None:
        if self.is_event(token):
            return Event(token, (token,))
        return Event(None, (token,)) if token.pos == "PRON" and self.among(token, "deed_pronouns") else None
