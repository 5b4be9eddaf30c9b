"""What the model gets wrong in the clipped English of headlines and bulletins, put right by rules kept as data."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from tollbook.codebook.clipped import ClippedWords
from tollbook.model.parse import Token
from tollbook.parse.sayers import with_sayers

OBJECTS = ("dobj", "ccomp", "xcomp", "prt", "dative", "attr", "acomp", "oprd")
HELPERS = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
BETWEEN = ("cc", "advmod", "punct")
CLAUSES = ("ccomp", "csubj")
SEMICOLON, LONGEST = ";", 80
ASIDE = 4
NO_SPEAKER = ("VERB", "AUX", "NUM", "PUNCT", "CCONJ")
"""How many words may follow a headline's last colon to tell who says it, and what is not among them."""
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
    tokens = [replace(t, lemma=words.lemmas[t.lemma]) if t.pos == "VERB" and t.lemma in words.lemmas else t for t in tokens]
    tokens = [replace(t, dep="oprd") if _is_state(t, tokens, words) else t for t in tokens]
    tokens = [replace(t, dep="dep") if _heads_line(t, tokens) else t for t in _set_aside(with_sayers(tokens, words))]
    tokens = [replace(t, dep="prt", head=t.i - 1) if _is_particle(t, tokens) else t for t in tokens]
    tokens = [replace(t, dep="dep") if _opens_next(t, tokens, words) else t for t in tokens]
    tokens = [replace(t, dep="ccomp", head=above) if (above := _saying(t, tokens)) is not None else t for t in _felled(_parted(tokens), words)]
    timed = {t.i for t in tokens if t.i in timed or t.lemma in words.units}
    kids = _kids(tokens, timed, passed_on=True)
    tokens = [replace(t, tag="NNS", pos="NOUN") if _is_plural(t, kids.get(t.i, ())) else t for t in tokens]
    return tuple(_as_past(t, kids) if t.i in shared else _as_participle(t, tokens[t.head], kids.get(t.i, ()), words) for t in tokens)


