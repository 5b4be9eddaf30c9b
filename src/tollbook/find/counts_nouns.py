"""What a number counts: the noun behind it and the group the noun belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tollbook.codebook.counts import CountWords
from tollbook.find.counts_numbers import value
from tollbook.model.parse import Parse, Token

_NOMINAL = ("NOUN", "PROPN")
_INSIDE = ("compound", "nmod", "amod", "npadvmod", "poss")
_AGE = re.compile(r"\w-(?:year|month|week|day)-olds?\b")
MINORS = "children"
ADULT = 18
"""From this age on nobody is a child: Convention on the Rights of the Child, article 1."""
_JOINERS = ("-", "–", '"', "“", "”", "'", "‘", "’", "/")


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted noun: ``last`` is the position of the phrase's last token, ``text`` the noun as written, ``before`` what stands before it.

    ``unlisted`` nouns are names and words that only look like people: they count nobody unless the text says what befell them.
    """

    head: Token
    last: int
    group: str
    text: str
    before: tuple[Token, ...]
    unlisted: bool = False


def noun_at(parse: Parse, first: int, end: int, words: CountWords, labels: dict[int, str]) -> Noun | None:
    """The noun for people in the phrase that starts at token ``first``; ``None`` where the phrase names none or something else."""
    run = _run(parse, first, end, labels, words)
    aged = _aged(parse, run, end, words)
    if aged is not None:
        return aged
    nominal = [t for t in run if t.pos in _NOMINAL or _is_name(parse, t) or _lookup(run, t, words) is not None]
    for token in reversed(nominal):
        later = [t for t in nominal if t.i > token.i]
        if token.dep in _INSIDE and any(t.i == token.head for t in later):
            continue
        if token.i + 1 < end and parse.tokens[token.i + 1].tag == "POS":
            return None
        found = _named(parse, token, run, words, labels)
        if found is not None:
            return found
        if token.pos == "NOUN":
            return None
    return None


def _aged(parse: Parse, run: list[Token], end: int, words: CountWords) -> Noun | None:
    """Whoever is told by age alone: "a *17-year-old* was killed"; ``None`` where the phrase goes on to a noun or tells no age."""
    age = words.aged.search(parse.text[run[0].start : run[-1].end]) if run else None
    after = parse.tokens[run[-1].i + 1] if run and run[-1].i + 1 < end else None
    if age is None or run[-1].dep in _INSIDE or (after is not None and (after.text in _JOINERS or after.tag == "POS")):
        return None
    young = age["years"] is None or value(age["years"], words) < ADULT
    return Noun(run[-1], run[-1].i, MINORS if young else "total", age[0], tuple(run[:-1]))


def _is_name(parse: Parse, token: Token) -> bool:
    """True for a capitalised word that the number belongs to, whatever the parser takes it for."""
    return token.text[0].isupper() and bool(parse.kids(token, "nummod"))


def is_empty(parse: Parse, first: int, end: int, labels: dict[int, str], words: CountWords) -> bool:
    """True where no noun stands in the phrase, so that the number stands for people or nothing."""
    return not any(t.pos in _NOMINAL for t in _run(parse, first, end, labels, words))


def _run(parse: Parse, first: int, end: int, labels: dict[int, str], words: CountWords) -> list[Token]:
    """The words that may belong to one noun phrase: adjectives, nouns, participles before them."""
    found: list[Token] = []
    for i in range(first, min(end, first + 9)):
        token = parse.tokens[i]
        beyond = parse.tokens[i + 1] if i + 1 < end else None
        dated = labels.get(i) in ("DATE", "TIME") and not _is_age(parse, token, end)
        ended = bool(found) and found[-1].tag == "NNS" and found[-1].dep not in _INSIDE and token.pos == "ADJ" and token.head > token.i
        if dated or ended or _is_state(token, found, words) or not _belongs(parse, token, beyond, found):
            break
        found.append(token)
    return found


def _is_age(parse: Parse, token: Token, end: int) -> bool:
    """True for the words of "16-year-old", the joined ones before them too."""
    rest = parse.text[max(0, token.start - 12) : parse.tokens[min(end, token.i + 6) - 1].end]
    return _AGE.search(rest) is not None


def _is_state(token: Token, found: list[Token], words: CountWords) -> bool:
    """True for what ends a phrase: "six nurses *dead*", "took nine nurses *hostage*"."""
    after_noun = bool(found) and found[-1].pos in _NOMINAL
    return after_noun and (token.lower in words.statuses.words or (token.lower in words.statuses.hostage and found[-1].tag == "NNS"))


