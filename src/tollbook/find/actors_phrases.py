"""Which words of a sentence name an actor: heads, how far the phrase reaches, what stands in apposition to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tollbook.codebook.actors import ActorRule, ActorWords
from tollbook.find.actors_attack import launches
from tollbook.find.actors_names import Known, Names
from tollbook.model.parse import Parse, Token

LEFT = ("det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "npadvmod", "advmod")
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
ARGUMENT = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss", "attr", "ROOT", "dative")
TIMES = ("DATE", "TIME")
LONGEST_TAIL = 9
HYPHENS = ("-", "–")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor's phrase: tokens ``first`` up to ``last`` name it, ``end`` is where its apposition ends.

    ``rule`` is the head's, ``known`` the register name that is the head, ``label`` the entity's; ``core`` the first of the words
    that the rule matched, ``also`` the phrase in apposition.
    """

    head: int
    first: int
    last: int
    end: int
    rule: ActorRule | None = None
    known: Known | None = None
    label: str | None = None
    core: int = -1
    also: Phrase | None = None
    tails: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's grammar, the names in it and the words to read it by; ``labels`` give the entity label that a token belongs to."""

    parse: Parse
    names: Names
    words: ActorWords
    labels: dict[int, str]


def rule_of(scene: Scene, token: Token) -> tuple[ActorRule, int] | None:
    """The head rule for a noun and the first token of the words it matched; the longest match wins."""
    if token.pos not in NOMINAL and token.tag not in ("NN", "NNS"):
        return None
    if token.pos == "ADJ" and (token.dep not in ARGUMENT or token.tag == "JJR") and not launches(scene, token):
        return None
    tokens = scene.parse.tokens
    for last in _forms(token):
        for key, rule in scene.words.heads.get(last, ()):
            n = len(key) - 1
            if n <= token.i and all(_is(tokens[token.i - n + k], key[k], token.sentence) for k in range(n)):
                return rule, token.i - n
    return None


def _is(token: Token, word: str, sentence: int) -> bool:
    return token.sentence == sentence and word in (token.lower, token.lemma)


def _forms(token: Token) -> Iterator[str]:
    yield token.lower
    if token.lemma != token.lower:
        yield token.lemma
    elif token.pos == "PROPN" or token.tag == "NNS":
        yield from singulars(token.lower)


def singulars(word: str) -> Iterator[str]:
    """What an English plural may be the plural of."""
    if word.endswith("men"):
        yield word[:-2] + "an"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("s"):
        yield word[:-1]


def phrase_at(scene: Scene, token: Token) -> Phrase | None:
    """The actor phrase with that head, its naming tail included and apposition left out; ``None`` where the word names no actor."""
    known = scene.names.register.get(token.i)
    if known is None and token.pos not in NOMINAL and token.tag not in ("NN", "NNS"):
        return None
    if known is not None and not _heads(scene.parse, token, known):
        return None
    label = scene.labels.get(token.i)
    found = rule_of(scene, token) if known is None and (label != "PERSON" or token.tag != "NNP") else None
    if known is None and ((found is None and not _entity_head(scene, token)) or _is_none(scene, token)):
        return None
    rule, core = found or (None, token.i)
    first = min(_left_edge(scene, token, known), known.first if known else core)
    first -= int(rule is not None and rule.sort == "thing" and _is_named_after(scene, token, first))
    tails = _tails(scene, token, max(token.i + 1, known.last if known else 0))
    last = tails[-1][1] if tails else max(token.i + 1, known.last if known else 0)
    named = tails or _has_role(scene, token) or _is_owned(scene, first, token)
    if rule is not None and token.lemma in scene.words.file.tailed and core == token.i and not named:
        return None
    if rule is not None and rule.sort != "thing" and first == token.i and not tails and _is_bare_place(scene, token):
        return None
    last += _closes(scene.parse, first, last)
    return Phrase(token.i, first, last, last, rule, known, label, core, tails=tuple(t[0] for t in tails))


def _is_named_after(scene: Scene, token: Token, first: int) -> bool:
    """True for "Dorra" in "the Dorra mosque attack", wherever the parser hangs it."""
    before = scene.parse.tokens[first - 1] if first > token.i - 1 and token.i else None
    if before is None or before.tag != "NNP" or (before.head, before.dep, token.dep) != (token.head, "compound", "compound"):
        return False
    known = before.i in scene.names.register or before.i in scene.names.nations
    return not known and scene.labels.get(before.i) not in TIMES


