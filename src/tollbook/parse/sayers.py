"""Who says a sentence at its end, where the model lists them with those it befell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.codebook.clipped import ClippedWords
from tollbook.model.parse import Token

SUBJECTS = ("nsubj", "nsubjpass")
LISTED = ("conj", "appos", "dobj", "pobj", "npadvmod", "dep")
NOMINAL = ("NOUN", "PROPN", "PRON")


def with_sayers(tokens: Sequence[Token], words: ClippedWords) -> list[Token]:
    """The tokens; in "killing two men, a *lawmaker* and three residents *said*" the lawmaker is the subject of the verb and no victim."""
    found = list(tokens)
    for verb in tokens:
        if verb.dep == "ROOT" and verb.lemma in words.closing and _closes(verb, tokens):
            first = _sayer(verb, tokens)
            if first is not None:
                found[first.i] = replace(first, head=verb.i, dep="nsubj")
    return found


def _closes(verb: Token, tokens: Sequence[Token]) -> bool:
    """True where nothing but a mark follows the verb in its sentence, and no subject of its own stands before it."""
    follows = any(t.sentence == verb.sentence and t.pos != "PUNCT" for t in tokens[verb.i + 1 : verb.i + 3])
    return not follows and not any(t.head == verb.i and t.dep in SUBJECTS for t in tokens)


def _sayer(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The first of the names between the last comma and the verb, if a word before the comma governs it; ``None`` where it does not."""
    comma = verb.i - 1
    while comma > 0 and tokens[comma].text != "," and tokens[comma].sentence == verb.sentence:
        comma -= 1
    if tokens[comma].text != "," or tokens[comma].sentence != verb.sentence:
        return None
    between = tokens[comma + 1 : verb.i]
    led = [t for t in between if t.head < comma]
    return led[0] if len(led) == 1 and led[0].dep in LISTED and led[0].pos in NOMINAL and not any(t.pos == "VERB" for t in between) else None