def _belongs(parse: Parse, token: Token, beyond: Token | None, found: list[Token]) -> bool:
    if token.pos in (*_NOMINAL, "ADJ") or token.text in _JOINERS:
        return token.dep not in {"acomp", "oprd"}
    joined = (found and found[-1].text in ("-", "–")) or (beyond is not None and beyond.text in ("-", "–"))
    if joined:
        return True
    if token.tag in ("VBN", "VBG", "VBD"):
        return token.dep in ("amod", "compound") and token.head > token.i
    return token.pos == "ADV" and beyond is not None and (beyond.pos == "ADJ" or beyond.tag == "VBN") and beyond.dep == "amod" and not found


def _lookup(run: list[Token], token: Token, words: CountWords) -> tuple[tuple[str, ...], str | None] | None:
    """The longest listed phrase that ends in the token, with its group."""
    spoken = [t for t in run if t.i <= token.i and t.text not in _JOINERS]
    for length in (4, 3, 2, 1):
        lead = tuple(t.lower for t in spoken[-length:-1])
        for form in _forms(token):
            key = (*lead, *form.split("-"))
            if len(lead) == length - 1 and key in words.nouns:
                return key, words.nouns[key]
    return None


def _forms(token: Token) -> tuple[str, ...]:
    """The word's dictionary form, and plain singulars for names and capitals that the parser left as they stand."""
    lower = token.lower
    forms = [token.lemma.lower(), lower]
    if lower.endswith("men"):
        forms.append(lower[:-3] + "man")
    if lower.endswith("s"):
        forms.append(lower[:-1])
    return tuple(dict.fromkeys(forms))


def _named(parse: Parse, token: Token, run: list[Token], words: CountWords, labels: dict[int, str]) -> Noun | None:
    before = tuple(t for t in run if t.i < token.i)
    listed = _lookup(run, token, words)
    if listed is None:
        group = _unlisted(token, words, labels)
        people = labels.get(token.i) == "NORP" and token.tag in ("NN", "NNP", "NNS", "NNPS")
        return None if group is None else Noun(token, token.i, group, token.text, before, unlisted=not people)
    key, group = listed
    if group is None:
        return None
    if key in words.open:
        return _opened(parse, token, before, words)
    if token.lemma in words.statuses.nouns:
        groups = (words.nouns.get((t.lower,)) or (words.named["ORG"] if t.pos == "PROPN" and token.tag != "NNS" else None) for t in before)
        group = next((g for g in groups if g is not None and g != "total"), group)
    return Noun(token, token.i, group, token.text, before)


def _unlisted(token: Token, words: CountWords, labels: dict[int, str]) -> str | None:
    """The group of a name ("nine Burkinabe") or of a word that is one of people by its ending; ``None`` for all else."""
    if token.text[0].isupper() and (token.tag not in ("NNS", "NN") or labels.get(token.i) == "NORP"):
        return words.named.get(labels.get(token.i, "ORG"))
    return "others" if token.tag == "NNS" and words.suffixes.search(token.lower) else None


def _opened(parse: Parse, token: Token, before: tuple[Token, ...], words: CountWords) -> Noun:
    """For "two members of the fire brigade", "army officers" the words round the noun tell the group."""
    last = token.i
    for prep in parse.kids(token, "prep"):
        if prep.i == token.i + 1 and prep.lower in ("of", "from"):
            last = max((k.i for k in parse.kids(prep, "pobj")), default=last)
    near = parse.text[before[0].start if before else token.start : parse.tokens[last].end]
    group = next((g for g, pattern in words.tails.items() if pattern.search(near)), words.nouns[(_open_form(token, words),)])
    return Noun(token, last, group or "members", token.text, before)


def _open_form(token: Token, words: CountWords) -> str:
    return next((f for f in _forms(token) if (f,) in words.nouns), "member")


def mixed(parse: Parse, noun: Noun, words: CountWords) -> Noun:
    """The noun with its fellow: "40 women and children" counts two sorts at once: people in all."""
    after = parse.tokens[noun.last + 1 : noun.last + 3]
    if len(after) < 2 or after[0].dep != "cc" or after[1].dep != "conj" or after[1].head != noun.head.i or after[1].tag not in ("NNS", "NNPS", "NN"):
        return noun
    listed = _lookup([after[1]], after[1], words)
    if listed is None or listed[1] is None or parse.kids(after[1], "det", "nummod"):
        return noun
    group = noun.group if listed[1] == noun.group else "total"
    return replace(noun, last=after[1].i, group=group)