def _is_bare_place(scene: Scene, token: Token) -> bool:
    """True for "in court"."""
    return token.tag == "NN" and token.dep == "pobj" and scene.parse.tokens[token.head].lower in scene.words.file.locative


def _closes(parse: Parse, first: int, last: int) -> int:
    """1 where a bracket opened in the phrase closes right behind it."""
    told = [t.text for t in parse.tokens[first : last + 1]]
    return int("(" in told[:-1] and told[-1] == ")" and ")" not in told[:-1])


def _is_none(scene: Scene, token: Token) -> bool:
    """True for compounds that name no party ("social media posts")."""
    before = scene.parse.tokens[token.i - 1] if token.i else None
    return before is not None and any((b, t) in scene.words.none for b in (before.lower, before.lemma) for t in (token.lower, token.lemma))


def _heads(parse: Parse, token: Token, known: Known) -> bool:
    """True for the word of a name that governs the rest of it."""
    return not known.first <= token.head < known.last or token.head == token.i


def _entity_head(scene: Scene, token: Token) -> bool:
    label = scene.labels.get(token.i)
    if token.dep not in ARGUMENT or token.pos not in ("PROPN", "NOUN"):
        return False
    land = scene.names.nations.get(token.i)
    if label == "NORP" or land is not None:
        people = label == "NORP" or (land is not None and land.sort == "demonym")
        return people and (token.tag in ("NNS", "NNPS") or bool(scene.parse.kids(token, "nummod")))
    return label in ("PERSON", "ORG") and not _may_be_place(scene, token)


def _may_be_place(scene: Scene, token: Token) -> bool:
    """True for names that the model may have taken for people: told to lie somewhere, or one word behind "in", "at" and the like."""
    parse = scene.parse
    if any(_is_thing(scene, k) for k in parse.kids(token, "appos")):
        return True
    head = parse.head(token)
    if token.dep == "pobj" and head is not None and head.lower in scene.words.file.locative:
        return True
    if token.dep in ("nsubj", "nsubjpass") and head is not None and head.lemma in scene.words.file.stative:
        return not _has_role(scene, token)
    single = not parse.kids(token, "compound", "appos", "relcl")
    return single and token.dep not in ("nsubj", "appos", "conj") and not (token.dep == "pobj" and head is not None and head.lower == "by")


def _is_thing(scene: Scene, token: Token) -> bool:
    found = rule_of(scene, token)
    return found is not None and found[0].sort == "thing"


def _has_role(scene: Scene, token: Token) -> bool:
    return bool(scene.parse.kids(token, "compound", "appos", "relcl"))


def _is_owned(scene: Scene, first: int, token: Token) -> bool:
    """True for "Malian forces": a country or a known actor stands before the noun."""
    return any(True for _ in (*scene.names.lands(first, token.i), *scene.names.of(first, token.i)))


def _left_edge(scene: Scene, head: Token, known: Known | None) -> int:
    """The first token of the words before a noun that belong to it."""
    first = head.i
    for kid in scene.parse.kids(head):
        if kid.i < head.i and kid.dep in LEFT and (kid.pos not in ("VERB", "ADV") or kid.dep == "amod"):
            first = min(first, _low(scene.parse, kid))
    first = next((i + 1 for i in range(head.i - 1, first - 1, -1) if _breaks(scene, i, first, known)), first)
    # "The X-linked Group": another name's hyphen and participle are no part of the name.
    return first + 2 if first + 1 < head.i and scene.parse.tokens[first].text in HYPHENS else first


def _breaks(scene: Scene, i: int, first: int, known: Known | None) -> bool:
    """True for a token that ends what stands before a noun phrase: a comma not between adjectives, a verb, "after six men", another name, a day."""
    tokens = scene.parse.tokens
    token = tokens[i]
    if token.text in (",", ".", ":", ";", "–", "—"):
        return i == first or tokens[i - 1].tag not in ("JJ", "VBN") or tokens[i + 1].tag not in ("JJ", "VBN", "NN", "NNS")
    if token.tag in ("VBG", "VBZ") and i > first:
        return tokens[i - 1].tag in ("NN", "NNS")
    if token.tag == "NNP" and scene.labels.get(i) in TIMES:
        return True
    if token.tag == "IN" and token.dep == "quantmod":
        return token.lower not in scene.words.file.leading
    other = scene.names.register.get(i)
    return known is not None and other is not None and other is not known and tokens[i + 1].text != "'s"


