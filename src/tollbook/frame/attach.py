"""Who stands in which role of a deed, by the grammar round it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.codebook.actors import load_actors
from tollbook.codebook.deeds import NOUN_ROLES, VERB_ROLES
from tollbook.codebook.places import load_places
from tollbook.find import grammar
from tollbook.find.actors_joint import JOINT
from tollbook.find.actors_members import included_in, listed_behind, members_of
from tollbook.find.clause import SLOTS, Around, Clause
from tollbook.frame.scene import Scene
from tollbook.model.frame import Argument
from tollbook.model.mention import Actor, Mention, MentionKind
from tollbook.model.parse import Token

PLACED = ("target",)
ACTING = ("perpetrator", "actor", "speaker", "side_a")
THING_RULES = ("actor.object",)


def arguments_of(deed: Mention, scene: Scene) -> tuple[Argument, ...]:
    """The deed's actors with their roles, in text order, each actor in one role only: the first its rule gives it."""
    found: dict[Mention, Argument] = {}
    slots = tuple(slots_of(deed, scene))
    for told, token in (*slots, *_members(deed, slots, scene)):
        mention = scene.actors.get(token.i) or _described(token, scene)
        role = _turned(told, deed, mention, scene)
        if mention is None or mention in found or (role in PLACED and _is_region(token, scene)):
            continue
        if role == "perpetrator" and _is_far_from(deed, token, scene):
            continue
        if _holds(mention, token, scene) and _can_be(role, token, mention, scene):
            found[mention] = Argument(role, mention, deed.by)
    return tuple(sorted(found.values(), key=lambda a: a.mention.span))


def _is_far_from(deed: Mention, subject: Token, scene: Scene) -> bool:
    """True for the police of "police hunt a man whose bomb exploded, wounding two": their verb tells no deed, a nearer one does."""
    verb, parse = scene.token(deed), scene.parse
    above = parse.head(verb)
    if above is None or verb.dep != "advcl" or verb.tag != "VBG" or not subject.i < above.i < verb.i or subject.head != above.i:
        return False
    if above.i in scene.deeds or scene.lent(above) is not None:
        return False
    return any(above.i < i < verb.i and grammar.is_verbal(scene.token(d)) for i, d in scene.deeds.items())


def _is_region(token: Token, scene: Scene) -> bool:
    """True for "department" in "a blast in Colombia's Cauca department": it tells where, not whom."""
    areas = load_places(scene.report.lang).areas
    return token.lower in areas and any(m.span.end == token.end for m in scene.of(MentionKind.PLACE))


def _described(token: Token, scene: Scene) -> Mention | None:
    """Who a name that tells no party is said to be: "blamed the Dorra front, *a rebel faction*"; ``None`` where nobody is."""
    beside = (scene.actors[k.i] for k in scene.parse.kids(token, "appos") if k.i in scene.actors and token.pos != "NUM")
    return next((m for m in beside if not m.by.startswith(THING_RULES)), None)


def _turned(role: str, deed: Mention, mention: Mention | None, scene: Scene) -> str:
    """The role of whom the deed befell for the subject of a verb that needs an object and has none: "union leader nabbed in raid"."""
    rule, verb = scene.rule(deed), scene.token(deed)
    if rule is None or mention is None or not isinstance(mention.value, Actor) or role != "perpetrator" or verb.lemma not in scene.words.needing:
        return role
    finite = verb.tag in ("VBD", "VBN") and verb.dep != "conj" and not grammar.is_passive(scene.parse, verb)
    armed = scene.words.qualifying_kinds.get(mention.value.kind) == "perpetrator"
    alone = not any(t.i in scene.actors for t in grammar.objects(scene.parse, verb))
    return rule.roles.get("object", "target") if finite and alone and not armed else role


