"""Who acts, suffers and speaks in a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tollbook.codebook.actors import ActorWords
from tollbook.find.actors_attack import is_doubted, launches
from tollbook.find.actors_joint import with_joint
from tollbook.find.actors_kinds import describe, has_forces
from tollbook.find.actors_members import with_group_kinds
from tollbook.find.actors_names import Known, find_names
from tollbook.find.actors_phrases import Phrase, Scene, phrase_at, with_apposition
from tollbook.find.actors_refer import with_references
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.span import Span


def find_actors(parse: Parse, words: ActorWords) -> tuple[Mention, ...]:
    """Every phrase that names somebody or something that can act, suffer or speak, in text order, none inside another.

    Pronouns that stand for a party come with what they refer to where that is plain.
    """
    scene = Scene(parse, find_names(parse, words), words, {i: e.label for e in parse.entities for i in range(e.first, e.last)})
    phrases = {p.head: p for t in parse.tokens if (p := phrase_at(scene, t)) is not None and not _is_denied(scene, t)}
    joined = [with_apposition(scene, p, phrases) for p in phrases.values()]
    kept = [p for p in _outermost(joined) if _is_party(scene, p)]
    arms = {t.i + 1 for t in parse.tokens if (known := scene.names.nations.get(t.i)) and t.i == known.last - 1 and _wields(scene, t, known)}
    # In "Malian army jets" the country and its army are one.
    kept = [p for p in kept if not (p.first in arms and p.last == p.first + 1)]
    kept, joint = with_joint(scene, kept)
    found = [*(_mention(scene, p) for p in kept), *joint]
    taken = {i for p in kept for i in range(p.first, p.end)} | {m.head for m in joint}
    found.extend(m for t in parse.tokens if t.i not in taken and (m := _state(scene, t)) is not None)
    return with_references(parse, with_group_kinds(parse, sorted(found, key=lambda m: m.span), scene.labels, words), words)


def _is_denied(scene: Scene, token: Token) -> bool:
    """True for "no group" and "none of the men"."""
    return any(k.lower in scene.words.file.negative for k in scene.parse.kids(token, "det", "neg"))


def _outermost(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Phrases that lie in no longer one, in text order."""
    kept: list[Phrase] = []
    taken: set[int] = set()
    for p in sorted(phrases, key=lambda p: (p.first - p.end, p.first)):
        if not taken.intersection(range(p.first, p.end)):
            kept.append(p)
            taken.update(range(p.first, p.end))
    return sorted(kept, key=lambda p: p.first)


def _is_party(scene: Scene, phrase: Phrase) -> bool:
    """False for things that only qualify another noun, except what was struck ("a mosque attack"), and for "the country" as a place."""
    token = scene.parse.tokens[phrase.head]
    thing = phrase.rule is not None and phrase.rule.sort == "thing"
    if phrase.rule is not None and phrase.rule.acting and not (_does(scene, token) or _is_addressed(scene, token)):
        return False
    if is_doubted(scene, token):
        return False
    if token.dep == "amod" and token.pos == "ADJ":
        return phrase.known is not None or launches(scene, token)
    qualifies = token.dep in ("compound", "nmod", "amod")
    return not (thing and qualifies) or scene.parse.tokens[token.head].lemma in scene.words.file.struck


def _mention(scene: Scene, phrase: Phrase) -> Mention:
    tokens = scene.parse.tokens
    span = Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
    by = phrase.rule.id if phrase.rule else "actor.register" if phrase.known else f"actor.entity.{(phrase.label or '').lower()}"
    sure = 0.9 if phrase.rule or phrase.known else 0.6
    return Mention(MentionKind.ACTOR, span, phrase.head, describe(scene, phrase), by, sure)


