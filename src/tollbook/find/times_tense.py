"""What the clause round a time says of it: past or ahead, told or done, a deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.codebook.times import TimeWords
from tollbook.model.parse import Parse, Token

SPEECH_REACH = 4
"""A day that belongs to the speech verb before it stands at most this many words behind."""
NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a time stands: its governing ``verb``, the ``noun`` between the two and the ``prep`` right above it.

    ``due`` marks "due next week" and "set Friday as the day", ``owner`` "Friday's raid".
    """

    verb: Token | None
    noun: Token | None
    prep: str | None
    due: bool
    title: bool
    owner: bool = False


def is_verb(token: Token) -> bool:
    """True for verbs and for participles that the model took for adjectives."""
    return token.pos in ("VERB", "AUX") or token.tag in ("VBD", "VBN", "VBG")


def setting(parse: Parse, inside: Iterable[Token], head: Token, words: TimeWords, title: bool) -> Setting:
    """The setting of a time whose words are ``inside`` and whose head is ``head``."""
    own = {t.i for t in inside}
    noun, prep, due, verb = None, None, False, None
    for above in parse.ancestors(head):
        if above.i in own:
            continue
        if is_verb(above):
            verb = above
            break
        if above.dep == "prep" and prep is None and noun is None:
            prep = above.lower
        elif above.pos in NOUNS and noun is None:
            noun = above
        due = due or (above.pos == "ADJ" and above.lower in words.verbs["due"])
    due = due or (verb is not None and verb.lemma in words.verbs["fixing"] and noun is None and head.dep == "dobj")
    return Setting(_sayer(parse, verb, head, words), noun, prep, due, title, head.dep == "poss")


def _sayer(parse: Parse, verb: Token | None, head: Token, words: TimeWords) -> Token | None:
    """The speech verb in "said on Monday the bridge was hit", where the model hangs the day on what is told."""
    if verb is not None and verb.lemma in words.verbs["reporting"]:
        return _told_before(parse, verb, head)
    above = None if verb is None else parse.head(verb)
    if verb is None or above is None or verb.dep != "ccomp" or above.lemma not in words.verbs["reporting"]:
        return verb
    first = min((k.i for k in parse.kids(verb, "nsubj", "nsubjpass", "mark", "expl")), default=verb.i)
    return above if above.i < head.i < first and head.i - above.i <= SPEECH_REACH else verb


def _told_before(parse: Parse, verb: Token, head: Token) -> Token:
    """What is told in "two men died Monday, police said", where the model hangs the day on the speech verb."""
    first = min((k.i for k in parse.kids(verb, "nsubj", "nsubjpass")), default=verb.i)
    told = [k for k in parse.kids(verb, "ccomp") if k.i < head.i < min(first, verb.i)]
    return told[-1] if told else verb


def tense(parse: Parse, where: Setting, words: TimeWords) -> str | None:
    """Past, future or ``None`` where the clause does not tell."""
    verb, noun = where.verb, where.noun
    if where.due or (noun is not None and noun.lemma in words.verbs["deadline_nouns"]):
        return "future"
    if noun is not None and noun.lemma in words.verbs["awaited_nouns"] and _is_awaited(parse, noun, words):
        return "future"
    if where.owner and noun is not None and noun.dep not in ("nsubj", "nsubjpass") and noun.lemma not in words.verbs["awaited_nouns"]:
        return "past"
    if verb is None:
        return "future" if noun is not None and noun.head == noun.i and noun.lemma in words.verbs["programme"] else None
    if _is_scheduled(parse, verb, where, words):
        return "future"
    return verb_tense(parse, verb, words, where)


def _is_awaited(parse: Parse, noun: Token, words: TimeWords) -> bool:
    """True for "ahead of Sunday's vote"."""
    above = parse.head(noun)
    over = None if above is None else parse.head(above)
    return over is not None and over.lower in words.verbs["ahead"]


def _is_scheduled(parse: Parse, verb: Token, where: Setting, words: TimeWords) -> bool:
    """True for "planned for Friday", "extended to 31 October", "gave them until Monday"."""
    if any(k.lemma in ("have", "'ve") for k in parse.kids(verb, "aux")) and any(k.dep == "neg" for k in parse.kids(verb)):
        return False
    if verb.lemma in words.verbs["granting"] and where.prep in words.verbs["ends"]:
        return True
    if where.noun is not None and where.noun.dep in ("nsubj", "nsubjpass"):
        return False
    return verb.lemma in words.verbs["scheduling"] | words.verbs["planning"] and where.prep in words.verbs["scheduled_prepositions"]


