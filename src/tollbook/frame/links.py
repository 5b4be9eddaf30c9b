"""Which deeds of one sentence tell one event, by the grammar between them."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.find import grammar
from tollbook.frame.scene import Scene
from tollbook.model.mention import Mention
from tollbook.model.parse import Token

SEQUEL = ("advcl", "conj", "xcomp", "dep", "acl", "prep", "pcomp", "parataxis")


def links_of(deed: Mention, scene: Scene) -> Iterator[Mention]:
    """The deeds of the same sentence that tell the same event as this one."""
    for token in _tied(scene.token(deed), scene):
        other = scene.deeds.get(token.i) or (scene.lent(token) if grammar.is_verbal(token) else None)
        if other is not None and other.head != deed.head and (together(deed, other, scene) or _is_setting(deed, other, scene)):
            yield other


def together(deed: Mention, other: Mention, scene: Scene) -> bool:
    """True where the two kinds can be told of one event."""
    first, second = scene.deed(deed), scene.deed(other)
    a, b, families = first.kind, second.kind, scene.words.families
    if (first.outcome or second.outcome) and {a, b} <= families["violence"] | families["crowd"]:
        return True
    return a == b or any(a in kinds and b in kinds for kinds in families.values())


def _is_setting(deed: Mention, other: Mention, scene: Scene) -> bool:
    """True for the raid in "were captured in a raid"."""
    return scene.token(other).lemma in scene.words.settings.get(scene.deed(deed).kind, ())


def _tied(token: Token, scene: Scene) -> Iterator[Token]:
    """Words the deed's word is tied to as cause, sequel or setting of one event."""
    parse, words = scene.parse, scene.words
    if grammar.is_verbal(token):
        yield from _subjects(token, scene)
        yield from (t for prep, t in grammar.prepositions(parse, token) if prep in words.linking)
        yield from _clauses(token, scene)
        yield from (t for t in grammar.objects(parse, token) if _same_kind(token, t, scene))
    head = parse.head(token)
    if head is not None and token.dep == "compound":
        yield head
    if head is not None and token.dep in SEQUEL and not is_apart(token, scene) and (grammar.is_verbal(head) or token.dep == "acl"):
        yield head
    if token.dep == "relcl" and head is not None:
        yield head
    if token.dep == "pcomp" and head is not None and (above := parse.head(head)) is not None:
        yield above


def _same_kind(token: Token, other: Token, scene: Scene) -> bool:
    """True for "imposed a curfew", where both words tell the one restriction."""
    return token.i in scene.deeds and other.i in scene.deeds and scene.deed(scene.deeds[token.i]).kind == scene.deed(scene.deeds[other.i]).kind


def _subjects(token: Token, scene: Scene) -> Iterator[Token]:
    """What acts, where a noun deed does: "the *blast* killed two"; what is said of it: "it was an ambush"."""
    yield from grammar.subjects(scene.parse, token)
    yield from scene.parse.kids(token, "attr")


def is_apart(verb: Token, scene: Scene) -> bool:
    """True for the clause of "came *two days after* a strike killed 15", between which a time lies, and of "attacked them *after* she was killed"."""
    times = (t for t in scene.parse.kids(verb, "npadvmod", "advmod") if t.i in scene.dated)
    return verb.dep == "advcl" and (any(_is_marked(verb, t, scene) for t in times) or _came_first(verb, scene))


def _came_first(verb: Token, scene: Scene) -> bool:
    """True where deaths and the like are told to lie before a deed: they did not come of it."""
    mine, above = scene.deeds.get(verb.i), scene.parse.head(verb)
    if (
        mine is None
        or above is None
        or not scene.deed(mine).outcome
        or not any(m.lower in scene.words.hanging for m in scene.parse.kids(verb, "mark"))
    ):
        return False
    told = (scene.deeds.get(t.i) for t in (above, *grammar.objects(scene.parse, above)))
    main = next((d for d in told if d is not None), None)
    return main is not None and not scene.deed(main).outcome


def _is_marked(verb: Token, time: Token, scene: Scene) -> bool:
    return any(m.i > time.i for m in scene.parse.kids(verb, "mark") if m.lower in scene.words.marks)


def _clauses(token: Token, scene: Scene) -> Iterator[Token]:
    """The verbs of clauses that tell when: "died *when gunmen attacked*"."""
    for kid in scene.parse.kids(token, "advcl", "ccomp", "relcl"):
        marks = {m.lower for m in scene.parse.kids(kid, "mark", "advmod")}
        if marks & scene.words.marks and not is_apart(kid, scene):
            yield kid
    for prep in scene.parse.kids(token, "prep"):
        if prep.lower in scene.words.marks:
            yield from scene.parse.kids(prep, "pcomp")