def _state(scene: Scene, token: Token) -> Mention | None:
    """A country's or capital's name where it stands for the government."""
    known = scene.names.nations.get(token.i)
    if known is not None and token.i == known.last - 1 and _wields(scene, token, known):
        body = scene.parse.tokens[known.last].lower in scene.words.file.whole
        span, name = _written(scene, replace(known, last=known.last + body))
        return Mention(MentionKind.ACTOR, span, token.i, _forces(scene, name, known.ids[0]), "actor.state-arms", 0.8)
    if known is None or len(known.ids) != 1 or (known.first <= token.head < known.last and token.head != token.i):
        return None
    if not (_owns_act(scene, token, known) or (known.sort != "demonym" and _acts(scene, token, known))):
        return None
    span, name = _written(scene, known)
    return Mention(
        MentionKind.ACTOR, span, token.i, Actor(name, "government", known.ids[0]), "actor.country", 0.8 if known.sort == "country" else 0.6
    )


def _written(scene: Scene, known: Known) -> tuple[Span, str]:
    tokens = scene.parse.tokens
    span = Span(tokens[known.first].start, tokens[known.last - 1].end)
    return span, span.quote(scene.parse.text).removesuffix("'s").removesuffix("’s")


def _forces(scene: Scene, name: str, country: str) -> Actor:
    return Actor(name, "state-forces", country, scene.words.forces[country, "state-forces"])


def _wields(scene: Scene, token: Token, land: Known) -> bool:
    """True for "Malian" in "Malian airstrikes" and "a Malian military jet": the forces of a state that has its own.

    A capital only as owner ("Moscow's airstrikes"): "the Paris bombing" is one in Paris.
    """
    table, parse = scene.words.file, scene.parse
    arm = token
    while arm.dep in ("amod", "compound", "nmod", "poss") and arm.head > arm.i:
        arm = parse.tokens[arm.head]
    between = parse.tokens[token.i + 1 : arm.i]
    if land.sort == "capital" and not any(t.tag == "POS" for t in between):
        return False
    return arm.lemma in table.wielded and has_forces(scene, land) and all(t.lower in table.arms or t.tag in ("HYPH", "POS") for t in between)


def _acts(scene: Scene, token: Token, known: Known) -> bool:
    table, parse = scene.words.file, scene.parse
    head = parse.head(token)
    if head is None:
        return False
    if token.dep == "conj":
        return head.i in scene.names.nations and _acts(scene, head, known)
    if token.dep == "nsubj":
        return _does(scene, token) and not _is_heading(scene, known)
    if _is_addressed(scene, token):
        return True
    if token.dep == "pobj":
        above = parse.head(head)
        if above is not None and above.lemma in table.towards.get(head.lower, ()):
            return True
        return head.lower in table.partners and above is not None and (head.lower != "with" or above.pos == "VERB")
    return False


def _is_addressed(scene: Scene, token: Token) -> bool:
    """True for "Mali" in "urged Mali to act" and "the state" in "the state was blamed"."""
    head = scene.parse.head(token)
    return token.dep in ("dobj", "dative", "nsubjpass") and head is not None and head.lemma in scene.words.file.addressed


def _owns_act(scene: Scene, token: Token, known: Known) -> bool:
    """True for "India" in "an Indian proposal" and "India's offer": what only a government does."""
    if token.i != known.last - 1 or token.dep not in ("amod", "compound", "nmod", "poss"):
        return False
    head = scene.parse.tokens[token.head]
    return head.i > token.i and head.lemma in scene.words.file.statecraft


def _is_heading(scene: Scene, known: Known) -> bool:
    """True for the country in "Ituri, DRC: gunmen killed nine": it heads an item."""
    return known.last < len(scene.parse.tokens) and scene.parse.tokens[known.last].text == ":"


def _does(scene: Scene, token: Token) -> bool:
    head = scene.parse.head(token)
    return token.dep == "nsubj" and head is not None and head.lemma not in scene.words.file.stative and head.pos in ("VERB", "AUX")


def party_of(mentions: Sequence[Mention], token: Token) -> Mention | None:
    """The actor whose phrase holds the token; ``None`` where the token belongs to nobody's name."""
    return next((m for m in mentions if m.span.start <= token.start < m.span.end), None)
