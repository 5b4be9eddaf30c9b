"""What the model gets wrong in the clipped English of headlines and bulletins, put right by rules kept as data."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from tollbook.codebook.clipped import ClippedWords
from tollbook.model.parse import Token

OBJECTS = ("dobj", "ccomp", "xcomp", "prt", "dative", "attr", "acomp", "oprd")
HELPERS = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
BETWEEN = ("cc", "advmod", "punct")
Kids = Mapping[int, Sequence[Token]]


def shared_objects(tokens: Sequence[Token], timed: Container[int], words: ClippedWords) -> dict[int, int]:
    """Verbs that need an object, each with the verb joined to it whose object it shares: "*looted* and later *burned* six shops"."""
    kids = _kids(tokens, timed)
    return {t.head: t.i for t in tokens if _shares(t, tokens, kids, words)}


def _shares(later: Token, tokens: Sequence[Token], kids: Kids, words: ClippedWords) -> bool:
    first, own = tokens[later.head], _deps(kids.get(later.i, ()))
    # Not just any verb: "Two teachers arrested and lost their jobs".
    if later.dep != "conj" or later.i < first.i or not {first.lemma, later.lemma} <= words.either:
        return False
    if "dobj" not in own or own & {*SUBJECTS, "auxpass"} or _deps(kids.get(first.i, ())) & {*OBJECTS, "auxpass", "agent"}:
        return False
    return all(t.dep in BETWEEN for t in tokens[first.i + 1 : later.i])


def repaired(tokens: Sequence[Token], timed: Container[int], words: ClippedWords, shared: Container[int] = ()) -> tuple[Token, ...]:
    """The tokens, past tenses of verbs that need an object and have none taken for participles: "Three men abducted", "Two killed in raid".

    ``timed`` holds the positions of words in dates and times, which are no object ("were tied up and shot the evening before"), ``shared`` those of
    verbs that share a later one's object, which are no participles ("two men shot and killed a driver").
    """
    kids = _kids(tokens, timed)
    return tuple(_as_past(t, kids) if t.i in shared else _as_participle(t, tokens[t.head], kids.get(t.i, ()), words) for t in tokens)


def _kids(tokens: Sequence[Token], timed: Container[int]) -> dict[int, list[Token]]:
    kids: dict[int, list[Token]] = {}
    for t in tokens:
        if t.head != t.i and not (t.dep == "dobj" and t.i in timed):
            kids.setdefault(t.head, []).append(t)
    return kids


def _deps(kids: Sequence[Token]) -> set[str]:
    return {k.dep for k in kids}


def _as_past(token: Token, kids: Kids) -> Token:
    own = _deps(kids.get(token.i, ()))
    return replace(token, tag="VBD") if token.tag == "VBN" and "nsubj" in own and "aux" not in own else token


def _as_participle(token: Token, head: Token, kids: Sequence[Token], words: ClippedWords) -> Token:
    deps = _deps(kids)
    if token.tag != "VBD" or deps & {*OBJECTS, *HELPERS} or any(k.dep == "prep" and k.lower in words.aiming for k in kids):
        return token
    shares = token.dep == "conj" and head.tag == "VBN"
    done = token.lemma in words.transitive and ("nsubj" in deps or shares)
    return replace(token, tag="VBN") if done or {"nsubj", "agent"} <= deps else token
