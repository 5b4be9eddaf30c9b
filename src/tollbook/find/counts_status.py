"""What befell those counted, where the phrase itself says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.codebook.counts import CountWords
from tollbook.find import grammar
from tollbook.find.counts_nouns import Noun
from tollbook.model.parse import Parse, Token
from tollbook.model.toll import STRUCK

_HARM = frozenset({"killed", "injured"})
_QUOTES = ('"', "“", "”", "'", "‘", "’")
_RESULT = ("acomp", "oprd", "xcomp", "advcl", "attr", "ccomp", "dep", "advmod", "acl")


@dataclass(frozen=True, slots=True)
class Fate:
    """One of the toll statuses, ``None`` where the phrase is silent; ``unclear`` where it is one of two ("dead or wounded")."""

    status: str | None
    unclear: bool = False


_SILENT = Fate(None)


def fate(parse: Parse, reach: tuple[int, int], head: Token, noun: Noun | None, words: CountWords) -> Fate:
    """What the counted noun, the words beside it and the verb over it say; the nearest that speaks decides.

    ``reach`` are the positions of the phrase's first and last token.
    """
    first, last = reach
    end = parse.sentences[head.sentence].last
    for found in (
        _of_noun(parse, noun, words),
        _beside(parse, last + 1, end, words),
        _governed(parse, first, head, words),
        _of_modifier(noun, words),
        _behind(parse, first, last, words),
    ):
        if found.status is not None or found.unclear:
            return found
    return _SILENT


def _of_noun(parse: Parse, noun: Noun | None, words: CountWords) -> Fate:
    """What the noun says: "twelve deaths", "claimed 12 lives"."""
    if noun is None:
        return _SILENT
    told = words.statuses
    if noun.head.lemma in told.lives.nouns:
        verb = parse.head(noun.head)
        return Fate("killed") if verb is not None and verb.lemma in told.lives.verbs else _SILENT
    if noun.head.lemma in told.nouns or noun.head.lower in told.nouns:
        status = told.nouns.get(noun.head.lemma) or told.nouns[noun.head.lower]
        return _joined(parse, noun.head.i + 1, status, words)
    return _SILENT


def _of_modifier(noun: Noun | None, words: CountWords) -> Fate:
    """What a participle before the noun says where no verb does: "13 wounded soldiers"."""
    told = (words.statuses.words.get(t.lower) for t in (noun.before if noun is not None else ()))
    return Fate(next((s for s in told if s is not None), None))


def _beside(parse: Parse, first: int, end: int, words: CountWords) -> Fate:
    """What the word right behind says: "five dead", "nine injured", "two soldiers reportedly killed"."""
    i = first
    while i < min(end, first + 3) and (parse.tokens[i].pos == "ADV" or parse.tokens[i].text in _QUOTES):
        i += 1
    if i >= end:
        return _SILENT
    token = parse.tokens[i]
    status = words.statuses.words.get(token.lower)
    if status is None or _acts(parse, token):
        return _SILENT
    return _joined(parse, i + 1, status, words)


def _acts(parse: Parse, token: Token) -> bool:
    """True for verbs that do it to somebody ("two soldiers killed a farmer")."""
    return token.pos in grammar.VERBAL and (any(True for _ in parse.kids(token, "dobj")) or token.tag in ("VB", "VBP", "VBZ"))


def _joined(parse: Parse, i: int, status: str, words: CountWords) -> Fate:
    """Unclear for "dead or wounded": the number holds for both together."""
    after = parse.tokens[i : i + 4]
    joiners = [t for t in after if t.dep == "cc" or t.text in ("/", "and", "or")]
    if not after or not joiners or after[0] not in joiners:
        return Fate(status)
    other = next((t for t in after if t not in joiners), None)
    told = words.statuses.words.get(other.lower) if other is not None else None
    if other is not None and told is None:
        told = words.statuses.nouns.get(other.lemma)
    return Fate(status, unclear=told is not None and {told, status} == _HARM)


def _behind(parse: Parse, first: int, last: int, words: CountWords) -> Fate:
    """What the verb right before says, where the parser missed that it governs the number: "killing at least 20"."""
    verb = parse.tokens[first - 1] if first > 0 else None
    if verb is None or verb.sentence != parse.tokens[first].sentence or not grammar.is_verbal(verb) or grammar.is_passive(parse, verb):
        return _SILENT
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else verb
    if verb.lemma in words.statuses.hostage_verbs and after.lower in words.statuses.hostage:
        return Fate("abducted")
    status = words.verbs.get(verb.lemma)
    return _SILENT if status is None or parse.kids(verb, "dobj") else _paired(parse, verb, status, words)


def _governed(parse: Parse, first: int, head: Token, words: CountWords) -> Fate:
    top = head
    if top.dep == "pobj" and parse.tokens[top.head].dep == "prep" and first <= parse.tokens[top.head].head < head.i:
        # "hundreds of schoolgirls": the number stands in the clause
        top = parse.tokens[parse.tokens[top.head].head]
    while top.dep == "conj" and parse.tokens[top.head].pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        top = parse.tokens[top.head]
    verb = parse.head(top)
    if verb is not None and grammar.is_verbal(verb):
        found = _by_verb(parse, top, verb, words)
        if found.status is not None or found.unclear:
            return found
    return _by_clause(parse, head, words)


def _by_verb(parse: Parse, top: Token, verb: Token, words: CountWords) -> Fate:
    if _is_object(parse, top, verb):
        if any(k.lower in words.statuses.fatal for k in parse.kids(verb, "advmod")):
            return Fate("killed")
        status = words.verbs.get(verb.lemma) or _particle(parse, verb, words)
        if status is not None:
            return _paired(parse, verb, status, words)
    if top.dep == "nsubj" and verb.lemma in words.subjects and not parse.kids(verb, "dobj"):
        return Fate(words.subjects[verb.lemma])
    told = words.statuses
    for pair, status in ((told.losses, "killed"), (told.harms, "injured")):
        held = (*parse.kids(verb, "dobj"), *(t for p, t in grammar.prepositions(parse, verb) if p == "from"))
        if top.dep == "nsubj" and verb.lemma in pair.verbs and any(k.lemma in pair.nouns for k in held):
            return Fate(status)
    found = _resulting(parse, top, verb, words)
    return found if found.status is not None or found.unclear else _next_verb(parse, top, verb, words)


def _next_verb(parse: Parse, top: Token, verb: Token, words: CountWords) -> Fate:
    """What the verb coordinated with a silent one says: "were shot and killed"."""
    for other in parse.kids(verb, "conj"):
        if top.dep != "nsubjpass" or other.tag not in ("VBN", "VBD") or parse.kids(other, "nsubj", "nsubjpass", "dobj"):
            continue
        result = next((k for k in parse.kids(other, *_RESULT) if k.lower in words.statuses.words), None)
        if result is not None and other.lemma in words.statuses.light:
            return Fate(words.statuses.words[result.lower])
        if other.tag == "VBN" and other.lemma in words.verbs:
            return Fate(words.verbs[other.lemma])
    return _SILENT


def _is_object(parse: Parse, top: Token, verb: Token) -> bool:
    return top.dep == "nsubjpass" or (top.dep == "dobj" and not grammar.is_passive(parse, verb))


def _particle(parse: Parse, verb: Token, words: CountWords) -> str | None:
    kids = parse.kids(verb, "prt", "advmod", "prep", "acomp", "oprd", "ccomp")
    return next((s for k in kids for s in (words.statuses.particles.get(f"{verb.lemma} {k.lower}"),) if s is not None), None)


def _paired(parse: Parse, verb: Token, status: str, words: CountWords) -> Fate:
    """Unclear for "were killed or wounded": two verbs that share those counted leave open how many each befell."""
    own = ("dobj", "nsubjpass", "nsubj", "auxpass", "det", "nummod")
    near = [t for t in (*parse.kids(verb, "conj"), *_leader(parse, verb)) if not parse.kids(t, *own) or t.i < verb.i]
    shared = [t for t in near if t.i > verb.i or not parse.kids(t, "dobj")]
    others = {words.verbs.get(t.lemma) for t in shared}
    both = status in _HARM and bool((_HARM - {status}) & others)
    return Fate(status, unclear=both or any(_either(parse, t, verb, status, words) for t in shared))


def _either(parse: Parse, other: Token, verb: Token, status: str, words: CountWords) -> bool:
    """True for "captured or killed": a verb of another fate on the far side of an "or"."""
    left = min(other, verb, key=lambda t: t.i)
    return words.verbs.get(other.lemma) != status and any(k.lower in words.statuses.alternatives for k in parse.kids(left, "cc"))


def _leader(parse: Parse, verb: Token) -> Iterator[Token]:
    head = parse.head(verb)
    if verb.dep == "conj" and head is not None and not parse.kids(verb, "nsubjpass", "nsubj"):
        yield head


def _resulting(parse: Parse, top: Token, verb: Token, words: CountWords) -> Fate:
    """What comes of a verb that says little itself: "were found dead", "are still missing", "shot two people dead", "took 40 people hostage"."""
    told = words.statuses
    acted = any(True for _ in parse.kids(verb, "dobj"))
    if top.dep not in ("nsubj", "nsubjpass", "dobj") or (top.dep == "nsubj" and acted):
        return _SILENT
    if verb.tag == "VBG" and verb.lower in told.words:
        return Fate(told.words[verb.lower])
    kids = [k for k in parse.kids(verb, *_RESULT) if k.i > verb.i]
    kids += [k for b in kids if b.lemma == "be" for k in parse.kids(b, "acomp", "attr")]
    if verb.lemma in told.care.verbs and any(t.lemma in told.care.nouns for _, t in grammar.prepositions(parse, verb)):
        return Fate("injured")
    if _is_warded(parse, verb, words):
        return Fate(STRUCK)
    if verb.lemma in told.hostage_verbs and any(k.lemma in told.hostage for k in kids):
        return Fate("abducted")
    if verb.lemma not in told.light:
        return _SILENT
    found = next((k for k in kids if k.lower in told.words and not _acts(parse, k) and not parse.kids(k, "nsubj", "nsubjpass")), None)
    return _SILENT if found is None else _joined(parse, found.i + 1, told.words[found.lower], words)


def _is_warded(parse: Parse, verb: Token, words: CountWords) -> bool:
    """True for "were taken to hospital", "is in critical condition" and "were found with gunshot wounds"."""
    ward = words.statuses.ward
    if verb.lemma not in ward.verbs:
        return False
    held = [t for p, t in grammar.prepositions(parse, verb) if p in ward.links]
    return any(f.lemma in ward.nouns for t in held for f in (t, *parse.kids(t, "compound")))


def _by_clause(parse: Parse, head: Token, words: CountWords) -> Fate:
    """What clauses that narrow the noun say: "the three men who died", "two men killed in the raid"."""
    for verb in parse.kids(head, "relcl", "acl"):
        kids = parse.kids(verb)
        passive = grammar.is_passive(parse, verb)
        if passive and verb.lemma in words.verbs and not any(k.dep == "dobj" for k in kids):
            return _paired(parse, verb, words.verbs[verb.lemma], words)
        subject = next((k for k in kids if k.dep == "nsubj"), None)
        if not passive and verb.lemma in words.subjects and subject is not None and subject.lower in grammar.RELATIVE:
            return Fate(words.subjects[verb.lemma])
    return _SILENT