def _members(deed: Mention, slots: Sequence[tuple[str, Token]], scene: Scene) -> Iterator[tuple[str, Token]]:
    """The persons named as members of those in the slots, in the same roles."""
    words = load_actors(scene.report.lang)
    for role, group in slots:
        told = (*members_of(scene.parse, group, words), *listed_behind(scene.parse, scene.token(deed), group, words))
        yield from ((role, t) for t in told if scene.labels.get(t.i) == "PERSON")
        yield from ((role, t) for t in included_in(scene.parse, group, words))


def _can_be(role: str, token: Token, mention: Mention, scene: Scene) -> bool:
    """False for a thing as one who acts, but for a known owner's arms ("Syrian jets"); and for people who only move as others kill."""
    value = mention.value
    if not isinstance(value, Actor) or role not in ACTING:
        return True
    if value.kind in scene.words.bystanders and role == "perpetrator":
        verb = scene.parse.head(token)
        return not _only_moves(verb, token, scene)
    if not mention.by.startswith(THING_RULES):
        return True
    return scene.token(mention).lemma in scene.words.acting_things and bool(value.country or value.register)


def _only_moves(verb: Token | None, token: Token, scene: Scene) -> bool:
    """True for "crossed" in "as villagers crossed the river, killing three": what follows is not said to be theirs."""
    return token.dep == "nsubj" and verb is not None and verb.dep == "advcl" and verb.i not in scene.deeds


def slots_of(deed: Mention, scene: Scene) -> Iterator[tuple[str, Token]]:
    """(role, head word) pairs of the deed's slots, those that a light verb lends a noun among them."""
    rule = scene.rule(deed)
    if rule is None:
        return
    noun = scene.deed(deed).form == "noun"
    roles = {**(NOUN_ROLES if noun else VERB_ROLES), **rule.roles}
    clause = Clause(scene.parse, scene.token(deed), Around(scene.rules.classes))
    for slot, role in roles.items():
        if role != "none":
            held = tuple(clause.slot(slot)) or (() if slot in SLOTS else _of_object(slot, clause))
            for n, t in enumerate(t for t in held if slot in SLOTS or t.lemma not in scene.words.ways):
                # "between soldiers and rebels": who is named behind the first is the other side.
                yield from _in_role("side_b" if n and role == "side_a" and slot not in SLOTS else role, t, scene)
    if noun:
        yield from _lent(deed, scene, roles)
        yield from _before(deed, scene)
        yield from (("target", t) for t in _aimed(scene.token(deed), scene))


def _in_role(role: str, token: Token, scene: Scene) -> Iterator[tuple[str, Token]]:
    """The word in its role; for arms that act ("a Malian *jet* bombed it") whoever they belong to."""
    mention = scene.actors.get(token.i)
    armed = role == "instrument" or (role == "perpetrator" and (mention is None or mention.by.startswith(THING_RULES)))
    if armed:
        owners = (t for t in scene.parse.kids(token, "compound", "amod", "nmod", "poss") if _qualifies(t, scene) == "perpetrator")
        yield from (("perpetrator", t) for t in owners)
        yield from (
            ("perpetrator", t) for v in scene.parse.kids(token, "acl") for by in scene.parse.kids(v, "agent") for t in scene.parse.kids(by, "pobj")
        )
    if role != "instrument":
        yield role, token
        yield from ((role, t) for t in grammar.modifiers(scene.parse, token) for t in grammar.conjuncts(scene.parse, t) if _is_joint(t, scene))


def _is_joint(token: Token, scene: Scene) -> bool:
    """True for "Hungarian" in "Hungarian and Romanian officials"."""
    mention = scene.actors.get(token.i)
    return mention is not None and mention.by == JOINT


def _qualifies(token: Token, scene: Scene) -> str | None:
    """The role of an actor before a noun by its kind; ``None`` where the kind gives none or nobody is named."""
    mention = scene.actors.get(token.i)
    return scene.words.qualifying_kinds.get(mention.value.kind) if mention is not None and isinstance(mention.value, Actor) else None


