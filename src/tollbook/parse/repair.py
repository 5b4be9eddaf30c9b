"""What the model gets wrong in the clipped English of headlines and bulletins, put right by rules kept as data."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from tollbook.codebook.clipped import ClippedWords
from tollbook.model.parse import Token

OBJECTS = ("dobj", "ccomp", "xcomp", "prt", "dative", "attr", "acomp", "oprd")
HELPERS = ("aux", "auxpass")


def repaired(tokens: Sequence[Token], timed: Container[int], words: ClippedWords) -> tuple[Token, ...]:
    """The tokens, past tenses of verbs that need an object and have none taken for participles: "Three men abducted", "Two killed in raid".

    ``timed`` holds the positions of words in dates and times, which are no object ("were tied up and shot the evening before").
    """
    kids: dict[int, set[str]] = {}
    for t in tokens:
        if t.head != t.i and not (t.dep == "dobj" and t.i in timed):
            kids.setdefault(t.head, set()).add(t.dep)
    return tuple(_as_participle(t, tokens[t.head], kids.get(t.i, set()), words) for t in tokens)


def _as_participle(token: Token, head: Token, kids: set[str], words: ClippedWords) -> Token:
    shares = token.dep == "conj" and head.tag == "VBN"
    if token.tag != "VBD" or token.lemma not in words.transitive or not ("nsubj" in kids or shares):
        return token
    return token if kids.intersection((*OBJECTS, *HELPERS)) else replace(token, tag="VBN")