def verb_tense(parse: Parse, verb: Token, words: TimeWords, where: Setting) -> str | None:
    """The verb's own tense by its form and auxiliaries, else that of the verb it hangs on."""
    auxiliaries = parse.kids(verb, "aux", "auxpass")
    lowers = {k.lower for k in auxiliaries}
    if any(k.tag == "TO" for k in auxiliaries):
        return _infinitive(parse, verb, words, where)
    if lowers & words.verbs["future_auxiliaries"]:
        if lowers <= words.verbs["past_modals"] and _is_denied(parse, verb, words):
            return "past"
        return "past" if any(k.lemma in ("have", "'ve") for k in auxiliaries) else "future"
    if any(k.tag == "VBD" or k.lemma in ("have", "'ve") for k in auxiliaries) or verb.tag == "VBD":
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        return _present(verb, words, where)
    if verb.tag == "VBG":
        return "future" if any(k.lemma == "be" for k in auxiliaries) else _above(parse, verb, words, where)
    if verb.tag == "VBN":
        return None if auxiliaries else "past"
    return _above(parse, verb, words, where)


def _is_denied(parse: Parse, verb: Token, words: TimeWords) -> bool:
    """True for "could not" and "nobody could"."""
    subjects = parse.kids(verb, "nsubj", "nsubjpass")
    none = (w.lower in words.verbs["negative"] for s in subjects for w in (s, *parse.kids(s, "det")))
    return any(k.dep == "neg" for k in parse.kids(verb)) or any(none)


def _present(verb: Token, words: TimeWords, where: Setting) -> str | None:
    if where.title or verb.lemma in words.verbs["reporting"]:
        return "past"
    if where.noun is not None and where.noun.lemma not in words.verbs["awaited_nouns"]:
        return None  # "the January 22 massacre is one of the worst": the day is the noun's
    return "future" if verb.lemma in words.verbs["programme"] and where.prep not in ("since", "from") else None


def _infinitive(parse: Parse, verb: Token, words: TimeWords, where: Setting) -> str | None:
    above = next((a for a in parse.ancestors(verb) if is_verb(a) or a.lower in words.verbs["due"]), None)
    if where.title and above is None:
        return "future"
    if above is None:
        return None
    if above.lemma in words.verbs["planning"] or above.lower in words.verbs["due"]:
        return "future"
    if above.lemma in words.verbs["demanding"] and where.prep in words.verbs["scheduled_prepositions"]:
        return "future"
    return _passed_down(verb_tense(parse, above, words, where))


def _passed_down(told: str | None) -> str | None:
    """What was "called to take place in May" need not be past."""
    return None if told == "past" else told


def _above(parse: Parse, verb: Token, words: TimeWords, where: Setting) -> str | None:
    above = next((a for a in parse.ancestors(verb) if is_verb(a)), None)
    return None if above is None else _passed_down(verb_tense(parse, above, words, where))


def is_reporting(parse: Parse, where: Setting, head: Token, words: TimeWords) -> bool:
    """True where the time is that of the saying: beside a speech verb, or in the spreading of a message."""
    verb = where.verb
    if verb is None:
        return False
    if where.noun is not None and where.noun.lemma not in words.verbs["reporting_nouns"]:
        return False
    if verb.lemma in words.verbs["reporting"]:
        # "said two men died on Wednesday", hung on the wrong verb: what is told stands between the two.
        told = parse.kids(verb, "ccomp")
        return not any(verb.i < t.i < head.i for t in told)
    above = parse.head(verb) if verb.dep in ("acl", "relcl") else None
    spread = (*parse.kids(verb, "dobj", "nsubjpass"), *((above,) if above is not None else ()))
    return verb.lemma in words.verbs["spreading"] and any(t.lemma in words.verbs["reporting_nouns"] for t in spread)


def is_deadline(parse: Parse, where: Setting, direction: str | None, until: bool, words: TimeWords) -> bool:
    """True for "a January 1 deadline", "must close by Friday" and what will happen then "unless"."""
    if where.noun is not None and where.noun.lemma in words.verbs["deadline_nouns"]:
        return True
    if direction != "future" or where.verb is None:
        return False
    if until and where.prep in words.verbs["ends"]:
        granted = where.verb.lemma in words.verbs["granting"]
        if granted or where.prep in words.verbs["closing"] or not _is_scheduled(parse, where.verb, where, words):
            return True
    marks = (m.lower for k in parse.kids(where.verb, "advcl") for m in parse.kids(k, "mark"))
    return any(m in words.verbs["ultimatum"] for m in marks)