def _of_object(prep: str, clause: Clause) -> tuple[Token, ...]:
    """What hangs on the object and not on the verb: "pledged loyalty *to the group*"."""
    return tuple(t for o in clause.slot("object") for p, t in grammar.prepositions(clause.parse, o) if p == prep)


def _lent(deed: Mention, scene: Scene, roles: dict[str, str]) -> Iterator[tuple[str, Token]]:
    """What a light verb lends: "gunmen carried out an attack", "the attack hit a mosque", "the post came under attack"."""
    token, light, parse = scene.token(deed), scene.words.light, scene.parse
    acts = "actor" if "actor" in roles.values() else roles.get("by", "perpetrator")
    for verb in (t for t in parse.ancestors(token) if grammar.is_verbal(t)):
        under = {t.i for _, t in grammar.prepositions(parse, verb)}
        if verb.lemma in light.acting and any(t.i == token.i for t in grammar.objects(parse, verb)):
            yield from ((acts, t) for t in grammar.subjects(parse, verb))
        elif verb.lemma in light.hitting and _hits(verb, token, scene):
            yield from (("target", t) for t in grammar.objects(parse, verb))
        elif verb.lemma in light.undergoing and (token.i in under or any(t.i == token.i for t in grammar.objects(parse, verb))):
            yield from (("target", t) for t in grammar.subjects(parse, verb))
        return


def _aimed(token: Token, scene: Scene) -> Iterator[Token]:
    """What a noun deed was aimed at: "the target of the attack was *a bank*", "*a bank* was the target of an attack"."""
    parse, prep = scene.parse, scene.parse.head(token)
    aim = parse.head(prep) if prep is not None and prep.dep == "prep" else None
    verb = parse.head(aim) if aim is not None and aim.lemma in scene.words.light.aimed else None
    if aim is None or verb is None or verb.pos != "AUX":
        return
    if aim.dep == "attr":
        yield from grammar.subjects(parse, verb)
    elif aim.dep == "nsubj":
        yield from (t for a in parse.kids(verb, "attr") for t in grammar.conjuncts(parse, a))


def _hits(verb: Token, token: Token, scene: Scene) -> bool:
    """True for "shelling" in "the shelling damaged a school" and "a school was damaged in shelling"."""
    if any(t.i == token.i for t in grammar.subjects(scene.parse, verb)):
        return True
    under = (t.i for p, t in grammar.prepositions(scene.parse, verb) if p in scene.words.linking)
    return grammar.is_passive(scene.parse, verb) and token.i in under


def _before(deed: Mention, scene: Scene) -> Iterator[tuple[str, Token]]:
    """Whoever stands before a noun deed: "a rebel attack" is by rebels, "a mosque attack" on a mosque; "a coalition strike" may be either."""
    for t in scene.parse.kids(scene.token(deed), "compound", "amod", "nmod", "poss"):
        role, mention = _qualifies(t, scene), scene.actors.get(t.i)
        told = isinstance(mention.value, Actor) and mention.value.kind not in scene.words.untold if mention is not None else False
        if mention is not None and (role is not None or (told and t.dep != "poss") or (t.dep == "poss" and _is_suffered(deed, scene))):
            yield role or "target", t


def _is_suffered(deed: Mention, scene: Scene) -> bool:
    """True for "a senator's murder", which is done to whose it is where nobody else is named as its victim."""
    rule = scene.rule(deed)
    told = (p for p, _ in grammar.prepositions(scene.parse, scene.token(deed)))
    return rule is not None and "poss" in rule.roles and not any(rule.roles.get(p) == "target" for p in told)


def _holds(mention: Mention, token: Token, scene: Scene) -> bool:
    """True where the word heads the actor's phrase or names it, and does not only qualify its head."""
    head = scene.token(mention)
    return token.i == head.i or head in scene.parse.subtree(token) or token in scene.parse.subtree(head)
