"""Who stands where round a verb or a noun: the slots of a clause, read off the parse."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.model.parse import Parse, Token

SUBJECT = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
VERBAL = ("VERB", "AUX")
CHARGING = ("of", "from", "for")
"""Prepositions whose clause is about the object: "accused two men of killing him", "held two men for stealing"."""
BESIDE = ("along", "together")
RELATIVE = ("who", "which", "that")


def is_verbal(token: Token) -> bool:
    """True for verbs, and for participles that the model took for adjectives."""
    return token.pos in VERBAL or token.tag in ("VBN", "VBD", "VBG")


def is_passive(parse: Parse, verb: Token) -> bool:
    """True where the verb's grammatical subject is its object: passives, reduced passives ("men held in the raid") and their conjuncts."""
    kids = parse.kids(verb)
    if any(k.dep in ("auxpass", *PASSIVE) for k in kids):
        return True
    if verb.tag != "VBN":
        # "A woman detained in May said": the model takes participles for past tenses.
        return verb.tag == "VBD" and verb.dep == "acl" and not any(k.dep in ("dobj", *SUBJECT) for k in kids)
    if any(k.dep in SUBJECT for k in kids):
        # "Three arrested", "men held in May": a participle without an auxiliary is no active verb.
        return not any(k.dep in ("aux", "dobj", "ccomp", "xcomp") for k in kids)
    if any(k.dep == "aux" and k.lemma in ("have", "'ve") for k in kids):
        return False
    if verb.dep == "acl":
        return True
    if any(k.dep == "agent" for k in kids):
        return True
    head = parse.head(verb)
    if verb.dep == "conj" and head is not None and is_verbal(head):
        return is_passive(parse, head)
    return verb.dep in ("ROOT", "advcl", "ccomp", "dep", "amod") and not any(k.dep in ("dobj", "aux") for k in kids)