def _parted(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, a clause before a semicolon no part of what follows: "Rebels *attacked* a post; nobody has *claimed* it"."""
    found = list(tokens)
    for mark in (t for t in tokens if t.text == SEMICOLON):
        last = tokens[mark.head]
        before = [k for k in tokens[max(0, mark.i - LONGEST) : mark.i] if k.head == last.i and k.dep in CLAUSES and k.sentence == mark.sentence]
        if last.dep == "ROOT" and last.i > mark.i and len(before) == 1:
            found[before[0].i] = replace(before[0], head=before[0].i, dep="ROOT")
            found[last.i] = replace(last, head=before[0].i, dep="conj")
    return found


def _felled(tokens: Sequence[Token], words: ClippedWords) -> list[Token]:
    """The tokens, a verb taken for the noun of a phrase before it put right: "gunmen *on a motorcycle shot* dead the mayor"."""
    found = list(tokens)
    for t in tokens[:-1]:
        end, (lemma, last) = tokens[t.i + 1], words.felled.get(t.lower, ("", ""))
        if t.tag != "NN" or last != end.lower or not any(k.head == end.i and k.dep == "dobj" for k in tokens):
            continue
        before = next((k for k in reversed(tokens[: t.i]) if k.head == t.i and k.dep == "compound"), None)
        for k in tokens:
            if k.head == t.i and before is not None:
                found[k.i] = replace(found[k.i], head=before.i) if k.i != before.i else replace(found[k.i], dep=t.dep, head=t.head)
            elif k.head == end.i and k.i != end.i:
                found[k.i] = replace(found[k.i], head=t.i)
        above = end.head if end.head != end.i else t.i
        found[t.i] = replace(t, tag="VBD", pos="VERB", lemma=lemma, dep=end.dep, head=above)
        found[end.i] = replace(end, dep="oprd", head=t.i)
    return found


def _set_aside(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, what follows a headline's last colon no object of its verb: "Strike kills 16: *health workers*"."""
    found = list(tokens)
    for mark in (t for t in tokens if t.text == ":"):
        line = [t for t in tokens[max(0, mark.i - LONGEST) : mark.i + ASIDE + 2] if t.sentence == mark.sentence]
        tail = {t.i for t in line if t.i > mark.i}
        main = {t.i: t for t in line if t.i < mark.i}
        verb = next((t for t in main.values() if t.pos == "VERB" and (t.head == t.i or t.head in tail)), None)
        if verb is None or not 0 < len(tail) <= ASIDE or any(tokens[i].pos in NO_SPEAKER for i in tail):
            continue
        for t in line:
            if t.i == verb.i or (t.i in tail and t.head not in tail) or t.head == t.i:
                found[t.i] = replace(t, head=verb.i, dep="ROOT" if t.i == verb.i else "dep")
            elif t.i in main and t.head in tail:
                found[t.i] = replace(t, head=verb.i)
    return found


def _heads_line(token: Token, tokens: Sequence[Token]) -> bool:
    """True for "Mexico" in "Mexico: Mayor shot dead": it is no part of the clause."""
    return token.dep in ("dobj", *SUBJECTS) and token.i < token.head and tokens[token.i + 1].text == ":"


def _saying(token: Token, tokens: Sequence[Token]) -> int | None:
    """The verb whose content the clause is, where it hangs on a noun between: "*said* in a message *that* it had taken the town"."""
    noun = tokens[token.head]
    prep = tokens[noun.head]
    verb = tokens[prep.head]
    between = noun.dep == "pobj" and prep.dep == "prep" and verb.pos == "VERB" and verb.i < prep.i < noun.i
    mark = tokens[min(noun.i + 1, len(tokens) - 1)]
    return verb.i if between and token.dep in ("relcl", "acl") and mark.dep == "mark" and mark.head == token.i else None


def _is_particle(token: Token, tokens: Sequence[Token]) -> bool:
    """True for "over" in "handed over three men", hung on the number."""
    return token.tag == "RP" and token.dep == "quantmod" and token.i > 0 and tokens[token.i - 1].pos == "VERB"


def _opens_next(token: Token, tokens: Sequence[Token], words: ClippedWords) -> bool:
    """True for "13" in "2 villagers killed 13 injured": it counts those of the verb behind it and is no object of the one before."""
    verb = tokens[token.i + 1] if token.i + 1 < len(tokens) else token
    return token.tag == "CD" and token.dep == "dobj" and verb.head == token.i and verb.tag in ("VBN", "VBD") and verb.lemma in words.transitive


def _is_plural(token: Token, kids: Sequence[Token]) -> bool:
    """True for "airstrikes" taken for a verb in "Rebel airstrikes hit two houses"."""
    return token.tag == "VBZ" and token.dep in SUBJECTS[:2] and any(k.dep == "amod" and k.i == token.i - 1 for k in kids)


def _is_state(token: Token, tokens: Sequence[Token], words: ClippedWords) -> bool:
    """True for "hostage" in "forty people held hostage": what somebody was made, and no object."""
    bare = token.dep == "dobj" and token.tag == "NN" and token.lower in words.states
    return bare and not any(t.head == token.i for t in tokens[max(0, token.i - 4) : token.i]) and tokens[token.head].tag in ("VBD", "VBN")


def _kids(tokens: Sequence[Token], timed: Container[int], *, passed_on: bool = False) -> dict[int, list[Token]]:
    """The words below each word; where asked, who did it counts for the verb before as well: "School attacked and looted *by* rebels"."""
    kids: dict[int, list[Token]] = {}
    for t in tokens:
        if t.head != t.i and not (t.dep == "dobj" and t.i in timed):
            kids.setdefault(t.head, []).append(t)
            above = tokens[t.head]
            if passed_on and t.dep == "agent" and above.dep == "conj" and above.tag == "VBN":
                kids.setdefault(above.head, []).append(t)
    return kids


def _deps(kids: Sequence[Token]) -> set[str]:
    return {k.dep for k in kids}


def _as_past(token: Token, kids: Kids) -> Token:
    own = _deps(kids.get(token.i, ()))
    return replace(token, tag="VBD") if token.tag == "VBN" and "nsubj" in own and "aux" not in own else token


def _as_participle(token: Token, head: Token, kids: Sequence[Token], words: ClippedWords) -> Token:
    deps = _deps(kids)
    past = token.tag == "VBD" or (token.tag in ("VBP", "VB") and token.lower in words.bare)
    if not past or not _is_done_to(token, head, deps, words):
        return token
    if any(k.dep == "oprd" and k.lower in words.states for k in kids):
        return replace(token, tag="VBN") if "dobj" not in deps else token
    aims = any(k.dep == "prep" and k.lower in words.aiming for k in kids)
    return token if aims or deps & {*OBJECTS} else replace(token, tag="VBN")


def _is_done_to(token: Token, head: Token, deps: set[str], words: ClippedWords) -> bool:
    """True where the verb may be a participle: its subject alone stands beside it, with who did it or what it was made."""
    if deps & {*HELPERS}:
        return False
    below = token.dep == "acl"
    shares = (token.dep == "conj" and head.tag == "VBN") or below
    done = token.lemma in words.transitive and ("nsubj" in deps or shares)
    return done or (("nsubj" in deps or below) and bool(deps & {"agent", "oprd"}))