def _low(parse: Parse, token: Token) -> int:
    return min((_low(parse, k) for k in parse.kids(token) if k.i < token.i and k.dep != "punct"), default=token.i)


def _tails(scene: Scene, head: Token, last: int) -> list[tuple[int, int]]:
    """The (head, end) of the prepositional phrases right behind a noun that go on naming it."""
    found: list[tuple[int, int]] = []
    length = last - head.i
    for prep in scene.parse.kids(head, "prep"):
        if prep.i < last or prep.lower not in scene.words.file.naming:
            continue
        if prep.i != last:
            break
        inner = [t for t in scene.parse.kids(prep, "pobj") if t.i > prep.i]
        if not inner or not _goes_on(scene, head, prep, inner[0]):
            break
        end = inner[0].i + 1
        known = scene.names.register.get(inner[0].i)
        end = max(end, known.last if known else 0)
        found.append((inner[0].i, end))
        # However long a known name is, it is one.
        length += 1 if known else end - last
        last = end
        if prep.lower == "of" and (more := _tails(scene, inner[0], end)):
            found.extend(more)
            length += more[-1][1] - last
            last = more[-1][1]
        if length > LONGEST_TAIL:
            return []
    return found


def _goes_on(scene: Scene, head: Token, prep: Token, inner: Token) -> bool:
    relational = head.lemma in scene.words.file.relational or head.lower in scene.words.file.relational
    if prep.lower == "of":
        return (relational or head.pos == "PROPN") and inner.tag not in ("CD", "PRP")
    if prep.lower == "for":
        return relational and (rule_of(scene, inner) is not None or inner.pos == "PROPN")
    known = inner.i in scene.names.register or inner.i in scene.names.nations
    body, own = rule_of(scene, inner), rule_of(scene, head)
    if own is not None and own[0].sort == "thing":
        return False
    return relational and (known or (body is not None and body[0].sort == "group" and prep.lower in ("in", "from", "within")))


def with_apposition(scene: Scene, phrase: Phrase, phrases: dict[int, Phrase]) -> Phrase:
    """The phrase joined with the name or the description beside it: "X, a commander in Y", "the militia (ABC)", "the X, known as Y"."""
    parse = scene.parse
    for kid in _beside(parse, parse.tokens[phrase.head], phrase.tails):
        other = phrases.get(kid.i)
        if other is None or other.first < phrase.end or not _one_party(phrase, other) or _is_member(scene, phrase, other):
            continue
        between = {t.text for t in parse.tokens[phrase.end : other.first]}
        end = other.end
        if end < len(parse.tokens) and "(" in between and parse.tokens[end].text == ")":
            end += 1
        phrase = replace(phrase, end=end, also=phrase.also or other)
    return phrase


def _beside(parse: Parse, head: Token, tails: tuple[int, ...]) -> Iterator[Token]:
    yield from parse.kids(head, "appos")
    for tail in tails:
        yield from parse.kids(parse.tokens[tail], "appos")
    for acl in parse.kids(head, "acl"):
        if acl.lower in ("known", "called", "named", "dubbed"):
            yield from parse.kids(acl, "oprd", "dobj")
            for prep in parse.kids(acl, "prep"):
                yield from parse.kids(prep, "pobj")


def _one_party(phrase: Phrase, other: Phrase) -> bool:
    """True where one of the two is a name and the other says who that is."""
    if phrase.known and other.known:
        return bool(set(phrase.known.ids) & set(other.known.ids))
    if "thing" in (_sort(phrase), _sort(other)):
        return False
    return _is_name(phrase) != _is_name(other)


def _is_member(scene: Scene, phrase: Phrase, other: Phrase) -> bool:
    """True for one person beside many: "the journalists A. Name and B. Name"."""
    return phrase.known is None and scene.parse.tokens[phrase.head].tag == "NNS" and other.rule is None and other.label == "PERSON"


def _is_name(phrase: Phrase) -> bool:
    return phrase.known is not None or (phrase.rule is None and phrase.label in ("PERSON", "ORG"))


def _sort(phrase: Phrase) -> str | None:
    return phrase.rule.sort if phrase.rule else None
