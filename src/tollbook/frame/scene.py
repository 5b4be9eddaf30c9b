"""All that the frame stage sees of one report: its parse and what was found in it, by sort and by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tollbook.codebook.counts import CountWords
from tollbook.codebook.deeds import DeedRule, DeedRules
from tollbook.codebook.frames import FrameWords
from tollbook.codebook.kinds import load_kinds
from tollbook.find import grammar
from tollbook.model.mention import Actor, Deed, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.report import BlockRole, Report
from tollbook.model.span import Span

CLOSED = ("relcl", "acl", "ccomp", "csubj")
"""Relations of clauses that tell something of their own."""


@dataclass(frozen=True)
class Scene:
    """One report's parse and mentions with the rules that read them."""

    report: Report
    parse: Parse
    mentions: Sequence[Mention]
    rules: DeedRules
    words: FrameWords
    counts: CountWords

    def of(self, kind: MentionKind) -> list[Mention]:
        """The mentions of one sort, in text order."""
        return [m for m in self.mentions if m.kind is kind]

    @cached_property
    def deeds(self) -> dict[int, Mention]:
        """The deed at each word that tells one and is no part of a name ("the National *Liberation* Army")."""
        told = (m for m in self.mentions if m.kind is MentionKind.DEED and not self._is_name(m) and not self._is_accident(m))
        return {m.head: self._by_doer(m) for m in told}

    def _by_doer(self, deed: Mention) -> Mention:
        """The deed as what it is where the like of its doer did it: whom rebels "captured" they abducted."""
        others = self.words.rule_by_doer.get(deed.by, {})
        doers = (self.actors.get(t.i) for t in grammar.subjects(self.parse, self.token(deed)) if others)
        by = next((others[m.value.kind] for m in doers if m is not None and isinstance(m.value, Actor) and m.value.kind in others), None)
        return deed if by is None else replace(deed, value=replace(self.deed(deed), kind=self.rules.by_id[by].kind), by=by)

    def _is_accident(self, deed: Mention) -> bool:
        """True for "killing" in "a helicopter crashed, killing five" and "died" in "twelve died when a bus plunged into a ravine"."""
        token = self.token(deed)
        above = self.parse.head(token)
        clauses = [*self.parse.kids(token, "advcl"), *([above] if above is not None and token.dep == "advcl" else [])]
        return any(t.lemma in self.words.accidents for t in clauses)

    def _is_name(self, deed: Mention) -> bool:
        """True for a word before the head of a party's or body's name."""
        named, token = self.actors.get(deed.head), self.token(deed)
        registered = named is not None and isinstance(named.value, Actor) and named.value.register is not None and not named.value.pronoun
        within = (registered and named is not None and named.head != token.i) or (token.dep == "compound" and self.labels.get(token.i) == "ORG")
        return within and token.tag in ("NNP", "NNPS")

    @cached_property
    def actors(self) -> dict[int, Mention]:
        """The actor whose phrase holds each word; the innermost where phrases nest."""
        found: dict[int, Mention] = {}
        for m in sorted(self.of(MentionKind.ACTOR), key=lambda m: -len(m.span)):
            found.update((t.i, m) for t in self.parse.within(m.span))
        return found

    @cached_property
    def _copies(self) -> dict[int, int]:
        """How many characters before it each block that repeats an earlier one has its twin."""
        first: dict[str, int] = {}
        found: dict[int, int] = {}
        for i, block in enumerate(self.report.blocks):
            words = " ".join(block.prose.quote(self.report.text).split())
            start = first.setdefault(words, block.prose.start)
            if start != block.prose.start:
                found[i] = block.prose.start - start
        return found

    def twin(self, mention: Mention) -> Span | None:
        """Where the same words stand in an earlier block of the same text; ``None`` where there is none."""
        back = self._copies.get(self.block(self.token(mention)))
        return None if back is None else Span(mention.span.start - back, mention.span.end - back)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The words of the report's time expressions."""
        return frozenset(t.i for m in self.of(MentionKind.TIME) for t in self.parse.within(m.span))

    @cached_property
    def labels(self) -> dict[int, str]:
        """The label of the model's name that each word stands in."""
        return {i: e.label for e in self.parse.entities for i in range(e.first, e.last)}

    @cached_property
    def tells_death(self) -> bool:
        """True where any word of the report is one of death, be it a charge; "attempted murder" is none."""
        tokens = self.parse.tokens
        words = (t for t in tokens if t.lemma in self.words.deathly or t.lower in self.words.deathly)
        return any(t.i == 0 or tokens[t.i - 1].lower not in self.words.attempting for t in words)

    def deed(self, mention: Mention) -> Deed:
        """The mention's value as a deed; TypeError where it is none."""
        if not isinstance(mention.value, Deed):
            raise TypeError(f"{mention.by} found no deed")
        return mention.value

    def rule(self, mention: Mention) -> DeedRule | None:
        """The rule that found the deed; ``None`` where something else than a deed rule did."""
        return self.rules.by_id.get(mention.by)

    def token(self, mention: Mention) -> Token:
        """The mention's head word."""
        return self.parse.tokens[mention.head]

    def owner(self, token: Token) -> Mention | None:
        """The deed the word belongs to: the first on its way up, a light verb standing for its noun.

        ``None`` where there is none, and where the word belongs to something else told in a clause of its own ("troops who came in 2013 left",
        "two were held and will appear in court on Monday").
        """
        wanted = within = False
        for t in (token, *self.parse.ancestors(token)):
            within = within or self._is_course(t) or any(self._is_course(n) for _, n in grammar.prepositions(self.parse, t))
            if t.i in self.deeds:
                return None if wanted and self._is_speech(self.deeds[t.i]) else self.deeds[t.i]
            lent = self.lent(t) if grammar.is_verbal(t) else None
            if lent is not None:
                return lent
            if grammar.is_verbal(t) and t.dep in CLOSED and not within and not _is_meanwhile(t):
                return None
            if t.dep == "conj" and any(k.tag == "MD" for k in self.parse.kids(t, "aux")):
                return None
            wanted = wanted or any(k.tag == "TO" for k in self.parse.kids(t, "aux"))
        return None

    def _is_course(self, token: Token) -> bool:
        """True for "an operation" in "caught a man who hid arms *during an operation*": it tells of the catching, whatever the parse hangs it on."""
        prep = self.parse.head(token)
        phrased = token.lemma in self.words.operations and token.dep == "pobj" and prep is not None and prep.lower in self.words.meanwhile
        return phrased and any(k.lower not in self.words.definite for k in self.parse.kids(token, "det"))

    def _is_speech(self, deed: Mention) -> bool:
        """True for demands, threats and the like: what stands under an infinitive below them is about what is wanted."""
        return load_kinds()[self.deed(deed).kind].family == "speech"

    def lent(self, verb: Token) -> Mention | None:
        """The noun deed a light verb tells of: "carried out a *raid*", "an *attack* took place"; ``None`` where it tells of none."""
        light = self.words.light
        if verb.lemma in light.acting | light.hitting | light.undergoing | light.telling:
            brought = (t for _, t in grammar.prepositions(self.parse, verb))
            around = [*grammar.objects(self.parse, verb), *self.parse.kids(verb, "nsubj", "nsubjpass"), *brought]
            return next((self.deeds[t.i] for t in around if t.i in self.deeds and self.deed(self.deeds[t.i]).form == "noun"), None)
        return None

    def in_sentence(self, token: Token) -> Iterator[Mention]:
        """The deeds of the word's sentence, in text order."""
        sentence = self.parse.sentence_of(token)
        return (self.deeds[i] for i in range(sentence.first, sentence.last) if i in self.deeds)

    def role_of_block(self, token: Token) -> BlockRole:
        """What the block the word stands in is to its reader."""
        return self.report.blocks[self.parse.sentence_of(token).block].role

    def block(self, token: Token) -> int:
        """The position of the word's block in ``Report.blocks``."""
        return self.parse.sentence_of(token).block


def _is_meanwhile(verb: Token) -> bool:
    """True for "evacuating" in "hit a bus evacuating people from the town on Monday": what hangs on it holds for what befell the bus."""
    return verb.dep == "acl" and verb.tag == "VBG"


def heads(tokens: Iterable[Token]) -> frozenset[int]:
    """The positions of the words."""
    return frozenset(t.i for t in tokens)
