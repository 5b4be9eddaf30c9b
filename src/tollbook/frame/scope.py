"""What stands over a deed: whether it happened, when to the report, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tollbook.codebook.deeds import DeedRule, load_deeds
from tollbook.codebook.scope import CueRule, CueWords, load_cues, load_speech
from tollbook.find import grammar
from tollbook.frame.scope_path import NOUNS, Reach
from tollbook.frame.scope_said import claimed, sayings
from tollbook.model.frame import Currency, Scope, Stance
from tollbook.model.mention import Cue, Deed, Mention, MentionKind
from tollbook.model.parse import Parse, Token

STANCES = {s.value: s for s in Stance}
CURRENCIES = {c.value: c for c in Currency}
OWN_FORMS = ("aux", "auxpass")
NEGATION, CONDITION = "negation", "condition"
"""The slots by which a rule asks for what refuses or threatens: "will *not* negotiate", "will strike *unless*"."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A cue that reaches the deed, so many steps up."""

    distance: int
    mention: Mention
    effect: str


def scope_of(deed: Mention, parse: Parse, mentions: Sequence[Mention], lang: str = "en") -> Scope:
    """The deed's scope; stated, of no told currency, without cues and sayings where nothing stands over it."""
    words, speech = load_cues(lang), load_speech(lang)
    token, rule = parse.tokens[deed.head], load_deeds(lang).by_id.get(deed.by)
    reach = Reach(parse, token, words.carry)
    held = sorted(_held(deed, reach, mentions, words, rule), key=lambda h: (h.distance, h.mention.span))
    stance = _stance(held, rule)
    if stance is Stance.STATED:
        stance = _told_stance(reach, mentions, lang)
    if stance is Stance.STATED and _is_habitual(parse, token):
        stance = Stance.HYPOTHETICAL
    currency = next((CURRENCIES[h.effect] for h in held if h.effect in CURRENCIES), None)
    return Scope(stance, currency, tuple(h.mention for h in held), sayings(reach, mentions, speech))


def _held(deed: Mention, reach: Reach, mentions: Sequence[Mention], words: CueWords, rule: DeedRule | None) -> Iterator[_Held]:
    tokens, inside = reach.parse.tokens, reach.parse.sentence_of(reach.deed).span
    for m in mentions:
        if m.kind is not MentionKind.CUE or not isinstance(m.value, Cue) or not inside.contains(m.span):
            continue
        cue = words.by_id[m.by]
        if _spares(cue, deed) or _makes(rule, tokens[m.head], reach):
            continue
        distance = reach.distance(tokens[m.head], cue)
        if distance is not None:
            yield _Held(distance, m, m.value.effect)


def _spares(cue: CueRule, deed: Mention) -> bool:
    return isinstance(deed.value, Deed) and deed.value.kind in cue.spares


def _makes(rule: DeedRule | None, cue: Token, reach: Reach) -> bool:
    """True where the cue is part of what makes the word a deed: "will be hunted down" is a threat that was made."""
    if rule is None:
        return False
    deed = reach.deed
    if CONDITION in rule.where and cue.dep == "mark" and reach.parse.tokens[cue.head].head == deed.i:
        return True
    return (bool(rule.modal) or NEGATION in rule.where) and cue.head == deed.i and cue.dep in (*OWN_FORMS, "neg")


def _stance(held: Sequence[_Held], rule: DeedRule | None) -> Stance:
    """What the nearest cue says, a denial over an allegation before all; else what the deed itself is: an accusation alleges."""
    found = [STANCES[h.effect] for h in held if h.effect in STANCES]
    if Stance.DENIED in found and found[0] is Stance.ALLEGED:
        return Stance.DENIED
    if found:
        return found[0]
    return STANCES[rule.stance] if rule is not None and rule.stance is not None else Stance.STATED


def _told_stance(reach: Reach, mentions: Sequence[Mention], lang: str) -> Stance:
    """Claimed for "they claimed to have killed"; what is only reported stays stated."""
    stance = claimed(reach, mentions, load_speech(lang))
    return Stance.STATED if stance is None else STANCES[stance]


def _is_habitual(parse: Parse, verb: Token) -> bool:
    """True for "rebels attack convoys": a simple present between bare plurals, in a full sentence, tells of no one event."""
    if verb.tag != "VBP" or verb.dep in ("xcomp", "ccomp", "conj") or parse.kids(verb, *OWN_FORMS) or not _ends(parse, verb):
        return False
    parties = (*grammar.subjects(parse, verb), *grammar.objects(parse, verb))
    return bool(grammar.objects(parse, verb)) and all(_is_bare_plural(parse, p) for p in parties)


def _ends(parse: Parse, token: Token) -> bool:
    """Headlines, which tell the past in the present, end without a stop."""
    return parse.tokens[parse.sentences[token.sentence].last - 1].text in (".", "?", "!", '"', "”")


def _is_bare_plural(parse: Parse, noun: Token) -> bool:
    return noun.pos in NOUNS and noun.tag == "NNS" and not parse.kids(noun, "det", "nummod", "poss")