def conjuncts(parse: Parse, token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it."""
    yield token
    for kid in parse.kids(token, "conj"):
        yield from conjuncts(parse, kid)


def subjects(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Heads of those who act: subject of an active verb, agent of a passive one, shared and understood ones included."""
    if is_passive(parse, verb):
        return _agents(parse, verb)
    return _grammatical(parse, verb, 0)


def objects(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Heads of those it is done to: objects of an active verb, grammatical subjects of a passive one."""
    if is_passive(parse, verb):
        return (*_grammatical(parse, verb, 0), *_beside_them(parse, verb, verb.i))
    found = [c for k in _direct(parse, verb) for c in conjuncts(parse, k)]
    if found:
        found += _beside_them(parse, verb, found[0].i)
    if not found:
        found = [c for v in parse.kids(verb, "conj") if parse.shared.get(verb.i) == v.i for k in _direct(parse, v) for c in conjuncts(parse, k)]
    if not found:
        # "let two men go": who goes is whom it is done to.
        found = [c for v in parse.kids(verb, "ccomp") if v.tag == "VB" and not parse.kids(v, "aux", "mark") for c in _grammatical(parse, v, 4)]
    if not found and verb.dep == "relcl":
        head = parse.head(verb)
        own = parse.kids(verb, *SUBJECT)
        if head is not None and own and own[0].lower not in RELATIVE:
            found = [head]
    return tuple(_antecedent(parse, verb, t) for t in found)


def _beside_them(parse: Parse, verb: Token, after: int) -> list[Token]:
    """Those told with the ones it was done to: "held the man along with *two others*"."""
    around = parse.kids(verb, "prep", "advmod")
    preps = (w for k in around for w in (k, *parse.kids(k, "prep")) if w.lower == "with" and w.i > after and parse.tokens[w.i - 1].lower in BESIDE)
    return [c for w in preps for k in parse.kids(w, "pobj") for c in conjuncts(parse, k)]


def _direct(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """The direct objects; in "took two men hostage" only the men."""
    found = parse.kids(verb, "dobj")
    return tuple(k for k in found if not _is_bare(parse, k, found) and not _is_beside(parse, k, found))


def _is_beside(parse: Parse, noun: Token, found: tuple[Token, ...]) -> bool:
    """True for a second object behind a comma, which says who another noun is: "held two for killing a man, *A. Name*"."""
    first = min((k.i for k in parse.kids(noun) if k.i < noun.i), default=noun.i)
    return noun.i != found[0].i and parse.tokens[first - 1].text == ","


def _is_bare(parse: Parse, noun: Token, beside: tuple[Token, ...]) -> bool:
    return noun.i != beside[0].i and noun.tag == "NN" and not parse.kids(noun)


def _agents(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Who a passive verb names with "by", far from it ("held for leading a march by police") or with a later verb of the same subject."""
    own = _by(parse, verb)
    if own:
        return own
    reasons = (k for p in parse.kids(verb, "prep") for k in parse.kids(p, "pcomp") if k.tag == "VBG" and not is_passive(parse, k))
    purposes = (k for k in parse.kids(verb, "xcomp") if k.tag == "VB" and not is_passive(parse, k))
    later = (k for k in parse.kids(verb, "conj") if k.tag == "VBN" and not parse.kids(k, *SUBJECT, *PASSIVE) and is_passive(parse, k))
    uses = (k for p in parse.kids(verb, "prep") if p.lower == "as" for k in parse.kids(p, "pobj"))
    return next(filter(None, (*(_by(parse, k) for k in (*reasons, *purposes, *uses)), *(_agents(parse, k) for k in later))), ())


def _by(parse: Parse, verb: Token) -> tuple[Token, ...]:
    return tuple(c for by in parse.kids(verb, "agent", "prep") if by.lower == "by" for p in parse.kids(by, "pobj") for c in conjuncts(parse, p))


def _grammatical(parse: Parse, verb: Token, depth: int) -> tuple[Token, ...]:
    own = [c for k in parse.kids(verb, *SUBJECT, *PASSIVE) for c in conjuncts(parse, k)]
    if own:
        return tuple(_antecedent(parse, verb, t) for t in own)
    head = parse.head(verb)
    if head is None and is_passive(parse, verb):
        return _before_root(parse, verb)
    if head is None or depth > 4:
        return ()
    if verb.dep in ("acl", "relcl") and not _is_infinitive(parse, verb):
        return (head,) if not is_verbal(head) else _grammatical(parse, head, depth + 1)
    if verb.dep in ("conj", "xcomp", "advcl", "pcomp") and is_verbal(head):
        return _shared(parse, verb, head, depth)
    if verb.dep == "pcomp" and head.dep == "prep":
        up = parse.head(head)
        if up is None or not is_verbal(up):
            return ()
        charged = head.lower in CHARGING and objects(parse, up)
        return objects(parse, up) if charged else _shared(parse, verb, up, depth)
    return ()


def _before_root(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """The subject of "men held in May were freed", where the model takes the participle before for a clause."""
    before = [k for k in parse.kids(verb, "ccomp", "csubj", "advcl") if k.i < verb.i and k.tag == "VBN"]
    clauses = [k for k in before if not parse.kids(k, "aux", "auxpass", "mark")]
    return tuple(c for k in clauses for s in parse.kids(k, *SUBJECT, *PASSIVE) for c in conjuncts(parse, s))


def _shared(parse: Parse, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """The subject a verb without one shares with the verb it hangs on."""
    if verb.dep == "advcl" and verb.tag not in ("VBG", "VBN"):
        return ()
    if verb.dep == "xcomp" and parse.kids(head, "dobj"):
        return tuple(c for k in parse.kids(head, "dobj") for c in conjuncts(parse, k))
    main = _main_of(parse, verb, head)
    if main is not None:
        return _grammatical(parse, main, depth + 1)
    same = is_passive(parse, verb) == is_passive(parse, head) or verb.dep != "conj"
    if verb.dep == "advcl" and is_passive(parse, head):
        # "was hit, killing two": what killed is the hit, not what was hit.
        return subjects(parse, head)
    return _grammatical(parse, head, depth + 1) if same else ()


def _main_of(parse: Parse, verb: Token, head: Token) -> Token | None:
    """The verb a past tense goes on from, where the parser joins it to what was going on: "*beat* a man who was filming and *smashed* his camera"."""
    going_on = head.dep == "relcl" and head.tag == "VBG" and any(k.lemma == "be" for k in parse.kids(head, "aux"))
    if verb.dep != "conj" or verb.tag != "VBD" or not going_on:
        return None
    return next((a for a in parse.ancestors(head) if is_verbal(a)), None)


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(k.lower == "to" and k.dep == "aux" for k in parse.kids(verb))


def _antecedent(parse: Parse, verb: Token, subject: Token) -> Token:
    """For "who" and "which": the noun they stand for."""
    if subject.lower in RELATIVE and verb.dep == "relcl":
        head = parse.head(verb)
        return head if head is not None else subject
    return subject


def prepositions(parse: Parse, token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, head of its object) pairs of a verb or noun, chained ones ("out of") by their last word."""
    for prep in parse.kids(token, "prep", "agent", "dative"):
        yield from _objects(parse, prep)


def _objects(parse: Parse, prep: Token) -> Iterator[tuple[str, Token]]:
    for kid in parse.kids(prep):
        if kid.dep in ("pobj", "pcomp"):
            yield from ((prep.lower, c) for c in conjuncts(parse, kid))
        elif kid.dep == "prep":
            yield from _objects(parse, kid)


def amount_of(parse: Parse, noun: Token) -> Iterator[Token]:
    """What there is an amount of: "schools" in "an unknown number of schools"."""
    yield from (c for of in parse.kids(noun, "prep") if of.lower == "of" for p in parse.kids(of, "pobj") for c in conjuncts(parse, p))


def complements(parse: Parse, verb: Token) -> Iterator[Token]:
    """Words that finish the verb's sense: "shot *dead*", "set on *fire*", "took two men *hostage*"."""
    for kid in parse.kids(verb):
        if kid.dep in ("acomp", "oprd", "advmod", "prt", "xcomp", "ccomp", "dep", "acl", "amod", "npadvmod", "attr"):
            yield kid
        elif kid.dep in ("dobj", "nsubjpass"):
            yield from parse.kids(kid, "amod", "acl", "acomp", "oprd", "advmod")
            if kid.dep == "dobj" and _is_bare(parse, kid, parse.kids(verb, "dobj")):
                yield kid
        if kid.dep in ("prep", "ccomp", "xcomp"):
            yield from parse.kids(kid, "pobj", "acomp", "attr", "oprd")


def modifiers(parse: Parse, noun: Token) -> Iterator[Token]:
    """Words before a noun that narrow it, their own modifiers included."""
    for kid in parse.kids(noun, "amod", "compound", "nmod", "poss", "nummod", "npadvmod"):
        yield kid
        yield from modifiers(parse, kid)
